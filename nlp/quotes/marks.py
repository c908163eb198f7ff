"""Pairs quotation marks into quoted stretches, also where one of the two is missing or of another kind.

One forward pass over each paragraph; every character is looked at a fixed number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nlp.quotes.lexicon import CueLexicon

_MARK = re.compile(r"''|‘‘|’’|``|[\"“”„‟«»″＂'’‘‚‛‹›`´]")
_SINGLE = frozenset("'’‘‚‛‹›`´")
_OPENING = frozenset("“„‟«‘‚‹")
_CLOSING = frozenset("”»’›″")
_BEFORE_OPEN = frozenset("([{—–-/:=>")
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-…/")
_MAX_CHAIN = 8  # paragraphs of one speech; longer chains are unclosed marks, not speech


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark and the way it faces by its place; `either` where the place does not tell."""

    start: int
    end: int
    single: bool
    facing: Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quoted stretch: `[start, end)` lies between the marks, `[outer_start, outer_end)` includes them.

    `opened` and `closed` are False where that mark is missing; `cut` then tells that a cue shows the end.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool
    opened: bool = True
    closed: bool = True
    cut: bool = False


def iter_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Quotation marks of `text[start:end]` in order; apostrophes inside words (Mu'awanah, Jum'at) are left out."""
    for found in _MARK.finditer(text, start, end):
        before = text[found.start() - 1] if found.start() > start else " "
        after = text[found.end()] if found.end() < end else " "
        shape = found[0]
        single = shape in _SINGLE
        if single and before.isalnum() and after.isalnum():
            continue
        if shape in "″'´" and before.isdigit() and single:
            continue
        left = before.isspace() or before in _BEFORE_OPEN
        right = after.isspace() or after in _AFTER_CLOSE
        facing: Literal["open", "close", "either"] = "either"
        if left != right:
            facing = "open" if left else "close"
        elif shape[0] in _OPENING:
            facing = "open"
        elif shape[0] in _CLOSING and not single:
            facing = "close"
        yield Mark(found.start(), found.end(), single, facing)


class _Pairing:
    """The state of one pass over a paragraph."""

    def __init__(self, text: str, end: int, cues: CueLexicon) -> None:
        self.text, self.end, self.cues = text, end, cues
        self.found: list[Stretch] = []
        self.outer: Mark | None = None
        self.last_close: Mark | None = None
        self.depth = 0
        self.free_from = 0  # where the narrative after the last stretch begins
        self.looked_to = 0  # up to here no cue ends the open stretch

    def open(self, mark: Mark) -> None:
        self.outer, self.last_close, self.depth, self.looked_to = mark, None, 1, mark.end

    def close(self, mark: Mark) -> None:
        assert self.outer is not None
        self._emit(Stretch(self.outer.end, mark.start, self.outer.start, mark.end, self.outer.single))

    def _emit(self, stretch: Stretch) -> None:
        if stretch.start < stretch.end:
            self.found.append(stretch)
        self.outer, self.depth, self.free_from = None, 0, stretch.outer_end

    def cut(self, upto: int) -> bool:
        """Ends the open stretch at a comma and a cue before `upto`, where its closing mark is missing."""
        assert self.outer is not None
        for cue in self.cues.inside.finditer(self.text, self.looked_to, upto):
            if cue["nya"] or _names_someone(self.text, cue.end(), self.cues):
                stop = cue.start() + 1
                self._emit(
                    Stretch(self.outer.end, stop, self.outer.start, stop, self.outer.single, closed=False, cut=True)
                )
                return True
        self.looked_to = max(self.looked_to, upto - 40)
        return False

    def take(self, mark: Mark) -> None:
        if self.outer is None:
            if mark.facing == "close":
                self._orphan(mark)
            else:
                self.open(mark)
        elif mark.facing == "open":
            if self.cut(mark.start):
                self.open(mark)
            else:
                self.depth += 1
        else:
            self.depth -= 1
            self.last_close = mark
            if self.depth <= 0 or self.cues.after.match(self.text, mark.end, min(mark.end + 80, self.end)):
                self.close(mark)

    def _orphan(self, mark: Mark) -> None:
        """Takes all narrative before a lone closing mark as speech when a cue follows it."""
        start = self.free_from
        if self.found:  # the rest of the sentence after a quote names its speaker
            stop = self.text.find(". ", start, mark.start)
            start = stop + 2 if stop >= 0 else mark.start
        if not mark.single and self.cues.after.match(self.text, mark.end, min(mark.end + 80, self.end)):
            self._emit(Stretch(start, mark.start, start, mark.end, mark.single, opened=False))

    def finish(self) -> Stretch | None:
        """Closes what is open at the paragraph's end; returns the stretch that has no end here."""
        if self.outer is None:
            return None
        if self.last_close is not None:
            self.close(self.last_close)
            return None
        if self.cut(self.end):
            return None
        outer = self.outer
        if outer.end >= self.end:
            return None
        return Stretch(outer.end, self.end, outer.start, self.end, outer.single, closed=False)


