"""Lists of regions: kabupaten and kota named in a row, with or without their heads and provinces between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.events.lexicon import fold_case
from nlp.events.scene import Scene
from nlp.mentions import RegionMention

_UNKNOWN_ITEM = re.compile(r",\s*(?:Kabupaten|Kota|Kab\.)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*(?=,|dan\b|serta\b)")
# What each item of a list may say of itself: "(Sumbar)", "untuk kawasan Bromo;", "di Jawa Timur;".
_ASIDE = re.compile(r"^\s*(?:\([^()\n]{0,40}\)|(?:untuk|di|dari)\s[^.;,:()\n]{2,40}(?=[;,]))")
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
    at = 0
    for mention in local_mentions(scene):
        end = run[-1].span.end if run else mention.span.start
        while at < len(skipped) and skipped[at][0] < end:
            at += 1
        last = at
        while last < len(skipped) and skipped[last][1] <= mention.span.start:
            last += 1
        if run and _is_gap(_without(scene.text, end, mention.span.start, skipped[at:last]), joiner):
            run.append(mention)
            continue
        if run:
            yield run
        run = [mention]
    if run:
        yield run


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
    gap = _ASIDE.sub("", gap)
    if len(gap) > _GAP_CHARS or _closed(gap):
        return False
    return all(word in joiner for word in _WORD.findall(fold_case(_UNKNOWN_ITEM.sub(",", gap, count=1))))


def _closed(gap: str) -> bool:
    """Says whether a gap ends a sentence: a full stop that does not follow a list number or "Kab"."""
    return bool(re.search(r"(?<!\d)(?<![Kk]ab)\.\s", gap)) or "(" in gap or "\n\n" in gap
