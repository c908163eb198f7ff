"""`pantau import`: what other collectors saved, into archive and store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, complain, progress_bar, say, say_json
from monitor.lock import run_lock

if TYPE_CHECKING:
    from monitor.imports import ImportReport


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files, or folders of them.")],
    base: Annotated[
        str | None, typer.Option(help="Address of the folder, for saved pages that do not say their own.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring in what was collected elsewhere, through the ordinary path; importing again changes nothing.

    Taken are lists of addresses (.txt, .urls: fetched politely), WARC files, saved pages (.html, also .gz), tables of
    news-watch and Media Cloud or with columns such as title, text, url (.csv, .tsv), and plain texts (.txt).

    Examples:

      pantau import alamat.txt

      pantau import kliping/ --base https://www.kabarkota.id/

      pantau import news-watch-output.csv arsip.warc.gz
    """
    report = _import(files, base)
    for issue in report.issues:
        complain(f"{issue.place}: {issue.reason}")
    if json:
        say_json(report)
    else:
        counts = f"{report.new} new articles, {report.changed} changed, {report.same} known"
        say(f"{counts}, {len(report.issues)} not imported")
    if report.issues:
        raise typer.Exit(PARTLY)


def _import(files: list[Path], base: str | None) -> ImportReport:
    from crawler.progress import CrawlReport, OnProgress
    from crawler.sources import Source
    from monitor.imports import import_files
    from monitor.watch import choose_sources, crawl_options, run_crawl

    opened = opened_store(create=True)
    with opened as (settings, store), run_lock(settings.lock), progress_bar("importing", None) as bar:

        def crawl(sources: Sequence[Source], on_progress: OnProgress) -> CrawlReport:
            options = crawl_options(settings, max_pages=max(1, sum(source.max_pages for source in sources)))
            return run_crawl(settings, store, sources, _now, options=options, on_progress=on_progress)

        sources = choose_sources(settings, [])
        return import_files(
            files, settings.archive, store, sources, _now, crawl, base=base,
            on_step=lambda _: bar.advance(bar.task_ids[0]),
        )  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)
