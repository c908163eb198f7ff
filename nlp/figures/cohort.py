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
# How many members a text may be about that leaves them out of "48 daerah lain".
_FEW = 3

Sizes = Mapping[int, int]


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    names = alternatives(load_figure_words().years.cohort)
    return re.compile(
        rf"(?<![^\W_])(?:{names})\)?[\s,]{{1,2}}(?:(?:untuk|pada|tahun|anggaran)\s{{1,2}}){{0,3}}(20[12]\d)(?!\d|\s?[-/–])",
        re.IGNORECASE,
    )


def coming_cohort(layout: Layout, current: int | None) -> int | None:
    """The cohort of the year after the article's, when title or lead name it before any of this year.

    Selections are held, and told about, in the year before their cohort starts.
    """
    if current is None:
        return None
    end = layout.sentences[_LEAD_SENTENCES - 1][1] if len(layout.sentences) >= _LEAD_SENTENCES else len(layout.text)
    named = (int(match[1]) for match in _named().finditer(layout.text, 0, end))
    first = next((year for year in named if year in (current, current + 1)), current)
    return first if first > current else None


def fits(count: int, year: int, sizes: Sizes, others: bool = False) -> bool:
    """Whether the cohort had that many members, or that many besides one; of `others`, besides a few."""
    return year in sizes and 0 <= sizes[year] - count <= (_FEW if others else 1)


def likely_year(count: int, current: int | None, coming: int | None, sizes: Sizes, others: bool = False) -> int | None:
    """The year of a count of members that no words attach one to.

    Args:
        count: the number of members.
        current: the year the article speaks from, None when it is not known.
        coming: the cohort of the year after, when the article is about its selection.
        sizes: announced members by cohort; empty when they are not known.
        others: the count leaves out those whom the text is about.
    """
    if coming is not None and (fits(count, coming, sizes, others) or not fits(count, current or 0, sizes, others)):
        return coming
    # A round number may be a part of the year's cohort; one like 48 is another's own.
    if current is None or (
        current in sizes and count <= sizes[current] and (not count % 5 or fits(count, current, sizes, others))
    ):
        return current
    earlier: Sequence[int] = [year for year in sizes if current - _LONGEST_GAP <= year < current]
    return max((year for year in earlier if sizes[year] == count), default=current)
