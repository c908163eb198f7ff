"""The robots.txt of each host, as last fetched."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from corpus.store.tables import robots
from corpus.store.upsert import insert_or_replace


class RobotsFile(msgspec.Struct, frozen=True, kw_only=True):
    """One host's rules. `host` is `scheme://host[:port]`; `status` None: it did not answer; `body` may be empty."""

    host: str
    status: int | None
    body: str
    fetched_at: datetime


def read_robots(conn: Connection, host: str) -> RobotsFile | None:
    """The rules of a host, or None when they have never been asked for. The caller judges their age."""
    row = conn.execute(select(robots).where(robots.c.host == host)).one_or_none()
    return None if row is None else RobotsFile(**row._mapping)


def write_robots(conn: Connection, found: RobotsFile) -> None:
    """Keeps the newest rules of a host."""
    insert_or_replace(conn, robots, msgspec.structs.asdict(found))
