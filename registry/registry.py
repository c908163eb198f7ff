"""The registry as one value: its tables, cross-checked at load, and the questions that others ask of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.errors import RegistryError
from registry.tables import Cohort, Membership, OfficeHolder, Region

DATA = Path(__file__).parent / "data"
REGION_SOURCE = "https://www.npmjs.com/package/idn-area-data/v/4.0.1"


class Registry:
    """All facts of the programme that we hold. Immutable; make one with `load_registry`."""

    def __init__(
        self,
        regions: tuple[Region, ...],
        cohorts: tuple[Cohort, ...],
        memberships: tuple[Membership, ...],
        officials: tuple[OfficeHolder, ...],
    ) -> None:
        self.regions = {region.code: region for region in regions}
        self.cohorts = {cohort.year: cohort for cohort in cohorts}
        self.memberships = memberships
        self.officials = officials

    @cached_property
    def _by_key(self) -> dict[tuple[int, str], Membership]:
        return {(m.cohort_year, m.region_code): m for m in self.memberships}

    def membership(self, cohort_year: int, region_code: str) -> Membership | None:
        """The row of this region in this cohort, or None when we hold none (which is not proof that there is none)."""
        return self._by_key.get((cohort_year, region_code))

    def memberships_of(self, region_code: str) -> tuple[Membership, ...]:
        """All rows of a region, oldest first."""
        rows = (m for m in self.memberships if m.region_code == region_code)
        return tuple(sorted(rows, key=lambda m: m.cohort_year))

    def is_complete(self, cohort_year: int) -> bool:
        """Says whether we hold at least as many members of a cohort as were announced."""
        cohort = self.cohorts.get(cohort_year)
        held = sum(m.cohort_year == cohort_year and m.standing == "member" for m in self.memberships)
        return cohort is not None and held >= cohort.announced


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), start=2)


def _regions(folder: Path) -> Iterator[Region]:
    for _, row in _rows(folder / "regions.csv"):
        yield Region(
            code=row["code"], province_code=row["province_code"] or None, level=row["level"], name=row["name"],  # type: ignore[arg-type]
            aliases=tuple(filter(None, row["aliases"].split("|"))), lat=float(row["lat"]), lon=float(row["lon"]),
            source_url=REGION_SOURCE,
        )  # fmt: skip


def _cohorts(folder: Path) -> Iterator[Cohort]:
    for number, row in _rows(folder / "cohorts.csv"):
        count = re.match(r"\d+", row["announced_regions"])
        if not count:
            raise RegistryError("cohorts.csv", number, f"announced_regions {row['announced_regions']!r} has no number")
        yield Cohort(
            year=int(row["cohort_year"]), announced=int(count[0]), announced_text=row["announced_regions"],
            repeats=int(row["repeats"]) if row["repeats"].isdigit() else None, mou_date=row["mou_date"],
            mou_place=row["mou_place"], mode=row["mode"], minister=row["minister"],
            ministry_signatory=row["ministry_signatory"], source_url=row["source_url"],
        )  # fmt: skip


def _memberships(folder: Path) -> Iterator[Membership]:
    for _, row in _rows(folder / "memberships.csv"):
        yield Membership(**{**row, "cohort_year": int(row["cohort_year"])})  # type: ignore[arg-type]


def _officials(folder: Path) -> Iterator[OfficeHolder]:
    for _, row in _rows(folder / "officials.csv"):
        yield OfficeHolder(
            region_code=row["region_code"] or None, region_name=row["region_name"] or None, role=row["role"],  # type: ignore[arg-type]
            role_text=row["role_text"], acting=row["acting"] == "yes", name=row["name"], as_of=row["as_of_date"],
            source_url=row["source_url"],
        )  # fmt: skip


@lru_cache(maxsize=4)
def load_registry(folder: Path = DATA) -> Registry:
    """Loads and cross-checks the tables of a folder.

    Raises:
        RegistryError: a table has a dangling code, a duplicate or a row without a source.
    """
    return Registry(
        tuple(_regions(folder)), tuple(_cohorts(folder)), tuple(_memberships(folder)), tuple(_officials(folder))
    )
