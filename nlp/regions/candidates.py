"""Names of regions as they stand in a text, before it is decided which region each one means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.regions.gazetteer import Entry, Gazetteer, Sense, squeeze

_LAST_WORD = re.compile(r"[^\W\d_]{1,16}$")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at `[start, end)` of the text. `senses` is what it may mean; `lower` says that it has no capital."""

    start: int
    end: int
    key: str
    senses: tuple[Sense, ...]
    lower: bool
    acronym: bool
    misspelt: bool = False


def find_candidates(
    text: str, gazetteer: Gazetteer, jammed: frozenset[str]
) -> tuple[list[Candidate], list[tuple[int, int]]]:
    """The longest names that do not overlap, in text order. Names of other things hide what they hold.

    Args:
        text: the article's text.
        gazetteer: all names.
        jammed: words that may stand against a name without a blank.

    Returns:
        The candidates, and the ranges of all names found, those of other things too.
    """
    squeezed, offsets = squeeze(text)
    hits = _iter_hits(text, squeezed, offsets, gazetteer, jammed)
    found = sorted(hits, key=lambda hit: (hit[0], hit[0] - hit[1]))
    kept: list[tuple[int, int, str, Entry]] = []
    for hit in found:
        if kept and hit[0] < kept[-1][1]:
            if hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
            continue
        kept.append(hit)
    return [_candidate(text, *hit) for hit in kept if hit[3].senses], [hit[:2] for hit in kept]


def _candidate(text: str, start: int, end: int, key: str, entry: Entry) -> Candidate:
    lower = not text[start].isupper() and not text[start].isdigit()
    senses = tuple(entry.senses)
    if entry.typed_cuts and len(key) < end - start and _has_gap(text[start:end], entry.typed_cuts):
        senses = tuple(Sense(sense.code, sense.level, "typed") for sense in senses)
    return Candidate(start, end, key, senses, lower, entry.acronym)


def _has_gap(name: str, cuts: set[int]) -> bool:
    offsets = squeeze(name)[1]
    return any(cut < len(offsets) and offsets[cut] - offsets[cut - 1] > 1 for cut in cuts)


def _iter_hits(
    text: str, squeezed: str, offsets: list[int], gazetteer: Gazetteer, jammed: frozenset[str]
) -> Iterator[tuple[int, int, str, Entry]]:
    for first, after, entry in gazetteer.iter_matches(squeezed):
        start, end = offsets[first], offsets[after - 1] + 1
        if not _is_free(text, start, end, jammed):
            continue
        if end - start != after - first and not _is_spaced(text, offsets, first, after, entry):
            continue
        yield start, end, squeezed[first:after], entry


def _is_free(text: str, start: int, end: int, jammed: frozenset[str]) -> bool:
    """Says whether the name stands alone, run-on words of known kinds aside."""
    if end < len(text) and text[end].isalnum() and not (text[end - 1].islower() and text[end].isupper()):
        return False
    if start == 0 or not text[start - 1].isalnum():
        return True
    word = _LAST_WORD.search(text, max(0, start - 16), start)
    return word is not None and text[start].isupper() and word[0].lower() in jammed


def _is_spaced(text: str, offsets: list[int], first: int, after: int, entry: Entry) -> bool:
    """Says whether every gap inside the name is one that its spelling allows."""
    for at in range(first + 1, after):
        width = offsets[at] - offsets[at - 1] - 1
        if width == 0:
            continue
        gap = text[offsets[at - 1] + 1 : offsets[at]]
        if at - first not in entry.cuts or width > 4 or ("." in gap and at - first not in entry.dots):
            return False
    return True


class Lines:
    """Answers which line of the text a position is on, and whether that line has words without capitals."""

    def __init__(self, text: str, paragraphs: tuple[tuple[int, int], ...]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [start for start, _ in paragraphs]
        self._plain: dict[int, bool] = {}

    def bounds(self, position: int) -> tuple[int, int]:
        """The paragraph around a position."""
        at = bisect_right(self._starts, position) - 1
        return self._paragraphs[at] if at >= 0 else (0, len(self._text))

    def is_plain(self, position: int) -> bool:
        """Says whether capitals mean something there: most longer words of the paragraph have none."""
        at = bisect_right(self._starts, position) - 1
        if at not in self._plain:
            start, end = self.bounds(position)
            words = _LONGER_WORD.findall(self._text, start, min(end, start + 400))
            capitals = sum(word[0].isupper() for word in words)
            self._plain[at] = capitals <= 0.6 * len(words)
        return self._plain[at]
