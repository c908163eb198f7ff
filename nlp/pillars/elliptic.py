"""Pillars named without "smart" or "cerdas" of their own: "enam pilar: pemerintahan, branding, … dan lingkungan"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.record import Pillar
from nlp.keyed import KeyedPattern
from nlp.pillars.found import Found
from nlp.pillars.lexicon import PillarWords, alternatives, load_pillar_words

# How far before a list the words that announce one are looked for, in code points.
_ANNOUNCED = 80
# Three topics in a row stand for many things (economy, society, environment); four make the programme's list.
_LIST = 4
_SHARED = 3
# How near a pillar named in full must stand to one after "pilar" or "dimensi", in code points.
_NEAR = 600
# How long a head with its link may be that stands before the first named one of a list, in code points.
_AHEAD = 48
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_TOPIC = re.compile(r"smart\s?cit(?:y|ies)|(?:kota|kabupaten)\s(?:cerdas|pintar)", re.IGNORECASE)
_PLAIN = ("pilar", "dimensi")
# How near three bare English names must stand to one another, in code points.
_SCATTERED = 170


@dataclass(frozen=True, slots=True)
class _Patterns:
    item: KeyedPattern
    link: re.Pattern[str]
    announced: re.Pattern[str]
    single: KeyedPattern
    bare: KeyedPattern
    ahead: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = load_pillar_words()
    smart, clever = alternatives(words.smart), alternatives(words.clever)
    names = [*words.strong, *words.supported, *words.english]
    heads, bare = alternatives(names), alternatives(words.bare)
    return _Patterns(
        KeyedPattern(
            rf"(?<![^\W_])(?:(?:{smart})[\s-])?(?P<head>{heads})(?![^\W_])(?P<clever>\s{{1,2}}(?:{clever})(?![^\W_]))?",
            [*words.smart, *names],
        ),
        re.compile(
            rf"(?:[^\S\n]{{0,2}}\([^()\n]{{1,60}}\))?(?:[^\S\n]{{0,2}}(?:{alternatives(words.links)})){{1,2}}[^\S\n]{{0,2}}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![^\W_])(?:{alternatives(words.announcing)})(?![^\W_])", re.IGNORECASE),
        KeyedPattern(rf"(?<![^\W_])(?P<noun>{alternatives(words.singular)})\s{{1,2}}(?={heads})", words.singular),
        KeyedPattern(rf"(?<![^\W_-])(?P<head>{bare})(?![^\W_])", words.bare),
        re.compile(
            rf"(?<![^\W_])(?P<head>{alternatives(words.unmistakable)})[^\S\n]{{0,2}}(?:{alternatives(words.links)})"
            r"[^\S\n]{1,2}$",
            re.IGNORECASE,
        ),
    )  # fmt: skip


def find_elliptic(text: str, named: Sequence[Found]) -> Iterator[Found]:
    """Pillars in announced lists, after "pilar" or "dimensi", scattered in a sentence, and between named ones.

    Args:
        text: the stored text.
        named: pillars named in full, in text order.
    """
    words = load_pillar_words()
    yield from _announced(text, words)
    yield from _singular(text, words, [item.start for item in named])
    yield from _between(text, words, named)
    yield from _ahead(text, words, named)
    yield from _scattered(text, words)


def _items(text: str, start: int, words: PillarWords) -> list[tuple[Found, bool]]:
    """The list that begins at `start`: its members, each with whether it bears "cerdas" itself."""
    found: list[tuple[Found, bool]] = []
    at = start
    while len(found) < 2 * _LIST + 4:
        item = _patterns().item.match(text, at)
        if item is None:
            break
        pillar = words.head_pillar(item["head"])
        if pillar is None:
            break
        found.append((Found(item.start(), item.end(), pillar), item["clever"] is not None))
        link = _patterns().link.match(text, item.end())
        if link is None:
            break
        at = link.end()
    return found


def _announced(text: str, words: PillarWords) -> Iterator[Found]:
    reached = 0
    for first in _patterns().item.finditer(text):
        if first.start() < reached:
            continue
        found = _items(text, first.start(), words)
        if not found:
            continue
        reached = found[-1][0].end
        pillars = len({item.pillar for item, _ in found})
        shared = pillars >= _SHARED and found[-1][1] and not any(clever for _, clever in found[:-1])
        if shared or (pillars >= _LIST and _is_announced(text, first.start())):
            yield from (item for item, _ in found)


def _is_announced(text: str, start: int) -> bool:
    left = _SENTENCE_END.split(text[max(0, start - _ANNOUNCED) : start])[-1]
    return _patterns().announced.search(left) is not None


def _singular(text: str, words: PillarWords, starts: Sequence[int]) -> Iterator[Found]:
    """ "Dimensi branding"; in Indonesian ("pilar ekonomi") only about smart cities or near a pillar in full."""
    on_topic = _TOPIC.search(text) is not None
    for match in _patterns().single.finditer(text):
        at = bisect_left(starts, match.start())
        near = (on_topic and match["noun"].lower() in _PLAIN) or any(
            abs(start - match.start()) <= _NEAR for start in starts[max(0, at - 1) : at + 1]
        )
        for item, _ in _items(text, match.end(), words):
            english = text[item.start : item.end].lower() in words.bare
            if (near or english) and not words.is_compound(text[item.end : item.end + 24]):
                yield item


def _between(text: str, words: PillarWords, named: Sequence[Found]) -> Iterator[Found]:
    """A head between two named pillars of a list: "ekonomi cerdas, hunian, masyarakat cerdas"."""
    for before, after in pairwise(named):
        link = _patterns().link.match(text, before.end)
        if link is None or after.start - link.end() > 60 or link.end() >= after.start:
            continue
        for item, _ in _items(text, link.end(), words):
            if item.end < after.start and _patterns().link.match(text, item.end):
                yield item


def _ahead(text: str, words: PillarWords, named: Sequence[Found]) -> Iterator[Found]:
    for item in named:
        start = max(0, item.start - _AHEAD)
        head = _patterns().ahead.search(text[start : item.start])
        pillar = words.head_pillar(head["head"]) if head else None
        if head and pillar is not None and pillar != item.pillar:
            yield Found(start + head.start("head"), start + head.end("head"), pillar)


def _scattered(text: str, words: PillarWords) -> Iterator[Found]:
    """Three bare English names close together: "susur sungai masuk branding, tambangan masuk economy, …"."""
    found: list[tuple[int, int, Pillar]] = []
    for match in _patterns().bare.finditer(text):
        pillar = words.english.get(match["head"].lower())
        if pillar is not None:
            found.append((match.start(), match.end(), pillar))
    starts = [start for start, _, _ in found]
    for start, end, pillar in found:
        near = found[bisect_left(starts, start - _SCATTERED) : bisect_right(starts, start + _SCATTERED)][:24]
        line = text.rfind("\n", 0, start), text.find("\n", end)
        inside = {p for s, e, p in near if s > line[0] and (line[1] < 0 or e <= line[1])}
        if len(inside) >= _SHARED:
            yield Found(start, end, pillar)
