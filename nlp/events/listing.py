"""Lists of regions: kabupaten and kota named in a row, with or without their heads and provinces between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.events.lexicon import fold_case
from nlp.events.scene import Scene, within
from nlp.mentions import RegionMention

_UNKNOWN_ITEM = re.compile(r",\s*(?:Kabupaten|Kota|Kab\.)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*(?=,|dan\b|serta\b)")
# What each item of a list may say of itself: "(Sumbar)", "untuk kawasan Bromo;", "di Jawa Timur;".
_ASIDE = re.compile(r"^\s*(?:\([^()\n]{0,40}\)|(?:untuk|di|dari)\s[^.;,:()\n]{2,40}(?=[;,]))")
# "X dan Y, dua anggota angkatan 2017, serta Z"
_APPOSITION = re.compile(r",\s[a-z][^.;:,()\nA-Z]{3,50},\s(?=(?:dan|serta|juga|hingga)\s)")
_ITEM = re.compile(r"(?m)^[ \t]*(?:\d{1,2}[.)]|[-•*–—])[ \t]*\S[^\n]{0,139}$")
_ITEMS_MIN = 3  # lines of a printed list
_WORD = re.compile(r"[^\W\d_]+")
_GAP_CHARS = 40
_SPAN_CHARS = 110  # with names of heads and provinces


@dataclass(frozen=True, slots=True)
class RegionList:
    """Kabupaten/kota in a row, at `[start, end)`, each code once."""

    start: int
    end: int
    codes: tuple[str, ...]


def local_mentions(scene: Scene) -> list[RegionMention]:
    """The mentions of kabupaten and kota outside the ignored stretches."""
    return [m for m in scene.inputs.regions if m.level != "provinsi"]


def read_lists(scene: Scene, joiner: frozenset[str]) -> list[RegionList]:
    """Runs of kabupaten/kota with nothing but commas, numbers, provinces, heads and joining words between."""
    return [RegionList(run[0].span.start, run[-1].span.end, _codes(run)) for run in _runs(scene, joiner)]


def _codes(run: list[RegionMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in run))


def _runs(scene: Scene, joiner: frozenset[str]) -> Iterator[list[RegionMention]]:
    skipped = sorted(
        [(m.span.start, m.span.end) for m in scene.inputs.regions if m.level == "provinsi"]
        + [(o.span.start, o.span.end) for o in scene.inputs.officials]
    )
    run: list[RegionMention] = []
    blocks = _blocks(scene)
    at = 0
    for mention in local_mentions(scene):
        end = run[-1].span.end if run else mention.span.start
        while at < len(skipped) and skipped[at][0] < end:
            at += 1
        last = at
        while last < len(skipped) and skipped[last][1] <= mention.span.start:
            last += 1
        if run and (
            _in_one(blocks, run[-1].span.start, mention.span.start)
            or _is_gap(_without(scene.text, end, mention.span.start, skipped[at:last]), joiner)
        ):
            run.append(mention)
            continue
        if run:
            yield run
        run = [mention]
    if run:
        yield run


def _blocks(scene: Scene) -> list[tuple[int, int]]:
    """The printed lists, one item a line, that name a kabupaten or kota in every item, whatever stands before it."""
    starts = [m.span.start for m in local_mentions(scene)]
    found: list[tuple[int, int]] = []
    start, end, count = 0, -1, 0
    for item in _ITEM.finditer(scene.text):
        if not within(starts, item.start(), item.end()):
            continue
        if count and not scene.text[end : item.start()].strip():
            end, count = item.end(), count + 1
        else:
            found += [(start, end)] if count >= _ITEMS_MIN else []
            start, end, count = item.start(), item.end(), 1
    return found + ([(start, end)] if count >= _ITEMS_MIN else [])


def _in_one(blocks: list[tuple[int, int]], first: int, second: int) -> bool:
    """Says whether two positions stand in one printed list."""
    at = bisect_right(blocks, first, key=lambda block: block[0]) - 1
    return at >= 0 and second < blocks[at][1]


def _without(text: str, start: int, end: int, skipped: list[tuple[int, int]]) -> str | None:
    """The text between two names without the provinces and persons in it; None when they stand too far apart."""
    if end - start > _SPAN_CHARS:
        return None
    parts = []
    for low, high in skipped:
        if low >= start:
            parts.append(text[start:low])
            start = high
    return "".join([*parts, text[start:end]])


def _is_gap(gap: str | None, joiner: frozenset[str]) -> bool:
    """Says whether two names stand in one list; a misspelt third one may stand between ("Kabupaten Manadu,")."""
    if gap is None:
        return False
    gap = _APPOSITION.sub(", ", _ASIDE.sub("", gap))
    if len(gap) > _GAP_CHARS or _closed(gap):
        return False
    return all(word in joiner for word in _WORD.findall(fold_case(_UNKNOWN_ITEM.sub(",", gap, count=1))))


def _closed(gap: str) -> bool:
    """Says whether a gap ends a sentence: a full stop that does not follow a list number or "Kab"."""
    return bool(re.search(r"(?<!\d)(?<![Kk]ab)\.\s", gap)) or "(" in gap or "\n\n" in gap
