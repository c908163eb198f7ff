"""The vote: of several readings of one page, the one most like the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

_TOKEN = re.compile(r"\w+")
_SHINGLE_TOKENS = 4
_TIE = 1e-9


class Verdict(msgspec.Struct, frozen=True):
    """The winner of a vote. `confidence` is its mean likeness to the other readings, 0..1; alone it is 0.5."""

    voter: str
    text: str
    confidence: float
    likeness: dict[str, float]


def count_shingles(text: str) -> Counter[tuple[str, ...]]:
    """Counts runs of four words; a shorter text is one run."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < _SHINGLE_TOKENS:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(tokens[i:] for i in range(_SHINGLE_TOKENS)), strict=False))


def shingle_f1(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """Likeness of two readings, 0..1."""
    if one is other:
        return 1.0 if one else 0.0
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def choose_medoid(votes: Mapping[str, str], trusted: str | None = None) -> Verdict | None:
    """Returns the reading most like the others; of equals the earlier in `votes`. None when there are no votes.

    The voter named by `trusted` wins when it voted at all; its likeness to the others still makes the confidence.
    """
    counted = {text: count_shingles(text) for text in set(votes.values())}  # readers often find the very same text
    shingles = {voter: counted[text] for voter, text in votes.items() if text.strip()}
    best: Verdict | None = None
    for voter, mine in shingles.items():
        likeness = {other: shingle_f1(mine, theirs) for other, theirs in shingles.items() if other != voter}
        mean = sum(likeness.values()) / len(likeness) if likeness else 0.5
        if voter == trusted:
            return Verdict(voter, votes[voter], mean, likeness)
        if best is None or mean > best.confidence + _TIE:
            best = Verdict(voter, votes[voter], mean, likeness)
    return best
