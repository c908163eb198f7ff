"""`pantau check`: silent about a sound store, one line and an exit code for each kind of damage."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import StoreError
from monitor.lock import LockHeld, run_lock
from tests.monitor.desk import Desk
from tests.records import make_record


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.put(make_record())
    return made


def _damage(desk: Desk, statement: str) -> None:
    with closing(sqlite3.connect(desk.database)) as raw, raw:
        raw.execute(statement)


def test_a_sound_store(desk: Desk) -> None:
    done = desk.run("check")
    assert (done.exit_code, done.stdout) == (0, "pantau-data/pantau.db, 1 articles: sound\n")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        pytest.param("UPDATE record SET article_id = 'gone'", "article does not hold", id="reference"),
        pytest.param("INSERT INTO duplicate VALUES ('a1', 'x', 'a1', 0, 1.0)", "has not one first print", id="cluster"),
        pytest.param("UPDATE record SET json = '{\"schema\": 1}'", "a record is damaged", id="record"),
        pytest.param("INSERT INTO duplicate_key VALUES (7, 0, 99)", "article number 99 is not there", id="key"),
    ],
)
def test_faults_are_named(desk: Desk, statement: str, words: str) -> None:
    _damage(desk, statement)
    done = desk.run("check")
    assert (done.exit_code, words in done.stdout) == (3, True)
    assert any(words in fault for fault in json.loads(desk.run("check", "--json").stdout)["faults"])


def test_the_search_index_is_made_anew(desk: Desk) -> None:
    _damage(desk, "UPDATE article SET title = 'Judul Lain'")
    found = desk.run("check")
    assert (found.exit_code, "pantau check --mend" in found.stdout) == (3, True)
    assert desk.run("check", "--mend").exit_code == 0
    assert desk.run("check").exit_code == 0


def test_it_waits_for_nobody(desk: Desk) -> None:
    with run_lock(desk.folder / "pantau-data" / "pantau.lock"):
        assert isinstance(desk.run("check").exception, LockHeld)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        pytest.param("UPDATE record SET json = '{}'", "it is damaged", id="json"),
        pytest.param("UPDATE record SET json = CAST(X'7bff7d' AS TEXT)", "the database is damaged", id="bytes"),
    ],
)
def test_a_damaged_record_is_no_bug_of_ours(desk: Desk, statement: str, words: str) -> None:
    _damage(desk, statement)
    failed = desk.run("export", "jsonl", "--to", "x.jsonl").exception
    assert isinstance(failed, StoreError)
    assert words in str(failed)
    assert not list(desk.folder.glob("x.jsonl*"))


def _cut_in_half(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = desk.database.read_bytes()
    desk.database.write_bytes(content[: len(content) // 2])


def _make_newer(desk: Desk) -> None:
    _damage(desk, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        pytest.param(_cut_in_half, "process --from-archive", id="half"),
        pytest.param(_make_newer, "upgrade pantau", id="newer"),
        pytest.param(lambda desk: desk.database.write_bytes(b"catatan" * 900), "not an SQLite database", id="foreign"),
    ],
)
@pytest.mark.parametrize(
    "words_typed",
    [
        pytest.param(("check",), id="check"),
        pytest.param(("search", "kota"), id="search"),
        pytest.param(("export", "jsonl", "--to", "x.jsonl"), id="export"),
        pytest.param(("snapshot", "create", "s1"), id="snapshot"),
        pytest.param(("review", "reject", "a", "relevance", "--who", "rina"), id="review"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_and_nothing_is_written(
    desk: Desk, harm: Callable[[Desk], None], words: str, words_typed: tuple[str, ...]
) -> None:
    harm(desk)
    before = desk.database.read_bytes()
    failed = desk.run(*words_typed).exception
    assert isinstance(failed, StoreError)
    assert words in str(failed)
    assert "\n" not in str(failed)
    assert desk.database.read_bytes() == before
    assert {path.name for path in desk.folder.iterdir()} == {"pantau-data"}
