"""The registry as one value: its tables, cross-checked at load, and the questions that others ask of it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.errors import RegistryError
from registry.loading import Tables, load_tables
from registry.tables import Cohort, Membership, OfficeHolder, Region, Signing

DATA = Path(__file__).parent / "data"


class Registry:
    """All facts of the programme that we hold. Immutable; make one with `load_registry`."""

    def __init__(
        self,
        regions: tuple[Region, ...],
        cohorts: tuple[Cohort, ...],
        memberships: tuple[Membership, ...],
        officials: tuple[OfficeHolder, ...],
        signings: tuple[Signing, ...] = (),
    ) -> None:
        self.regions = {region.code: region for region in regions}
        self.cohorts = {cohort.year: cohort for cohort in sorted(cohorts, key=lambda c: c.year)}
        self.memberships = memberships
        self.officials = officials
        self.signings = signings

    @cached_property
    def _by_key(self) -> dict[tuple[int, str], Membership]:
        return {(m.cohort_year, m.region_code): m for m in self.memberships}

    @cached_property
    def _by_region(self) -> dict[str, tuple[Membership, ...]]:
        rows: dict[str, list[Membership]] = {}
        for member in sorted(self.memberships, key=lambda m: m.cohort_year):
            rows.setdefault(member.region_code, []).append(member)
        return {code: tuple(found) for code, found in rows.items()}

    @cached_property
    def _signing_dates(self) -> dict[tuple[int, str], str]:
        return {(s.cohort_year, s.region_code): s.date for s in self.signings}

    def membership(self, cohort_year: int, region_code: str) -> Membership | None:
        """The row of this region in this cohort, or None when we hold none (which is not proof that there is none)."""
        return self._by_key.get((cohort_year, region_code))

    def memberships_of(self, region_code: str) -> tuple[Membership, ...]:
        """All rows of a region, oldest first."""
        return self._by_region.get(region_code, ())

    def members(self, cohort_year: int) -> tuple[Membership, ...]:
        """The members of a cohort that we hold, by region code; lapsed and replaced ones are left out."""
        rows = (m for m in self.memberships if m.cohort_year == cohort_year and m.is_standing)
        return tuple(sorted(rows, key=lambda m: m.region_code))

    def is_complete(self, cohort_year: int) -> bool:
        """Says whether we hold at least as many members of a cohort as were announced."""
        cohort = self.cohorts.get(cohort_year)
        return cohort is not None and len(self.members(cohort_year)) >= cohort.announced

    def is_member(self, cohort_year: int, region_code: str) -> bool | None:
        """True or False where the registry can tell; None while the cohort's list is incomplete or unknown."""
        row = self.membership(cohort_year, region_code)
        if row is not None:
            return row.is_standing
        return False if self.is_complete(cohort_year) else None

    def signing_date(self, cohort_year: int, region_code: str) -> str | None:
        """The day on which a region signed by itself; None when it signed with its cohort, as far as we know."""
        return self._signing_dates.get((cohort_year, region_code))

    def gap(self, covered: Collection[str], cohort_year: int | None = None) -> tuple[Membership, ...]:
        """The members (of one cohort, or of all) whose region code is not in `covered`, by cohort and code."""
        years = self.cohorts if cohort_year is None else [cohort_year]
        return tuple(m for year in years for m in self.members(year) if m.region_code not in covered)

    def regions_in(self, province_code: str) -> tuple[Region, ...]:
        """The kabupaten and kota of a province, by code; empty for an unknown province."""
        return tuple(r for _, r in sorted(self.regions.items()) if r.province_code == province_code)

    def total(self, cohort_year: int) -> tuple[int, int]:
        """The least and the most regions that all cohorts up to a year can hold, each region counted once.

        The two are the same while the repeats of every cohort are known: 25, 75, 100, 141, 191.
        """
        least = most = 0
        for year, cohort in self.cohorts.items():
            if year <= cohort_year:
                most += cohort.announced - (cohort.repeats or 0)
                least += cohort.announced - (cohort.announced if cohort.repeats is None else cohort.repeats)
        return least, most


@lru_cache(maxsize=4)
def load_registry(folder: Path = DATA, overlay: Path | None = None) -> Registry:
    """Loads and cross-checks the tables of a folder.

    Args:
        overlay: a folder of the user's own with any of the same files; its rows add to the shipped ones or replace
            those with the same key (code, cohort, cohort and region).

    Raises:
        RegistryError: a table is missing or has a dangling code, a duplicate, a row without a source, or the like;
            the first of what `check_registry` lists.
    """
    tables, errors = load_tables(folder, overlay)
    if errors:
        raise errors[0]
    return _registry(tables)


def check_registry(folder: Path = DATA, overlay: Path | None = None) -> tuple[RegistryError, ...]:
    """Everything that is wrong with the tables, one error a row; empty when `load_registry` would succeed."""
    return load_tables(folder, overlay)[1]


def _registry(tables: Tables) -> Registry:
    return Registry(tables.regions, tables.cohorts, tables.memberships, tables.officials, tables.signings)
