"""Numbers of the store in the text format of Prometheus, read anew at each scrape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection

from corpus.errors import StoreError
from corpus.store import Filters
from corpus.store.articles import count_articles
from corpus.store.events import count_unreported
from corpus.store.links import LinkState, count_links
from corpus.store.outbox import OutboxState, count_outbox
from corpus.store.records import count_records
from corpus.store.runs import IssueLevel, Run, count_issues, last_finished
from corpus.store.store import view_store
from corpus.store.visits import VisitCounts, count_visits

_State = TypeVar("_State", bound=str)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What one look at the store counted, all at the same moment. `last` None: no watch has ended yet."""

    articles: int
    relevant: int
    unreported: int
    last: Run | None
    issues: Mapping[IssueLevel, int]
    outbox: Mapping[str, int]
    visits: VisitCounts
    links: Mapping[LinkState, int]


def read_counts(conn: Connection, now: datetime) -> Counts:
    """Counts what is told; nothing is changed."""
    last = last_finished(conn, "watch")
    return Counts(
        articles=count_articles(conn),
        relevant=count_records(conn, Filters(relevant=True)),
        unreported=count_unreported(conn),
        last=last,
        issues=count_issues(conn, last.id) if last else {},
        outbox=count_outbox(conn),
        visits=count_visits(conn, now),
        links=count_links(conn),
    )


class StoreCollector(Collector):
    """Reads the store whenever it is scraped. One that cannot be read gives `pantau_store_up 0` and no counts."""

    def __init__(self, database: Path | str, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def collect(self) -> Iterator[Metric]:
        """The metrics of this moment."""
        try:
            with closing(view_store(self._database)) as store, store.read() as conn:
                counts = read_counts(conn, self._clock())
        except StoreError:
            yield _gauge("pantau_store_up", "1 when the store can be read, else 0.", 0)
            return
        yield _gauge("pantau_store_up", "1 when the store can be read, else 0.", 1)
        yield from _counts(counts)
        yield from _last_run(counts)
        if isinstance(self._database, Path):
            size = _size_bytes(self._database)
            yield _gauge("pantau_database_size_bytes", "Size of the database file and its log.", size)


def _counts(counts: Counts) -> Iterator[Metric]:
    yield _gauge("pantau_articles", "Articles in the store.", counts.articles)
    yield _gauge("pantau_records_relevant", "Current records about the programme.", counts.relevant)
    yield _gauge("pantau_events_unreported", "Events that nobody has been told yet.", counts.unreported)
    yield _by("pantau_outbox_messages", "Alert messages by state.", "state", get_args(OutboxState), counts.outbox)
    yield _by("pantau_links", "Pages of the frontier by state.", "state", get_args(LinkState), counts.links)
    yield _gauge("pantau_sources_visited", "Sources that were ever asked for links.", counts.visits.visited)
    yield _gauge("pantau_sources_due", "Of these, sources whose next visit has come.", counts.visits.due)
    yield _gauge("pantau_sources_failed", "Of these, sources that did not answer last.", counts.visits.failed)


def _last_run(counts: Counts) -> Iterator[Metric]:
    last = counts.last
    if last is None or last.finished is None:
        return
    yield _gauge(
        "pantau_last_run_finished_timestamp_seconds", "When a watch ended last, in Unix time.",
        last.finished.timestamp(),
    )  # fmt: skip
    duration_s = (last.finished - last.started).total_seconds()
    yield _gauge("pantau_last_run_duration_seconds", "How long that watch took.", duration_s)
    yield _by("pantau_last_run_issues", "Issues of that watch by level.", "level", get_args(IssueLevel), counts.issues)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _by(name: str, about: str, label: str, known: Iterable[_State], counts: Mapping[_State, int]) -> Metric:
    """A gauge with one line a state; states without rows are 0, so that no line comes and goes."""
    family = GaugeMetricFamily(name, about, labels=[label])
    for state in known:
        family.add_metric([state], counts.get(state, 0))
    return family


def _size_bytes(database: Path) -> int:
    log = database.with_name(f"{database.name}-wal")
    try:
        log_bytes = log.stat().st_size
    except FileNotFoundError:
        log_bytes = 0
    return database.stat().st_size + log_bytes


def make_registry(database: Path | str, clock: Callable[[], datetime]) -> CollectorRegistry:
    """A registry that holds the store's numbers only, none of this process."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(StoreCollector(database, clock))
    return registry


def write_metrics(registry: CollectorRegistry) -> bytes:
    """The page that Prometheus reads."""
    return generate_latest(registry)
