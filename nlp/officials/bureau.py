"""Which region an agency belongs to, by the places where the text writes both: "Diskominfosantik Sulawesi Tengah"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from nlp.officials.blend import is_blend
from nlp.officials.lexicon import offices
from nlp.officials.page import Page

_REACH = 4
_HEADS = ("kadis", "kadin", "sekdis", "dinas", "dis", "din")
_CLEAR = 2  # times as often as the next region
_KEYS = ("kominfo", "bappe", "disdik", "dinkes", "dishub", "bapenda", "bkpsdm", "dukcapil", "dpmptsp", "bpbd")


def agency_key(words: Sequence[str]) -> str:
    """What tells one agency from others, "" where the words name none that is looked for."""
    for word in words:
        for key in _KEYS:
            if key in word:
                return key
    return "kominfo" if "komunikasi" in words else ""


def bare_blend(word: str) -> str:
    """An agency's blended name without its head ("kominfosantik" of "diskominfosantik"), "" for other words."""
    for head in _HEADS:
        if word.startswith(head) and len(word) > len(head):
            word = word.removeprefix(head)
            break
    return word if word != "kominfo" and is_blend(word) else ""


def blend_regions(page: Page) -> dict[str, str]:
    """Agencies of a name that only one region's has in the text: "Diskominfosantik Provinsi Sulawesi Tengah"."""
    found: dict[str, set[str]] = defaultdict(set)
    for at, region in enumerate(page.region):
        if region is not None and at and page.region[at - 1] is not region and not page.ignored[at]:
            word = bare_blend(page.lowered[at - 1])
            if word:
                found[word].add(region.code)
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}


def agency_regions(page: Page) -> dict[str, str]:
    """The region that the text most often writes right behind an agency ("Diskominfo Provinsi Papua Barat")."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for at, region in enumerate(page.region):
        if region is None or page.ignored[at] or (at and page.region[at - 1] is region):
            continue
        before = at - 1
        while before > max(0, at - _REACH) and page.lowered[before] in offices()["area"] | offices()["inner"]:
            before -= 1
        key = agency_key(page.lowered[max(0, before) : before + 1])
        if key:
            counts[key][region.code] += 1
    ranked = {key: [*found.most_common(2), ("", 0)] for key, found in counts.items()}
    return {key: top[0][0] for key, top in ranked.items() if top[0][1] >= _CLEAR * max(1, top[1][1])}
