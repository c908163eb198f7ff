"""Word lists of names and of what stands around them, from `nlp/lexicons/names.toml` and `honorifics.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus.errors import LexiconError

LEXICONS = Path(__file__).parent.parent / "lexicons"


def load_wordlists(path: Path) -> Mapping[str, frozenset[str]]:
    """Reads a lexicon of plain word lists: section name -> its words in lower case.

    Raises:
        LexiconError: a section lacks `words` or its comment, or a word is not lower-case.
    """
    lists: dict[str, frozenset[str]] = {}
    with path.open("rb") as file:
        sections = tomllib.load(file)
    for name, section in sections.items():
        if not isinstance(section, dict) or not section.get("comment"):
            raise LexiconError(path.name, name, "a section needs a `comment` and `words`")
        words = str(section.get("words", "")).split()
        for word in words:
            if word != word.lower():
                raise LexiconError(path.name, f"{name}: {word}", "words are written in lower case")
        if not words:
            raise LexiconError(path.name, name, "`words` is empty")
        lists[name] = frozenset(words)
    return lists


@lru_cache(maxsize=1)
def name_words() -> Mapping[str, frozenset[str]]:
    """Hints at persons, places and organisations; `not_name` are capitalised words that no name holds."""
    return load_wordlists(LEXICONS / "names.toml")


@lru_cache(maxsize=1)
def honorific_words() -> Mapping[str, frozenset[str]]:
    """`before` and `address`: what precedes a name; `after`: degrees without stops and spaces."""
    return load_wordlists(LEXICONS / "honorifics.toml")
