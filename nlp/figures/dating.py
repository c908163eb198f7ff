"""Years for counts that no words attach one to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.record import FigureKind
from nlp.figures.cohort import Sizes, fits, likely_year
from nlp.figures.reading import Reading
from nlp.figures.year import YearMark
from nlp.mentions import Layout

# A running total may be dated to a day: "hingga 31 Desember 2022".
_UNTIL = re.compile(r"(?:hingga|sampai|per)\s+(?:(?:dengan|tanggal)\s+)?$", re.IGNORECASE)
_UNTIL_REACH = 24
# How near a day in the sentence before lends its year to applicants, in code points.
_DAY_REACH = 80
# Those who apply and those chosen from them.
_DRAWN: frozenset[FigureKind] = frozenset({"applicants", "participants"})
# More years than these in a sentence are a list, of which none is a count's own.
_MARKS = 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a text says about years.

    Attributes:
        marks: the places that name one, in text order.
        current: the year the article speaks from; None when it is not known.
        coming: the cohort of the year after, when the article is about its selection.
        sizes: announced members by cohort.
    """

    marks: Sequence[YearMark]
    current: int | None
    coming: int | None
    sizes: Sizes


def cohort_year(text: str, reading: Reading, mark: YearMark | None, calendar: Calendar) -> int | None:
    """The year that a mark beside a count gives it; None when the mark dates something else.

    A day is that of the meeting, the letter or the speech: it dates no running total, and members only as the article's
    own year would ("Kamis, 15 Desember 2022, 50 daerah terpilih untuk 2023").
    """
    if mark is None or not mark.full:
        return _planned_year(reading, mark.year, calendar) if mark else None
    if reading.kind == "cumulative":
        return mark.year if _UNTIL.search(text, max(0, mark.start - _UNTIL_REACH), mark.start) else None
    coming = calendar.coming if mark.year == calendar.current else None
    if reading.kind == "applicants":
        return coming or mark.year
    # A letter of late December tells of the cohort of the year in which it is reported.
    if calendar.current is not None and fits(reading.count.count, calendar.current, calendar.sizes):
        return coming or (mark.year if fits(reading.count.count, mark.year, calendar.sizes) else calendar.current)
    return likely_year(reading.count.count, mark.year, coming, calendar.sizes)


def _planned_year(reading: Reading, year: int, calendar: Calendar) -> int:
    """The year, or the article's when only that cohort is of the count's size ("rampung 2024 bersama 49 lainnya")."""
    count, sizes, current = reading.count.count, calendar.sizes, calendar.current
    if reading.kind != "participants" or current is None or year <= current or year == calendar.coming:
        return year
    return current if fits(count, current, sizes) and not fits(count, year, sizes) else year


def fill_years(layout: Layout, readings: Sequence[Reading], calendar: Calendar) -> Iterator[Reading]:
    """Gives a count the year of the same count before, else that of the cohort which the article is about.

    A count in the title takes the year of the same count after it; members and the applicants they were drawn from
    share one. Running totals and the whole country stay without.
    """
    known: dict[tuple[FigureKind, int], int] = {}
    later = {(r.kind, r.count.count): r.year for r in reversed(readings) if r.year is not None}
    drawn = _drawn_years(readings)
    totals = {reading.sentence for reading in readings if reading.kind == "cumulative"}
    single = len({mark.year for mark in calendar.marks}) <= 1 and not any(mark.span for mark in calendar.marks)
    for reading in readings:
        key = (reading.kind, reading.count.count)
        if reading.kind == "national_total":
            yield replace(reading, year=None)
        elif reading.year is not None or reading.kind == "cumulative":
            known.update({key: reading.year} if reading.year else {})
            yield reading
        elif key in known:
            yield replace(reading, year=known[key])
        elif layout.title and layout.title[0] <= reading.count.start < layout.title[1] and key in later:
            yield replace(reading, year=later[key])
        elif reading.sentence in drawn:
            yield replace(reading, year=drawn[reading.sentence])
        elif reading.kind == "applicants":
            year = None if reading.sentence in totals else _applicants_year(reading, calendar, single)
            yield replace(reading, year=year)
        else:
            year = _named_year(reading, calendar)
            year = year or likely_year(reading.count.count, calendar.current, calendar.coming, calendar.sizes)
            yield replace(reading, year=year)


def _applicants_year(reading: Reading, calendar: Calendar, single: bool) -> int | None:
    """The article's year, or the coming cohort's; None when the text names another, when they may have applied.

    A day in the sentence before settles that.
    """
    at = bisect_left(calendar.marks, reading.sentence[0], key=lambda mark: mark.start) - 1
    day = at >= 0 and calendar.marks[at].full and reading.sentence[0] - calendar.marks[at].end < _DAY_REACH
    return calendar.coming or (calendar.current if day or single else None)


def _drawn_years(readings: Sequence[Reading]) -> dict[tuple[int, int], int]:
    """The one year of each sentence that sets members against those they came from ("tahun lalu 88, lolos 50")."""
    kinds: dict[tuple[int, int], set[FigureKind]] = {}
    years: dict[tuple[int, int], set[int]] = {}
    for reading in readings:
        kinds.setdefault(reading.sentence, set()).add(reading.kind)
        if reading.year is not None and reading.kind in _DRAWN:
            years.setdefault(reading.sentence, set()).add(reading.year)
    return {at: min(found) for at, found in years.items() if len(found) == 1 and "applicants" in kinds[at]}


def _named_year(reading: Reading, calendar: Calendar) -> int | None:
    """The last year named in the sentence whose cohort had just that many members."""
    start, end = reading.sentence
    at = bisect_left(calendar.marks, start, key=lambda mark: mark.start)
    found = None
    for mark in calendar.marks[at : at + _MARKS]:
        if mark.start >= end:
            break
        if not mark.full and not mark.span and fits(reading.count.count, mark.year, calendar.sizes):
            found = mark.year
    return found
