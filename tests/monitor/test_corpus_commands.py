"""Search, concordance, likeness, clusters and counts from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.store import open_store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from monitor.cli.app import app
from monitor.process import compare_new
from tests.corpus.store.articles import make_article
from tests.corpus.store.test_duplicates import OTHER, RELEASE, REWORKED
from tests.records import make_record

NOW = datetime(2022, 4, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("corpus") / "data"
    data.mkdir()
    store = open_store(data / "pantau.db")
    record = make_record()
    with store.begin() as conn:
        write_article(conn, make_article(text=record.article.text), NOW)
        write_record(conn, "a1", record)
        for number, text in enumerate((RELEASE, REWORKED, OTHER), 2):
            write_article(conn, make_article(number, text=text, outlet=f"Koran {number}"), NOW)
    compare_new(store)
    store.close()
    return data


def run(folder: Path, *words: str, code: int = 0) -> Result:
    """Runs the command line over the filled store."""
    result = CliRunner().invoke(app, list(words), env={"PANTAU_DATA": str(folder), "COLUMNS": "500"})
    assert result.exit_code == code, result.output
    return result


def rows(folder: Path, *words: str) -> list[dict[str, object]]:
    """The JSON lines that a command prints."""
    return [json.loads(line) for line in run(folder, *words, "--json").stdout.splitlines()]


def test_search_takes_regions_by_name_and_tells_of_a_misspelt_one(folder: Path) -> None:
    assert [row["article_id"] for row in rows(folder, "search", 'kesepahaman region:"Kota Solok"')] == ["a1"]
    result = run(folder, "search", 'region:"Kota Solk"', "--json")
    assert "a1" in result.stdout
    assert "Kota Solok (13.72)" in result.stderr


@pytest.mark.parametrize("query", ["AND", "( )", "-", "NOT OR"])
def test_operators_alone_are_a_mistake_and_not_a_list_of_everything(folder: Path, query: str) -> None:
    assert "no word and no field" in run(folder, "search", "--", query, code=2).output


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("search", "region:Bogor"), "may be", id="two-regions"),
        pytest.param(("search", "region:Atlantis"), "no region", id="no-region"),
        pytest.param(("search", "since:kemarin"), "not a day", id="no-day"),
        pytest.param(("kwic", "…"), "no word", id="nothing-to-look-for"),
        pytest.param(("kwic", "kota", "--sort", "size"), "one of", id="unknown-order"),
        pytest.param(("stats", "--by", "size"), "one of", id="unknown-dimension"),
        pytest.param(("stats", "--words"), "needs a query", id="words-of-nothing"),
        pytest.param(("stats", "--keyness"), "needs a query", id="keyness-of-everything"),
    ],
)
def test_mistakes_of_usage(folder: Path, words: tuple[str, ...], complaint: str) -> None:
    assert complaint in run(folder, *words, code=2).output


def test_kwic(folder: Path) -> None:
    found = rows(folder, "kwic", "nelayan", "--context", "2", "--sort", "left")
    assert [row["right"] for row in found] == [" Tabanio sudah", " Tabanio sudah"]
    assert "nelayan" in run(folder, "kwic", "nelayan").stdout.casefold()


def test_similar_takes_an_id_an_address_a_file_or_words(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "siaran.txt").write_text(RELEASE, encoding="utf-8")
    assert rows(folder, "similar", "a2")[0]["article_id"] == "a3"
    assert rows(folder, "similar", "https://contoh.id/berita/2") == rows(folder, "similar", "a2")
    assert rows(folder, "similar", str(tmp_path / "siaran.txt"))[0]["article_id"] == "a2"
    assert rows(folder, "similar", (tmp_path / "siaran.txt").read_text() * 9)[0]["article_id"] == "a2"
    assert "a3" in run(folder, "similar", "a2").stdout


def test_clusters(folder: Path) -> None:
    (cluster,) = rows(folder, "clusters")
    assert cluster["head"]["article_id"] == "a2"  # type: ignore[index]
    assert [copy["article_id"] for copy in cluster["copies"]] == ["a3"]  # type: ignore[attr-defined]
    assert "2 prints" in run(folder, "clusters").stdout
    assert "No article" in run(folder, "clusters", "--outlet", "Koran 4").stdout


def test_stats(folder: Path) -> None:
    assert rows(folder, "stats", "--by", "region") == [
        {"by": "region", "value": "13.72", "articles": 1, "name": "Kota Solok"}
    ]
    printed = run(folder, "stats").stdout
    for heading in ("outlet", "region", "month", "event", "pillar", "13.72 Kota Solok", "2022-04"):
        assert heading in printed
    assert rows(folder, "stats", "nelayan", "--words") == []
    assert "No word" in run(folder, "stats", "--keyness", "--outlet", "Koran 4").stdout
