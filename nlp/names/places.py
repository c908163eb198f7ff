"""Places by their whole names: which runs of words are the name of a region, its short form, or a kecamatan.

A word list cannot tell "Aceh Jaya" from "Jaya Bustamam"; the longest known name can.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.errors import LexiconError
from nlp.names.token import tokenise
from nlp.names.wordlist import LEXICONS
from nlp.regions.lexicon import load_region_lexicon
from registry.registry import load_registry

Key = tuple[str, ...]
# Kinds of a name, the first one wins: abbreviations as printed, regions, kecamatan and seats of regions.
_SHORT, _REGION, _DISTRICT = "a", "r", "k"
_LEAST = 3


class PlaceNames:
    """Known names by their words: `cased` ones as printed, all others in lower case; values are kinds."""

    def __init__(self, cased: Mapping[Key, str], folded: Mapping[Key, str]) -> None:
        self._tables = (cased, folded)
        self._longest: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for table, longest in zip(self._tables, self._longest, strict=True):
            for key in table:
                longest[key[0]] = max(longest.get(key[0], 0), len(key))

    def mark(self, words: Sequence[str], lowered: Sequence[str]) -> list[str]:
        """For each word the kind of the name that holds it and its place there (`B`, `I`, `E`, `S`), or "".

        The longest name from the left wins; all its words begin with a capital. Linear in the number of words.
        """
        marks = [""] * len(words)
        cased, folded = self._longest
        end = 0
        for at, (word, low) in enumerate(zip(words, lowered, strict=True)):
            if at < end or (low not in folded and word not in cased) or not word[0].isupper():
                continue
            kind, size = self._longest_at(words, lowered, at)
            for i in range(size):
                marks[at + i] = kind + ("S" if size == 1 else "B" if i == 0 else "E" if i == size - 1 else "I")
            end = at + size
        return marks

    def _longest_at(self, words: Sequence[str], lowered: Sequence[str], at: int) -> tuple[str, int]:
        kind, size = "", 0
        for table, longest, form in zip(self._tables, self._longest, (words, lowered), strict=True):
            for length in range(min(longest.get(form[at], 0), len(words) - at), size, -1):
                found = table.get(tuple(form[at : at + length]))
                if found and all(w[0].isupper() or not w[0].isalpha() for w in words[at : at + length]):
                    kind, size = found, length
                    break
        return kind, size


@lru_cache(maxsize=1)
def load_place_names() -> PlaceNames:
    """Builds the tables from registry, `regions.toml` and `districts.toml`. Raises as their loaders do."""
    rows = load_region_lexicon().regions
    cased = {_key(name, fold=False): _SHORT for row in rows for name in (*row.short, *row.weak)}
    folded: dict[Key, str] = {}
    regions = (name for r in load_registry().regions.values() for name in (r.bare_name, *r.aliases))
    _add(folded, regions, _REGION)
    _add(folded, (name for row in rows for name in (*row.names, *row.careful, *row.typed)), _REGION)
    _add(folded, (name for row in rows for name in row.seats), _DISTRICT)
    _add(folded, iter_districts(LEXICONS / "districts.toml"), _DISTRICT)
    return PlaceNames(cased, folded)


def iter_districts(path: Path) -> Iterator[str]:
    """Yields the names of a lexicon whose `[district]` has comma-separated `names` in lower case.

    Raises:
        LexiconError: the section, its comment or its names are missing, or a name is empty or not lower-case.
    """
    with path.open("rb") as file:
        section = tomllib.load(file).get("district", {})
    if not section.get("comment") or not section.get("names"):
        raise LexiconError(path.name, "district", "needs a `comment` and `names`")
    for name in section["names"].split(","):
        bare = " ".join(name.split())
        if not bare or bare != bare.lower():
            raise LexiconError(path.name, f"district: {bare}", "names are written in lower case")
        yield bare


def _add(table: dict[Key, str], names: Iterable[str], kind: str) -> None:
    for name in names:
        key = _key(name)
        if len(key) > 1 or len(key[0]) >= _LEAST:
            table.setdefault(key, kind)


def _key(name: str, fold: bool = True) -> Key:
    words = name.split()
    if not all(word.isalpha() for word in words):
        words = [token.text for token in tokenise(name)]
    return tuple(word.lower() for word in words) if fold else tuple(words)
