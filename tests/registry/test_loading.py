"""Loading: the shipped tables are sound, each slip is one error that names table and row, overlays lie on top."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.errors import RegistryError
from registry.registry import DATA, check_registry, load_registry

MEMBERS, REGIONS, URL = "memberships.csv", "regions.csv", "https://contoh.id"
MEMBER = "2022,13.72,Kota Solok,Sumatera Barat,member,unknown,https://contoh.id,2022-04,high"
OFFICIAL = "13.72,Kota Solok,wali_kota,Wali Kota,no,Nama Rekaan,2022-04-21,https://contoh.id"
COHORT = "2030,10,unknown,2030-03-05,online,virtual,,,https://contoh.id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "registry"))


def _add(path: Path, line: str) -> int:
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + line + "\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def test_the_shipped_tables_are_sound() -> None:
    assert check_registry() == ()
    registry = load_registry()
    levels = [region.level for region in registry.regions.values()]
    assert (levels.count("provinsi"), levels.count("kabupaten"), levels.count("kota")) == (38, 416, 98)
    assert list(registry.cohorts) == [2017, 2018, 2019, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        pytest.param(MEMBERS, MEMBER.replace("13.72", "13.99"), "region_code 13.99 stands in no", id="dangling"),
        pytest.param(MEMBERS, MEMBER.replace("2022,", "2016,"), "cohort_year 2016 stands in", id="no-cohort"),
        pytest.param(MEMBERS, MEMBER.replace("Kota Solok", "Solok"), "is Kota Solok, not 'Solok'", id="misnamed"),
        pytest.param(MEMBERS, MEMBER.replace("Sumatera Barat", "Riau"), "lies in Sumatera Barat", id="province"),
        pytest.param(MEMBERS, MEMBER.replace("https://contoh.id", ""), "source_url", id="no-source"),
        pytest.param(MEMBERS, MEMBER.replace("https:", "halaman:"), "source_url", id="source-no-address"),
        pytest.param(MEMBERS, MEMBER.replace("2022,", "22,"), "cohort_year '22'", id="short-year"),
        pytest.param(MEMBERS, MEMBER.replace("member,", "anggota,"), "standing 'anggota'", id="standing"),
        pytest.param(MEMBERS, MEMBER.replace("unknown", "maybe"), "repeat 'maybe'", id="repeat"),
        pytest.param(MEMBERS, MEMBER.replace("unknown", "yes"), "no earlier cohort", id="repeat-of-nothing"),
        pytest.param(MEMBERS, MEMBER.replace("2022-04", "April 2022"), "source_date", id="date-in-words"),
        pytest.param(MEMBERS, MEMBER.replace("high", "sure"), "confidence 'sure'", id="confidence"),
        pytest.param(MEMBERS, "2017,14.08,Kabupaten Siak,Riau,member,no,https://contoh.id,2017,high",
                     "stands in row 3 already", id="twice"),
        pytest.param(MEMBERS, MEMBER + ",more", "10 values for 9 columns", id="too-many-values"),
        pytest.param(MEMBERS, '2022,"13.72', "cannot be read as CSV", id="open-quote"),
        pytest.param("officials.csv", OFFICIAL.replace("wali_kota", "walikota"), "role 'walikota'", id="role"),
        pytest.param("officials.csv", OFFICIAL.replace("13.72", "13.99"), "region_code 13.99", id="official-dangling"),
        pytest.param("officials.csv", OFFICIAL.replace("13.72,", ","), "without a region_code", id="name-without-code"),
        pytest.param("officials.csv", OFFICIAL.replace(",no,", ",plt,"), "acting 'plt'", id="acting"),
        pytest.param("officials.csv", OFFICIAL.replace("2022-04-21", "2022-04-31"), "as_of_date", id="no-such-day"),
        pytest.param("officials.csv", OFFICIAL.replace("Nama Rekaan", ""), "name is empty", id="nobody"),
        pytest.param("cohorts.csv", COHORT.replace(",10,", ",ten,"), "does not begin with a number", id="count"),
        pytest.param("cohorts.csv", COHORT.replace("unknown", "few"), "repeats 'few'", id="repeats"),
        pytest.param("cohorts.csv", COHORT.replace("2030-03-05", "5 Maret"), "mou_date", id="mou-date"),
        pytest.param("cohorts.csv", COHORT.replace("virtual", "zoom"), "mode 'zoom'", id="mode"),
        pytest.param(REGIONS, "13.98,13,kota,Kota Rekaan,,-1,100,", "source_url", id="region-no-source"),
        pytest.param(REGIONS, "1398,13,kota,Kota Rekaan,,-1,100," + URL, "Kemendagri code", id="code"),
        pytest.param(REGIONS, "13.98,13,city,Kota Rekaan,,-1,100," + URL, "level 'city'", id="level"),
        pytest.param(REGIONS, "13.98,13,kota,Rekaan,,-1,100," + URL, "begins with 'Kota'", id="no-type"),
        pytest.param(REGIONS, "13.98,13,kota,Kota Rekaan,,51,0," + URL, "outside Indonesia", id="lat"),
        pytest.param(REGIONS, "13.98,13,kota,Kota Rekaan,,x,100," + URL, "not a number", id="degrees"),
        pytest.param(REGIONS, "13.98,14,kota,Kota Rekaan,,-1,100," + URL, "does not fit", id="parent"),
        pytest.param(REGIONS, "10.71,10,kota,Kota Rekaan,,-1,100," + URL, "add the province", id="orphan"),
        pytest.param(REGIONS, "13.98,13,kota,Kota Solok,,-1,100," + URL, "under another code", id="name-twice"),
        pytest.param("signings.csv", "2022,13.72,2022-05-01,,https://contoh.id", "no row of members", id="signing"),
    ],
)  # fmt: skip
def test_a_slip_is_one_error_that_names_table_and_row(folder: Path, table: str, line: str, words: str) -> None:
    number = _add(folder / table, line)
    (error,) = check_registry(folder)
    assert words in error.reason
    assert (error.table, error.row if "CSV" not in words else number) == (table, number)
    with pytest.raises(RegistryError) as caught:
        load_registry(folder)
    assert str(caught.value) == str(error)


def test_several_slips_are_all_listed(folder: Path) -> None:
    _add(folder / "memberships.csv", MEMBER.replace("high", "sure"))
    _add(folder / "officials.csv", OFFICIAL.replace("wali_kota", "walikota"))
    assert [error.table for error in check_registry(folder)] == ["memberships.csv", "officials.csv"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(lambda path: path.unlink(), "the file is missing", id="missing"),
        pytest.param(lambda path: path.write_text(""), "no column cohort_year", id="empty"),
        pytest.param(lambda path: path.write_text("year,code\n"), "no column cohort_year", id="foreign-columns"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfe\x00"), "cannot be read as CSV in UTF-8", id="binary"),
    ],
)
def test_an_unreadable_table_is_one_error(folder: Path, spoil: object, words: str) -> None:
    spoil(folder / "memberships.csv")  # type: ignore[operator]
    (error,) = check_registry(folder)
    assert error.table == "memberships.csv"
    assert words in error.reason


def test_a_folder_without_the_youngest_table_and_column_still_loads(folder: Path) -> None:
    (folder / "signings.csv").unlink()
    regions = folder / "regions.csv"
    lines = [line.rpartition(",")[0] for line in regions.read_text(encoding="utf-8").splitlines()]
    regions.write_text("\n".join(lines), encoding="utf-8")
    assert load_registry(folder).regions["13.72"].source_url.startswith("https://www.npmjs.com/")


def test_spreadsheet_marks_and_blank_lines_do_no_harm(folder: Path) -> None:
    path = folder / "memberships.csv"
    path.write_text("\ufeff" + path.read_text(encoding="utf-8") + "\n,,,,,,,,\n", encoding="utf-8")
    assert check_registry(folder) == ()


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    made = tmp_path / "overlay"
    made.mkdir()
    header = (DATA / "memberships.csv").read_text(encoding="utf-8").splitlines()[0]
    lapsed = "2017,14.08,Kabupaten Siak,Riau,lapsed,no,https://contoh.id,2022,high"
    (made / "memberships.csv").write_text("\n".join([header, MEMBER, lapsed]) + "\n", encoding="utf-8")
    return made


def test_an_overlay_adds_and_replaces(overlay: Path) -> None:
    shipped, both = load_registry(), load_registry(overlay=overlay)
    assert shipped.membership(2022, "13.72") is None
    assert both.membership(2022, "13.72") is not None
    assert (shipped.is_member(2017, "14.08"), both.is_member(2017, "14.08")) == (True, False)
    assert len(both.memberships) == len(shipped.memberships) + 1


def test_an_overlay_is_checked_against_the_whole_and_named_by_its_path(overlay: Path) -> None:
    number = _add(overlay / "memberships.csv", MEMBER.replace("13.72", "13.99"))
    (error,) = check_registry(overlay=overlay)
    assert (error.table, error.row) == (str(overlay / "memberships.csv"), number)


def test_a_missing_overlay_folder_is_one_error(tmp_path: Path) -> None:
    (error,) = check_registry(overlay=tmp_path / "none")
    assert "no such folder" in error.reason
