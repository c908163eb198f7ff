"""Patterns that begin with a known word or a number, tried only where the text has one.

A regular expression that begins with one of some words is tried at every character of a text. Most of ours are, one
after the other, so where each word of the text stands is looked up once and serves them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

# The key of all numbers.
NUMBER = "0"
_RUN = re.compile(r"([^\W\d_]+)|\d+")
# What else `re.IGNORECASE` takes for i, s and k.
_ALIKE = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")


@lru_cache(maxsize=1)  # one text goes through all patterns before the next one comes
def _starts(text: str) -> Mapping[str, Sequence[int]]:
    """Where the runs of letters begin, by the run in lower case, and the runs of digits by `NUMBER`."""
    starts: dict[str, list[int]] = defaultdict(list)
    for run in _RUN.finditer(text):
        starts[_folded(run[0]) if run[1] else NUMBER].append(run.start())
    return dict(starts)


def _folded(letters: str) -> str:
    return letters.lower() if letters.isascii() else letters.translate(_ALIKE).lower()


def key_of(phrase: str) -> str:
    """The key of a phrase of a word list: its first run of letters, `NUMBER` when it begins with a digit.

    Raises:
        ValueError: it begins with neither.
    """
    run = _RUN.match(phrase)
    if run is None:
        raise ValueError(f"{phrase!r} begins with no word")
    return _folded(run[0]) if run[1] else NUMBER


class KeyedPattern:
    """A pattern, ignoring case, for a whole text.

    Args:
        pattern: what it matches begins with one of `phrases`, after a look-behind that no letter passes, and goes on
            behind the first word of the phrase with something else than a letter.
        phrases: words or phrases of a word list, or `NUMBER`.
        glued: a first word may also be the beginning of a longer one ("smartcity").
    """

    def __init__(self, pattern: str, phrases: Iterable[str], glued: bool = False) -> None:
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._keys = tuple(sorted(set(map(key_of, phrases))))
        self._glued = glued

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that `re.finditer` finds."""
        starts, reached = _starts(text), 0
        keys = [run for run in starts if run.startswith(self._keys)] if self._glued else self._keys
        for start in sorted([at for key in keys for at in starts.get(key, ())]):
            match = self._pattern.match(text, start) if start >= reached else None
            if match is not None:
                reached = match.end()
                yield match

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, None when there is none."""
        return next(self.finditer(text), None)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The match that begins at a code point, None when there is none."""
        return self._pattern.match(text, start)
