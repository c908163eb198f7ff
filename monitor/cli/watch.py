"""`pantau watch`: crawl, process, report what is new and send alerts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import msgspec
import typer

from corpus.errors import ContentError, RemoteError
from corpus.store import Store
from crawler.progress import Progress
from crawler.sources import Source
from monitor.cli.crawling import advance, named_sources, report_trouble, report_unreadable, sum_up
from monitor.cli.filters import parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, complain, err, progress_bar, say, say_json
from monitor.lock import LockHeld, run_lock
from monitor.phrases import Language
from monitor.repeating import iter_turns, parse_pace
from monitor.settings import Settings

if TYPE_CHECKING:
    from monitor.alerts.outbox import AlertReport
    from monitor.watch import WatchReport


def watch(
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="Only articles of this day or later.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also sources whose next visit has not come yet.")] = False,
    english: Annotated[bool, typer.Option("--english", help="Report in English.")] = False,
    every: Annotated[str | None, typer.Option(help="Watch again and again at this pace: 90s, 30m, 12h.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Read the sources once, process what is new, report new events, send alerts; safe to run again at any time.

    A source that was asked for new links not long ago is left alone until its next visit, sooner where much is
    published. Named sources, --since and --all ask at once.

    Examples:

      pantau watch

      pantau watch --json >> watch.jsonl

      pantau watch --every 30m
    """

    def run_once() -> bool:
        with opened_store(create=True) as (settings, store), run_lock(settings.lock):
            sources = named_sources(settings, source or [])
            partial = run_watch(
                settings, store, sources, since=since, json=json, language="en" if english else "id",
                due_only=not (all_ or source or since),
            )  # fmt: skip
        give_sign_of_life(settings)
        return partial

    if every is not None:
        watch_every(every, run_once)
    if run_once():
        raise typer.Exit(PARTLY)


def watch_every(
    pace: str, run_once: Callable[[], bool], clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> NoReturn:  # fmt: skip
    """Runs until it is stopped; a held lock or a failing remote ends one turn only.

    Raises:
        typer.BadParameter: the pace is none.
        ConfigError: as a single watch.
    """
    every_s = parse_pace(pace)
    if every_s is None:
        raise typer.BadParameter(f"--every {pace!r} is no pace; write it as 90s, 30m or 12h, at least 10s")
    for _ in iter_turns(every_s, clock, sleep):
        try:
            run_once()
        except (LockHeld, RemoteError, ContentError) as error:
            complain(error)
    raise AssertionError("unreachable: turns do not end")


def give_sign_of_life(settings: Settings) -> None:
    """Asks the heartbeat's address, if there is one; trouble with it is told and changes nothing."""
    if settings.heartbeat:
        from monitor.heartbeat import ping
        from monitor.watch import fetch_options

        problem = ping(settings.heartbeat, fetch_options(settings), _now)
        if problem:
            complain(problem)


def _now() -> datetime:
    return datetime.now(UTC)


def run_watch(
    settings: Settings, store: Store, sources: Sequence[Source], *, language: Language, since: str | None = None,
    due_only: bool = False, json: bool = False,
) -> bool:  # fmt: skip
    """Watches and prints; True when something failed and the rest is stored."""
    from monitor.alerts.channels import Tools
    from monitor.alerts.session import start_alerts
    from monitor.reading import load_reader
    from monitor.watch import fetch_options, mark_reported
    from monitor.watch import watch as watch_once

    with progress_bar("reading sources", None) as bar:
        reader = load_reader(settings.registry)
        alerts = start_alerts(settings, store, reader.registry, _now)

        def follow(step: Progress) -> None:
            alerts.note(step)
            advance(bar, step)

        report = watch_once(
            settings, store, sources, reader, _now, since=parse_day(since, "--since"), due_only=due_only,
            on_progress=follow,
        )  # fmt: skip
    tools = Tools(clock=_now, write=say, fetch=fetch_options(settings), json=json)
    if json:
        report = msgspec.structs.replace(report, alerts=alerts.finish(report.crawl.sources_failed, tools))
        say_json(report)
        sys.stdout.flush()
    else:
        _tell(report, language)
    mark_reported(store, report.news, _now())
    if not json:
        report = msgspec.structs.replace(report, alerts=alerts.finish(report.crawl.sources_failed, tools))
    report_trouble(report.crawl)
    report_unreadable(report.unreadable)
    report_alerts(report.alerts)
    return report.is_partial or report.alerts.is_partial


def _tell(report: WatchReport, language: Language) -> None:
    from monitor.report import report_lines

    err.print(f"{sum_up(report.crawl)}; {report.read} read, {report.relevant} about the programme", markup=False)
    for line in report_lines(report.news, language):
        say(line)
    sys.stdout.flush()


def report_alerts(sent: AlertReport) -> None:
    """One line on stderr about alerts, when there was anything, and one for each problem."""
    for problem in sent.problems:
        complain(problem)
    if sent.sent or sent.waiting or sent.failed or sent.unsure:
        stuck = sent.failed + sent.unsure
        err.print(
            f"alerts: {sent.sent} messages sent, {sent.waiting} waiting"
            + (f", {stuck} for you to look at (pantau alerts outbox)" if stuck else ""),
            markup=False,
        )
