"""When each source was last asked for new links, and when it is worth asking again."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from corpus.store.tables import visit
from corpus.store.upsert import insert_or_replace


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
