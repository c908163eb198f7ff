"""Finds the year of a date printed without one: by publication date, by other dates of the text, by its weekday."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.record import Basis
from nlp.dates.item import Item, Relation

# A date this close to the reference day is taken whatever weekday is printed: the weekday is the likelier slip.
_CLOSE_DAYS = 21
# News looks back: a date further ahead than this needs a word such as "akan", or to be much the nearer one.
_AHEAD_DAYS = 75
_AHEAD_PENALTY_DAYS = 150
# And behind "akan" or "dijadwalkan" a day lies ahead unless a past one is much the nearer.
_BEHIND_PENALTY_DAYS = 100
_SHIFT: dict[Relation, int] = {"this_year": 0, "last_year": -1, "next_year": 1}


@dataclass(frozen=True, slots=True)
class Reference:
    """What undated expressions are measured from. `day` None: only `years` (likeliest first) are known."""

    day: date | None
    years: tuple[int, ...]
    basis: Basis


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_reference(items: Sequence[Item], published: date | None, hint_years: Sequence[int]) -> Reference:
    """Publication date first; else a full date of the text, one with its right weekday first; else the years named.

    Args:
        items: all items of the text, those with and without a year.
        published: None when not known.
        hint_years: years of page furniture (copyright lines), the last resort.
    """
    years = _ordered_years(items, hint_years)
    if published is not None:
        return Reference(published, years, "published")
    full = [(item, day) for item in items if (day := first_day(item)) is not None]
    checked = [day for item, day in full if item.weekdays and day.isoweekday() == item.weekdays[0]]
    if full:
        return Reference(checked[0] if checked else max(day for _, day in full), years, "context")
    for item in items:
        if item.kind == "day" and item.weekdays and years:
            year = _year_by_weekday(item, years)
            day = make_day(year, item.month or 1, item.runs[0][0])
            if day is not None and day.isoweekday() == item.weekdays[0]:
                return Reference(day, years, "context")
    return Reference(None, years, "context")


def first_day(item: Item) -> date | None:
    """The first day of an item that prints day, month and year; None for any other."""
    if item.kind != "day" or item.year is None or item.month is None:
        return None
    return make_day(item.year, item.month, item.runs[0][0])


def _ordered_years(items: Sequence[Item], hint_years: Sequence[int]) -> tuple[int, ...]:
    plain = [item.year for item in items if item.year and not item.law and not item.last_year]
    counts = Counter(plain)
    ordered = sorted(counts, key=lambda year: (-counts[year], plain.index(year)))
    rest = [item.year for item in items if item.year and (item.law or item.last_year)]
    return tuple(dict.fromkeys([*ordered, *rest, *hint_years]))


def choose_year(item: Item, reference: Reference) -> int | None:
    """The year of a day or month without one; None when nothing in the text or its context decides."""
    if item.month is None:
        return None
    anchor = reference.day
    if item.relation in _SHIFT:
        base = anchor.year if anchor else next(iter(reference.years), None)
        return None if base is None else base + _SHIFT[item.relation]
    if anchor is None:
        return _year_by_weekday(item, reference.years) if reference.years else None
    day = item.runs[0][0] if item.runs else min(anchor.day, calendar.monthrange(anchor.year, item.month)[1])
    near = [
        found
        for year in range(anchor.year - 4, anchor.year + 5)
        if (found := make_day(year, item.month, day)) is not None
    ]
    chosen = _nearest(item, near, anchor)
    return chosen.year if chosen else None


def _nearest(item: Item, days: Sequence[date], anchor: date) -> date | None:
    if item.relation in ("past", "last_week"):
        days = [day for day in days if day <= anchor][-1:] or days
    elif item.relation in ("future", "next", "next_week"):
        days = [day for day in days if day >= anchor][:1] or days
    if not days:
        return None

    def distance(day: date) -> int:
        ahead = (day - anchor).days
        if item.planned:
            return abs(ahead) + (_BEHIND_PENALTY_DAYS if ahead < 0 else 0)
        return abs(ahead) + (_AHEAD_PENALTY_DAYS if ahead > _AHEAD_DAYS and item.runs else 0)

    nearest = min(days, key=distance)
    if not item.weekdays or distance(nearest) <= _CLOSE_DAYS:
        return nearest
    matching = [day for day in days if day.isoweekday() == item.weekdays[0]]
    return min(matching, key=distance) if matching else nearest


def _year_by_weekday(item: Item, years: Sequence[int]) -> int:
    """The first listed year whose calendar has the printed weekday there; then neighbours; else the first year."""
    if item.kind != "day" or not item.weekdays or item.month is None:
        return years[0]
    neighbours = [year + shift for year in years[:3] for shift in (-1, 1)]
    for year in (*years, *neighbours):
        day = make_day(year, item.month, item.runs[0][0])
        if day is not None and day.isoweekday() == item.weekdays[0]:
            return year
    return years[0]


def resolve_weekday(item: Item, published: date) -> date | None:
    """The last such day on or before `published`; None for "Jumat depan", which may be this week's or the next one's.

    Before it for "lalu", after it for "mendatang", by calendar week for "pekan lalu" and "pekan depan".
    """
    weekday = item.weekdays[0]
    if item.relation == "next":
        return None
    if item.relation in ("last_week", "next_week"):
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=weekday - 1 + (7 if item.relation == "next_week" else -7))
    if item.relation == "future":
        return published + timedelta(days=(weekday - published.isoweekday() - 1) % 7 + 1)
    back = (published.isoweekday() - weekday) % 7
    return published - timedelta(days=back or (7 if item.relation == "past" else 0))
