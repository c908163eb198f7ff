"""Decides the year that the text attaches to a count of regions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.figures.lexicon import keyed_pattern, load_figure_words
from nlp.keyed import KeyedPattern
from nlp.mentions import Context, DateMention

# The programme's first cohort; "tahun kedua" counts from it.
FIRST_COHORT = 2017
_LAW = re.compile(r"(?:nomor|no\.?)\s*[\d/.]+\s+(?:tahun\s+)?$", re.IGNORECASE)
# A start is no date of a running total: "sejak digulirkan pada 2017 sudah 191 daerah", "gerakan yang dimulai 2017".
_SINCE = re.compile(
    r"\b(?:(?:sejak|semenjak|sedari|terhitung)(?:\s+[^\W\d_]+){0,5}"
    r"|(?:dimulai|bergulir|digulirkan|berjalan|dirintis|diluncurkan|dicanangkan|digagas|mulai|diawali|berawal)"
    r"(?:\s+(?:pada|di|dari|bulan|tahun)){0,2})\s+$",
    re.IGNORECASE,
)
_SINCE_REACH = 48
_STILL = re.compile(r"\s+(?:hingga|sampai)(?:\s+dengan)?\s+(?:kini|sekarang|saat\s+ini)\b", re.IGNORECASE)
# "Hingga kini" attaches no year, as "kini" alone does.
_SO_FAR = re.compile(r"(?:hingga|sampai)\s+$", re.IGNORECASE)
# How far back "saat itu" and "setahun kemudian" point, in code points.
_NEAR = 160
_BREAK = re.compile(
    r"[,;:.!?\n”\"]|\s(?:dan|sedangkan|sementara|(?<!ikut )(?<!turut )serta)\s|\sdari\s$", re.IGNORECASE
)
# "… dan sisanya, 25 lagi, pada 2019": a number between commas, its year behind them.
_ASIDE = re.compile(r",\s(?:pada|di|untuk)?\s?(?:tahun\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearMark:
    """A place in the text that names a year.

    `full` marks a day; `span` the end of a run of years; `since` a beginning, which dates a cohort but no total;
    `relative` a year told from the article's ("tahun ini").
    """

    start: int
    end: int
    year: int
    full: bool = False
    span: bool = False
    since: bool = False
    relative: bool = False


@lru_cache(maxsize=1)
def _relative() -> tuple[tuple[KeyedPattern, int | None, int], ...]:
    """Finders of what tells a year from the article's (None) or from the first cohort's, with the distance."""
    years = load_figure_words().years
    relative = [
        (keyed_pattern(words), None, shift) for words, shift in ((years.same, 0), (years.last, -1), (years.next, 1))
    ]
    ordinal = [(keyed_pattern(words), FIRST_COHORT, at) for at, words in enumerate(years.ordinal)]
    return (*relative, *ordinal)


@lru_cache(maxsize=1)
def _pointing() -> tuple[tuple[KeyedPattern, int], ...]:
    """Finders of what points to a year named before, with the distance from it."""
    years = load_figure_words().years
    return (keyed_pattern(years.then), 0), (keyed_pattern(years.after), 1)


def article_year(dates: Sequence[DateMention], context: Context) -> int | None:
    """The year the article speaks from: of its publication, of the first day named, else the year named most."""
    if context.published is not None:
        return context.published.year
    for mention in dates:
        if len(mention.value) >= 10 and mention.value[4] == "-" and mention.value[7:8] == "-":
            return int(mention.value[:4])
    years = Counter(int(mention.value[:4]) for mention in dates if mention.granularity in ("year", "month"))
    return years.most_common(1)[0][0] if years else None


def year_marks(text: str, dates: Sequence[DateMention], current: int | None) -> list[YearMark]:
    """All places that name a year, in text order; years of numbered laws are left out."""
    marks = []
    for mention in dates:
        span = mention.span
        left = text[max(0, span.start - _SINCE_REACH) : span.start]
        last = mention.value.rpartition("/")[2]
        years_only = mention.granularity == "interval" and len(last) == 4
        if _LAW.search(left):
            continue
        since = not years_only and bool(_SINCE.search(left) or _STILL.match(text, span.end))
        if since and mention.granularity != "year":
            continue
        marks.append(YearMark(span.start, span.end, int(last[:4]), len(last) == 10, years_only, since))
    for pattern, base, shift in _relative():
        anchor = current if base is None else base
        if anchor is not None and (base is None or current == FIRST_COHORT):
            found = (m for m in pattern.finditer(text) if not _is_so_far(text, m))
            marks.extend(YearMark(m.start(), m.end(), anchor + shift, relative=True) for m in found)
    marks.sort(key=lambda mark: mark.start)
    for pattern, shift in _pointing():
        named = list(marks)
        for match in pattern.finditer(text):
            at = bisect_left(named, match.start(), key=lambda mark: mark.start) - 1
            near = at >= 0 and match.start() - named[at].end < _NEAR
            year = named[at].year if near else current if shift else None
            if year is not None:
                marks.append(YearMark(match.start(), match.end(), year + shift))
        marks.sort(key=lambda mark: mark.start)
    return marks


def _is_so_far(text: str, now: re.Match[str]) -> bool:
    return now[0].lower().startswith("kini") and bool(_SO_FAR.search(text, max(0, now.start() - 8), now.start()))


def attached_year(
    text: str,
    sentence: tuple[int, int],
    place: tuple[int, int],
    marks: Sequence[YearMark],
    others: Sequence[tuple[int, int]],
) -> YearMark | None:
    """The mark that belongs to a number at `place`; None when the sentence attaches none.

    A mark after the number belongs to it when neither a comma nor another count comes between; else the nearest mark
    before it in the sentence, when no other count comes between.

    Args:
        text: the stored text.
        sentence: the range to look in.
        place: the number with its unit.
        marks: sorted by start.
        others: the places of other counts in the sentence, sorted.
    """
    at = bisect_left(marks, place[0], key=lambda mark: mark.start)
    if at < len(marks) and marks[at].start < sentence[1]:
        blocked = any(place[1] <= start < marks[at].start for start, _ in others)
        between = text[place[1] : marks[at].start]
        last = all(start < marks[at].start for start, _ in others)
        aside = last and text[place[0] - 2 : place[0]] == ", " and _ASIDE.fullmatch(between)
        if not blocked and (aside or not _BREAK.search(between)):
            return marks[at]
    before = marks[at - 1] if at else None
    if before is None or before.end <= sentence[0]:
        return None
    return None if any(before.end <= start < place[0] for start, _ in others) else before
