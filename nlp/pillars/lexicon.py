"""The words that name pillars, from `nlp/lexicons/pillars.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from rapidfuzz.distance import OSA

from corpus.errors import LexiconError
from corpus.record import Pillar

_FILE = "pillars.toml"
_PATH = Path(__file__).parent.parent / "lexicons" / _FILE
_KINDS = ("english", "strong", "supported")
_WORDS = ("smart", "clever", "others", "collective", "links", "announcing", "singular", "compounds")


@dataclass(frozen=True, slots=True)
class PillarWords:
    """Names of pillars (`english` follows "smart", the others stand before "cerdas") and the words around them."""

    english: Mapping[str, Pillar]
    strong: Mapping[str, Pillar]
    supported: Mapping[str, Pillar]
    smart: tuple[str, ...]
    clever: tuple[str, ...]
    others: tuple[str, ...]
    collective: tuple[str, ...]
    links: tuple[str, ...]
    announcing: tuple[str, ...]
    singular: tuple[str, ...]
    compounds: tuple[str, ...]

    @property
    def bare(self) -> tuple[str, ...]:
        """English names that can stand for a pillar without "smart"; "ekonomi" or "lingkungan" alone are topics."""
        return tuple(name for name in self.english if len(name) > 4 and not name.endswith(("i", "as", "an")))

    @property
    def unmistakable(self) -> tuple[str, ...]:
        """Indonesian heads that are hardly used for anything else: "tata kelola", not "ekonomi"."""
        return tuple(head for head in self.strong if " " in head)

    def head_pillar(self, head: str) -> Pillar | None:
        """The pillar of a head in either language, any spacing; None for other words."""
        key = " ".join(head.lower().split())
        return self.strong.get(key) or self.supported.get(key) or self.english.get(key)

    def is_compound(self, following: str) -> bool:
        """Whether the words behind a head make it a topic of its own: "ekonomi kreatif", "lingkungan sekolah"."""
        word = following.strip().partition(" ")[0].strip('.,;:)"”').lower()
        return following[:1] == " " and word in self.compounds

    def english_pillar(self, word: str) -> Pillar | None:
        """The pillar of an English word, one slip allowed from six letters on, two from nine; None for other words.

        Example: "environtmen" is two slips from "environment".
        """
        key = word.lower()
        if key in self.english or key in self.others:
            return self.english.get(key)
        limit = 2 if len(key) >= 9 else 1 if len(key) >= 6 else 0
        if not limit or len(key) > 16:
            return None
        for name, pillar in self.english.items():
            if name[0] == key[0] and len(name) >= 6 and OSA.distance(name, key, score_cutoff=limit) <= limit:
                return pillar
        return None


def alternatives(entries: Iterable[str]) -> str:
    """A pattern for any of the entries, the longest first; a space stands for one to three blanks."""
    ordered = sorted(entries, key=len, reverse=True)
    return "|".join(r"\s{1,3}".join(map(re.escape, entry.split())) for entry in ordered)


@lru_cache(maxsize=1)
def load_pillar_words(path: Path = _PATH) -> PillarWords:
    """Reads the lexicon.

    Raises:
        LexiconError: a pillar or list is missing, or a word names two pillars.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    pillars: tuple[Pillar, ...] = get_args(Pillar)
    tables: dict[str, dict[str, Pillar]] = {kind: {} for kind in _KINDS}
    for pillar in pillars:
        for kind in _KINDS:
            for word in _listed(raw, pillar, kind):
                if tables[kind].setdefault(word, pillar) != pillar:
                    raise LexiconError(_FILE, f"[{pillar}] {word}", f"names {tables[kind][word]} too")
    words = {name: tuple(_listed(raw, "words", name)) for name in _WORDS}
    return PillarWords(
        tables["english"], tables["strong"], tables["supported"],
        words["smart"], words["clever"], words["others"], words["collective"], words["links"],
        words["announcing"], words["singular"], words["compounds"],
    )  # fmt: skip


def _listed(raw: Mapping[str, Any], section: str, name: str) -> Iterable[str]:
    words = raw.get(section, {}).get(name)
    if not isinstance(words, list):
        raise LexiconError(_FILE, f"[{section}] {name}", "this list is missing")
    for word in words:
        if not isinstance(word, str) or not word or word != word.lower().strip():
            raise LexiconError(_FILE, f"[{section}] {name} {word!r}", "must be a word in lower case")
    return words
