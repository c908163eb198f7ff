"""Opening a store: made, found again, refused; and what two writers and a failed block leave behind."""

from __future__ import annotations

import multiprocessing
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from corpus.errors import StoreError
from corpus.store import Store, open_store
from corpus.store.links import NewLink, count_links, write_links
from corpus.store.migration import FOLDER, HEAD
from corpus.store.tables import metadata
from tests.corpus.store.conftest import NOW


def test_a_store_is_found_again_with_what_was_in_it(tmp_path: Path) -> None:
    first = open_store(tmp_path / "p.db")
    with first.begin() as conn:
        write_links(conn, [NewLink(url="https://contoh.id/1", source="contoh")], NOW)
    first.close()
    second = open_store(tmp_path / "p.db")
    with second.read() as conn:
        assert count_links(conn) == {"due": 1}
    second.close()


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store.begin() as conn:
        context = MigrationContext.configure(conn, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith("article_search")


def test_head_names_the_newest_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD]


def test_wal_and_foreign_keys_are_on(store: Store) -> None:
    with store.read() as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_block_that_raises_stores_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        _write_and_fail(store)
    with store.read() as conn:
        assert count_links(conn) == {}


def _write_and_fail(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, [NewLink(url="https://contoh.id/1", source="contoh")], NOW)
        raise RuntimeError


def _make_newer(path: Path) -> None:
    open_store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


def _make_foreign(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE invoices (number INTEGER)")
    raw.close()


def _make_garbage(path: Path) -> None:
    path.write_bytes(b"\x00\x01not a database" * 500)


def _make_damaged(path: Path) -> None:
    open_store(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


def _make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(_make_newer, "upgrade pantau", id="newer-schema"),
        pytest.param(_make_foreign, "holds other tables (invoices)", id="another-programs-file"),
        pytest.param(_make_garbage, "not an SQLite database", id="garbage"),
        pytest.param(_make_damaged, "damaged", id="damaged"),
        pytest.param(_make_folder, "cannot be opened", id="a-folder"),
    ],
)
def test_an_unusable_file_says_what_to_do(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "p.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none" / "p.db")


def test_naive_times_are_refused(store: Store) -> None:
    naive = NewLink(url="https://contoh.id/1", source="contoh")
    with pytest.raises(Exception, match="aware times"), store.begin() as conn:
        write_links(conn, [naive], datetime(2022, 4, 22))


def _write_many(path: Path, name: str) -> None:
    opened = open_store(path)
    for i in range(25):
        with opened.begin() as conn:
            write_links(conn, [NewLink(url=f"https://contoh.id/{name}/{i}", source=name)], NOW)
    opened.close()


def test_two_processes_make_and_fill_one_store(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    spawn = multiprocessing.get_context("fork")
    writers = [spawn.Process(target=_write_many, args=(path, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    assert [writer.exitcode for writer in writers] == [0, 0]
    opened = open_store(path)
    with opened.read() as conn:
        assert count_links(conn) == {"due": 50}
    opened.close()


def test_a_reader_sees_one_state_while_a_writer_goes_on(store: Store) -> None:
    with store.read() as reading:
        assert count_links(reading) == {}
        with store.begin() as writing:
            write_links(writing, [NewLink(url="https://contoh.id/1", source="contoh")], NOW)
        assert count_links(reading) == {}
