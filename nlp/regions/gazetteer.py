"""The automaton of all region names: which names a squeezed text holds and how they may be spaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import ahocorasick

from corpus.record import Level
from nlp.regions.lexicon import RegionLexicon, RegionNames, load_region_lexicon
from registry.registry import Registry, load_registry
from registry.tables import Region

# name: accepted when capitalised; guarded, strict: with support; short: an abbreviation; weak, typed: see regions.toml.
NameKind = Literal["name", "guarded", "strict", "short", "weak", "typed"]

_SOLID = re.compile(r"[^ \t\u00a0'’`.-]+")
_ACCENTED = re.compile("[àáâäèéêëìíîïòóôöùúûüÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ]")
_ACCENTS = str.maketrans("àáâäèéêëìíîïòóôöùúûüÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ", "aaaaeeeeiiiioooouuuuaaaaeeeeiiiioooouuuu")
# Spellings that vary by rule; applied to the words of a name, each one a further name.
_RESPELLED = (("Sumatera", "Sumatra"), ("Kepulauan ", "Kep. "), ("Tanjung ", "Tj. "), ("Muara ", "Muaro "))


@dataclass(frozen=True, slots=True)
class Sense:
    """One region that a name may mean."""

    code: str
    level: Level
    kind: NameKind


@dataclass(slots=True)
class Entry:
    """A squeezed name. `cuts`: where white space or a hyphen may stand; `dots`: where a full stop may.

    `typed_cuts`: gaps that make it a name of kind "typed" ("Kota Baru"). No senses: a longer name of something else.
    `acronym`: all names here are acronyms.
    """

    senses: list[Sense] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)
    dots: set[int] = field(default_factory=set)
    typed_cuts: set[int] = field(default_factory=set)
    acronym: bool = False

    def add(self, sense: Sense) -> None:
        """Adds a sense unless the region has this name already in a kind that needs less."""
        if all(known.code != sense.code for known in self.senses):
            self.senses.append(sense)


def squeeze(text: str) -> tuple[str, list[int]]:
    """Folds case and accents and drops blanks, hyphens, apostrophes and full stops.

    Returns:
        The squeezed text and, for each of its characters, the offset in `text`.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for piece in _SOLID.finditer(fold(text)):
        pieces.append(piece[0])
        offsets += range(piece.start(), piece.end())
    return "".join(pieces), offsets


def fold(text: str) -> str:
    """Lower case without accents, character by character, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_ACCENTS) if _ACCENTED.search(lowered) else lowered


class Gazetteer:
    """Finds every name of every region in a squeezed text."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        # Names long enough to bear a misspelt letter; one-word short forms are not among them.
        self.spellable = [key for key, entry in entries.items() if len(key) >= 6 and entry.senses]
        self._automaton = ahocorasick.Automaton()
        for key, entry in entries.items():
            self._automaton.add_word(key, (len(key), entry))
        self._automaton.make_automaton()

    def iter_matches(self, squeezed: str) -> Iterator[tuple[int, int, Entry]]:
        """All matches, overlapping ones too, as `(start, end, entry)` in the squeezed text, by end."""
        for last, (length, entry) in self._automaton.iter(squeezed):
            yield last + 1 - length, last + 1, entry


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Builds the automaton over the shipped registry and lexicon. Raises as their loaders do."""
    return Gazetteer(build_entries(load_registry(), load_region_lexicon()))


def build_entries(registry: Registry, lexicon: RegionLexicon) -> dict[str, Entry]:
    """All names by their squeezed form."""
    entries: dict[str, Entry] = {}
    for region in registry.regions.values():
        row = lexicon.by_code.get(region.code, RegionNames(region.code))
        for name, kind in _named(region, row):
            _put(entries, name, Sense(region.code, region.level, kind))
    for name in lexicon.other.names:
        _put(entries, name, None)
    return entries


def _named(region: Region, row: RegionNames) -> Iterator[tuple[str, NameKind]]:
    official: NameKind = "strict" if row.strict else "guarded" if row.guarded else "name"
    bare = region.bare_name.removeprefix("Administrasi ")
    for name in _spellings(
        [bare, *(alias.removeprefix("Kabupaten ").removeprefix("Kota ") for alias in region.aliases)]
    ):
        yield name, official
    for name in _spellings(row.names):
        yield name, "name"
    yield from ((name, "guarded") for name in row.careful)
    yield from ((name, "short") for name in row.short)
    yield from ((name, "weak") for name in row.weak)
    yield from ((name, "typed") for name in row.typed)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield from (name.replace(old, new) for old, new in _RESPELLED if old in name)


def _put(entries: dict[str, Entry], name: str, sense: Sense | None) -> None:
    words = re.findall(r"[^ '’`.-]+\.?", name)
    cuts, dots, length = set(), set(), 0
    for word in words[:-1]:
        length += len(word.rstrip("."))
        cuts.add(length)
        if word.endswith("."):
            dots.add(length)
    key = squeeze(name)[0]
    known = entries.get(key)
    if sense is None:
        if known is None or not known.senses:
            entries.setdefault(key, Entry()).cuts.update(cuts)
        return
    entry = entries.setdefault(key, Entry())
    entry.acronym = (known is None or known.acronym) and name.isupper() and name.isalpha() and len(name) <= 4
    if sense.kind == "typed":
        entry.typed_cuts |= cuts - entry.cuts
    entry.cuts |= cuts
    entry.dots |= dots
    entry.add(sense)
