"""Reads a sentence with the office grammar alone: a table of regions, no recogniser."""

from __future__ import annotations

from corpus.span import Span
from nlp.layout import parse_layout
from nlp.mentions import Context, OfficialMention, RegionMention
from nlp.officials.read import Officials, read_officials
from registry.registry import load_registry

REGIONS = {
    "Kabupaten Sijunjung": "13.03", "Sijunjung": "13.03", "Kota Pariaman": "13.77", "Pariaman": "13.77",
    "Agam": "13.06", "Sumbar": "13", "Sumatera Barat": "13", "Kabupaten Wajo": "73.13", "Wajo": "73.13",
    "Kota Palopo": "73.73", "Palopo": "73.73", "Sleman": "34.04", "Kota Bitung": "71.72", "Bitung": "71.72",
    "Lamongan": "35.24", "Jawa Timur": "35", "Jatim": "35", "Kabupaten Kudus": "33.19", "Kudus": "33.19",
    "Solok": "13.02", "Jakarta": "31", "Sulawesi Selatan": "73", "Kabupaten Barru": "73.11", "Barru": "73.11",
}  # fmt: skip


def regions_of(text: str) -> tuple[RegionMention, ...]:
    """Marks the table's names, longest first, so that the grammar is tested apart from the region component."""
    found: list[RegionMention] = []
    taken: set[int] = set()
    levels = load_registry().regions
    for name in sorted(REGIONS, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            typed = name.startswith("Kota ") and text[max(0, at - 5) : at] == "Wali "
            if not typed and not taken.intersection(range(at, at + len(name))):
                taken.update(range(at, at + len(name)))
                code = REGIONS[name]
                found.append(RegionMention(Span.of(text, at, at + len(name)), code, levels[code].level, 1.0, "test"))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda m: m.span.start))


def read(text: str) -> Officials:
    """Reads a text with the table's regions and without a recogniser: the grammar must stand alone."""
    return read_officials(text, parse_layout(text, Context()), regions_of(text), ())


def first(text: str) -> OfficialMention:
    """The first official of a text."""
    found = read(text).officials
    assert found, "no official found"
    return found[0]
