"""The check finds what it is there to find, and nothing in a sound store."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import Connection, text

from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.check import check_store, rebuild_search
from corpus.store.records import write_record
from corpus.store.search import search
from corpus.store.statistics import count_by
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.records import TEXT, make_record


def _fill(conn: Connection) -> None:
    write_article(conn, make_article(text=TEXT), NOW)
    write_article(conn, make_article(2), NOW)
    write_record(conn, "a1", make_record())


def test_a_sound_store_has_no_faults(store: Store) -> None:
    with store.begin() as conn:
        _fill(conn)
        assert list(check_store(conn)) == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param("UPDATE text_version SET text = text || 'x'", "another digest", id="text"),
        pytest.param("UPDATE article SET title = 'Lain' WHERE id = 'a1'", "search index", id="index"),
        pytest.param("UPDATE article SET relevant = NULL", "filters do not see", id="relevance"),
        pytest.param(
            "UPDATE article SET text_sha256 = (SELECT text_sha256 FROM article WHERE id = 'a2') WHERE id = 'a1'",
            "reads an older text",
            id="stale-current",
        ),
    ],
)
def test_damage_is_found(store: Store, damage: str, words: str) -> None:
    with store.begin() as conn:
        _fill(conn)
        conn.execute(text(damage))
        assert any(words in fault for fault in check_store(conn))


@pytest.mark.parametrize(
    "damage",
    ["UPDATE tally SET articles = 7 WHERE value = 'Contoh'", "INSERT INTO tally VALUES ('outlet', 'Koran', 1)"],
)
def test_tallies_that_do_not_fit_are_found_and_made_anew(file_store: Store, damage: str) -> None:
    with file_store.begin() as conn:
        _fill(conn)
        conn.execute(text(damage))
        assert any("tallies" in fault for fault in check_store(conn))
        rebuild_search(conn)
        assert list(check_store(conn)) == []
        assert [(share.value, share.articles) for share in count_by(conn, "outlet")] == [("Contoh", 2)]


def test_dangling_references_are_found(file_store: Store) -> None:
    with file_store.begin() as conn:
        _fill(conn)
    # Another program that does not switch foreign keys on can break them.
    with closing(sqlite3.connect(file_store.name)) as raw, raw:
        raw.execute("UPDATE record SET article_id = 'gone'")
    with file_store.begin() as conn:
        assert any("article does not hold" in fault for fault in check_store(conn))


def test_the_index_can_be_made_anew(store: Store) -> None:
    with store.begin() as conn:
        _fill(conn)
        conn.execute(text("UPDATE article SET title = 'Baru' WHERE id = 'a1'"))
        rebuild_search(conn)
        assert list(check_store(conn)) == []
        assert [hit.article_id for hit in search(conn, "baru")] == ["a1"]
