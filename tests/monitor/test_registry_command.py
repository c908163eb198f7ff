"""`pantau registry` finds what a person means, prints whole addresses, and names wrong rows of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.app import app

runner = CliRunner()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_members_of_a_cohort_in_a_province() -> None:
    result = runner.invoke(
        app, ["registry", "list", "members", "--cohort", "2022", "--province", "Sumatera Barat", "--json"]
    )
    codes = {json.loads(line)["region_code"] for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert "13.75" in codes
    assert all(code.startswith("13.") for code in codes)


@pytest.mark.parametrize("what", ["13.75", "Kota Bukittinggi", "bukittinggi"])
def test_a_region_is_found_by_code_or_name(what: str) -> None:
    result = runner.invoke(app, ["registry", "show", what, "--json"])
    assert json.loads(result.stdout)["region"]["code"] == "13.75"


@pytest.mark.parametrize(("what", "words"), [("Bogor", "32.71"), ("Kota Bukit", "did you mean"), ("1999", "no cohort")])
def test_what_cannot_be_found_says_what_to_type(what: str, words: str) -> None:
    result = runner.invoke(app, ["registry", "show", what])
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_a_dangling_code_in_ones_own_rows_is_named(tmp_path: Path) -> None:
    header = "cohort_year,region_code,region_name,province,standing,repeat,source_url,source_date,confidence\n"
    row = "2022,99.99,Kota Antah,Antah,member,no,https://contoh.id/a,2022-04-21,high\n"
    (tmp_path / "memberships.csv").write_text(header + row, encoding="utf-8")
    result = runner.invoke(app, ["registry", "check", "--folder", str(tmp_path)])
    assert result.exit_code == 4
    assert "99.99" in result.output
    assert "memberships.csv" in result.output
