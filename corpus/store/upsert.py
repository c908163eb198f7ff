"""Insert-or-keep and insert-or-replace, the one place where the two databases' spellings meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


# Building a statement costs more than running it; these run for every link and article.
@lru_cache(maxsize=64)
def _insert_missing(dialect: str, table: Table) -> ReturningInsert[Any]:
    # What comes back tells whether the row was new; drivers differ in whether they count inserted rows.
    return _insert(dialect, table).on_conflict_do_nothing().returning(*table.primary_key.columns)


@lru_cache(maxsize=64)
def _insert_all_missing(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@lru_cache(maxsize=64)
def _insert_or_replace(dialect: str, table: Table, names: tuple[str, ...]) -> postgresql.Insert | sqlite.Insert:
    keys = [column.name for column in table.primary_key.columns]
    statement = _insert(dialect, table)
    changes = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)


def insert_missing(conn: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Inserts a row unless its key is there already; says whether it did."""
    return conn.execute(_insert_missing(conn.dialect.name, table), dict(row)).first() is not None


def insert_all_missing(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows unless their keys are there already, many at the cost of few."""
    if rows:
        conn.execute(_insert_all_missing(conn.dialect.name, table), list(map(dict, rows)))


def insert_or_replace(conn: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts a row, or gives the row with the same primary key these values."""
    conn.execute(_insert_or_replace(conn.dialect.name, table, tuple(row)), dict(row))
