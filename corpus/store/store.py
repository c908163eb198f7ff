"""Opening the store: one SQLite file by default, else PostgreSQL, brought to this version's schema by migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from corpus.errors import StoreError
from corpus.store.migration import is_current, upgrade
from corpus.store.postgresql import postgresql_engine, postgresql_reason
from corpus.store.sqlite import sqlite_engine, sqlite_reason, viewing_engine
from corpus.store.transactions import READING


class Store:
    """A database that is open and at this version's schema. Safe beside other processes on the same file."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{READING: True})
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
        place: the file of an SQLite store, or a database URL (`postgresql+psycopg://…`).

    Raises:
        StoreError: the store is damaged, cannot be reached or written, or was made by a newer version.
    """
    engine, name = _engine(place, sqlite_engine)
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


def view_store(place: Path | str) -> Store:
    """Opens a store for reading only: it is not made, not migrated and never written.

    SQLite may still lay its log and lock files beside the file, so the folder must be writable.

    Raises:
        StoreError: the store is missing or damaged, or has not this version's schema.
    """
    engine, name = _engine(place, viewing_engine)
    store = Store(engine, name)
    try:
        with store.read() as connection:
            if not is_current(connection):
                raise StoreError(name, "has the schema of another version; run `pantau watch` of this version once")
    except BaseException:
        store.close()
        raise
    return store


def _engine(place: Path | str, of_file: Callable[[Path], Engine]) -> tuple[Engine, str]:
    """The engine of a place, and what messages call it: a URL without its password."""
    if isinstance(place, str) and "://" in place:
        engine = postgresql_engine(place)
        return engine, engine.url.render_as_string()
    return of_file(Path(place)), str(place)


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        reason = sqlite_reason(cause) or postgresql_reason(cause)
        if reason is None:
            raise
        raise StoreError(name, reason) from error
