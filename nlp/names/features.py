"""Features of the name recogniser: word, shape, affixes, word-list hints and a window around each token.

The strings are the model's vocabulary: a change here makes the shipped weights useless, so `FEATURES_VERSION` goes up
with it and the card names the version that the weights were trained with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nlp.names.places import load_place_names
from nlp.names.wordlist import honorific_words, name_words
from registry.registry import load_registry

FEATURES_VERSION = 3
_EDGE = "<s>"
_HINTS = {
    "person": "pers", "family": "fami", "place": "plac", "organisation": "orga", "organisation_head": "head",
    "title": "titl", "not_name": "nota", "cue": "cue", "body_short": "body", "title_local": "loti",
}  # fmt: skip


# Features of one word are kept encoded: CRFsuite wants bytes, and encoding them anew for each token would take a fifth
# of its time. Features of several words are made on the spot and stay text; CRFsuite sees no difference.
Feature = str | bytes
_Features = tuple[bytes, ...]


class _Parts(NamedTuple):
    """What one word gives: features of its own token and of those up to three places away, its form, shape and hint."""

    own: _Features
    after: _Features
    before: _Features
    after_2: _Features
    before_2: _Features
    after_3: _Features
    before_3: _Features
    low: str
    shape: str
    hint: str


def shape_of(word: str) -> str:
    """`Xx` for Kota, `XX` for DPRD, `X` for an initial, `xX` for eKTP, `d` for numbers, the mark itself otherwise."""
    if word[0].isdigit():
        return "d"
    if not word[0].isalpha():
        return word if len(word) == 1 else "?"
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX" if len(word) > 2 else "X2"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "xX"


@lru_cache(maxsize=1)
def _hints() -> Mapping[str, str]:
    lists: dict[str, set[str]] = {}
    for kind, words in name_words().items():
        lists[_HINTS[kind]] = set(words)
    lists["hono"] = set(honorific_words()["before"])
    lists["degr"] = set(honorific_words()["after"])
    lists["regi"] = {
        word
        for region in load_registry().regions.values()
        for name in (region.bare_name, *region.aliases)
        for word in name.lower().split()
        if len(word) > 3 and word not in ("kota", "kabupaten", "kepulauan")
    }
    hints: dict[str, str] = {}
    for kind in sorted(lists):
        for word in lists[kind]:
            hints[word] = f"{hints[word]}+{kind}" if word in hints else kind
    return hints


@lru_cache(maxsize=50_000)
def _parts(word: str, lexical: bool = True) -> _Parts:
    """A token's own features and what it contributes to its neighbours, each list made and encoded once per word."""
    lower, shape = word.lower(), shape_of(word)
    hint = _hints().get(lower, "") if lexical else ""
    own = [f"s={shape}", f"l={min(len(word), 8)}"]
    if lexical:
        own += [f"w={lower}", f"c={word}", f"sh={shape}|{hint}"]
        own += [f"p{n}={lower[:n]}" for n in (2, 3, 4) if len(lower) > n]
        own += [f"e{n}={lower[-n:]}" for n in (2, 3, 4) if len(lower) > n]
        own += [f"h={part}" for part in hint.split("+") if part]
    near = []
    for offset in (-1, 1):
        near.append(
            (f"{offset}s={shape}", f"{offset}h={hint}", f"{offset}sh={shape}|{hint}")
            + ((f"{offset}w={lower}", f"{offset}e={lower[-3:]}", f"{offset}p={lower[:2]}") if lexical else ())
        )
    for offset in (-2, 2):
        near.append((f"{offset}s={shape}", f"{offset}h={hint}") + ((f"{offset}w={lower}",) if lexical else ()))
    for offset in (-3, 3):
        near.append((f"{offset}h={hint}",) + ((f"{offset}w={lower}",) if lexical else ()))
    here, after, before, after_2, before_2, after_3, before_3 = (
        tuple(feature.encode() for feature in features) for features in (own, *near)
    )
    low = lower if lexical else "*"
    return _Parts(here, after, before, after_2, before_2, after_3, before_3, low, shape, hint)


