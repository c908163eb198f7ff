"""PostgreSQL: opened, migrated, shared by writers, and what it says when it cannot be used."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from corpus.errors import StoreError
from corpus.store import Filters, open_store
from corpus.store.articles import write_article
from corpus.store.check import check_store
from corpus.store.links import NewLink, count_links, write_links
from corpus.store.migration import FOLDER, HEAD
from corpus.store.records import count_records
from corpus.store.search import search
from corpus.store.store import view_store
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW


@pytest.fixture
def empty_url(server_url: str) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text("CREATE DATABASE baru"))
        yield make_url(server_url).set(database="baru").render_as_string(hide_password=False)
        conn.execute(text("DROP DATABASE baru WITH (FORCE)"))
    engine.dispose()


@pytest.mark.parametrize("schema", ["0001", "0005"])
def test_a_store_of_an_earlier_schema_keeps_its_data(empty_url: str, schema: str) -> None:
    engine = create_engine(empty_url)
    with engine.begin() as conn:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = conn
        command.upgrade(config, schema)
        conn.execute(text("INSERT INTO text_version VALUES ('d', 'Warga memanen padi.')"))
        conn.execute(
            text(
                "INSERT INTO article (id, key, title, text_sha256, stored_at) VALUES ('a1', 'k', 'Panen', 'd', now());"
                "INSERT INTO record (article_id, text_sha256, pipeline, record_id, json, relevant, current, created)"
                """ VALUES ('a1', 'd', 'p', 'r', '{"pillars": []}', true, true, now());"""
                "INSERT INTO record_region VALUES (1, '13.72', true)"
            )
        )
    engine.dispose()
    store = open_store(empty_url)
    with store.read() as conn:
        assert conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD
        assert [hit.article_id for hit in search(conn, "memanen title:panen region:13.72")] == ["a1"]
        assert count_records(conn, Filters(relevant=True)) == 1
    store.close()


def test_a_fresh_database_is_made_and_can_be_viewed(empty_url: str) -> None:
    with pytest.raises(StoreError, match="schema of another version"):
        view_store(empty_url)
    open_store(empty_url).close()
    viewed = view_store(empty_url)
    with viewed.read() as conn:
        assert count_links(conn) == {}
    with pytest.raises(StoreError, match="read-only"), viewed.read() as conn:
        write_links(conn, [NewLink(url="https://contoh.id/1", source="contoh")], NOW)
    viewed.close()


def test_writers_queue_up(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = open_store(empty_url), open_store(empty_url)
    done = threading.Event()

    def write() -> None:
        with second.begin() as conn:
            assert write_article(conn, make_article(), NOW).outcome == "same"
        done.set()

    with first.begin() as conn:
        writer = threading.Thread(target=write)
        writer.start()
        assert not done.wait(0.2)
        write_article(conn, make_article(), NOW)
    writer.join(10)
    assert done.is_set()
    monkeypatch.setattr("corpus.store.postgresql.BUSY_TIMEOUT_S", 0.05)
    with first.begin(), pytest.raises(StoreError, match="another process"), second.begin():
        pass
    with first.begin() as conn:
        assert list(check_store(conn)) == []
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("postgresql+psycopg://u:rahasia@127.0.0.1:9/x", "cannot be reached", id="nobody-answers"),
        pytest.param("mysql://u:rahasia@contoh.id/x", "in a file or in PostgreSQL", id="another-database"),
        pytest.param("://rahasia", "cannot be read", id="no-url"),
    ],
)
def test_an_unusable_url_says_what_to_do_and_no_password(url: str, words: str) -> None:
    pytest.importorskip("psycopg", reason="the extra [postgres] is not installed")
    with pytest.raises(StoreError, match=words) as caught:
        open_store(url)
    assert "rahasia" not in str(caught.value)


def test_a_missing_database_is_named(server_url: str) -> None:
    with pytest.raises(StoreError, match='"hilang" does not exist'):
        open_store(make_url(server_url).set(database="hilang").render_as_string())
