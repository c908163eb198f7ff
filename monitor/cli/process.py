"""`pantau process`: read stored articles into records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from corpus.store import Store
from monitor.cli.crawling import report_unreadable
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, err, progress_bar, say, say_json
from monitor.lock import run_lock
from monitor.settings import Settings, load_settings


def process(
    from_archive: Annotated[
        bool, typer.Option("--from-archive", help="First extract every archived page again, without the network.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Read every stored article that this version has not read yet; safe to stop and to run again.

    Examples:

      pantau process

      pantau process --from-archive
    """
    settings = load_settings()
    # A store that was lost comes back from the archive; where there is none, there is nothing to make a store of.
    create = from_archive and settings.archive.is_dir()
    with opened_store(create=create, settings=settings) as (_, store), run_lock(settings.lock):
        if from_archive:
            _extract_again(settings, store)
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


def _extract_again(settings: Settings, store: Store) -> None:
    """Brings the store to what today's extraction makes of the archive; the counts go to stderr."""
    from crawler.reextraction import reextract
    from monitor.watch import choose_sources

    with progress_bar("extracting", None) as bar:
        report = reextract(
            settings.archive, store, choose_sources(settings, []), lambda: datetime.now(UTC),
            lambda _: bar.advance(bar.task_ids[0]),
        )  # fmt: skip
    err.print(
        f"archive: {report.new} new articles, {report.changed} changed texts, {report.same} the same, "
        f"{report.refused} pages without article", markup=False,
    )  # fmt: skip
