"""The cohort that a count without a year of its own belongs to, by the sizes that the ministry announced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from nlp.figures.lexicon import alternatives, load_figure_words
from nlp.mentions import Layout

# How many sentences make title and lead.
_LEAD_SENTENCES = 4
# A year without a cohort of its own (2020, 2025) speaks of those before it, not of ones long past.
_LONGEST_GAP = 3

# "25 daerah yang sudah berjalan sejak 2017"
_SINCE = re.compile(r"[^.;,\n\d]{1,60}?\b(?:sejak|mulai|semenjak)\s(?:tahun\s)?(20[12]\d)\b", re.IGNORECASE)

Sizes = Mapping[int, int]


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    names = alternatives(load_figure_words().years.cohort)
    return re.compile(
        rf"(?<![^\W_])(?:{names})\)?[\s,]{{1,2}}(?:(?:untuk|pada|tahun|anggaran)\s{{1,2}}){{0,3}}(20[12]\d)(?!\d|\s?[-/–])",
        re.IGNORECASE,
    )


def coming_cohort(layout: Layout, current: int | None) -> int | None:
    """The cohort of the year after the article's, when title or lead name it and the text names none of this year.

    Selections are held, and told about, in the year before their cohort starts.
    """
    if current is None:
        return None
    end = layout.sentences[_LEAD_SENTENCES - 1][1] if len(layout.sentences) >= _LEAD_SENTENCES else len(layout.text)
    named = [(match.start(), int(match[1])) for match in _named().finditer(layout.text)]
    if any(year == current for _, year in named):
        return None
    return current + 1 if any(year == current + 1 and start < end for start, year in named) else None


def fits(count: int, year: int, sizes: Sizes) -> bool:
    """Whether the cohort had that many members, or that many besides one."""
    return sizes.get(year) in (count, count + 1)


def likely_year(count: int, current: int | None, coming: int | None, sizes: Sizes) -> int | None:
    """The year of a count of members that no words attach one to.

    Args:
        count: the number of members.
        current: the year the article speaks from, None when it is not known.
        coming: the cohort of the year after, when the article is about its selection.
        sizes: announced members by cohort; empty when they are not known.
    """
    if coming is not None and (coming not in sizes or fits(count, coming, sizes)):
        return coming
    # A round number may be a part of the year's cohort; one like 48 is another's own.
    if current is None or (
        current in sizes and count <= sizes[current] and (not count % 5 or fits(count, current, sizes))
    ):
        return current
    earlier: Sequence[int] = [year for year in sizes if current - _LONGEST_GAP <= year < current]
    return max((year for year in earlier if sizes[year] == count), default=current)


def cohort_since(text: str, end: int, count: int, sizes: Sizes) -> int | None:
    """The cohort that the words behind a count, which ends at `end`, date its members to; None when they do not.

    Only a count of just that cohort's size is meant: "191 daerah sejak 2017" is a running total.
    """
    since = _SINCE.match(text, end)
    return int(since[1]) if since and sizes.get(int(since[1])) == count else None
