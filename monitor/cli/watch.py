"""`pantau watch`: crawl, process and report what is new, once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from corpus.store import Store
from crawler.sources import Source
from monitor.cli.crawling import advance, named_sources, report_trouble, report_unreadable, sum_up
from monitor.cli.filters import parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, err, progress_bar, say, say_json
from monitor.lock import run_lock
from monitor.phrases import Language
from monitor.settings import Settings


def watch(
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="Only articles of this day or later.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also sources whose next visit has not come yet.")] = False,
    english: Annotated[bool, typer.Option("--english", help="Report in English.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Read the sources once, process what is new and report new events; safe to run again at any time.

    A source that was asked for new links not long ago is left alone until its next visit, sooner where much is
    published. Named sources, --since and --all ask at once.

    Examples:

      pantau watch

      pantau watch --json >> watch.jsonl
    """
    with opened_store(create=True) as (settings, store), run_lock(settings.lock):
        sources = named_sources(settings, source or [])
        partial = run_watch(
            settings, store, sources, since=since, json=json, language="en" if english else "id",
            due_only=not (all_ or source or since),
        )  # fmt: skip
    if partial:
        raise typer.Exit(PARTLY)


def run_watch(
    settings: Settings,
    store: Store,
    sources: Sequence[Source],
    *,
    language: Language,
    since: str | None = None,
    due_only: bool = False,
    json: bool = False,
) -> bool:
    """Watches and prints; True when something failed and the rest is stored."""
    from monitor.reading import load_reader
    from monitor.report import report_lines
    from monitor.watch import mark_reported
    from monitor.watch import watch as watch_once

    with progress_bar("reading sources", None) as bar:
        reader = load_reader(settings.registry)
        report = watch_once(
            settings, store, sources, reader, lambda: datetime.now(UTC), since=parse_day(since, "--since"),
            due_only=due_only, on_progress=lambda step: advance(bar, step),
        )  # fmt: skip
    report_trouble(report.crawl)
    report_unreadable(report.unreadable)
    if json:
        say_json(report)
    else:
        err.print(f"{sum_up(report.crawl)}; {report.read} read, {report.relevant} about the programme", markup=False)
        for line in report_lines(report.news, language):
            say(line)
    sys.stdout.flush()
    mark_reported(store, report.news, datetime.now(UTC))
    return report.is_partial
