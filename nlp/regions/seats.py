"""Seats of kabupaten: towns that show which of the regions that an article names is meant or acts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick
import msgspec

from corpus.errors import LexiconError
from nlp.regions.gazetteer import fold
from registry.registry import Registry, load_registry

PATH = Path(__file__).parent.parent / "lexicons" / "seats.toml"


class Seat(NamedTuple):
    """A seat's name at `[start, end)` of a text; `codes` are the kabupaten that are governed from a town so named."""

    start: int
    end: int
    codes: frozenset[str]


def parse_seats(content: bytes, file: str, registry: Registry) -> dict[str, frozenset[str]]:
    """Seats by their folded names; `file` is named in errors.

    Raises:
        LexiconError: the file is malformed, a code is none of a kabupaten or kota, or a name is empty or there twice.
    """
    try:
        rows = msgspec.toml.decode(content, type=dict[str, dict[str, list[str]]])["seats"]
    except (msgspec.DecodeError, KeyError) as error:
        raise LexiconError(file, "seats", str(error)) from error
    codes: dict[str, set[str]] = {}
    for code, names in rows.items():
        if code not in registry.regions or "." not in code:
            raise LexiconError(file, code, "is no kabupaten or kota of registry/data/regions.csv")
        if not all(names) or len(set(names)) < len(names):
            raise LexiconError(file, code, "has an empty name or one name twice")
        for name in names:
            codes.setdefault(fold(name), set()).add(code)
    return {name: frozenset(found) for name, found in codes.items()}


@lru_cache(maxsize=1)
def _automaton() -> Any:
    """The shipped list as an automaton. Raises as `parse_seats`."""
    automaton = ahocorasick.Automaton()
    for name, codes in parse_seats(PATH.read_bytes(), PATH.name, load_registry()).items():
        automaton.add_word(name, (len(name), codes))
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=2)  # several components read the same text
def find_seats(text: str) -> tuple[Seat, ...]:
    """All seats in text order, written as whole words with a capital. Linear in the length of the text."""
    found: list[Seat] = []
    for last, (length, codes) in _automaton().iter(fold(text)):
        start, end = last + 1 - length, last + 1
        if not text[start].isupper() or (start and text[start - 1].isalnum()):
            continue
        if end < len(text) and text[end].isalnum():
            continue
        if found and start < found[-1].end:
            if end - start <= found[-1].end - found[-1].start:
                continue
            found.pop()
        found.append(Seat(start, end, codes))
    return tuple(found)
