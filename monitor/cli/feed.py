"""`pantau feed`: events as Atom, JSON Feed or a calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from corpus.record import LinkStatus
from corpus.store.filters import Filters
from monitor.cli.filters import EventOption, RegionOption, make_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import err
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors
from monitor.cli.writing import write_file
from monitor.feeds import FORMATS, Feed, FeedOrder, read_entries
from monitor.phrases import Language
from monitor.phrases.kliping import load_kliping_phrases
from monitor.plain import plain_text, web_link
from registry.registry import load_registry

_STATUSES: dict[str, LinkStatus] = {status: status for status in get_args(LinkStatus)}


def feed(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    query: Annotated[str, typer.Argument(help=QUERY_HELP)] = "",
    to: Annotated[Path | None, typer.Option("--to", help="File to write; standard output when missing.")] = None,
    event: EventOption = None,
    region: RegionOption = None,
    since: Annotated[str | None, typer.Option(help="Only events of this day or later, no undated ones.")] = None,
    until: Annotated[str | None, typer.Option(help="Only events of this day or earlier.")] = None,
    registry: Annotated[str | None, typer.Option(help=f"Registry status: {', '.join(_STATUSES)}.")] = None,
    title: Annotated[str, typer.Option(help="Title of the feed.")] = "",
    agency: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    address: Annotated[str | None, typer.Option(help="Web address where the file will be read.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Events at most, those that changed last.")] = 200,
    english: Annotated[bool, typer.Option("--english", help="Write it in English.")] = False,
) -> None:
    """Write events as a feed; the query looks at their articles. Run it after each watch and let a web server show it.

    Examples:

      pantau feed atom --event mou_signing --to /srv/www/mou.xml --address https://contoh.go.id/mou.xml

      pantau feed ical 'pillar:governance' --region "Kota Solok" --to agenda.ics
    """
    if format_ not in FORMATS:
        raise typer.BadParameter(f"{format_!r} is no format; known are {', '.join(FORMATS)}")
    if address is not None and web_link(address) is None:
        raise typer.BadParameter(f"--address {address!r} is no web address; begin with https://")
    filters = make_filters(region=region, event=event, since=since, until=until)
    order = _order(filters, query, registry, limit)
    with usage_errors(), opened_store() as (settings, store), store.read() as conn:
        entries = read_entries(conn, order, load_registry(overlay=settings.registry))
    language: Language = "en" if english else "id"
    name = plain_text(title) or f"Pantau · {load_kliping_phrases(language).subject}"
    author, made = plain_text(agency) or "Pantau", datetime.now(UTC)
    found = Feed(title=name, author=author, address=address, language=language, made=made, entries=entries)
    write_file(to, FORMATS[format_](found))
    undated = sum(entry.days is None for entry in entries) if format_ == "ical" else 0
    left_out = f", {undated} without a day left out" if undated else ""
    err.print(f"{len(entries) - undated} events{left_out}", markup=False)


def _order(filters: Filters, query: str, registry: str | None, limit: int) -> FeedOrder:
    if registry is not None and registry not in _STATUSES:
        raise typer.BadParameter(f"--registry {registry!r}: one of {', '.join(_STATUSES)}")
    return FeedOrder(
        query=read_query(query), event_type=filters.event_type, region_code=filters.region_code, since=filters.since,
        until=filters.until, registry=_STATUSES[registry] if registry else None, limit=limit,
    )  # fmt: skip
