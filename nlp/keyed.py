"""Patterns that begin with a known word or a number, tried only where the text has one.

A regular expression that begins with one of some words is tried at every character of a text. Most of ours are, one
after the other, so where each word of the text stands is looked up once and serves them all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

# The key of all numbers.
NUMBER = "0"
_RUN = re.compile(r"([^\W\d_]+)|\d+")
# What else `re.IGNORECASE` takes for i, s and k.
_ALIKE = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k"))


@lru_cache(maxsize=1)  # one text goes through all patterns before the next one comes
def _starts(text: str) -> Mapping[str, Sequence[int]]:
    """Where the runs of letters begin, by the run in lower case, and the runs of digits by `NUMBER`."""
    starts: dict[str, list[int]] = defaultdict(list)
    for run in _RUN.finditer(_folded(text)):
        starts[run[0] if run[1] else NUMBER].append(run.start())
    return dict(starts)


def _folded(text: str) -> str:
    """Lower case as `re.IGNORECASE` sees it, of the same length."""
    for letter, plain in _ALIKE:
        text = text.replace(letter, plain)
    return text.lower()


def key_of(phrase: str) -> str:
    """The key of a phrase of a word list: its first run of letters, `NUMBER` when it begins with a digit.

    Raises:
        ValueError: it begins with neither.
    """
    run = _RUN.match(_folded(phrase))
    if run is None:
        raise ValueError(f"{phrase!r} begins with no word")
    return run[0] if run[1] else NUMBER


class KeyedPattern:
    """A pattern, ignoring case, for a whole text or ranges of it. `pattern` is the plain one, for short pieces.

    Args:
        pattern: what it matches begins with one of `phrases`, after a look-behind that no letter passes, and goes on
            behind the first word of the phrase with something else than a letter.
        phrases: words or phrases of a word list, or `NUMBER`.
        glued: a first word may also be the beginning of a longer one ("smartcity").
    """

    def __init__(self, pattern: str, phrases: Iterable[str], glued: bool = False) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self._keys = tuple(sorted(set(map(key_of, phrases))))
        self._glued = glued
        self._last: tuple[str, Sequence[int]] = ("", ())

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches that `re.finditer` finds in `[start, end)`, `end` None: to the end."""
        places, stop = self._places(text), len(text) if end is None else end
        for at in places[bisect_left(places, start) : bisect_left(places, stop)]:
            match = self.pattern.match(text, at, stop) if at >= start else None
            if match is not None:
                start = match.end()
                yield match

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `[start, end)`, None when there is none."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int, end: int | None = None) -> re.Match[str] | None:
        """The match that begins at a code point and ends before `end`, None when there is none."""
        return self.pattern.match(text, start, len(text) if end is None else end)

    def _places(self, text: str) -> Sequence[int]:
        """Where the text has one of the keys; kept for the text asked about last."""
        if self._last[0] is not text:
            starts = _starts(text)
            keys = [run for run in starts if run.startswith(self._keys)] if self._glued else self._keys
            self._last = text, sorted([at for key in keys for at in starts.get(key, ())])
        return self._last[1]
