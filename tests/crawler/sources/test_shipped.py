"""Every shipped source file is sound, and no province is without one."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from crawler.sources import load_sources

REGIONS = Path(__file__).parents[3] / "registry" / "data" / "regions.csv"
# Keputusan Presiden 41/1987, with the provinces founded since.
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def region_codes() -> set[str]:
    with REGIONS.open(encoding="utf-8", newline="") as rows:
        return {row["code"] for row in csv.DictReader(rows)}


def test_shipped_sources_are_many_and_cover_every_province() -> None:
    sources = load_sources()
    assert len(sources) >= 60
    covered = {source.region[:2] for source in sources if source.region}
    assert covered == {code for code in region_codes() if len(code) == 2}


def test_regions_exist_and_zones_are_theirs() -> None:
    known = region_codes()
    for source in load_sources():
        if source.region is None:
            continue
        assert source.region in known, source.name
        province = source.region[:2]
        assert source.zone == ("WITA" if province in WITA else "WIT" if province in WIT else "WIB"), source.name


def test_homes_are_secure_and_named_once() -> None:
    homes = Counter(source.home for source in load_sources())
    assert [home for home, count in homes.items() if count > 1] == []
    assert all(home.startswith("https://") and home.endswith("/") for home in homes)


def test_pauses_are_polite_and_ranges_make_sense() -> None:
    for source in load_sources():
        assert source.pause_s >= 2.0, source.name
        assert source.expected.links_a_week_min < source.expected.links_a_week_max, source.name
        assert not source.keywords or source.search is not None, source.name
