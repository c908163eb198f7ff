"""The words around counts of regions, from `nlp/lexicons/figures.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from corpus.errors import LexiconError
from nlp.keyed import KeyedPattern

_FILE = "figures.toml"
_PATH = Path(__file__).parent.parent / "lexicons" / _FILE


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; unknown keys are errors."""


class Numerals(_Section, frozen=True):
    """`units` and `fixed` have their value; a scale multiplies the unit before it (0: "belas", which adds ten)."""

    units: dict[str, int]
    fixed: dict[str, int]
    scales: dict[str, int]


class Units(_Section, frozen=True):
    """What is counted: regions, other words for them, their heads, places in a contest."""

    regions: list[str]
    others: list[str]
    heads: list[str]
    places: list[str]
    between: list[str]
    before_rest: list[str]
    rest: list[str]
    applying: list[str]
    of_regions: list[str]
    after_bare: list[str]
    outcome: list[str]
    compared: list[str]
    after_rest: list[str]
    added: list[str]
    aside: list[str]
    yearly: list[str]
    of_the_programme: list[str]
    glue: list[str]


class Kinds(_Section, frozen=True):
    """Words that decide a figure's kind."""

    applicants: list[str]
    participants: list[str]
    cumulative: list[str]
    repeats: list[str]
    contest: list[str]


class Years(_Section, frozen=True):
    """Phrases for a year: relative to the article's, to the one named before, or counted from the programme's first."""

    same: list[str]
    last: list[str]
    next: list[str]
    then: list[str]
    after: list[str]
    ordinal: list[list[str]]
    intakes: list[str]
    intake_numbers: list[list[str]]
    other_intakes: list[str]
    cohort: list[str]


class Programme(_Section, frozen=True):
    """What makes a text one about the programme: one of `names`, or one of `topics` with one of `bodies`."""

    names: list[str]
    topics: list[str]
    bodies: list[str]


class KeptOut(_Section, frozen=True):
    """Surroundings of numbers that count something else."""

    before: list[str]
    prizes: list[str]
    provincial: list[str]
    members: list[str]
    breakdown: list[str]
    shares: list[str]
    name_after: list[str]
    local: list[str]


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole lexicon."""

    numerals: Numerals
    units: Units
    kinds: Kinds
    years: Years
    programme: Programme
    kept_out: KeptOut

    @cached_property
    def programme_pattern(self) -> tuple[KeyedPattern, KeyedPattern, KeyedPattern]:
        """Finders for names, topics and bodies."""
        words = self.programme
        return keyed_pattern(words.names), keyed_pattern(words.topics), keyed_pattern(words.bodies)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space stands for one to three blanks."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s{1,3}".join(map(re.escape, word.split(" "))) for word in ordered)


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words as whole words, ignoring case."""
    return re.compile(_whole(words), re.IGNORECASE)


def keyed_pattern(words: Collection[str]) -> KeyedPattern:
    """Finds any of the words in a whole text; as `word_pattern`."""
    return KeyedPattern(_whole(words), words)


def _whole(words: Iterable[str]) -> str:
    return rf"(?<![^\W_])(?:{alternatives(words)})(?![^\W_])"


@lru_cache(maxsize=1)
def load_figure_words(path: Path = _PATH) -> FigureWords:
    """Reads the lexicon.

    Raises:
        LexiconError: the file does not have the expected tables, or a word is not lower case.
    """
    try:
        words = msgspec.toml.decode(path.read_bytes(), type=FigureWords)
    except msgspec.DecodeError as error:
        raise LexiconError(_FILE, "the file", str(error)) from error
    for section in (words.units, words.kinds, words.programme, words.kept_out):
        for name in section.__struct_fields__:
            for word in getattr(section, name):
                if word != word.lower().strip() or not word:
                    raise LexiconError(_FILE, f"{name} {word!r}", "must be a word in lower case")
    return words
