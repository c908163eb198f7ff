"""`pantau kliping`: what the press wrote in a day, week or month, for the desk of the head."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.filters import EventOption, OutletOption, RegionOption, make_filters, parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import err, say, say_json
from monitor.cli.writing import write_file
from monitor.kliping import KlipingOrder, Period, day_of, gather_kliping, month_of, week_of
from monitor.kliping.formats import RENDERERS
from monitor.kliping.period import WIB
from monitor.phrases import Language
from registry.registry import load_registry


def kliping(
    to: Annotated[list[Path] | None, typer.Option("--to", help=f"File to write: {', '.join(RENDERERS)}.")] = None,
    date_: Annotated[str | None, typer.Option("--date", help="The day, WIB; yesterday when missing.")] = None,
    week: Annotated[bool, typer.Option("--week", help="The whole week (Monday to Sunday) of that day.")] = False,
    month: Annotated[bool, typer.Option("--month", help="The whole month of that day.")] = False,
    agency: Annotated[str, typer.Option(help="Name of your agency, for the letterhead.")] = "",
    english: Annotated[bool, typer.Option("--english", help="Write it in English.")] = False,
    region: RegionOption = None,
    event: EventOption = None,
    outlet: OutletOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")] = False,
) -> None:
    """Put together the press clippings of a day, a week or a month, the negative ones first.

    Without --to, prints a short text for a messenger. Days are those of publication in western Indonesian time.

    Examples:

      pantau kliping --to kliping.pdf --to kliping.xlsx --agency "Diskominfo Kota Solok"

      pantau kliping --month --date 2022-04-01 --region "Kota Solok" --to april.docx
    """
    for path in to or ():
        if path.suffix.removeprefix(".") not in RENDERERS:
            raise typer.BadParameter(f"--to {str(path)!r}: its name must end in one of .{', .'.join(RENDERERS)}")
    now = datetime.now(UTC)
    day = parse_day(date_, "--date") or now.astimezone(WIB).date() - timedelta(days=1)
    filters = make_filters(region=region, event=event, outlet=outlet)
    order = KlipingOrder(period=_period(day, week=week, month=month), agency=agency, filters=filters)
    with opened_store() as (settings, store), store.read() as conn:
        found = gather_kliping(conn, order, load_registry(overlay=settings.registry), now)
    language: Language = "en" if english else "id"
    _write({path: RENDERERS[path.suffix.removeprefix(".")](found, language) for path in to or ()})
    if json:
        say_json(found)
    elif not to:
        say(RENDERERS["txt"](found, language).decode().rstrip("\n"))
    else:
        err.print(f"{found.now.articles} articles, {len(found.items)} items", markup=False)


def _period(day: date, *, week: bool, month: bool) -> Period:
    if week and month:
        raise typer.BadParameter("--week or --month, not both")
    return week_of(day) if week else month_of(day) if month else day_of(day)


def _write(contents: dict[Path, bytes]) -> None:
    for path, content in contents.items():
        write_file(path, content)