def _runs(words: Sequence[str]) -> list[tuple[int, int] | None]:
    """For each token the first index and the end of the run of capitalised words that holds it; None outside runs."""
    runs: list[tuple[int, int] | None] = [None] * len(words)
    at = 0
    while at < len(words):
        if not words[at][0].isupper():
            at += 1
            continue
        end = at + 1
        while end < len(words) and (words[end][0].isupper() or _joins(words, end)):
            end += 1
        runs[at:end] = [(at, end)] * (end - at)
        at = end
    return runs


def _joins(words: Sequence[str], at: int) -> bool:
    return words[at] in (".", "-", "&") and at + 1 < len(words) and words[at + 1][0].isupper()


def _run_features(parts: Sequence[_Parts], at: int, first: int, end: int) -> tuple[str, ...]:
    """What stands around and at the ends of the run of capitals that a token belongs to, with its place in it."""
    place = "B" if at == first else "E" if at == end - 1 else "M"
    head, tail, before, behind = parts[first], parts[end - 1], parts[first - 1], parts[end]
    size = min(end - first, 5)
    return (
        f"rp={before.low}|{place}", f"rn={behind.low}|{place}", f"rph={before.hint}|{place}",
        f"rnh={behind.hint}|{place}", f"rl={size}|{place}", f"rfh={head.hint}|{place}", f"rf={head.low}|{place}",
        f"rlh={tail.hint}|{place}", f"rfl={head.hint}_{tail.hint}_{size}",
    )  # fmt: skip


def _add_places(items: Sequence[list[Feature]], places: Sequence[str], parts: Sequence[_Parts]) -> None:
    """Adds which known place's name holds a token, and which ends before or begins behind it."""
    for at, mark in enumerate(places):
        if mark:
            items[at] += (f"t={mark}", f"tb={mark}|{parts[at + 2].low}")
            if at:
                items[at - 1].append(f"1t={mark}")
            if at + 1 < len(items):
                items[at + 1].append(f"-1t={mark}")


def sentence_features(
    words: Sequence[str], lexical: Sequence[bool] | None = None, wanted: Sequence[int] | None = None
) -> list[list[Feature]]:
    """Features of each token of one sentence.

    Args:
        words: the tokens' texts, none of them empty.
        lexical: False where training hides what the word is and keeps its shape and surroundings (feature dropout).
        wanted: the indices of the tokens whose features are made, all when None; the others are still their neighbours.
    """
    edge = [_parts(_EDGE)] * 3
    parts = [*edge, *(map(_parts, words) if lexical is None else map(_parts, words, lexical)), *edge]
    runs = _runs(words)
    visible = words if lexical is None else [w if s else "*" for w, s in zip(words, lexical, strict=True)]
    places = load_place_names().mark(visible, [part.low for part in parts[3:-3]])
    loud = sum(map(str.isupper, words)) * 2 > len(words)
    items: list[list[Feature]] = [[] for _ in words]
    for at in range(len(words)) if wanted is None else wanted:
        i = at + 3
        here, last, next_ = parts[i], parts[i - 1], parts[i + 1]
        low, shape, hint, low_b, shape_b = here.low, here.shape, here.hint, last.low, last.shape
        item = items[at]
        item += [
            *here.own, *last.after, *next_.before, *parts[i - 2].after_2, *parts[i + 2].before_2,
            *parts[i - 3].after_3, *parts[i + 3].before_3,
            f"sss={shape_b}_{shape}_{next_.shape}", f"hhh={last.hint}_{hint}_{next_.hint}", f"ws={low_b}_{shape}",
            f"sw={shape}_{next_.low}", f"wb={low_b}_{low}", f"wa={low}_{next_.low}",
            f"ss4={parts[i - 2].shape}_{shape_b}_{shape}",
        ]  # fmt: skip
        run = runs[at]
        if run is not None:
            item += _run_features(parts, i, run[0] + 3, run[1] + 3)
        if loud:
            item.append("loud")
    _add_places(items, places, parts)
    return items if wanted is None else [items[at] for at in wanted]
