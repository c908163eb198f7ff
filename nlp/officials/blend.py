"""Agencies' and fields' names that are blended from the beginnings of words: "Hubkominfo", "Infotik", "Orpeg"."""

from __future__ import annotations

from functools import lru_cache

from nlp.names.wordlist import honorific_words
from nlp.officials.lexicon import offices

_SHORTEST, _LONGEST = 5, 26  # letters of a blend


@lru_cache(maxsize=20_000)
def is_blend(low: str) -> bool:
    """Says whether a lower-case word is nothing but pieces of fields' names, two or more.

    A short piece ("or" of organisasi) counts only at the head. Linear in the length of the word.
    """
    if not _SHORTEST <= len(low) <= _LONGEST or not low.isalpha() or low in honorific_words()["before"]:
        return False
    if low[: len(low) // 2] * 2 == low:
        return False  # a name by doubling: "Bangbang"
    pieces, heads = offices()["pieces"], offices()["piece_heads"]
    # Most pieces of which the first letters, up to each place, can be made.
    most: dict[int, int] = {0: 0}
    for end in range(2, len(low) + 1):
        counts = [count for start, count in most.items() if low[start:end] in pieces]
        if low[:end] in heads:
            counts.append(0)
        if counts:
            most[end] = max(counts) + 1
    return most.get(len(low), 0) > 1
