"""`pantau export` and `pantau rehydrate`: formats by name, text only when asked for, and back again."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from corpus.archive import FetchedPage, open_archive, write_capture
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.record import decode_record, encode_record
from crawler.extract import ExtractedPage
from crawler.reading import extract_page, make_article
from tests.corpus.exports.records import make_rich
from tests.crawler.world import article_page
from tests.monitor.desk import Desk
from tests.records import CREATED, make_record


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.put(make_rich(), make_record(id="a"))
    return made


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_can_be_written(desk: Desk, name: str) -> None:
    result = desk.run("export", name, "--to", "out", *(["--with-text"] if name in NEEDS_TEXT else []))
    assert result.exit_code == 0, result.output
    assert "2 records" in result.stderr
    assert [path.name for path in desk.folder.iterdir() if path.name.startswith("out")] == ["out"]


def test_a_format_of_text_says_which_option_it_needs(desk: Desk) -> None:
    result = desk.run("export", "brat", "--to", "out")
    assert result.exit_code == 2
    assert "--with-text" in result.stderr
    assert not (desk.folder / "out").exists()


def test_geojson_knows_where_regions_lie(desk: Desk) -> None:
    desk.run("export", "geojson", "--to", "out")
    lon, lat = json.loads(Path("out").read_text())["features"][0]["geometry"]["coordinates"]
    assert 100 < lon < 102
    assert -2 < lat < 0


def test_a_query_chooses(desk: Desk) -> None:
    result = desk.run("export", "jsonl", "--query", "pillar:governance", "--to", "out")
    assert result.exit_code == 0, result.output
    assert [decode_record(line).id for line in Path("out").read_bytes().splitlines()] == ["r"]
    assert desk.run("export", "jsonl", "--query", "since:kemarin").exit_code == 2


def test_masked_exports_name_nobody(desk: Desk) -> None:
    desk.run("export", "jsonl", "--with-text", "--mask-people", "--to", "out")
    assert "Anwar" not in Path("out").read_text()


def test_a_publication_gets_its_texts_back(desk: Desk) -> None:
    desk.run("export", "jsonl", "--to", "bare")
    assert "menyusul" not in Path("bare").read_text()
    result = desk.run("rehydrate", "bare", "--to", "whole")
    assert result.exit_code == 0, result.output
    assert [decode_record(line) for line in Path("whole").read_bytes().splitlines()] == [make_rich(), make_record()]


def test_texts_that_nobody_has_are_named_for_an_import(desk: Desk) -> None:
    desk.run("export", "jsonl", "--to", "bare")
    lines = Path("bare").read_text().replace(make_record().article.text_sha256, "0" * 64)
    Path("bare").write_text(lines)
    result = desk.run("rehydrate", "bare", "--to", "whole", "--missing", "addresses")
    assert result.exit_code == 3
    assert Path("addresses").read_text() == "https://contoh.id/a\n"
    assert len(Path("whole").read_bytes().splitlines()) == 1


def test_a_text_comes_back_from_the_archive_alone(desk: Desk) -> None:
    html = article_page(3).body
    archive = desk.folder / "pantau-data" / "archive"
    page = FetchedPage(url="https://contoh.id/p", status=200, body=html, headers=(), fetched=CREATED)
    with open_archive(archive) as opened:
        capture = write_capture(opened, page)
    found = extract_page(page, None, None)
    assert isinstance(found, ExtractedPage)
    text = make_article(found, capture, CREATED, None).text
    record = make_record(id="p", text=text)
    record = msgspec.structs.replace(
        record, regions=(), dates=(), events=(), article=msgspec.structs.replace(record.article, capture=capture)
    )
    bare = msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, text=None))
    Path("bare").write_bytes(encode_record(bare) + b"\n")
    result = desk.run("rehydrate", "bare", "--to", "whole")
    assert result.exit_code == 0, result.output
    assert decode_record(Path("whole").read_bytes()) == record


def test_a_file_that_is_no_export_is_named_with_its_line(desk: Desk) -> None:
    Path("bare").write_text('{"id": 1}\n')
    result = desk.run("rehydrate", "bare", "--to", "whole")
    assert isinstance(result.exception, Exception)
    assert "bare, line 1" in str(result.exception)
    assert not Path("whole").exists()
