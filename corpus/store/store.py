"""Opening the store: one SQLite file (WAL) by default, brought to this version's schema by migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import StoreError
from corpus.store.migration import is_current, upgrade
from corpus.words import stem_text

# A crawl writes in short transactions; a writer that waits longer than this stands behind something that hangs.
BUSY_TIMEOUT_S = 30.0
# Readers wait for nobody, but for the moment in which a killed writer's log is taken over.
_VIEW_TIMEOUT_S = 5.0
_READING = "pantau_reading"


class Store:
    """A database that is open and at this version's schema. Safe beside other processes on the same file."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{_READING: True})
        self.name = name

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A write transaction: all of it is stored when the block ends, none of it when the block raises.

        Writers queue up; keep the block short and free of network and reading.

        Raises:
            StoreError: the file is locked for longer than 30 s, full, read-only or damaged.
        """
        with _translated(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A view of the store that does not change while the block runs, and that no writer waits for.

        Raises:
            StoreError: as `begin`.
        """
        with _translated(self.name), self._reading.begin() as connection:
            yield connection

    def close(self) -> None:
        """Closes all connections; the store cannot be used afterwards."""
        self._engine.dispose()


def open_store(place: Path | str) -> Store:
    """Opens a store, makes it when it is missing, and migrates it to this version's schema.

    Args:
        place: the file of an SQLite store, or a database URL of SQLAlchemy (`postgresql+psycopg://…`).

    Raises:
        StoreError: the file is damaged, cannot be written, or was made by a newer version.
    """
    name = str(place)
    engine = create_engine(name) if "://" in name else _sqlite_engine(Path(place))
    store = Store(engine, name)
    try:
        # Looking first keeps readers out of the writers' queue.
        with store.read() as connection:
            current = is_current(connection)
        if not current:
            with store.begin() as connection:
                upgrade(connection, name)
    except BaseException:
        store.close()
        raise
    return store


def view_store(path: Path) -> Store:
    """Opens an SQLite store for reading only: it is not made, not migrated and never written; `begin` fails.

    SQLite may still lay its log and lock files beside the file, so the folder must be writable.

    Raises:
        StoreError: the file is missing or damaged, or has not this version's schema.
    """
    place = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(place, uri=True, timeout=_VIEW_TIMEOUT_S)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _on_view)
    event.listen(engine, "begin", _on_begin)
    store = Store(engine, str(path))
    with store.read() as connection:
        if not is_current(connection):
            raise StoreError(str(path), "has the schema of another version; run `pantau watch` of this version once")
    return store


def _on_view(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None


def _sqlite_engine(path: Path) -> Engine:
    if not path.parent.is_dir():
        raise StoreError(str(path), f"the folder {path.parent} does not exist; make it, or name another file")
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver must not open transactions by itself: `_on_begin` says which kind.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    # The search index reads the articles through a view that calls this (migration 0002).
    connection.create_function("pantau_stems", 1, stem_text, deterministic=True)


def _on_begin(connection: Connection) -> None:
    # A writer that begins as a reader can fail half-way with "locked"; IMMEDIATE queues at the door instead.
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


# SQLite names its conditions in words only (Python 3.11 adds codes, SQLAlchemy keeps the original error).
_CONDITIONS = {
    sqlite3.SQLITE_NOTADB: "this is not an SQLite database; name another file or move this one away",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore a backup, or move the file away and crawl again",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this step was stored; free some space and run again",
    sqlite3.SQLITE_BUSY: f"another process has held the database for over {BUSY_TIMEOUT_S:.0f} s; end it and run again",
    sqlite3.SQLITE_READONLY: "the database cannot be written; check the file's and the folder's permissions",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; check that it is a file that you may read and write",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check it, then run again",
}


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        reason = _reason(error.orig)
        if reason is None:
            raise
        raise StoreError(name, reason) from error
    except sqlite3.DatabaseError as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise StoreError(name, reason) from error


def _reason(error: BaseException | None) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    # The driver itself finds damage inside a text, and knows no code for it.
    if code is None and str(error).startswith("Could not decode to UTF-8"):
        code = sqlite3.SQLITE_CORRUPT
    return None if code is None else _CONDITIONS.get(code & 0xFF)
