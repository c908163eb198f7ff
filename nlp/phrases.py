"""Word lists as phrase books: one pass over a text finds every phrase, whatever the case and the punctuation inside."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

from corpus.errors import LexiconError

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A lexicon phrase at `[start, end)` of the text; `entry` is its form in the lexicon."""

    start: int
    end: int
    group: str
    entry: str


@lru_cache(maxsize=4)  # every phrase book folds the same text
def fold_words(text: str) -> tuple[str, Sequence[int]]:
    """Lower case with one space for any run of other characters; the second value maps each character back to `text`.

    The result begins and ends with a space, so that whole words can be asked for.
    """
    folded, origin = [" "], [0]
    for match in _WORD.finditer(text):
        word, low = match[0], match[0].lower()
        folded.append(low if len(low) == len(word) else "".join(char.lower()[0] for char in word))
        folded.append(" ")
        origin += range(match.start(), match.end() + 1)
    return "".join(folded), origin


def drop_inside(phrases: Sequence[Phrase], ranges: Sequence[tuple[int, int]]) -> list[Phrase]:
    """Leaves out the phrases that begin inside one of the ranges (ignored stretches, say)."""
    ordered = sorted(ranges)
    starts = [start for start, _ in ordered]
    kept = []
    for phrase in phrases:
        index = bisect_right(starts, phrase.start) - 1
        if index < 0 or ordered[index][1] <= phrase.start:
            kept.append(phrase)
    return kept


class PhraseBook:
    """All phrases of some groups in one automaton."""

    def __init__(self, groups: dict[str, Sequence[str]]) -> None:
        entries: dict[str, list[str]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                entries.setdefault(f" {phrase} ", []).append(group)
        self._automaton: Any = ahocorasick.Automaton()
        for key, names in entries.items():
            self._automaton.add_word(key, (key, tuple(names)))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Phrase]:
        """Phrases in text order, those inside a longer phrase of the same group left out. Linear in the text."""
        folded, origin = fold_words(text)
        found: list[Phrase] = []
        for last, (key, groups) in self._automaton.iter(folded):
            start, end = origin[last - len(key) + 2], origin[last - 1] + 1
            found += [Phrase(start, end, group, key.strip()) for group in groups]
        kept: list[Phrase] = []
        reach: dict[str, int] = {}
        for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
            if phrase.end > reach.get(phrase.group, -1):
                kept.append(phrase)
                reach[phrase.group] = phrase.end
        return kept


def parse_phrases(content: str, file: str, groups: Sequence[str]) -> PhraseBook:
    """Builds the phrase book from TOML text that holds one list of phrases a group.

    Raises:
        LexiconError: a group is missing, empty or unknown; an entry is not lower case, not plain words, or there twice.
    """
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(file, "TOML", str(error)) from error
    for name in sorted({*groups, *data}):
        _check_group(file, name, data.get(name), known=name in groups)
    return PhraseBook(data)


def _check_group(file: str, name: str, entries: object, known: bool) -> None:
    if not known:
        raise LexiconError(file, name, "unknown group")
    if not isinstance(entries, list) or not entries:
        raise LexiconError(file, name, "the group is missing or empty")
    for entry in entries:
        if not isinstance(entry, str) or fold_words(entry)[0].strip() != entry:
            raise LexiconError(file, f"{name}: {entry!r}", "expected lower-case words with single spaces")
    twice = next((entry for entry in entries if entries.count(entry) > 1), None)
    if twice is not None:
        raise LexiconError(file, f"{name}: {twice}", "stands there twice")
