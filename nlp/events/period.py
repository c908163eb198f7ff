"""Dates as periods of days, to compare a day with a month or an interval."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a date at its own precision. `value` is the ISO form that it was read from."""

    first: date
    last: date
    value: str

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    def last_day(self) -> Period:
        """The last day alone."""
        return Period(self.last, self.last, self.last.isoformat())

    def holds(self, other: Period) -> bool:
        """Says whether the other period lies inside this one."""
        return self.first <= other.first and other.last <= self.last

    def touches(self, other: Period) -> bool:
        """Says whether the two share a day or follow each other without a gap."""
        day = timedelta(days=1)
        return self.first - day <= other.last and other.first - day <= self.last

    def join(self, other: Period) -> Period:
        """The smallest interval of days that holds both."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return Period(first, last, first.isoformat() if first == last else f"{first}/{last}")


def parse_period(value: str) -> Period | None:
    """Reads `2022-04-21`, `2022-04` or an interval of these; None for a bare year or what is no date."""
    parts = value.split("/")
    if len(parts) > 2:
        return None
    ends = [_bounds(part) for part in parts]
    if ends[0] is None or ends[-1] is None or ends[0][0] > ends[-1][1]:
        return None
    return Period(ends[0][0], ends[-1][1], value)


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        if len(value) == 10:
            return date.fromisoformat(value), date.fromisoformat(value)
        if len(value) == 7:
            year, month = int(value[:4]), int(value[5:])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return None
