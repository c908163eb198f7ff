"""How a claim of an article stands to the registry: confirms, adds, conflicts or unlinked, with the reason.

An article can be wrong, and the registry incomplete: neither outranks the other. Where several regions are named, the
link is that of the weakest claim: one contradiction makes `conflicts`, else one unknown membership makes `adds`.
"""

from __future__ import annotations

from corpus.record import EventType, LinkStatus, RegistryLink
from registry.figures import link_figure
from registry.registry import Registry
from registry.signing import agrees_with, cohort_of_signing, expected_dates
from registry.tables import Cohort, Membership

__all__ = ["link_event", "link_figure"]


def link_event(
    registry: Registry, kind: EventType, date: str | None, region_codes: tuple[str, ...], cohort: int | None
) -> RegistryLink:
    """Compares an event with the registry's cohorts and memberships.

    Args:
        date: ISO 8601 at its own precision, or None.
        region_codes: provinces are left aside, as memberships are those of kabupaten and kota.
        cohort: None is filled in for an MoU signing on the very date of one cohort's signing.
    """
    codes = tuple(dict.fromkeys(code for code in region_codes if _is_local(registry, code)))
    if not codes:
        return _unlinked(_no_region_reason(registry, region_codes))
    year = cohort if cohort is not None or kind != "mou_signing" else cohort_of_signing(registry, date, codes)
    if year is None:
        return _unlinked(f"The text names no cohort. {_held_elsewhere(registry, codes)}")
    if year not in registry.cohorts:
        return _unknown_cohort(registry, kind, codes, year)
    if kind == "mou_signing" and date is not None and (conflict := _date_conflict(registry, date, codes, year)):
        return conflict
    return _weakest(registry, kind, codes, registry.cohorts[year])


def _unknown_cohort(registry: Registry, kind: EventType, codes: tuple[str, ...], year: int) -> RegistryLink:
    held = f"The registry holds no cohort {year}, only {', '.join(map(str, registry.cohorts))}."
    if year <= max(registry.cohorts) or kind == "assessment":
        return _unlinked(held)
    return RegistryLink(status="adds", membership=f"{year}/{codes[0]}", reason=f"{held} A candidate for review.")


def _is_local(registry: Registry, code: str) -> bool:
    region = registry.regions.get(code)
    return region is not None and region.level != "provinsi"


def _no_region_reason(registry: Registry, region_codes: tuple[str, ...]) -> str:
    if not region_codes:
        return "The text names no region for this event."
    name = _name(registry, region_codes[0])
    return f"Memberships are those of kabupaten and kota; the text names only {name}."


def _held_elsewhere(registry: Registry, codes: tuple[str, ...]) -> str:
    if len(codes) > 1:
        return "Without it, memberships cannot be compared."
    rows = registry.memberships_of(codes[0])
    if not rows:
        return f"The registry holds {_name(registry, codes[0])} in no cohort."
    return f"The registry holds {_name(registry, codes[0])} in {_cohorts(rows)}."


def _date_conflict(registry: Registry, date: str, codes: tuple[str, ...], year: int) -> RegistryLink | None:
    for code in codes:
        expected = expected_dates(registry, year, code)
        if not any(agrees_with(date, day) for day in expected):
            known = " or ".join(expected)
            reason = f"The text dates the signing {date}, the registry has {known} for cohort {year}."
            return RegistryLink(status="conflicts", membership=_held_key(registry, year, code), reason=reason)
    return None


def _held_key(registry: Registry, year: int, code: str) -> str | None:
    row = registry.membership(year, code)
    return None if row is None else row.key


def _weakest(registry: Registry, kind: EventType, codes: tuple[str, ...], cohort: Cohort) -> RegistryLink:
    links = [_region_link(registry, kind, code, cohort) for code in codes]
    for status in ("conflicts", "unlinked", "adds"):
        found = [link for link in links if link.status == status]
        if found:
            counted = f" This is so for {len(found)} of the {len(codes)} regions named." if len(codes) > 1 else ""
            return RegistryLink(status=status, membership=found[0].membership, reason=found[0].reason + counted)
    if len(codes) == 1:
        return links[0]
    reason = f"The registry holds all {len(codes)} regions named as members of cohort {cohort.year}."
    return RegistryLink(status="confirms", membership=links[0].membership, reason=reason)


def _region_link(registry: Registry, kind: EventType, code: str, cohort: Cohort) -> RegistryLink:
    row, name = registry.membership(cohort.year, code), _name(registry, code)
    if row is not None and row.is_standing:
        reason = f"The registry holds {name} as a member of cohort {cohort.year}."
        return RegistryLink(status="confirms", membership=row.key, reason=reason)
    if row is not None:
        reason = f"The registry lists {name} in cohort {cohort.year} as {row.standing}."
        return RegistryLink(status="conflicts", membership=row.key, reason=reason)
    if kind == "assessment":
        # Far more regions are assessed than join.
        return _unlinked(f"The registry does not hold {name} in cohort {cohort.year}; being assessed is not joining.")
    others = tuple(m for m in registry.memberships_of(code) if m.is_standing)
    if others and (why := _closed_because(registry, cohort, others)):
        reason = f"The registry holds {name} in {_cohorts(others)}, not in cohort {cohort.year}, {why}."
        return RegistryLink(status="conflicts", membership=others[0].key, reason=reason)
    return _candidate(registry, code, cohort, others)


def _closed_because(registry: Registry, cohort: Cohort, others: tuple[Membership, ...]) -> str | None:
    """Why a region of another cohort cannot be in this one too; None: it can."""
    if registry.is_complete(cohort.year):
        return f"whose {cohort.announced} members are all known"
    if cohort.repeats == 0 and others[0].cohort_year < cohort.year:
        return "which was announced to repeat no earlier member"
    return None


def _candidate(registry: Registry, code: str, cohort: Cohort, others: tuple[Membership, ...]) -> RegistryLink:
    held = len(registry.members(cohort.year))
    also = f" It holds it in {_cohorts(others)}." if others else ""
    reason = (
        f"The registry does not hold {_name(registry, code)} in cohort {cohort.year}, of which it knows {held} members "
        f"(announced: {cohort.announced}).{also} A candidate for review."
    )
    return RegistryLink(status="adds", membership=f"{cohort.year}/{code}", reason=reason)


def _cohorts(rows: tuple[Membership, ...]) -> str:
    years = [f"{row.cohort_year}" + ("" if row.is_standing else f" ({row.standing})") for row in rows]
    return ("cohort " if len(years) == 1 else "cohorts ") + " and ".join(years)


def _name(registry: Registry, code: str) -> str:
    region = registry.regions.get(code)
    return f"the unknown region {code}" if region is None else region.name


def _unlinked(reason: str) -> RegistryLink:
    status: LinkStatus = "unlinked"
    return RegistryLink(status=status, membership=None, reason=reason)
