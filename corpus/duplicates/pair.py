"""Whether two texts are copies of one release: how much of one stands in the other, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.duplicates.minhash import hash_shingles
from corpus.duplicates.weights import weigh, weigh_stems

# Runs of four words tell reuse from chance, runs of eight tell copying from idiom and formulas ("penandatanganan nota
# kesepahaman gerakan menuju kota cerdas"); half the score is for each. `benchmarks/duplicates.py` measures the bounds.
SHORT_RUN_WORDS, LONG_RUN_WORDS = 4, 8
# In our annotated articles different stories reach 0.09, reports on one event that were written apart 0.11, rewritten
# copies of one release lie above, plain reprints from 0.5 on.
COPIED_SCORE = 0.11
# One quote of a dozen words, printed by two reporters who stood side by side, is no copy, however short their texts.
COPIED_WORDS = 20
# Then again a notice of a dozen words that is copied whole is one.
WHOLE_SCORE = 0.8
# A release told in an editor's words keeps less than that, but its sentences' halves, quotes, names, numbers and dates
# stay. Cosine of stems: up to 0.44 between reports on one event written apart, which share under nine words in a row.
RETOLD_LIKENESS, RETOLD_SCORE, RETOLD_WORDS = 0.45, 0.06, 9
# An outlet's articles share its standing text; it prints again what it printed before only as an update of the whole.
SAME_OUTLET_SHARE = 0.75
_Mask = NDArray[np.bool_]


class Reuse(msgspec.Struct, frozen=True, kw_only=True):
    """What two texts share word for word.

    `score` looks at the shorter text, 0 to 1, rare words counting more; `share_of_first` and `share_of_second` are the
    parts of each text's words that stand in runs of four or more that the other has too, `words` the fewer of them.
    `likeness` is the cosine of the two texts' stems, rare ones counting more: whether they are about the same matter.
    """

    score: float
    share_of_first: float
    share_of_second: float
    words: int
    likeness: float

    def is_copy(self, *, same_outlet: bool = False) -> bool:
        """Says whether the two are near-duplicates."""
        if same_outlet:
            return min(self.share_of_first, self.share_of_second) >= SAME_OUTLET_SHARE
        if self.score >= COPIED_SCORE and (self.words >= COPIED_WORDS or self.score >= WHOLE_SCORE):
            return True
        return self.likeness >= RETOLD_LIKENESS and self.score >= RETOLD_SCORE and self.words >= RETOLD_WORDS


@dataclass(frozen=True, slots=True)
class Runs:
    """A text prepared for comparing: its runs as hashes, the weight of each word, its stems and their weights."""

    short: NDArray[np.uint64]
    long: NDArray[np.uint64]
    weights: NDArray[np.float64]
    stems: NDArray[np.uint64]
    stem_weights: NDArray[np.float64]


def make_runs(words: Sequence[str]) -> Runs:
    """Prepares a text, given its words."""
    stems, weights = weigh_stems(words)
    return Runs(
        hash_shingles(words, SHORT_RUN_WORDS), hash_shingles(words, LONG_RUN_WORDS), weigh(words),
        hash_shingles(stems, 1), weights,
    )  # fmt: skip


def compare_texts(first: Runs, second: Runs) -> Reuse:
    """Compares two texts. Symmetric but for the names of the shares; no more than a sort of both."""
    in_first, in_second = _copied(first, second), _copied(second, first)
    totals = float(first.weights.sum()), float(second.weights.sum())
    if min(totals) <= 0:
        return Reuse(score=0.0, share_of_first=0.0, share_of_second=0.0, words=0, likeness=0.0)
    scores = _score(first, second), _score(second, first)
    shorter = [score for score, total in zip(scores, totals, strict=True) if total == min(totals)]
    return Reuse(
        score=max(shorter), share_of_first=float(in_first.mean()), share_of_second=float(in_second.mean()),
        words=int(min(in_first.sum(), in_second.sum())), likeness=_likeness(first, second),
    )  # fmt: skip


def _likeness(first: Runs, second: Runs) -> float:
    _, places, others = np.intersect1d(first.stems, second.stems, assume_unique=True, return_indices=True)
    product = float((first.stem_weights[places] * second.stem_weights[others]).sum())
    lengths = float(np.linalg.norm(first.stem_weights) * np.linalg.norm(second.stem_weights))
    return min(product / lengths, 1.0) if lengths else 0.0


def _copied(text: Runs, other: Runs) -> _Mask:
    return _covered(text.short, other.short, SHORT_RUN_WORDS, len(text.weights))


def _score(text: Runs, other: Runs) -> float:
    in_long = _covered(text.long, other.long, LONG_RUN_WORDS, len(text.weights))
    votes = _copied(text, other).astype(np.float64) + in_long
    return float((text.weights * votes).sum() / text.weights.sum() / 2)


def _covered(runs: NDArray[np.uint64], others: NDArray[np.uint64], size: int, length: int) -> _Mask:
    starts = np.isin(runs, others)
    covered = np.zeros(length, dtype=np.bool_)
    for offset in range(size):
        covered[offset : offset + len(starts)] |= starts
    return covered
