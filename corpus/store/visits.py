"""When each source was last asked for new links, and when it is worth asking again."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Column, Connection, Float, Integer, String, Table, func, select

from corpus.store.tables import metadata
from corpus.store.times import UtcDateTime
from corpus.store.upsert import insert_or_replace

# `links_a_day` NULL: not known yet.
visit = Table(
    "visit",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("visited_at", UtcDateTime, nullable=False),
    Column("next_visit_at", UtcDateTime, nullable=False),
    Column("links_a_day", Float),
    Column("failures", Integer, nullable=False, default=0),
)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """The last visit of a source.

    `links_a_day` is the running mean of new links, None while it is not known; `failures` counts the visits in a row
    at which none of the source's ways answered.
    """

    source: str
    visited_at: datetime
    next_visit_at: datetime
    links_a_day: float | None
    failures: int = 0


def read_visit(conn: Connection, source: str) -> Visit | None:
    """The last visit of a source, or None when there was none."""
    row = conn.execute(select(visit).where(visit.c.source == source)).one_or_none()
    return None if row is None else Visit(**row._mapping)


def write_visit(conn: Connection, made: Visit) -> None:
    """Keeps the newest visit of a source."""
    insert_or_replace(conn, visit, msgspec.structs.asdict(made))


class VisitCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Sources that were ever asked: all of them, those whose next visit has come, those that did not answer last."""

    visited: int
    due: int
    failed: int


def count_visits(conn: Connection, now: datetime) -> VisitCounts:
    """How the sources stand at `now`."""
    query = select(
        func.count(),
        func.count().filter(visit.c.next_visit_at <= now),
        func.count().filter(visit.c.failures > 0),
    ).select_from(visit)
    visited, due, failed = conn.execute(query).one()
    return VisitCounts(visited=visited, due=due, failed=failed)
