"""Insert-or-keep and insert-or-replace, the one place where the two databases' spellings meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def _insert(conn: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if conn.dialect.name == "sqlite" else postgresql.insert(table)


def insert_missing(conn: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Inserts a row unless its key is there already; says whether it did."""
    result = conn.execute(_insert(conn, table).values(dict(row)).on_conflict_do_nothing())
    return result.rowcount == 1


def insert_or_replace(conn: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts a row, or gives the row with the same primary key these values."""
    keys = [column.name for column in table.primary_key.columns]
    statement = _insert(conn, table).values(dict(row))
    changes = {name: statement.excluded[name] for name in row if name not in keys}
    conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
