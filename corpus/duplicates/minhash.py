"""Keys under which near-duplicates meet: MinHash over word triples, one band a value.

Broder (1997), "On the resemblance and containment of documents". Copies of a release share as little as a twelfth of
their triples (NEWS-COPY, arXiv 2210.04261), so that bands of several values would miss them: two texts meet when at
least two of their 64 values agree. With a resemblance of 0.1 that happens 99 times in 100, with 0.02 37 times.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.duplicates.weights import weigh

KEYS_PER_TEXT = 64
SHINGLE_WORDS = 3
# ln(100 / 20): two of a triple's words must be such that fewer than a fifth of all reports print them. Triples of
# nothing but "di", "kota" and "yang" would bring every article together with every other.
_TELLING_WEIGHT = 1.6
_TELLING_WORDS = 2
_FEW_SHINGLES = 8
_Hashes = NDArray[np.uint64]
_LOW_63 = np.uint64((1 << 63) - 1)


@lru_cache(maxsize=1)
def _multipliers() -> tuple[_Hashes, _Hashes]:
    # A fixed seed: keys of one store must fit those of the next run. Odd multipliers lose no bits.
    numbers = np.random.Generator(np.random.PCG64(20170522)).integers(0, 1 << 63, (2, KEYS_PER_TEXT), dtype=np.uint64)
    return numbers[0] * np.uint64(2) + np.uint64(1), numbers[1]


@lru_cache(maxsize=1 << 17)
def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hash_shingles(words: Sequence[str], size: int = SHINGLE_WORDS) -> _Hashes:
    """One 64-bit number for each run of `size` words, in order; empty when there are fewer words."""
    hashes = np.array([_hash_word(word) for word in words], dtype=np.uint64)
    count = max(len(words) - size + 1, 0)
    runs = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        runs = _mix(runs ^ hashes[offset : offset + count])
    return runs


def _mix(values: _Hashes) -> _Hashes:
    # Finaliser of splitmix64, Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators".
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def make_keys(words: Sequence[str]) -> list[int]:
    """The keys of a text, given its words: 64 numbers below 2^63, one a MinHash value; none for under 3 words."""
    shingles = _telling(words, hash_shingles(words))
    if not len(shingles):
        return []
    multipliers, offsets = _multipliers()
    lowest = np.array([(shingles * a + b).min() for a, b in zip(multipliers, offsets, strict=True)], dtype=np.uint64)
    keys = _mix(lowest ^ _mix(np.arange(KEYS_PER_TEXT, dtype=np.uint64))) & _LOW_63
    return [int(key) for key in keys]


def _telling(words: Sequence[str], shingles: _Hashes) -> _Hashes:
    telling = (weigh(words) > _TELLING_WEIGHT).astype(np.int8)
    count = len(shingles)
    votes = sum(telling[offset : offset + count] for offset in range(SHINGLE_WORDS))
    chosen = shingles[votes >= _TELLING_WORDS]
    return chosen if len(chosen) >= _FEW_SHINGLES else shingles
