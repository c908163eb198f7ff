"""Loads the crawler's word lists, checked."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from corpus.errors import LexiconError


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Loads `crawler/lexicons/<name>.toml`.

    Raises:
        LexiconError: the file is missing or is no TOML.
    """
    place = resources.files("crawler") / "lexicons" / f"{name}.toml"
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"{name}.toml", "", "no such word list") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}.toml", "", str(error)) from error


@cache
def load_words(name: str, key: str) -> tuple[str, ...]:
    """Loads one list of a word list file.

    Raises:
        LexiconError: the list is missing, empty, or holds something other than text.
    """
    words = load_lexicon(name).get(key)
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(f"{name}.toml", key, "should be a list of texts")
    return tuple(words)


@cache
def load_pattern(name: str, key: str) -> re.Pattern[str]:
    """Loads one list of regular expressions as one pattern that ignores case.

    Raises:
        LexiconError: as `load_words`, or an expression cannot be compiled.
    """
    parts = load_words(name, key)
    for part in parts:
        try:
            re.compile(part)
        except re.error as error:
            raise LexiconError(f"{name}.toml", f"{key}: {part}", str(error)) from error
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)
