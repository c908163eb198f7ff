"""How the scorer compares names: persons without titles, regions by their codes."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from corpus.errors import LexiconError
from registry.tables import Region

_PATH = Path(__file__).parent.parent / "lexicons" / "scoring.toml"
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1)
def load_honorifics() -> frozenset[str]:
    """Words that names are compared without.

    Raises:
        LexiconError: the list is missing or holds something else than folded words.
    """
    words = tomllib.loads(_PATH.read_text(encoding="utf-8")).get("honorifics")
    if not isinstance(words, list) or not words:
        raise LexiconError(_PATH.name, "honorifics", "the list is missing or empty")
    for word in words:
        if not isinstance(word, str) or fold(word) != word:
            raise LexiconError(_PATH.name, f"honorifics: {word!r}", "expected a word in plain lower case")
    return frozenset(words)


def fold(text: str | None) -> str:
    """Lower case without accents, one space for all that is neither letter nor digit; "" for None."""
    plain = unicodedata.normalize("NFKD", text or "")
    return _OTHER.sub(" ", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip()


def person_key(name: str | None) -> str:
    """A person's name as compared: folded, titles and degrees left out."""
    honorifics = load_honorifics()
    return " ".join(word for word in fold(name).split() if word not in honorifics)


class RegionKeys:
    """From any printed name of a region to its code."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._codes: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for region in regions:
            self._codes[fold(region.name)] = region.code
            for alias in region.aliases:
                aliases.setdefault(fold(alias), region.code)
        self._codes = {**aliases, **self._codes}

    def code(self, name: str | None) -> str | None:
        """The code; None for no name; `?name` for one that no region bears, so that it equals nothing but itself."""
        if not name:
            return None
        key = fold(name)
        return self._codes.get(key) or self._codes.get(key.removeprefix("provinsi ")) or f"?{key}"
