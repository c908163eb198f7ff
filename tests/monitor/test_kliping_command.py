"""`pantau kliping` and `pantau feed` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from typer.testing import CliRunner, Result

from corpus.store import open_store
from monitor.cli.app import app
from tests.monitor.kliping.desk import fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("desk")
    store = open_store(made / "pantau.db")
    fill(store)
    store.close()
    return made


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"PANTAU_DATA": str(folder)})


def test_one_call_writes_several_forms(folder: Path, tmp_path: Path) -> None:
    names = [tmp_path / f"kliping.{form}" for form in ("html", "docx", "xlsx", "txt")]
    targets = [word for name in names for word in ("--to", str(name))]
    result = run(folder, "kliping", "--date", "2022-04-21", "--agency", "Humas Kota Solok", *targets)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert all(name.stat().st_size for name in names)
    assert "Humas Kota Solok" in names[0].read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(name.name for name in names), "no parts are left"


def test_without_a_file_the_text_is_printed(folder: Path) -> None:
    result = run(folder, "kliping", "--week", "--date", "2022-04-23", "--english")
    assert result.exit_code == 0
    assert "Weekly Press Clippings · 18–24 April 2022" in result.stdout


def test_json_is_one_object(folder: Path) -> None:
    found = json.loads(
        run(folder, "kliping", "--month", "--date", "2022-04-01", "--json", "--region", "Kota Solok").stdout
    )
    assert found["period"] == {"kind": "monthly", "first": "2022-04-01", "last": "2022-04-30"}
    assert found["region"] == "Kota Solok"


def test_yesterday_is_the_default(folder: Path) -> None:
    assert "Tidak ada berita" in run(folder, "kliping").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("kliping", "--to", "kliping.odt"),
        ("kliping", "--date", "21 April"),
        ("kliping", "--week", "--month"),
        ("feed", "rss"),
        ("feed", "atom", "--registry", "maybe"),
        ("feed", "atom", "--address", "ftp://contoh.id/a"),
        ("feed", "atom", "event:party"),
    ],
    ids=" ".join,
)
def test_mistakes_of_usage(folder: Path, words: tuple[str, ...]) -> None:
    assert run(folder, *words).exit_code == 2


def test_feed_goes_to_a_file_in_one_step(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "mou.xml"
    result = run(folder, "feed", "atom", "--event", "mou_signing", "--to", str(to), "--agency", "Humas")
    assert result.exit_code == 0, result.output
    [entry] = feedparser.parse(to.read_bytes()).entries
    assert entry.title == "Penandatanganan MoU: Kota Solok"
    assert [path.name for path in tmp_path.iterdir()] == ["mou.xml"]


def test_feed_goes_to_standard_output(folder: Path) -> None:
    result = run(folder, "feed", "json", "title:teken", "--english")
    assert json.loads(result.stdout)["items"][0]["title"] == "MoU signed: Kota Solok"
