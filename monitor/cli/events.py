"""`pantau events list|show|merge|split`: event clusters, their history, and what people decide about them."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
import typer
from rich.text import Text
from sqlalchemy import Connection

from corpus.store.articles import read_article
from corpus.store.changes import EventChange, iter_changes, iter_doubts
from corpus.store.events import EventArticle, EventCluster, iter_events, read_event
from corpus.store.filters import Filters
from monitor.belonging import are_apart
from monitor.cli.filters import EventOption, RegionOption, make_filters, parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say, say_json
from monitor.happenings import date_range
from monitor.report import EventNews, event_news
from registry.registry import load_registry

events_app = typer.Typer(no_args_is_help=True, help="Events: what the programme did, however many outlets print it.")
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
WhoOption = Annotated[str | None, typer.Option("--who", help="Who decides this; your login name when missing.")]


class EventSheet(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its articles and its history."""

    event: EventNews
    articles: tuple[dict[str, Any], ...]
    history: tuple[EventChange, ...]


@events_app.command("list")
def list_(
    event: EventOption = None,
    region: RegionOption = None,
    since: Annotated[str | None, typer.Option(help="Only events of this day or later, no undated ones.")] = None,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only pairs that may be one event.")] = False,
    json: JsonOption = False,
) -> None:
    """List events, oldest first; --doubtful lists pairs for you to `merge` or to keep `apart`.

    Examples:

      pantau events list --event mou_signing --since 2026-01-01

      pantau events list --doubtful
    """
    filters = make_filters(event=event, region=region)
    day = parse_day(since, "--since")
    with opened_store() as (settings, store), store.read() as conn:
        registry = load_registry(overlay=settings.registry)
        if doubtful:
            pairs = [(a, b) for d in iter_doubts(conn) if (a := read_event(conn, d.event_id))
                     and (b := read_event(conn, d.other_id or "")) and not are_apart(conn, a, b)]  # fmt: skip
            rows = [tuple(event_news(conn, c, registry) for c in pair) for pair in pairs]
        else:
            rows = [
                (event_news(conn, c, registry),) for c in _chosen(iter_events(conn, filters.event_type), filters, day)
            ]
    for row in rows:
        if json:
            say_json(row if doubtful else row[0])
        else:
            for number, news in enumerate(row):
                out.print(Text(("  ? " if number else "") + _line(news)))
    if not rows and not json:
        say("None.")


def _chosen(events: Iterator[EventCluster], filters: Filters, since: date | None) -> Iterator[EventCluster]:
    wanted = filters.region_code
    for cluster in events:
        days = date_range(cluster.date)
        if since is not None and (days is None or days[1] < since):
            continue
        if wanted is None or any(code == wanted or code.startswith(f"{wanted}.") for code in cluster.region_codes):
            yield cluster


def _line(news: EventNews) -> str:
    regions = ", ".join(news.regions[:3]) + (f" +{len(news.regions) - 3}" if len(news.regions) > 3 else "")
    facts = (
        news.id, news.type, news.date or "no date", news.status or "–", regions or "whole country",
        f"{len(news.outlets)} outlet{'s' if len(news.outlets) != 1 else ''}", news.registry.status,
    )  # fmt: skip
    return " · ".join(facts)


@events_app.command()
def show(
    event: Annotated[str, typer.Argument(help="Id of the event.")],
    json: Annotated[bool, typer.Option("--json", help="The event as JSON.")] = False,
) -> None:
    """Show an event with its articles and how it became what it is; also one that is gone.

    Example:

      pantau events show 3f9a2c71d0b4
    """
    from monitor.merging import require_event

    with opened_store() as (settings, store), store.read() as conn:
        history = tuple(iter_changes(conn, event))
        if not history or read_event(conn, event):
            cluster = require_event(conn, event)
            articles = tuple(_article(conn, share) for share in cluster.articles)
            news = event_news(conn, cluster, load_registry(overlay=settings.registry))
            sheet = EventSheet(event=news, articles=articles, history=history)
        else:
            sheet = None
    if json:
        say_json(sheet or {"event": None, "history": history})
        return
    if sheet is not None:
        out.print(Text(_line(sheet.event), style="bold"))
        say(f"  “{sheet.event.evidence}”")
        say(f"  registry {sheet.event.registry.status}: {sheet.event.registry.reason}")
        for article in sheet.articles:
            facts = (article["id"], article["outlet"] or "–", article["published"] or "no date", article["url"] or "")
            say("  " + " · ".join(facts))
    for step in history:
        say(f"  {step.at:%Y-%m-%d %H:%M}Z {_step(step)}")
        if step.changes and step.sentence:
            say(f"      “{step.sentence}”")


def _article(conn: Connection, share: EventArticle) -> dict[str, Any]:
    found = read_article(conn, share.article_id)
    names = ("outlet", "title", "published", "url")
    facts = {name: getattr(found, name) if found else None for name in names}
    return {"id": share.article_id, **facts, "claim": share.claim}


def _step(step: EventChange) -> str:
    parts = [step.kind, *(part for part in (step.article_id, step.other_id) if part)]
    parts += [f"{name}: {before} → {after}" for name, (before, after) in step.changes.items()]
    return " · ".join([*parts, *([f"by {step.who}"] if step.who else [])])


@events_app.command()
def merge(
    keep: Annotated[str, typer.Argument(help="Id of the event that stays.")],
    others: Annotated[list[str], typer.Argument(help="Ids of the events that become part of it.")],
    who: WhoOption = None,
) -> None:
    """Make one event of several; their articles stay together also when they are read again.

    Example:

      pantau events merge 3f9a2c71d0b4 77c0e19d02aa --who siti
    """
    from monitor.merging import merge_events

    with opened_store() as (settings, store), store.begin() as conn:
        registry = load_registry(overlay=settings.registry)
        merged = merge_events(conn, keep, others, registry, datetime.now(UTC), who or getpass.getuser())
        line = _line(event_news(conn, merged, registry))
    say(line)


@events_app.command()
def split(
    event: Annotated[str, typer.Argument(help="Id of the event.")],
    articles: Annotated[list[str], typer.Argument(help="Ids of the articles that tell of another one.")],
    who: WhoOption = None,
) -> None:
    """Make an event of its own of some articles; they do not come together again by themselves.

    Example:

      pantau events split 3f9a2c71d0b4 9bc1f2a07d3e5512 --who siti
    """
    from monitor.merging import split_event

    with opened_store() as (settings, store), store.begin() as conn:
        registry = load_registry(overlay=settings.registry)
        opened = split_event(conn, event, articles, registry, datetime.now(UTC), who or getpass.getuser())
        line = _line(event_news(conn, opened, registry))
    say(line)


@events_app.command()
def apart(
    event: Annotated[str, typer.Argument(help="Id of one event.")],
    other: Annotated[str, typer.Argument(help="Id of the event that it is not.")],
    who: WhoOption = None,
) -> None:
    """Decide a doubt: two events are two; the pair is not listed as doubtful any more.

    Example:

      pantau events apart 3f9a2c71d0b4 77c0e19d02aa --who siti
    """
    from monitor.merging import keep_apart

    with opened_store() as (_, store), store.begin() as conn:
        keep_apart(conn, event, other, datetime.now(UTC), who or getpass.getuser())
    say(f"{event} and {other} are two events.")
