"""Opening a store in PostgreSQL, for several machines or readers over the network: what differs from a file."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from corpus.errors import StoreError
from corpus.store.transactions import BUSY_TIMEOUT_S, READING

# Writers queue up behind this lock, as they do at SQLite's file: what a step reads does not change before it writes.
_WRITERS = 0x70616E746175


def postgresql_engine(place: str) -> Engine:
    """The engine of a database URL (`postgresql+psycopg://…`).

    Raises:
        StoreError: the URL cannot be read, names another kind of database, or the driver is not installed.
    """
    try:
        url = make_url(place)
        if url.get_backend_name() != "postgresql":
            raise StoreError(url.render_as_string(), "a store lies in a file or in PostgreSQL (postgresql+psycopg://…)")
        engine = create_engine(url.set(drivername="postgresql+psycopg"))
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("the store", "its database URL cannot be read; write postgresql+psycopg://…") from error
    except ImportError as error:
        raise StoreError(url.render_as_string(), "the driver is missing; pip install 'pantau[postgres]'") from error
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_TIMEOUT_S * 1000:.0f}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


# By SQLSTATE, the longest beginning that fits.
_CONDITIONS = {
    "08": "the connection to the database broke; nothing of this step was stored; run again",
    "25006": "the database cannot be written: it is read-only",
    "42501": "this user may not do that in the database; it must own the tables",
    "53100": "the disk is full; nothing of this step was stored; free some space and run again",
    "53300": "the database has no connection free; end another program or raise max_connections",
    "55P03": f"another process has held the database for over {BUSY_TIMEOUT_S:.0f} s; end it and run again",
    "57P": "the database is shutting down or starting; nothing of this step was stored; run again",
    "58": "the database's disk reports an error; check it, then run again",
    "XX001": "the database is damaged; restore a backup",
}


def postgresql_reason(error: BaseException | None) -> str | None:
    """What to do about an error of psycopg; None for one that is a bug of ours."""
    if error is None or not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    if state is None:
        # There is no connection yet, and only words that say why; the last of them without the address.
        said = str(error).strip().split("\n")[0].rsplit(": ", 1)[-1]
        return f"the database cannot be reached: {said}" if type(error).__name__ == "OperationalError" else None
    return next((_CONDITIONS[state[:length]] for length in (5, 3, 2) if state[:length] in _CONDITIONS), None)
