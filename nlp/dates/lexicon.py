"""The words of date expressions, from `nlp/lexicons/dates.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import LexiconError

_FILE = "dates.toml"
_PATH = Path(__file__).parent.parent / "lexicons" / _FILE


@dataclass(frozen=True, slots=True)
class DateWords:
    """The word lists, all in lower case. Months count from 1 (January), weekdays from 1 (Monday)."""

    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekday_abbreviations: Mapping[str, int]
    periods: Mapping[str, int]
    period_numbers: Mapping[str, int]
    links: Mapping[str, tuple[str, ...]]
    relative: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    kept_out: Mapping[str, tuple[str, ...]]

    def month(self, word: str) -> int:
        """The number of a month by name or abbreviation."""
        key = word.lower().rstrip(".")
        return self.months.get(key) or self.month_abbreviations[key]

    def weekday(self, word: str) -> int:
        """The ISO number of a weekday by name or abbreviation."""
        key = re.sub(r"\s+", " ", word.lower().rstrip("."))
        return self.weekdays.get(key) or self.weekday_abbreviations[key]


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space stands for one to three blanks."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"[^\S\n]{1,3}".join(map(re.escape, word.split(" "))) for word in ordered)


@lru_cache(maxsize=1)
def load_date_words(path: Path = _PATH) -> DateWords:
    """Reads the lexicon.

    Raises:
        LexiconError: a section or list is missing, a word stands twice under different numbers, or is not lower case.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return DateWords(
        months=_numbered(raw, "months", 12),
        month_abbreviations=_numbered(raw, "month_abbreviations", 12),
        weekdays=_numbered(raw, "weekdays", 7),
        weekday_abbreviations=_numbered(raw, "weekday_abbreviations", 7),
        periods=_lengths(raw),
        period_numbers=_numbered(raw, "period_numbers", 4),
        links=_lists(raw, "links"),
        relative=_lists(raw, "relative"),
        cues=_lists(raw, "cues"),
        kept_out=_lists(raw, "kept_out"),
    )


def _section(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = raw.get(name)
    if not isinstance(section, dict) or not section:
        raise LexiconError(_FILE, f"[{name}]", "this section is missing or empty")
    return section


def _numbered(raw: Mapping[str, Any], name: str, limit: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, words in _section(raw, name).items():
        if not key.isdigit() or not 1 <= int(key) <= limit:
            raise LexiconError(_FILE, f"[{name}] {key}", f"the key must be a number from 1 to {limit}")
        for word in _checked(f"[{name}] {key}", words):
            if found.setdefault(word, int(key)) != int(key):
                raise LexiconError(_FILE, f"[{name}] {word}", f"stands under {found[word]} and {key}")
    return found


def _lists(raw: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    return {key: _checked(f"[{name}] {key}", words) for key, words in _section(raw, name).items()}


def _lengths(raw: Mapping[str, Any]) -> dict[str, int]:
    lengths = dict(_section(raw, "periods"))
    for word, months in lengths.items():
        if months not in (3, 4, 6):
            raise LexiconError(_FILE, f"[periods] {word}", "the length must be 3, 4 or 6 months")
    return lengths


def _checked(entry: str, words: Any) -> tuple[str, ...]:
    if not isinstance(words, list) or not words:
        raise LexiconError(_FILE, entry, "must be a list of words")
    for word in words:
        if not isinstance(word, str) or word != word.lower().strip() or not word:
            raise LexiconError(_FILE, f"{entry} {word!r}", "must be a word in lower case")
    return tuple(words)
