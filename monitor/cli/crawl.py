"""`pantau crawl`: new articles of the sources into archive and store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.crawling import advance, named_sources, report_trouble, sum_up
from monitor.cli.filters import parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, progress_bar, say, say_json
from monitor.lock import run_lock


def crawl(
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="Only articles of this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only articles of this day or earlier.")] = None,
    max_pages: Annotated[
        int | None, typer.Option("--max-pages", min=1, help="Pages to fetch at most; the setting when missing.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also sources whose next visit has not come yet.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read the sources once: new pages into the archive, their articles into the store. Nothing is fetched twice.

    A source that was asked for new links not long ago is left alone until its next visit, sooner where much is
    published. Named sources, a range of days and --all ask at once.

    Examples:

      pantau crawl

      pantau crawl --source antara-sumbar --since 2022-04-01 --until 2022-04-30 --max-pages 500
    """
    from monitor.watch import crawl_options, run_crawl

    with opened_store(create=True) as (settings, store), run_lock(settings.lock):
        sources = named_sources(settings, source or [])
        options = crawl_options(
            settings, since=parse_day(since, "--since"), until=parse_day(until, "--until"), max_pages=max_pages,
            due_only=not (all_ or source or since or until),
        )  # fmt: skip
        with progress_bar("reading sources", None) as bar:
            report = run_crawl(
                settings, store, sources, lambda: datetime.now(UTC), options=options,
                on_progress=lambda step: advance(bar, step),
            )  # fmt: skip
    report_trouble(report)
    say_json(report) if json else say(sum_up(report))
    if report.sources_failed or report.failed:
        raise typer.Exit(PARTLY)
