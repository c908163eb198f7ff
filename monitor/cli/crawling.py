"""What `crawl`, `watch` and `demo` share: choosing sources, a progress bar over pages, and the lines after a crawl."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.progress import Progress as Bar

from corpus.store.runs import Issue
from crawler.progress import CrawlReport, Progress
from crawler.sources import Source
from monitor.cli.output import complain
from monitor.settings import Settings
from monitor.watch import choose_sources

_MAX_LINES = 20


def named_sources(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    """The wanted sources; an unknown name is a usage error that says how to list them."""
    try:
        return choose_sources(settings, names)
    except KeyError as error:
        raise typer.BadParameter(f"no source is called {error.args[0]!r}; `pantau source list` shows them") from error


def advance(bar: Bar, step: Progress) -> None:
    """Moves the bar for one step of a crawl."""
    task = bar.task_ids[0]
    if step.step == "discovered":
        bar.update(task, total=(bar.tasks[0].total or 0) + step.count, description=f"reading {step.source}")
    elif step.url is not None:
        bar.advance(task)


def report_trouble(report: CrawlReport) -> None:
    """One line on stderr for each failed source and issue; beyond twenty only their number."""
    for name in report.sources_failed:
        complain(f"source {name}: none of its feeds, sitemaps and listings could be read")
    for issue in report.issues[:_MAX_LINES]:
        complain(issue.reason if issue.place in issue.reason else f"{issue.place}: {issue.reason}")
    if len(report.issues) > _MAX_LINES:
        complain(f"and {len(report.issues) - _MAX_LINES} more issues, all kept in the store")


def report_unreadable(issues: Sequence[Issue]) -> None:
    """One line on stderr for each stored article that could not be read; beyond twenty only their number."""
    for issue in issues[:_MAX_LINES]:
        complain(f"{issue.place}: could not be read: {issue.reason}; it is stored and will be tried again")
    if len(issues) > _MAX_LINES:
        complain(f"and {len(issues) - _MAX_LINES} more articles")


def sum_up(report: CrawlReport) -> str:
    """The counts of a crawl in one line."""
    waiting = f" ({report.waiting} not due for new links yet; --all asks them)" if report.waiting else ""
    return (
        f"{report.sources} sources read{waiting}, {report.new_links} new links, {report.stored} articles stored, "
        f"{report.refused} pages refused, {report.failed} failed"
    )
