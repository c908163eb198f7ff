"""Opening a store: made, found again, refused; and what two writers and a failed block leave behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from corpus.errors import StoreError
from corpus.store import Store, open_store
from corpus.store.all_tables import metadata
from corpus.store.check import check_store
from corpus.store.links import NewLink, count_links, lease_links, write_done, write_links
from corpus.store.migration import FOLDER, HEAD
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


def test_the_migrations_make_the_tables_that_the_code_uses(file_store: Store) -> None:
    with file_store.begin() as conn:
        context = MigrationContext.configure(conn, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(("article_search", "tally"))


def test_head_names_the_newest_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD]


def test_wal_and_foreign_keys_are_on(file_store: Store) -> None:
    with file_store.read() as conn:
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


def test_a_full_disk_stores_nothing_of_the_step(file_store: Store) -> None:
    with file_store.begin() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    links = [NewLink(url=f"https://contoh.id/{n}", source="contoh", title="judul " * 100) for n in range(50)]
    with pytest.raises(StoreError, match="disk is full"), file_store.begin() as conn:
        write_links(conn, links, NOW)
    with file_store.read() as conn:
        assert count_links(conn) == {}


def test_a_store_held_too_long_by_another_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.sqlite.BUSY_TIMEOUT_S", 0.05)
    first, second = open_store(tmp_path / "p.db"), open_store(tmp_path / "p.db")
    with first.begin(), pytest.raises(StoreError, match="another process"), second.begin():
        pass
    first.close()
    second.close()


def test_a_reader_opens_while_a_writer_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.sqlite.BUSY_TIMEOUT_S", 0.05)
    first = open_store(tmp_path / "p.db")
    with first.begin():
        second = open_store(tmp_path / "p.db")
        with second.read() as conn:
            assert count_links(conn) == {}
        second.close()
    first.close()


def _write_and_be_killed(path: Path) -> None:
    opened = open_store(path)
    with opened.begin() as conn:
        write_links(conn, [NewLink(url="https://contoh.id/1", source="contoh")], NOW)
        lease_links(conn, NOW, 1, 60)
    with opened.begin() as conn:
        write_links(conn, [NewLink(url="https://contoh.id/2", source="contoh")], NOW)
        write_done(conn, "https://contoh.id/1", NOW)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_run_leaves_whole_steps_and_its_lease_runs_out(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    killed = multiprocessing.get_context("fork").Process(target=_write_and_be_killed, args=(path,))
    killed.start()
    killed.join(timeout=30)
    assert killed.exitcode == -signal.SIGKILL
    opened = open_store(path)
    with opened.begin() as conn:
        assert list(check_store(conn)) == []
        assert count_links(conn) == {"leased": 1}
        assert [link.url for link in lease_links(conn, NOW + timedelta(seconds=60), 5, 60)] == ["https://contoh.id/1"]
    opened.close()


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
