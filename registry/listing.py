"""What `pantau registry list`, `show` and `gap` answer: frozen rows, ready to print or to turn into JSON."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from registry.registry import Registry
from registry.tables import Cohort, Membership, OfficeHolder, Region


class CohortSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One cohort beside what we hold of it. `complete` False: "not listed" means unknown."""

    year: int
    announced: int
    held: int
    lapsed: int
    complete: bool
    mou_date: str
    mode: str
    source_url: str


class RegionSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What the registry holds on one region; empty tuples: nothing, which is not proof that there is none."""

    region: Region
    province: str
    memberships: tuple[Membership, ...]
    officials: tuple[OfficeHolder, ...]


class CohortSheet(msgspec.Struct, frozen=True, kw_only=True):
    """One cohort with its members by region code, those that lapsed or were replaced at the end."""

    cohort: Cohort
    complete: bool
    memberships: tuple[Membership, ...]


def list_cohorts(registry: Registry) -> tuple[CohortSummary, ...]:
    """All cohorts, oldest first."""
    return tuple(_summary(registry, cohort) for cohort in registry.cohorts.values())


def _summary(registry: Registry, cohort: Cohort) -> CohortSummary:
    rows = [m for m in registry.memberships if m.cohort_year == cohort.year]
    held = len(registry.members(cohort.year))
    return CohortSummary(
        year=cohort.year, announced=cohort.announced, held=held, lapsed=len(rows) - held,
        complete=registry.is_complete(cohort.year), mou_date=cohort.mou_date, mode=cohort.mode,
        source_url=cohort.source_url,
    )  # fmt: skip


def list_memberships(
    registry: Registry, cohort_year: int | None = None, province_code: str | None = None
) -> tuple[Membership, ...]:
    """The memberships that meet every given condition, by cohort and region code, lapsed ones included."""
    rows = (
        m
        for m in registry.memberships
        if cohort_year in (None, m.cohort_year) and province_code in (None, m.region_code[:2])
    )
    return tuple(sorted(rows, key=lambda m: (m.cohort_year, m.region_code)))


def list_gap(registry: Registry, covered: Collection[str], cohort_year: int | None = None) -> tuple[Region, ...]:
    """The member regions that are not in `covered` (codes with coverage), once each, by code."""
    codes = sorted({m.region_code for m in registry.gap(covered, cohort_year)})
    return tuple(registry.regions[code] for code in codes)


def show_cohort(registry: Registry, year: int) -> CohortSheet | None:
    """One cohort; None when the registry holds none of this year."""
    cohort = registry.cohorts.get(year)
    if cohort is None:
        return None
    rows = sorted(list_memberships(registry, cohort_year=year), key=lambda m: (not m.is_standing, m.region_code))
    return CohortSheet(cohort=cohort, complete=registry.is_complete(year), memberships=tuple(rows))


def show_region(registry: Registry, code: str) -> RegionSheet | None:
    """One region by its code; None for a code that the registry does not hold."""
    region = registry.regions.get(code)
    if region is None:
        return None
    return RegionSheet(
        region=region, province=registry.regions[region.province_code or region.code].name,
        memberships=registry.memberships_of(code),
        officials=tuple(sorted((o for o in registry.officials if o.region_code == code), key=lambda o: o.as_of)),
    )  # fmt: skip


def find_regions(registry: Registry, query: str) -> tuple[Region, ...]:
    """The regions that a person can mean by a code, a full name, a bare name or an alias, in any case; by code.

    "Bogor" finds both the kabupaten and the kota; "kab. bogor" only the first.
    """
    wanted = _spelt_out(query)
    return tuple(
        region
        for _, region in sorted(registry.regions.items())
        if wanted in {name.casefold() for name in (region.code, region.name, region.bare_name, *region.aliases)}
    )


def _spelt_out(query: str) -> str:
    wanted = query.strip().casefold()
    for short in ("kab. ", "kab "):
        wanted = wanted.replace(short, "kabupaten ", 1) if wanted.startswith(short) else wanted
    return wanted


# Share of letters that agree, per cent. "Bukitingi" reaches 95, "Solok" and "Sorong" stay below.
NEARLY = 84.0


def find_misspelt(registry: Registry, query: str, at_least: float = NEARLY) -> tuple[Region, ...]:
    """The regions whose name, bare name or alias is nearest to a misspelt one, by code; none when none is near.

    "Kota Bukitingi" finds Kota Bukittinggi, "Bogr" both the kabupaten and the kota. `at_least`: share of letters that
    must agree, per cent.
    """
    from rapidfuzz import fuzz, utils

    wanted = utils.default_process(_spelt_out(query))
    scores: dict[str, float] = {}
    for code, region in registry.regions.items():
        names = (region.name, region.bare_name, *region.aliases)
        scores[code] = max(fuzz.ratio(wanted, utils.default_process(name)) for name in names)
    best = max(scores.values(), default=0.0)
    return tuple(registry.regions[code] for code in sorted(scores) if scores[code] == best) if best >= at_least else ()
