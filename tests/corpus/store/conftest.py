"""A fresh store for each test, in a file and in PostgreSQL, and articles to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from corpus.store import Store, open_store
from tests.postgresql import find_server, running_server

NOW = datetime(2022, 4, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, for what only SQLite knows."""
    opened = open_store(tmp_path / "pantau.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The URL of a running PostgreSQL; skips the test where none is installed."""
    pytest.importorskip("psycopg", reason="the extra [postgres] is not installed: PostgreSQL is not tried")
    programs = find_server()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: the store is tried in SQLite only")
    with running_server(programs) as url:
        yield url


@pytest.fixture(scope="session")
def server_store(server_url: str) -> Iterator[Store]:
    """The one store of the server."""
    opened = open_store(server_url)
    yield opened
    opened.close()


@pytest.fixture
def shared_store(server_store: Store) -> Store:
    """The server's store, emptied."""
    with server_store.begin() as conn:
        tables = [f'"{name}"' for name in inspect(conn).get_table_names() if name != "alembic_version"]
        conn.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY"))
    return server_store


@pytest.fixture(params=["file_store", "shared_store"], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, in either database: what it says must not depend on where it lies."""
    opened: Store = request.getfixturevalue(request.param)
    return opened
