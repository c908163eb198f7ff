"""Counts of regions as a text gives them, compared with the registry's."""

from __future__ import annotations

from corpus.record import FigureKind, Level, LinkStatus, RegistryLink
from registry.registry import Registry


def link_figure(
    registry: Registry, kind: FigureKind, count: int, year: int | None, unit: str | None = None
) -> RegistryLink:
    """Compares a count with the cohorts' announced numbers.

    Args:
        year: the year that the text gives the count for; None: it gives none.
        unit: what is counted, as printed ("kabupaten/kota"); a part of the whole ("provinsi") is not compared.
    """
    if kind == "participants":
        return _participants(registry, count, year, unit)
    if kind == "cumulative":
        return _cumulative(registry, count, year)
    if kind == "national_total":
        return _national(registry, count, unit)
    if kind == "repeats":
        return _repeats(registry, count, year)
    return _link("unlinked", "The registry does not count applicants.")


def _participants(registry: Registry, count: int, year: int | None, unit: str | None) -> RegistryLink:
    if year is None:
        return _link("unlinked", "The text gives no year for this count.")
    cohort = registry.cohorts.get(year)
    if cohort is None:
        return _link("unlinked", f"The registry holds no cohort {year}.")
    if count == cohort.announced:
        return _link("confirms", f"Cohort {year} was announced with {count} kabupaten and kota.")
    levels = _levels(unit)
    if len(levels) == 1:
        return _link(
            "unlinked", f"The text counts {levels[0]} only; cohort {year} was announced as {cohort.announced_text}."
        )
    return _link("conflicts", f"The text counts {count}, cohort {year} was announced with {cohort.announced}.")


def _cumulative(registry: Registry, count: int, year: int | None) -> RegistryLink:
    for known in registry.cohorts:
        if count == registry.total(known)[1] and (year is None or _is_total_of(registry, known, year)):
            return _link("confirms", f"The cohorts up to {known} hold {count} regions, each counted once.")
    if year is None:
        return _link("unlinked", "The text gives no year for this total, and no cohort ends on it.")
    reached = [known for known in registry.cohorts if known <= year]
    if not reached:
        return _link("unlinked", f"The registry holds no cohort up to {year}.")
    least, most = registry.total(reached[-1])
    if least < count < most:
        return _link(
            "unlinked", f"The cohorts up to {reached[-1]} hold {least} to {most} regions; the repeats are unknown."
        )
    return _link(
        "conflicts", f"The text counts {count}, the cohorts up to {reached[-1]} hold {_range(least, most)} regions."
    )


def _is_total_of(registry: Registry, known: int, year: int) -> bool:
    """A total given for a year is that of its cohort, or of the one before while the year's was still to come."""
    reached = [cohort for cohort in registry.cohorts if cohort <= year]
    return known in reached[-1:] or (known in reached[-2:-1] and reached[-1] == year)


def _range(least: int, most: int) -> str:
    return str(most) if least == most else f"{least} to {most}"


def _national(registry: Registry, count: int, unit: str | None) -> RegistryLink:
    totals = {
        level: sum(r.level == level for r in registry.regions.values()) for level in ("provinsi", "kabupaten", "kota")
    }
    levels = _levels(unit) or ["kabupaten", "kota"]
    total = sum(totals[level] for level in levels)
    counted = " and ".join(levels)
    if count == total:
        return _link("confirms", f"The registry lists {total} {counted}.")
    return _link("conflicts", f"The text counts {count}, the registry lists {total} {counted}.")


def _repeats(registry: Registry, count: int, year: int | None) -> RegistryLink:
    cohort = None if year is None else registry.cohorts.get(year)
    if cohort is None or cohort.repeats is None:
        return _link(
            "unlinked", f"The registry does not know the repeats of {'an unnamed year' if year is None else year}."
        )
    if count == cohort.repeats:
        return _link("confirms", f"Cohort {year} repeated {count} earlier members.")
    return _link("conflicts", f"The text counts {count} repeats, the registry has {cohort.repeats} for cohort {year}.")


def _levels(unit: str | None) -> list[Level]:
    """The levels that a unit names; empty when it names none ("daerah")."""
    words = (unit or "").casefold()
    stems: tuple[tuple[str, Level], ...] = (("provinsi", "provinsi"), ("kab", "kabupaten"), ("kota", "kota"))
    return [level for stem, level in stems if stem in words]


def _link(status: LinkStatus, reason: str) -> RegistryLink:
    return RegistryLink(status=status, membership=None, reason=reason)
