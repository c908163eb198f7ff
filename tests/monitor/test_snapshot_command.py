"""`pantau snapshot` freezes what a query finds, as people left it, and tells two of them apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.store import open_store
from corpus.store.duplicates import iter_uncompared, write_duplicate
from tests.corpus.exports.records import make_rich
from tests.monitor.desk import Desk
from tests.records import make_record


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.put(make_rich(), make_record(id="a"), make_record(id="b"))
    return made


def test_a_query_is_frozen_checked_and_compared(desk: Desk) -> None:
    assert desk.run("snapshot", "create", "satu", "--query", "pillar:governance").exit_code == 0
    result = desk.run("snapshot", "create", "dua", "--json")
    manifest = json.loads(result.stdout)
    assert (manifest["articles"], manifest["question"]) == (3, {})
    assert set(manifest["models"]) >= {"names"}
    assert desk.run("snapshot", "verify", "dua").exit_code == 0
    found = json.loads(desk.run("snapshot", "diff", "satu", "dua", "--json").stdout)
    assert (found["added"], found["removed"], found["changed"]) == (["a", "b"], [], [])


def test_copies_are_one_story(desk: Desk) -> None:
    store = open_store(desk.database)
    with store.begin() as conn:
        for number, article in list(iter_uncompared(conn)):
            write_duplicate(conn, number, article)
    store.close()
    desk.run("snapshot", "create", "satu")
    rows = dict(line.split(",")[:2] for line in Path("satu/splits.csv").read_text().splitlines()[1:])
    assert rows == {"a": "a", "b": "a", "r": "r"}


def test_a_touched_snapshot_fails_and_an_empty_one_is_refused(desk: Desk) -> None:
    desk.run("snapshot", "create", "satu")
    Path("satu/README.md").write_text("x")
    result = desk.run("snapshot", "verify", "satu")
    assert result.exit_code == 3
    assert "README.md" in result.stdout
    result = desk.run("snapshot", "create", "dua", "--query", "tidakada")
    assert "no article was chosen" in str(result.exception)
    assert desk.run("snapshot", "create", "dua", "--query", "event:nonsense").exit_code == 2