def _names_someone(text: str, at: int, cues: CueLexicon) -> bool:
    """Says whether a speaker may follow: a capital, a pronoun, a title or a description ("pria berkacamata itu")."""
    after = text[at : at + 30].lstrip()
    if after[:1].isupper() or cues.pronoun.match(text, at) or cues.described.match(after):
        return True
    words = after.lower().split()
    return bool(words) and any(title.split()[0] == words[0].strip(".,") for title in cues.titles)


def _usable(marks: Sequence[Mark]) -> list[Mark]:
    """Drops single marks that cannot be a pair: stray apostrophes, and all inside double marks."""
    kept: list[Mark] = []
    closers_left = sum(1 for m in marks if m.single and m.facing != "open")
    depth = 0  # of double marks
    open_single = False
    for mark in marks:
        if not mark.single:
            depth = depth + 1 if mark.facing == "open" or (mark.facing == "either" and not depth) else max(0, depth - 1)
            kept.append(mark)
            continue
        if mark.facing != "open":
            closers_left -= 1
        if depth and not open_single:
            continue
        if open_single and mark.facing != "open":
            open_single = False
            kept.append(replace(mark, facing="close"))
        elif not open_single and mark.facing == "open" and closers_left > 0:
            open_single = True
            kept.append(mark)
    return kept


def pair_marks(text: str, paragraphs: Sequence[tuple[int, int]], cues: CueLexicon) -> list[Stretch]:
    """All quoted stretches, outermost only, in text order.

    A speech over several paragraphs, each opened anew and closed once at the end, is one stretch.
    """
    found: list[Stretch] = []
    waiting: Stretch | None = None
    chained = 0
    for start, end in paragraphs:
        marks = _usable(list(iter_marks(text, start, end)))
        pairing = _Pairing(text, end, cues)
        pairing.free_from = start
        goes_on = bool(marks) and (text[start : marks[0].start].strip() == "" or marks[0].facing == "close")
        if waiting is not None and not (goes_on and chained < _MAX_CHAIN):
            found.append(waiting)
            waiting, chained = None, 0
        if waiting is not None and marks[0].facing == "close":
            pairing.open(Mark(start, start, waiting.single, "open"))
        for mark in marks:
            pairing.take(mark)
        rest = pairing.finish()
        stretches = [*pairing.found, *([rest] if rest else [])]
        if waiting is not None and stretches:
            stretches[0] = replace(stretches[0], start=waiting.start, outer_start=waiting.outer_start, opened=True)
            waiting = None
            chained += 1
        if rest is not None:
            waiting = stretches.pop()
        else:
            chained = 0
        found += stretches
    return [*found, waiting] if waiting is not None else found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without the white space at both ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), max(start, end - len(inner) + len(inner.rstrip()))


def is_inside(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Says whether `[start, end)` lies wholly in one of the sorted ranges."""
    index = bisect_right(ranges, start, key=lambda span: span[0]) - 1
    return index >= 0 and end <= ranges[index][1]
