"""`pantau process`: read stored articles into records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.cli.crawling import report_unreadable
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, progress_bar, say, say_json
from monitor.lock import run_lock


def process(json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False) -> None:
    """Read every stored article that this version has not read yet; safe to stop and to run again.

    Example:

      pantau process
    """
    with opened_store() as (settings, store), run_lock(settings.lock):
        from monitor.process import count_unread
        from monitor.process import process as process_store
        from monitor.reading import load_reader

        reader = load_reader(settings.registry)
        with progress_bar("reading", count_unread(store, reader)) as progress:
            report = process_store(
                store, reader, lambda: datetime.now(UTC), on_article=lambda: progress.advance(progress.task_ids[0])
            )
    failed = len(report.issues)
    report_unreadable(report.issues)
    if json:
        say_json({"read": report.read, "relevant": report.relevant, "failed": failed})
    else:
        say(f"{report.read} articles read, {report.relevant} about the programme, {failed} failed")
    if failed:
        raise typer.Exit(PARTLY)
