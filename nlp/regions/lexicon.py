"""The names and cue words of regions, read once from `nlp/lexicons/regions.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Literal

import msgspec

from corpus.errors import LexiconError
from corpus.record import Level
from registry.registry import Registry, load_registry

PATH = Path(__file__).parent.parent / "lexicons" / "regions.toml"

# What the words directly before a name say about it.
CueKind = Literal["word", "office", "body", "part", "both", "open", "none"]


class RegionNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One region's names beside the official one; the file's head explains the fields."""

    code: str
    names: list[str] = []
    short: list[str] = []
    weak: list[str] = []
    typed: list[str] = []
    careful: list[str] = []
    seats: list[str] = []
    guarded: bool = False
    strict: bool = False
    default: bool = False


class _Other(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: list[str]


class _PartOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    direct: list[str]
    capital: list[str]
    heads: list[str]
    clubs: list[str]
    after: list[str]
    parts: list[str]
    city_bodies: list[str]


class _TypeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: list[str]
    office: list[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    places: list[str]
    others: list[str]


class _Acting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: list[str]
    acts: list[str]


class RegionLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The lists of `regions.toml` and what is derived from them."""

    regions: list[RegionNames]
    other: _Other
    part_of: _PartOf
    types: dict[Level, _TypeWords]
    bodies: _Words
    before: _Before
    acting: _Acting
    hints: dict[Level, list[str]]
    jammed: _Words

    @cached_property
    def by_code(self) -> dict[str, RegionNames]:
        """The rows by code; a region without a row has only its official name."""
        return {row.code: row for row in self.regions}

    @cached_property
    def cues(self) -> dict[tuple[str, ...], tuple[CueKind, Level | None]]:
        """What a run of lower-case words directly before a name says; longer runs win."""
        table: dict[tuple[str, ...], tuple[CueKind, Level | None]] = {}
        for phrase in self.part_of.direct + self.part_of.clubs + self.part_of.capital:
            table[cue_key(phrase)] = ("part", None)
        for phrase in self.bodies.words:
            table[cue_key(phrase)] = ("body", None)
        for level, phrases in self.hints.items():
            table |= {cue_key(phrase): ("body", level) for phrase in phrases}
        for level, words in self.types.items():
            table |= {cue_key(phrase): ("office", level) for phrase in words.office}
            table |= {cue_key(phrase): ("word", level) for phrase in words.word}
        for pair in (("kabupaten", "kota"), ("kota", "kabupaten"), ("kab", "kota"), ("kota", "kab")):
            table[(pair[0], "/", pair[1])] = ("open", None)
            table[(pair[0], "dan", pair[1])] = ("both", None)
            table[(pair[0], "maupun", pair[1])] = ("both", None)
        for one, other in product(self.types["kabupaten"].office, self.types["kota"].office):
            for joint in ("dan", "/", "serta"):
                table[(*cue_key(one), joint, *cue_key(other))] = ("both", None)
                table[(*cue_key(other), joint, *cue_key(one))] = ("both", None)
        for capital in (("ibu", "kota"), ("ibukota",), ("kota", "-", "kota")):
            table[capital] = ("none", None)
        return table

    @cached_property
    def longest_cue(self) -> int:
        """Words in the longest run of `cues`."""
        return max(map(len, self.cues))

    @cached_property
    def head_pattern(self) -> re.Pattern[str]:
        """Matches at the end of a window: a body's head and capitalised words up to the name."""
        # Short ones are acronyms: "SD", not the "sd" of "sampai dengan".
        long = [re.escape(head) for head in self.part_of.heads if len(head) > 4]
        short = [re.escape(head.upper()) for head in self.part_of.heads if len(head) <= 4]
        heads = f"(?i:{'|'.join(long)})|{'|'.join(short)}"
        # A stop ends a sentence unless it ends a short word: "Hotel Luxton. Garut mengirim …", "RS dr. Slamet Garut".
        word = r"(?:\(?[A-Z0-9](?:[\w.'’&/-]{0,30}[\w'’&/-]|\w{0,3}\.)?\)?|dan|dr\.)"
        return re.compile(rf"(?<![^\W_])(?:{heads})(?![^\W_])(?:\s+{word}){{0,4}}\s*\(?$")

    @cached_property
    def after(self) -> frozenset[str]:
        """Words after a name that make it part of another name."""
        return frozenset(self.part_of.after)

    @cached_property
    def parts(self) -> frozenset[str]:
        """Words after a name that make it a part of the region."""
        return frozenset(self.part_of.parts)

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Words before a name that support its being a place where capitals mean something."""
        return frozenset(self.before.others)

    @cached_property
    def leads(self) -> frozenset[str]:
        """Words that open a clause whose subject is the name behind them."""
        return frozenset(self.acting.leads)

    @cached_property
    def acts(self) -> frozenset[str]:
        """Words right after a name whose government acts."""
        return frozenset(self.acting.acts)

    @cached_property
    def locatives(self) -> frozenset[str]:
        """Words before a name that support its being a place anywhere."""
        return frozenset(self.before.places)

    @cached_property
    def capital_only(self) -> frozenset[str]:
        """Words of `cues` that count only with a capital."""
        return frozenset(self.part_of.capital)

    @cached_property
    def jammed_words(self) -> frozenset[str]:
        """Words that may stand against a name without a blank."""
        return frozenset(self.jammed.words)

    @cached_property
    def city_bodies(self) -> frozenset[str]:
        """Bodies whose "X Kota" is the city X."""
        return frozenset(self.part_of.city_bodies)


_CUE_WORD = re.compile(r"[^\W\d_]+|[/-]")


def cue_key(phrase: str) -> tuple[str, ...]:
    """The words of a phrase without full stops, as `RegionLexicon.cues` is keyed."""
    return tuple(_CUE_WORD.findall(phrase))


@lru_cache(maxsize=1)
def load_region_lexicon() -> RegionLexicon:
    """Reads the shipped list and checks it against the registry.

    Raises:
        LexiconError: the file is malformed, names an unknown code, or gives a region one name twice.
    """
    return parse_region_lexicon(PATH.read_bytes(), PATH.name, load_registry())


def parse_region_lexicon(content: bytes, file: str, registry: Registry) -> RegionLexicon:
    """Checks and types one file; `file` is named in errors. Raises `LexiconError`."""
    try:
        lexicon = msgspec.toml.decode(content, type=RegionLexicon)
    except msgspec.DecodeError as error:
        raise LexiconError(file, "file", str(error)) from error
    seen: set[str] = set()
    for row in lexicon.regions:
        if row.code not in registry.regions:
            raise LexiconError(file, row.code, "is not a code of registry/data/regions.csv")
        if row.code in seen:
            raise LexiconError(file, row.code, "is listed twice")
        seen.add(row.code)
        names = list(iter_names(row))
        if not all(name.strip() for name in names) or len(set(names)) < len(names):
            raise LexiconError(file, row.code, "has an empty name or one name twice")
    return lexicon


def iter_names(row: RegionNames) -> Iterator[str]:
    """All names of a row that can be mentions."""
    yield from row.names
    yield from row.short
    yield from row.weak
    yield from row.typed
    yield from row.careful
