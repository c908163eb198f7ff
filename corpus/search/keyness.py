"""Words that stand out: against the rest of a corpus (keyness), and beside another word (collocation). Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

# Chi-square with one degree of freedom, p < 0.0001: lower values are noise where thousands of words are compared.
MIN_LOG_LIKELIHOOD = 15.13
COLLOCATION_WORDS = 5


class Standout(msgspec.Struct, frozen=True, kw_only=True):
    """One word. `log_likelihood` tells how sure, `log_ratio` how strong: 1 is twice as frequent, -1 half."""

    word: str
    count: int
    elsewhere: int
    log_likelihood: float
    log_ratio: float


def log_likelihood(count: int, total: int, elsewhere: int, elsewhere_total: int) -> float:
    """G2 of a word's frequencies in two corpora, 0 or more.

    2 (a ln(a / E1) + b ln(b / E2)), with E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d): Rayson and Garside
    (2000), "Comparing corpora using frequency profiling". Example: 10 in 100 against 10 in 1,000 gives 26.2.
    """
    both = count + elsewhere
    expected = total * both / (total + elsewhere_total)
    expected_elsewhere = elsewhere_total * both / (total + elsewhere_total)
    terms = ((count, expected), (elsewhere, expected_elsewhere))
    return max(2 * sum(seen * math.log(seen / e) for seen, e in terms if seen), 0.0)


def log_ratio(count: int, total: int, elsewhere: int, elsewhere_total: int) -> float:
    """Binary logarithm of the ratio of relative frequencies; half an occurrence stands for none. Hardie (2014), "Log
    Ratio: an informal introduction"."""
    return math.log2((count or 0.5) / total) - math.log2((elsewhere or 0.5) / elsewhere_total)


def find_keywords(target: Mapping[str, int], rest: Mapping[str, int], limit: int = 50) -> tuple[Standout, ...]:
    """The words that the target uses more than the rest, surest first; none when either is empty."""
    total, rest_total = sum(target.values()), sum(rest.values())
    if not total or not rest_total:
        return ()
    found = [_standout(word, count, total, rest.get(word, 0), rest_total) for word, count in target.items()]
    return _surest(found, limit)


def _standout(word: str, count: int, total: int, elsewhere: int, elsewhere_total: int) -> Standout:
    numbers = (count, total, elsewhere, elsewhere_total)
    return Standout(
        word=word, count=count, elsewhere=elsewhere, log_likelihood=round(log_likelihood(*numbers), 2),
        log_ratio=round(log_ratio(*numbers), 2),
    )  # fmt: skip


def _surest(found: Sequence[Standout], limit: int) -> tuple[Standout, ...]:
    kept = [each for each in found if each.log_ratio > 0 and each.log_likelihood >= MIN_LOG_LIKELIHOOD]
    return tuple(sorted(kept, key=lambda each: (-each.log_likelihood, each.word))[:limit])


class Collocations:
    """Counts what stands within five words of a match, text by text, against everything else that was read."""

    def __init__(self) -> None:
        self._near: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, forms: Sequence[str], matches: Sequence[tuple[int, int]]) -> None:
        """Counts one text: its words and the half-open ranges of word numbers that match. Overlaps count once."""
        near: set[int] = set()
        inside = {i for start, end in matches for i in range(start, end)}
        for start, end in matches:
            near.update(range(max(start - COLLOCATION_WORDS, 0), min(end + COLLOCATION_WORDS, len(forms))))
        self._near.update(forms[i] for i in near - inside)
        self._all.update(form for i, form in enumerate(forms) if i not in inside)

    def find(self, limit: int = 50) -> tuple[Standout, ...]:
        """The words that stand near a match more often than elsewhere, surest first."""
        return find_keywords(self._near, self._all - self._near, limit)
