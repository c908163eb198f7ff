"""Every listed exporter writes records that read back; CSV cells are no formulas; text is left out unless asked for."""

from __future__ import annotations

import csv
import io
import json

import pytest

from corpus.exports.csv import COLUMNS, safe_cell
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.record import Record, decode_record
from tests.records import make_record


@pytest.fixture
def records() -> list[Record]:
    return [make_record(id="a"), make_record(id="b", title='=HYPERLINK("x")')]


@pytest.mark.parametrize("name", EXPORTERS)
def test_exporters_count_and_stream(name: str, records: list[Record]) -> None:
    file = io.BytesIO()
    assert EXPORTERS[name](iter(records), file, with_text=name in NEEDS_TEXT) == 2
    assert not file.closed


def test_jsonl_reads_back_whole_with_text(records: list[Record]) -> None:
    file = io.BytesIO()
    EXPORTERS["jsonl"](records, file, with_text=True)
    assert [decode_record(line) for line in file.getvalue().splitlines()] == records


def test_jsonl_leaves_text_out_and_keeps_offsets(records: list[Record]) -> None:
    file = io.BytesIO()
    EXPORTERS["jsonl"](records, file, with_text=False)
    line = json.loads(file.getvalue().splitlines()[0])
    assert line["article"]["text"] is None
    assert line["article"]["text_sha256"] == records[0].article.text_sha256
    assert line["regions"][0]["mentions"][0]["text"] == "Kota Solok"


def test_csv_has_a_row_an_event_and_no_formula(records: list[Record]) -> None:
    file = io.BytesIO()
    EXPORTERS["csv"](records, file, with_text=False)
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["a", "b"]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["event_regions"] == "Kota Solok"
    assert rows[1]["title"].startswith("'=")


@pytest.mark.parametrize("value", ["=1+1", "+62", "-1", "@x", "\tx"])
def test_formula_starts_are_quoted(value: str) -> None:
    assert safe_cell(value) == f"'{value}"
