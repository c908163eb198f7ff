"""The word lists of programme events, compiled for one linear scan over a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import ahocorasick

from corpus.errors import LexiconError
from corpus.record import EventType

PATH = Path(__file__).parent.parent / "lexicons" / "events.toml"
_TYPES: tuple[str, ...] = get_args(EventType)
_CUE_KEYS = ("needs", "unless", "article", "absent", "back")
_GAP = r"(?:\W{1,4}\w+){0,6}?\W{1,4}"
_WORD = re.compile(r"[^\W_]+")
_STEM = re.compile(r"[^\W_]+\*?")
# What triggers may carry.
_SUFFIX = "nya"


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger entry: its type, its weight in 1..3 and the cues that it asks for.

    `needs` and `unless` name cues of the same sentence, `article` and `absent` those that the whole article must
    and must not hold, `back` those of the sentence or the two before it, one of which is enough. `order` is the
    entry's place in the file: the first that applies wins.
    """

    type: EventType
    weight: int
    order: int
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a trigger entry (`entry`) or of a cue list (`cue`)."""

    pattern: re.Pattern[str]
    entry: Entry | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording met in a text at `[start, end)`."""

    start: int
    end: int
    wording: Wording


class Lexicon:
    """All wordings, keyed by their first word, and the plain word sets. Make one with `load_lexicon`."""

    def __init__(self, wordings: Iterable[tuple[str, Wording]], words: Mapping[str, frozenset[str]]) -> None:
        self.words = words
        by_head: dict[str, list[Wording]] = {}
        by_stem: dict[str, list[Wording]] = {}
        for head, wording in wordings:
            by_head.setdefault(head.removesuffix("*"), []).append(wording)
            if head.endswith("*"):
                by_stem.setdefault(head[:-1], []).append(wording)
        self._automaton = ahocorasick.Automaton()
        for head, group in by_head.items():
            self._automaton.add_word(head, (len(head), tuple(group), tuple(by_stem.get(head, ()))))
        self._automaton.make_automaton()

    def iter_hits(self, text: str) -> Iterator[Hit]:
        """Every wording in a text, in order of the end of its first word. Linear in the length of `text`."""
        folded = fold_case(text)
        for last, (length, group, stems) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if start and (folded[start - 1].isalnum()):
                continue
            goes_on = folded[end : end + 1].isalnum() and not folded.startswith(_SUFFIX, end)
            for wording in stems if goes_on else group:
                match = wording.pattern.match(folded, start)
                if match:
                    yield Hit(start, match.end(), wording)


def fold_case(text: str) -> str:
    """Lower case without a change of length, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=4)
def load_lexicon(path: Path = PATH) -> Lexicon:
    """Reads the word lists.

    Raises:
        LexiconError: an entry has an unknown type, weight, key or cue, or an empty wording.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(path.name, "file", str(error)) from error
    cues = table.get("cue", {})
    words = {name: frozenset(entries) for name, entries in table.get("words", {}).items()}
    return Lexicon([*_triggers(path, table.get("trigger", []), set(cues)), *_cues(path, cues)], words)


def _triggers(path: Path, rows: list[dict[str, Any]], cues: set[str]) -> Iterator[tuple[str, Wording]]:
    for order, row in enumerate(rows):
        name = f"trigger {order + 1}"
        if row.get("type") not in _TYPES or row.get("weight") not in (1, 2, 3):
            raise LexiconError(path.name, name, f"type must be one of {', '.join(_TYPES)} and weight 1, 2 or 3")
        unknown = [cue for key in _CUE_KEYS for cue in row.get(key, []) if cue not in cues]
        if unknown or not row.get("words"):
            raise LexiconError(path.name, name, f"no such cue: {', '.join(unknown)}" if unknown else "no words")
        entry = Entry(row["type"], row["weight"], order, *(tuple(row.get(key, ())) for key in _CUE_KEYS))
        for text in row["words"]:
            for head, pattern in parse_wording(path.name, text, f"(?:{_SUFFIX})?"):
                yield head, Wording(pattern, entry=entry)


def _cues(path: Path, cues: dict[str, list[str]]) -> Iterator[tuple[str, Wording]]:
    for name, words in cues.items():
        for text in words:
            for head, pattern in parse_wording(path.name, text):
                yield head, Wording(pattern, cue=name)


def parse_wording(file: str, text: str, suffix: str = "") -> list[tuple[str, re.Pattern[str]]]:
    """The first word of a wording, once an alternative, with the pattern that matches the whole from there.

    A first word that may go on ends in `*`. `suffix` is a pattern that any word may carry: "nota kesepahamannya",
    "pengumumannya".

    Raises:
        LexiconError: the wording is empty, or its first word is a gap.
    """
    parts = text.lower().split()
    if not parts or not _WORD.match(parts[0]):
        raise LexiconError(file, repr(text), "a wording starts with a word")
    found = []
    for head in parts[0].split("|"):
        body, gap = "", False
        for index, part in enumerate([head, *parts[1:]]):
            if part == "...":
                gap = True
                continue
            body += (_GAP if gap else r"\W{1,4}") if index else ""
            body, gap = body + _part(part, suffix), False
        stem = _STEM.match(head)
        found.append((stem[0] if stem else head, re.compile(body)))
    return found


def _part(part: str, suffix: str) -> str:
    choices = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in part.split("|"))
    return f"(?:{choices}){suffix}(?!\\w)"
