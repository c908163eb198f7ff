"""The programme's intakes told by number: "25 daerah tahap I", "angkatan kedua yang berisi 50 daerah"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.figures.cohort import Sizes, fits
from nlp.figures.count import Count
from nlp.figures.lexicon import alternatives, load_figure_words
from nlp.figures.year import FIRST_COHORT
from nlp.keyed import KeyedPattern

# How far from its count an intake may stand, after and before it, and how far back another's name is looked for.
_AFTER = 12
_BEFORE = 48
_OTHER = 24
_STOP = re.compile(r"[.;\n]|\d")


@dataclass(frozen=True, slots=True)
class Intake:
    """A place that names an intake; `year` is that of its cohort."""

    start: int
    end: int
    year: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[KeyedPattern, re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Finders for intakes by number, for what makes them another's, and for each number alone."""
    years = load_figure_words().years
    every = alternatives(word for words in years.intake_numbers for word in words)
    phrase = rf"(?<![^\W_])(?:{alternatives(years.intakes)})\s{{1,2}}(?P<number>{every})(?![^\W_])"
    other = rf"(?<![^\W_])(?:{alternatives(years.other_intakes)})\s{{0,2}}$"
    numbers = tuple(re.compile(alternatives(words), re.IGNORECASE) for words in years.intake_numbers)
    return KeyedPattern(phrase, years.intakes), re.compile(other, re.IGNORECASE), numbers


def find_intakes(text: str, current: int | None) -> list[Intake]:
    """All intakes up to the article's year `current`, in text order; rounds of coaching or judging are none."""
    phrase, other, numbers = _patterns()
    found = []
    for match in phrase.finditer(text):
        year = next(FIRST_COHORT + at for at, number in enumerate(numbers) if number.fullmatch(match["number"]))
        left = text[max(0, match.start() - _OTHER) : match.start()]
        if (current is None or year <= current) and not other.search(left):
            found.append(Intake(match.start(), match.end(), year))
    return found


def intake_year(text: str, count: Count, intakes: Sequence[Intake], sizes: Sizes) -> int | None:
    """The year of the intake beside a count, when that intake had as many members; None when none stands there."""
    at = bisect_left(intakes, count.start, key=lambda intake: intake.start)
    near = [intake for intake in intakes[at : at + 1] if intake.start - count.end <= _AFTER]
    near += [intake for intake in intakes[max(0, at - 1) : at] if count.start - intake.end <= _BEFORE]
    for intake in near:
        between = text[count.end : intake.start] if intake.start >= count.end else text[intake.end : count.start]
        if not _STOP.search(between) and (not sizes or fits(count.count, intake.year, sizes)):
            return intake.year
    return None
