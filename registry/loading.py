"""Loads the tables of a folder and checks each row against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.errors import RegistryError
from registry.parsing import parse_cohort, parse_membership, parse_official, parse_region, parse_signing
from registry.rows import Row, load_rows
from registry.tables import Cohort, Membership, OfficeHolder, Region, Signing

RowT = TypeVar("RowT")
Numbered = list[tuple[Row, RowT]]


class Tables(msgspec.Struct, frozen=True):
    """All tables as typed rows."""

    regions: tuple[Region, ...]
    cohorts: tuple[Cohort, ...]
    memberships: tuple[Membership, ...]
    officials: tuple[OfficeHolder, ...]
    signings: tuple[Signing, ...]


def load_tables(folder: Path, overlay: Path | None) -> tuple[Tables, tuple[RegistryError, ...]]:
    """All readable rows and everything that is wrong with the others, in the order of tables and rows."""
    errors: list[RegistryError] = []
    regions = _parsed("regions.csv", parse_region, folder, overlay, errors)
    cohorts = _parsed("cohorts.csv", parse_cohort, folder, overlay, errors)
    memberships = _parsed("memberships.csv", parse_membership, folder, overlay, errors)
    officials = _parsed("officials.csv", parse_official, folder, overlay, errors)
    signings = _parsed("signings.csv", parse_signing, folder, overlay, errors)
    # A row that did not parse is reported once; rows that refer to it would only repeat it.
    if not errors:
        by_code = {region.code: region for _, region in regions}
        years = {cohort.year for _, cohort in cohorts}
        errors.extend(_region_errors(regions, by_code))
        errors.extend(_membership_errors(memberships, by_code, years))
        errors.extend(_official_errors(officials, by_code))
        errors.extend(_signing_errors(signings, {(m.cohort_year, m.region_code) for _, m in memberships}))
    return Tables(_bare(regions), _bare(cohorts), _bare(memberships), _bare(officials), _bare(signings)), tuple(errors)


def _parsed(
    table: str, parse: Callable[[Row], RowT], folder: Path, overlay: Path | None, errors: list[RegistryError]
) -> Numbered[RowT]:
    rows, found = load_rows(table, folder, overlay)
    errors.extend(error for error in found if str(error) not in {str(known) for known in errors})
    parsed: Numbered[RowT] = []
    for row in rows:
        try:
            parsed.append((row, parse(row)))
        except RegistryError as error:
            errors.append(error)
    return parsed


def _bare(numbered: Numbered[RowT]) -> tuple[RowT, ...]:
    return tuple(parsed for _, parsed in numbered)


def _region_errors(regions: Numbered[Region], by_code: dict[str, Region]) -> Iterator[RegistryError]:
    names: dict[str, Row] = {}
    for row, region in regions:
        if region.name in names:
            yield row.error(f"{region.name} stands in row {names[region.name].number} already, under another code")
        names.setdefault(region.name, row)
        if region.level == "provinsi":
            if region.province_code is not None:
                yield row.error(f"{region.name} is a province, its province_code must be empty")
        elif region.province_code != region.code[:2]:
            yield row.error(f"province_code {region.province_code!r} does not fit the code {region.code}")
        elif region.province_code not in by_code:
            yield row.error(f"province_code {region.province_code} stands in no row of regions.csv; add the province")


def _membership_errors(
    memberships: Numbered[Membership], regions: dict[str, Region], years: set[int]
) -> Iterator[RegistryError]:
    first: dict[str, int] = {}
    for _, member in memberships:
        first[member.region_code] = min(member.cohort_year, first.get(member.region_code, member.cohort_year))
    for row, member in memberships:
        region = regions.get(member.region_code)
        if member.cohort_year not in years:
            yield row.error(f"cohort_year {member.cohort_year} stands in no row of cohorts.csv; add the cohort")
        if region is None:
            yield _dangling(row, member.region_code)
        elif region.name != member.region_name:
            yield _misnamed(row, region, member.region_name)
        elif (province := regions[region.province_code or region.code].name) != member.province:
            yield row.error(f"{region.name} lies in {province}, not in {member.province!r}")
        if member.repeat == "yes" and first[member.region_code] == member.cohort_year:
            yield row.error(
                f"repeat is yes, but {member.region_name} stands in no earlier cohort; add that row or mend this"
            )


def _official_errors(officials: Numbered[OfficeHolder], regions: dict[str, Region]) -> Iterator[RegistryError]:
    for row, official in officials:
        if official.region_code is None:
            if official.region_name is not None:
                yield row.error(f"region_name {official.region_name!r} without a region_code; add the code")
        elif official.region_code not in regions:
            yield _dangling(row, official.region_code)
        elif regions[official.region_code].name != official.region_name:
            yield _misnamed(row, regions[official.region_code], official.region_name)


def _signing_errors(signings: Numbered[Signing], memberships: set[tuple[int, str]]) -> Iterator[RegistryError]:
    for row, signing in signings:
        if (signing.cohort_year, signing.region_code) not in memberships:
            yield row.error(
                f"{signing.cohort_year}/{signing.region_code} stands in no row of memberships.csv; add the row"
            )


def _dangling(row: Row, code: str) -> RegistryError:
    return row.error(f"region_code {code} stands in no row of regions.csv; mend the code or add the region")


def _misnamed(row: Row, region: Region, name: str | None) -> RegistryError:
    return row.error(f"region_code {region.code} is {region.name}, not {name!r}; mend the code or the name")
