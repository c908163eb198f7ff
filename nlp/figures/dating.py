"""Years for counts that no words attach one to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.record import FigureKind
from nlp.figures.cohort import Sizes, likely_year
from nlp.figures.reading import Reading
from nlp.figures.year import YearMark
from nlp.mentions import Layout

# How near a day in the sentence before lends its year to applicants, in code points.
_DAY_REACH = 80


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


def fill_years(layout: Layout, readings: Sequence[Reading], calendar: Calendar) -> Iterator[Reading]:
    """Gives a count the year of the same count before, else that of the cohort which the article is about.

    A count in the title takes the year of the same count after it. Running totals and the whole country stay without.
    """
    known: dict[tuple[FigureKind, int], int] = {}
    later = {(r.kind, r.count.count): r.year for r in reversed(readings) if r.year is not None}
    totals = {reading.sentence for reading in readings if reading.kind == "cumulative"}
    marks = calendar.marks
    single = len({mark.year for mark in marks}) <= 1 and not any(mark.span for mark in marks)
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
        elif reading.kind == "applicants":
            of_article = single and reading.sentence not in totals
            yield replace(reading, year=_applicants_year(reading, calendar, of_article))
        else:
            year = likely_year(reading.count.count, calendar.current, calendar.coming, calendar.sizes)
            yield replace(reading, year=year)


def _applicants_year(reading: Reading, calendar: Calendar, of_article: bool) -> int | None:
    """Applicants may be those of an earlier year, unless the sentence before names a day or the text no other year."""
    return (calendar.coming or calendar.current) if of_article or _follows_day(reading, calendar.marks) else None


def _follows_day(reading: Reading, marks: Sequence[YearMark]) -> bool:
    at = bisect_left(marks, reading.sentence[0], key=lambda mark: mark.start) - 1
    return at >= 0 and marks[at].full and reading.sentence[0] - marks[at].end < _DAY_REACH
