"""What stands directly before and after a region's name: type words, offices, bodies, and names that swallow it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.record import Level
from nlp.regions.candidates import Candidate
from nlp.regions.lexicon import CueKind, RegionLexicon

_WINDOW = 96
_WORD = re.compile(r"[^\W\d_]+|[/-]")
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_PREFIX = re.compile(r"(?:di|ke|se|dari)(?=[A-Z])")
_NEXT = re.compile(r"[ \t]{0,3}([^\W\d_]+)")
_TOWN = "the town district of the region"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`level` is the type that the words before the name give it; `word_start` where a type word begins, else None.

    `support` says that an office, a body or a preposition shows the name to be a region's; `part` names why it is
    part of another name, None when it is not.
    """

    kind: CueKind | None
    level: Level | None
    word_start: int | None
    support: bool
    preposition: bool
    locative: bool
    part: str | None


def read_surroundings(text: str, line: tuple[int, int], candidate: Candidate, lexicon: RegionLexicon) -> Surroundings:
    """Reads at most a window of some 100 characters before the name and one word after it."""
    window_start = max(line[0], candidate.start - _WINDOW)
    before = text[window_start : candidate.start]
    kind, level, word_start = _cue(before, window_start, lexicon)
    if kind is None and (bracket := _BRACKET.search(before)):
        kind, level, _ = _cue(before[: bracket.start()], window_start, lexicon)
        word_start = None
        kind = "office" if kind == "word" else kind if kind in ("office", "body") else None
    part = _part_after(text, line, candidate, kind, lexicon)
    if part == _TOWN and _is_city_body(before, lexicon):
        kind, level, part = "office", "kota", None
    elif part is None and kind == "part":
        part = "part of a name before it"
    elif part is None and kind in (None, "body", "none") and _is_in_body_name(before, candidate, lexicon):
        part = "part of a body's name"
    last = _WORD.findall(before[-24:].lower())[-1:]
    word = last[0] if last and before.rstrip()[-1:].isalpha() else ""
    support = kind in ("word", "office", "body", "both", "open")
    return Surroundings(kind, level, word_start, support, word in lexicon.prepositions, word in lexicon.locatives, part)


def _cue(before: str, offset: int, lexicon: RegionLexicon) -> tuple[CueKind | None, Level | None, int | None]:
    """The longest cue that ends at the name."""
    tail = before.rstrip(" \t.")
    if "." in before[len(tail) :] and not _is_abbreviation(tail):
        return None, None, None
    found = list(_WORD.finditer(tail, max(0, len(tail) - 60)))[-lexicon.longest_cue - 1 :]
    if not found or found[-1].end() != len(tail):
        return None, None, None
    words = [match[0].lower() for match in found]
    starts = [match.start() for match in found]
    if prefix := _PREFIX.match(found[-1][0]):
        words[-1] = words[-1][prefix.end() :]
        starts[-1] += prefix.end()
    if words[-1] == "-":
        words, starts = words[:-1], starts[:-1]
    for at in range(max(0, len(words) - lexicon.longest_cue), len(words)):
        known = lexicon.cues.get(tuple(words[at:]))
        if known is None or not _is_run(tail, found[at:]):
            continue
        if words[at] in lexicon.capital_only and found[at][0].islower():
            continue
        kind, level = known
        return kind, level, offset + starts[at] if kind == "word" else None
    return None, None, None


def _is_run(tail: str, words: list[re.Match[str]]) -> bool:
    return all(tail[a.end() : b.start()].strip(" .\t") == "" for a, b in pairwise(words))


def _is_abbreviation(tail: str) -> bool:
    word = re.search(r"[^\W\d_]+$", tail)
    return word is not None and len(word[0]) <= 4


def _is_city_body(before: str, lexicon: RegionLexicon) -> bool:
    words = _WORD.findall(before[-60:].lower())
    return any(word in lexicon.city_bodies for word in words[-2:])


def _part_after(
    text: str, line: tuple[int, int], candidate: Candidate, kind: CueKind | None, lexicon: RegionLexicon
) -> str | None:
    """Why the word after the name makes the whole another name."""
    following = _NEXT.match(text, candidate.end, line[1])
    if not following or not following[1][0].isupper():
        return None
    word = following[1].lower()
    typed = kind in ("word", "office")
    if word in lexicon.after and not typed:
        return f"part of a name with “{following[1]}”"
    provinces = all(sense.level == "provinsi" for sense in candidate.senses)
    if word in lexicon.parts and not (provinces and word != "kota"):
        if word == "kota":
            return None if typed or _is_list(text, following.end(), line[1]) else _TOWN
        if not typed or word in ("utara", "selatan", "timur", "barat"):
            return "a part of the region"
    return None


def _is_list(text: str, at: int, end: int) -> bool:
    """Says whether a capitalised name follows a "Kota", which then is that name's type word."""
    following = _NEXT.match(text, at, end)
    return following is not None and following[1].istitle() and len(following[1]) > 3


def _is_in_body_name(before: str, candidate: Candidate, lexicon: RegionLexicon) -> bool:
    if candidate.key.startswith("jakarta") and len(candidate.key) > len("jakarta"):
        return False  # a hotel's street address ends so: "Hotel Redtop Jakarta Pusat"
    return lexicon.head_pattern.search(before) is not None
