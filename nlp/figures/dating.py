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
# How near a year in the sentence before lends itself to applicants, in code points.
_YEAR_REACH = 80
# "… 50 daerah, sehingga totalnya menjadi 191".
_SUM = re.compile(r"\b(?:sehingga|maka|menjadi|genap|jadi)\b", re.IGNORECASE)
# More years than these in a sentence are a list, of which none is a count's own.
_MARKS = 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a text says about years.

    Attributes:
        marks: the places that name one, in text order.
        starts: those that name one as a beginning ("sejak 2022"), in text order.
        current: the year the article speaks from; None when it is not known.
        coming: the cohort of the year after, when the article is about its selection.
        sizes: announced members by cohort.
        totals: members of all cohorts up to a year.
    """

    marks: Sequence[YearMark]
    starts: Sequence[YearMark]
    current: int | None
    coming: int | None
    sizes: Sizes
    totals: Sizes


def cohort_year(text: str, reading: Reading, mark: YearMark | None, calendar: Calendar) -> int | None:
    """The year that a mark beside a count gives it; None when the mark dates something else.

    A day is that of the meeting, the letter or the speech: it dates no running total, and members only as the article's
    own year would ("Kamis, 15 Desember 2022, 50 daerah terpilih untuk 2023").
    """
    count, sizes, others = reading.count.count, calendar.sizes, reading.others
    if mark is None:
        return None
    if mark.since:
        return mark.year if reading.kind == "participants" and fits(count, mark.year, sizes, others) else None
    if not mark.full:
        return _planned_year(reading, mark.year, calendar)
    if reading.kind == "cumulative":
        return mark.year if _UNTIL.search(text, max(0, mark.start - _UNTIL_REACH), mark.start) else None
    coming = calendar.coming if mark.year == calendar.current else None
    if reading.kind == "applicants":
        return coming or mark.year
    # A letter of late December tells of the cohort of the year in which it is reported.
    if calendar.current is not None and fits(count, calendar.current, sizes, others):
        return coming or (mark.year if fits(count, mark.year, sizes, others) else calendar.current)
    return likely_year(count, mark.year, coming, sizes, others)


def _planned_year(reading: Reading, year: int, calendar: Calendar) -> int:
    """The year, or the article's when only that cohort is of the count's size ("rampung 2024 bersama 49 lainnya")."""
    count, sizes, current = reading.count.count, calendar.sizes, calendar.current
    if reading.kind != "participants" or current is None or year <= current or year == calendar.coming:
        return year
    others = reading.others
    return current if fits(count, current, sizes, others) and not fits(count, year, sizes, others) else year


def fill_years(text: str, layout: Layout, readings: Sequence[Reading], calendar: Calendar) -> list[Reading]:
    """Gives a count the year of the same count before, else that of the cohort which the article is about.

    A count in the title takes the year of the same count after it; members and the applicants they were drawn from
    share one, and the outcome of a sum has that of what was added. Other running totals and the whole country stay
    without.
    """
    found = list(_dated(text, layout, readings, calendar))
    members: dict[tuple[int, int], set[int]] = {}
    for reading in found:
        if reading.kind == "participants" and reading.year is not None:
            members.setdefault(reading.sentence, set()).add(reading.year)
    applied = {reading.year for reading in found if reading.kind == "applicants" and reading.year is not None}
    for at, reading in enumerate(found):
        if reading.kind != "applicants" or reading.year is not None:
            continue
        beside = members.get(reading.sentence, applied)
        found[at] = replace(reading, year=next(iter(beside)) if len(beside) == 1 else None)
    return found


def _dated(text: str, layout: Layout, readings: Sequence[Reading], calendar: Calendar) -> Iterator[Reading]:
    known: dict[tuple[FigureKind, int], int] = {}
    later = {(r.kind, r.count.count): r.year for r in reversed(readings) if r.year is not None}
    drawn = _drawn_years(readings)
    totals = {reading.sentence for reading in readings if reading.kind == "cumulative"}
    single = len({mark.year for mark in calendar.marks}) <= 1 and not any(mark.span for mark in calendar.marks)
    for before, reading in zip([None, *readings], readings, strict=False):
        key = (reading.kind, reading.count.count)
        if reading.kind == "national_total":
            yield replace(reading, year=None)
        elif reading.year is not None:
            known[key] = reading.year
            yield reading
        elif reading.kind == "cumulative":
            added = before is not None and before.sentence == reading.sentence and before.kind == "participants"
            summed = added and before and _SUM.search(text, before.count.end, reading.count.start)
            yield replace(reading, year=before.year) if before and summed else reading
        elif key in known:
            yield replace(reading, year=known[key])
        elif layout.title and layout.title[0] <= reading.count.start < layout.title[1] and key in later:
            yield replace(reading, year=later[key])
        elif (reading.sentence, reading.kind) in drawn:
            yield replace(reading, year=drawn[reading.sentence, reading.kind])
        elif reading.kind == "applicants":
            year = None if reading.sentence in totals else _applicants_year(reading, calendar, single)
            yield replace(reading, year=year)
        else:
            yield replace(reading, year=_fitting_year(reading, calendar))


def _fitting_year(reading: Reading, calendar: Calendar) -> int | None:
    """The article's year; where its cohort was smaller, the year named last before the count whose cohort fits."""
    count, sizes, others = reading.count.count, calendar.sizes, reading.others
    current = calendar.current
    if current is not None and calendar.coming is None and not fits(count, current, sizes, others):
        at = bisect_left(calendar.marks, reading.sentence[0], key=lambda mark: mark.start)
        before = [mark for mark in calendar.marks[max(0, at - _MARKS) : at] if mark.year < current and not mark.span]
        named = next((mark.year for mark in reversed(before) if fits(count, mark.year, sizes, others)), None)
        if named is not None and count > sizes.get(current, 0):
            return named
    return likely_year(count, current, calendar.coming, sizes, others)


def _applicants_year(reading: Reading, calendar: Calendar, single: bool) -> int | None:
    """The article's year, or the coming cohort's; None when the text names another, when they may have applied.

    A day in the sentence before settles that.
    """
    at = bisect_left(calendar.marks, reading.sentence[0], key=lambda mark: mark.start) - 1
    near = at >= 0 and reading.sentence[0] - calendar.marks[at].end < _YEAR_REACH
    if near and calendar.marks[at].relative:
        return calendar.marks[at].year
    day = near and calendar.marks[at].full
    return calendar.coming or (calendar.current if day or single else None)


def _drawn_years(readings: Sequence[Reading]) -> dict[tuple[tuple[int, int], FigureKind], int]:
    """By sentence and kind, the one year that words attach to the others of it: "tahun lalu 88, lolos 50"."""
    years: dict[tuple[tuple[int, int], FigureKind], set[int]] = {}
    other: dict[FigureKind, FigureKind] = {"applicants": "participants", "participants": "applicants"}
    for reading in readings:
        if reading.year is not None and reading.kind in other:
            years.setdefault((reading.sentence, other[reading.kind]), set()).add(reading.year)
    return {at: min(found) for at, found in years.items() if len(found) == 1}
