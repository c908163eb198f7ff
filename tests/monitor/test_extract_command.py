"""`pantau extract`: a record a line in input order, bad input named on stderr, the rest processed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.record import decode_record, iter_spans
from monitor.cli.app import app

runner = CliRunner()
TEXT = (
    "NGAWI - Bupati Ngawi Sri Handayani menandatangani nota kesepahaman Gerakan Menuju Kota Cerdas (Smart City) dengan "
    "Kementerian Komunikasi dan Informatika secara virtual, Selasa (28/2/2023).\n"
    "“Kami ingin layanan di desa sama cepatnya dengan di kota,” kata Sri Handayani."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "baik.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kosong.txt").write_bytes(b"")
    return tmp_path


def test_records_come_in_order_and_bad_files_are_named(folder: Path) -> None:
    paths = [str(folder / name) for name in ("baik.txt", "kosong.txt", "hilang.txt", "baik.txt")]
    result = runner.invoke(app, ["extract", *paths])
    records = [decode_record(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 3
    assert [record.id for record in records] == ["baik", "baik"]
    assert [word in result.stderr for word in ("kosong.txt: is empty", "hilang.txt: cannot be read")] == [True, True]


def test_a_record_says_what_the_text_says_with_its_characters(folder: Path) -> None:
    record = decode_record(runner.invoke(app, ["extract", str(folder / "baik.txt")]).stdout)
    assert record.relevance.relevant
    assert [(r.code, r.focus) for r in record.regions] == [("35.21", True)]
    assert [(o.name, o.role, o.region_code) for o in record.officials] == [("Sri Handayani", "bupati", "35.21")]
    assert [(d.value, d.weekday_agrees) for d in record.dates] == [("2023-02-28", True)]
    event = record.events[0]
    assert (event.type, event.date, event.region_codes, event.mode) == (
        "mou_signing",
        "2023-02-28",
        ("35.21",),
        "virtual",
    )
    assert [(q.speaker, q.kind) for q in record.quotes if q.kind == "direct"] == [("Sri Handayani", "direct")]
    for span in iter_spans(record):
        span.check(TEXT)


def test_json_lines_and_standard_input(folder: Path) -> None:
    rows = [
        {"id": "b", "text": TEXT, "title": None, "published": None, "url": None, "outlet": None},
        {"id": "a", "text": TEXT},
    ]
    lines = "\n".join(map(json.dumps, rows))
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    from_file = runner.invoke(app, ["extract", "--jsonl", str(folder / "in.jsonl")])
    from_stdin = runner.invoke(app, ["extract", "--jsonl", "-"], input=lines)
    assert [decode_record(line).id for line in from_file.stdout.splitlines()] == ["b", "a"]
    assert [decode_record(line).id for line in from_stdin.stdout.splitlines()] == ["b", "a"]
    assert (from_file.exit_code, from_stdin.exit_code) == (0, 0)


@pytest.mark.parametrize(
    "words", [["extract"], ["extract", "a.txt", "--jsonl", "b"], ["extract", "a.txt", "--published", "kemarin"]]
)
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    assert runner.invoke(app, words).exit_code == 2
