"""Opening a store in an SQLite file (WAL): what differs from PostgreSQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import StoreError
from corpus.store.transactions import BUSY_TIMEOUT_S, READING
from corpus.words import stem_text

# Readers wait for nobody, but for the moment in which a killed writer's log is taken over.
_VIEW_TIMEOUT_S = 5.0
# A cache of 64 MiB and a log of 32 MiB before it is taken over: in a store of a million articles every article touches
# pages all over the file.
_PRAGMAS = (
    "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -65536",
    "wal_autocheckpoint = 8000", "temp_store = MEMORY",
)  # fmt: skip


class _Compiler(SQLiteCompiler):
    """Puts hints (`corpus.store.filters.from_index`) behind the name of their table, as SQLite wants its INDEXED BY."""

    def get_from_hint_text(self, table: Any, text: Any) -> str | None:
        """SQLAlchemy's hook: what follows the table."""
        return str(text)


def viewing_engine(path: Path) -> Engine:
    """The engine of a file that is only read and never made."""
    place = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(place, uri=True, timeout=_VIEW_TIMEOUT_S)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    engine.dialect.statement_compiler = _Compiler
    event.listen(engine, "connect", _on_view)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_view(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None


def sqlite_engine(path: Path) -> Engine:
    """The engine of a file, which is made when it is missing.

    Raises:
        StoreError: its folder does not exist.
    """
    if not path.parent.is_dir():
        raise StoreError(str(path), f"the folder {path.parent} does not exist; make it, or name another file")
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_TIMEOUT_S})
    engine.dialect.statement_compiler = _Compiler
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver must not open transactions by itself: `_on_begin` says which kind.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    # The search index reads the articles through a view that calls this (migration 0002).
    connection.create_function("pantau_stems", 1, stem_text, deterministic=True)


def _on_begin(connection: Connection) -> None:
    # A writer that begins as a reader can fail half-way with "locked"; IMMEDIATE queues at the door instead.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


# SQLite names its conditions in words only (Python 3.11 adds codes, SQLAlchemy keeps the original error).
_CONDITIONS = {
    sqlite3.SQLITE_NOTADB: "this is not an SQLite database; name another file or move this one away",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore a backup, or move the file away"
    " and run `pantau process --from-archive`",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this step was stored; free some space and run again",
    sqlite3.SQLITE_BUSY: f"another process has held the database for over {BUSY_TIMEOUT_S:.0f} s; end it and run again",
    sqlite3.SQLITE_READONLY: "the database cannot be written; check the file's and the folder's permissions",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; check that it is a file that you may read and write",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check it, then run again",
}


def sqlite_reason(error: BaseException | None) -> str | None:
    """What to do about an error of SQLite; None for one that is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    # The driver itself finds damage inside a text, and knows no code for it.
    if code is None and str(error).startswith("Could not decode to UTF-8"):
        code = sqlite3.SQLITE_CORRUPT
    return None if code is None else _CONDITIONS.get(code & 0xFF)
