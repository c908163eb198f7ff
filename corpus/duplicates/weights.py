"""How much a shared word says: little for the words of every report, much for a name."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LexiconError
from corpus.words import stem

_FILE = Path(__file__).parent / "common_words.csv"
# A word that fewer stories of the background print is not on the list and weighs like one that two print.
_UNLISTED_STORIES = 2


@lru_cache(maxsize=1)
def load_weights() -> tuple[dict[str, float], float]:
    """Weights of the listed words, ln(stories / stories with the word), and the weight of any other word.

    Raises:
        LexiconError: a row of `common_words.csv` is no word with a number of stories.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        counts = {row["word"]: _parse_count(row["word"], row["stories"]) for row in rows}
    total = counts.pop("*")
    weights = {word: math.log(total / count) for word, count in counts.items()}
    return weights, math.log(total / _UNLISTED_STORIES)


def _parse_count(word: str, value: str) -> int:
    if not value.isdigit() or int(value) == 0:
        raise LexiconError(_FILE.name, word, f"{value!r} is no number of stories")
    return int(value)


def weigh(words: Sequence[str]) -> NDArray[np.float64]:
    """The weight of each word, 0 or more."""
    weights, unlisted = load_weights()
    return np.array([weights.get(word, unlisted) for word in words], dtype=np.float64)


@lru_cache(maxsize=1)
def _stem_weights() -> tuple[dict[str, float], float]:
    weights, unlisted = load_weights()
    stems: dict[str, float] = {}
    for word, weight in weights.items():
        form = stem(word)
        stems[form] = min(weight, stems.get(form, weight))
    return stems, unlisted


def weigh_stems(words: Sequence[str]) -> tuple[list[str], NDArray[np.float64]]:
    """Each stem of a text once, and (1 + ln count) times the weight of its commonest form (Salton and Buckley 1988)."""
    weights, unlisted = _stem_weights()
    counts = Counter(map(stem, words))
    values = [(1 + math.log(count)) * weights.get(form, unlisted) for form, count in counts.items()]
    return list(counts), np.array(values, dtype=np.float64)
