"""The sources that have been crawled into this store, as described by their source files."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from corpus.store.tables import source
from corpus.store.upsert import insert_or_replace


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet or government site. `region_code` None: national or not known; `home` is its front page's URL."""

    name: str
    outlet: str
    type: str
    region_code: str | None = None
    home: str | None = None


def write_source(conn: Connection, found: SourceRow, now: datetime) -> None:
    """Keeps the newest description of a source."""
    insert_or_replace(conn, source, {**msgspec.structs.asdict(found), "seen_at": now})


def read_sources(conn: Connection) -> tuple[SourceRow, ...]:
    """All sources by name."""
    rows = conn.execute(select(source).order_by(source.c.name))
    return tuple(SourceRow(**{name: row._mapping[name] for name in SourceRow.__struct_fields__}) for row in rows)
