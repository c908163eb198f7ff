"""Finds the counts of regions that tell about the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.span import Span
from nlp.figures.candidate import find_candidates, sentence_of
from nlp.figures.cohort import Sizes, coming_cohort
from nlp.figures.count import Count
from nlp.figures.dating import Calendar, cohort_year, fill_years
from nlp.figures.intake import find_intakes, intake_year
from nlp.figures.kind import NATIONAL, decide_kind
from nlp.figures.lexicon import load_figure_words
from nlp.figures.membership import is_member_count
from nlp.figures.reading import Reading
from nlp.figures.year import article_year, attached_year, year_marks
from nlp.mentions import Context, DateMention, FigureMention, Layout, RegionMention

# Further away than this, other counts of a sentence say nothing about one.
_NEIGHBOURS = 6
# "Peserta angkatan 2019 dievaluasi bersama 251 daerah": a cohort's year says nothing of who is judged with it.
_OTHERS = re.compile(r"\slain(?:nya)?(?![^\W_])", re.IGNORECASE)
_COHORT = re.compile(r"(?:angkatan|peserta|kelompok|lulusan|alumni)\s(?:tahun\s)?$", re.IGNORECASE)


def find_figures(
    text: str,
    layout: Layout,
    dates: Sequence[DateMention],
    regions: Sequence[RegionMention],
    context: Context,
    sizes: Sizes = MappingProxyType({}),
    totals: Sizes = MappingProxyType({}),
) -> tuple[FigureMention, ...]:
    """All counts of regions in the programme, in text order. Pure; linear in the length of `text`.

    Ask `is_about_programme` first: in a text on something else the counts are of something else. Counts inside one
    province, ranks, winners of prizes and the 100 of the programme's name are left out.

    Args:
        text: the stored text.
        layout: its parts.
        dates: resolved dates, in text order.
        regions: resolved regions, in text order; () when they are not known.
        context: `published` tells what "tahun ini" means.
        sizes: members by cohort, as the ministry announced them; they tell cohorts apart where the words do not.
        totals: members of all cohorts up to a year; they tell running totals from applicants.
    """
    current = article_year(dates, context)
    marks = year_marks(text, dates, current)
    plain, starts = [mark for mark in marks if not mark.since], [mark for mark in marks if mark.since]
    calendar = Calendar(plain, starts, current, coming_cohort(layout, current), sizes, totals)
    read = list(_read(text, layout, find_candidates(text, layout, regions, calendar), calendar))
    kept = [
        reading
        for at, reading in enumerate(read)
        if is_member_count(text, reading, read[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1], sizes)
    ]
    return tuple(_mention(text, reading) for reading in fill_years(text, layout, kept, calendar))


def is_about_programme(text: str) -> bool:
    """Says whether the text names the programme, or its topic together with the ministry."""
    names, topics, bodies = load_figure_words().programme_pattern
    return bool(names.search(text)) or bool(topics.search(text) and bodies.search(text))


def _read(text: str, layout: Layout, counts: Sequence[Count], calendar: Calendar) -> Iterator[Reading]:
    intakes = find_intakes(text, calendar.current)
    plain = [mark for mark in calendar.marks if not mark.span]
    # In a year between two cohorts that has none nobody joined: "sempat vakum pada 2020".
    joining = [mark for mark in plain if mark.year in calendar.sizes or not _is_gap(mark.year, calendar.sizes)]
    judging = [mark for mark in plain if not _COHORT.search(text[max(0, mark.start - 24) : mark.start])]
    for at, count in enumerate(counts):
        sentence = sentence_of(layout, count)
        window = counts[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        near = [other for other in window if sentence[0] <= other.start < sentence[1]]
        following = next((other for other in near if other.start >= count.end), None)
        kind, reason = decide_kind(text, sentence, count, following, calendar.totals.values())
        usable = calendar.marks if kind == "cumulative" else judging if kind == "applicants" else joining
        others = [(o.start, o.end) for o in near if o is not count and o.count not in NATIONAL]
        year = intake_year(text, count, intakes, calendar.sizes)
        reading = Reading(count, sentence, kind, year, reason, bool(_OTHERS.search(text, count.start, count.end + 8)))
        for marks in (usable, calendar.starts):
            if reading.year is None:
                mark = attached_year(text, sentence, (count.start, count.end), marks, others)
                reading = replace(reading, year=cohort_year(text, reading, mark, calendar))
        yield reading


def _is_gap(year: int, sizes: Sizes) -> bool:
    return bool(sizes) and min(sizes) < year < max(sizes)


def _mention(text: str, reading: Reading) -> FigureMention:
    count = reading.count
    return FigureMention(
        Span.of(text, count.start, count.end), reading.kind, count.count, count.unit, reading.year, reading.reason
    )
