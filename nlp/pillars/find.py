"""Finds pillars named in English ("smart economy"), in lists ("smart living, economy dan society"), in Indonesian."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.span import Span
from nlp.keyed import KeyedPattern
from nlp.mentions import Layout, PillarMentionFound
from nlp.pillars.elliptic import find_elliptic
from nlp.pillars.found import Found
from nlp.pillars.lexicon import PillarWords, alternatives, load_pillar_words

# How near another pillar or a collective noun must stand to support an everyday wording, in code points.
_SUPPORT = 80
# A list of bare words names pillars only when it has at least this many of them.
_BARE_LIST = 3
_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class _Patterns:
    smart: KeyedPattern
    link: re.Pattern[str]
    bare: KeyedPattern
    clever: KeyedPattern
    collective: re.Pattern[str]


def find_pillars(text: str, layout: Layout) -> tuple[PillarMentionFound, ...]:
    """All mentions of pillars named as such, in text order. Pure; linear in the length of `text`.

    Mentions in ignored stretches are left out.
    """
    words = load_pillar_words()
    named = [*_english(text, words), *_bare_lists(text, words)]
    found = _supported(text, [*named, *_indonesian(text, words)])
    found += find_elliptic(text, list(_outermost(found)))
    ignored = sorted(layout.ignored)
    ends = [end for _, end in ignored]
    spoken = [item for item in _outermost(found) if not _inside(ignored, ends, item)]
    return tuple(PillarMentionFound(Span.of(text, item.start, item.end), item.pillar) for item in spoken)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = load_pillar_words()

    either = alternatives
    heads, clever = either([*words.strong, *words.supported]), either(words.clever)
    smart, other = either(words.smart), either(words.others)
    bare = either(words.bare)
    # A gloss in brackets or a number may stand behind a member: "Smart Branding (promosi wisata), Economy 9, …".
    score = r"[:=]?[^\S\n]?\d(?:[\d.,]{0,5}\d)?(?:[^\S\n]?(?:%|persen|poin|program))?"
    gloss = rf"(?:[^\S\n]{{0,2}}(?:\([^()\n]{{1,80}}\)|{score}))?"
    return _Patterns(
        smart=KeyedPattern(
            rf"(?<![^\W_])(?:{smart})[\s_-]{{0,3}}(?P<word>[^\W\d_]{{3,16}})", words.smart, glued=True
        ),
        link=re.compile(
            rf"[\"”’']?{gloss}(?:[^\S\n]{{0,2}}(?:{either(words.links)})){{1,2}}(?:[^\S\n]{{1,2}}|(?<=[,;/&]))[\"“‘']?"
            rf"(?:(?P<smart>{smart})[\s-])?(?:(?P<other>{other})(?!\w)|(?P<word>[^\W\d_]{{3,16}}))",
            re.IGNORECASE,
        ),
        bare=KeyedPattern(rf"(?<![^\W_])(?P<word>{bare})(?![^\W_])", words.bare),
        clever=KeyedPattern(
            rf"(?<![^\W_])(?P<head>{heads})(?:\s{{1,3}}(?:yang|secara))?\s{{1,3}}(?:{clever})(?![^\W_])",
            [*words.strong, *words.supported],
        ),
        collective=re.compile(rf"(?<![^\W_])(?:{either(words.collective)})(?![^\W_])", re.IGNORECASE),
    )  # fmt: skip


def _english(text: str, words: PillarWords) -> Iterator[Found]:
    for match in _patterns().smart.finditer(text):
        pillar = words.english_pillar(match["word"])
        if pillar is None:
            continue
        yield Found(match.start(), match.end(), pillar)
        yield from _listed_after(text, match.end(), words)


def _listed_after(text: str, end: int, words: PillarWords) -> Iterator[Found]:
    """The English words that go on a list, with or without "smart": "…, branding, smart economy dan society"."""
    for _ in range(_LONGEST_LIST):
        link = _patterns().link.match(text, end)
        if link is None:
            return
        end = link.end()
        if link["other"]:
            continue
        named = link["smart"] is not None
        pillar = words.english_pillar(link["word"]) if named or _is_english(link["word"]) else None
        if pillar is None:
            return
        yield Found(link.start("smart" if named else "word"), link.end("word"), pillar)


def _is_english(word: str) -> bool:
    """Whether a word alone can stand for a pillar; "ekonomi" or "sosial" without "smart" are topics."""
    return not word.lower().endswith(("i", "as", "an", "al", "ic", "ics")) and word.lower() not in (
        "life",
        "gov",
        "brand",
    )


def _bare_lists(text: str, words: PillarWords) -> Iterator[Found]:
    reached = 0
    for match in _patterns().bare.finditer(text):
        if match.start() < reached:
            continue
        pillar = words.english_pillar(match["word"]) if _is_english(match["word"]) else None
        if pillar is None:
            continue
        found = [Found(match.start(), match.end(), pillar), *_listed_after(text, match.end(), words)]
        reached = found[-1].end
        beside_smart = any(_patterns().smart.match(text, item.start) for item in found)
        if beside_smart or len({item.pillar for item in found}) >= _BARE_LIST:
            yield from found


def _indonesian(text: str, words: PillarWords) -> Iterator[Found]:
    for match in _patterns().clever.finditer(text):
        head = " ".join(match["head"].lower().split())
        strong = words.strong.get(head)
        pillar = strong or words.supported[head]
        yield Found(match.start(), match.end(), pillar, supported=strong is not None)


def _supported(text: str, found: Sequence[Found]) -> list[Found]:
    """Drops everyday wordings that stand alone. A neighbour counts when it is near and in the same paragraph."""
    ordered = sorted(found, key=lambda item: item.start)
    kept = []
    for at, item in enumerate(ordered):
        beside = [*ordered[max(0, at - 1) : at], *ordered[at + 1 : at + 2]]
        near = any(
            "\n" not in text[min(item.end, other.end) : max(item.start, other.start)]
            and max(item.start, other.start) - min(item.end, other.end) <= _SUPPORT
            for other in beside
            if other.pillar != item.pillar or other.supported
        )
        if item.supported or near or _follows_collective(text, item.start):
            kept.append(item)
    return kept


def _follows_collective(text: str, start: int) -> bool:
    left = text[max(0, start - _SUPPORT) : start].rpartition("\n")[2]
    return _patterns().collective.search(left) is not None


def _outermost(found: Sequence[Found]) -> Iterator[Found]:
    """In text order, without what lies inside another: the "living" of "smart living"."""
    reached = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.end > reached:
            yield item
            reached = item.end


def _inside(ignored: Sequence[tuple[int, int]], ends: Sequence[int], item: Found) -> bool:
    at = bisect_left(ends, item.start + 1)
    return at < len(ignored) and ignored[at][0] < item.end
