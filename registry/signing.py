"""The days on which cohorts and single regions signed, compared with a date as a text prints it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from registry.registry import Registry

# Pages date the signing by the day of the report, or by the eve of a two-day event.
_TOLERANCE = timedelta(days=3)


def interval_of(value: str) -> tuple[date, date] | None:
    """The first and last day of an ISO date at its own precision or of `day/day`; None when it is none of these."""
    first, _, last = value.partition("/")
    try:
        return _bounds(first)[0], _bounds(last or first)[1]
    except ValueError:
        return None


def _bounds(value: str) -> tuple[date, date]:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(*parts), date(*parts)


def agrees_with(value: str, day: str) -> bool:
    """Says whether a printed date can be the day: it holds it, or lies within three days of it.

    A date that cannot be read contradicts nothing.
    """
    interval = interval_of(value)
    if interval is None:
        return True
    known = date.fromisoformat(day)
    return interval[0] - _TOLERANCE <= known <= interval[1] + _TOLERANCE


def expected_dates(registry: Registry, cohort_year: int, region_code: str) -> tuple[str, ...]:
    """The days on which a region can have signed: its cohort's, and its own where one is known."""
    own = registry.signing_date(cohort_year, region_code)
    return (registry.cohorts[cohort_year].mou_date, *(() if own is None else (own,)))


def cohort_of_signing(registry: Registry, value: str | None, region_codes: tuple[str, ...]) -> int | None:
    """The one cohort whose signing a date names for all these regions; None when none or several fit.

    A bare year names no signing: it is too wide to tell.
    """
    if value is None or "-" not in value:
        return None
    fitting = [
        year
        for year in registry.cohorts
        if all(any(agrees_with(value, day) for day in expected_dates(registry, year, code)) for code in region_codes)
    ]
    return fitting[0] if len(fitting) == 1 else None
