"""Decides which region each name means: its own type word first, then the enumeration, then the article."""

from __future__ import annotations

from itertools import pairwise

from nlp.mentions import Context, Layout
from nlp.regions.evidence import gather_evidence, weigh
from nlp.regions.lexicon import RegionLexicon
from nlp.regions.reading import Reading
from registry.registry import Registry

_CHAINED = ("comma", "and", "number")


def resolve(
    readings: list[Reading], layout: Layout, context: Context, lexicon: RegionLexicon, registry: Registry
) -> None:
    """Sets code, score and reason of every reading that can be decided; the others keep None."""
    for reading in readings:
        _by_type(reading)
    _by_enumeration(readings)
    _by_apposition(readings)
    evidence = gather_evidence(layout, context, readings, lexicon, registry)
    for reading in readings:
        if reading.code is None and reading.level is None:
            choice = weigh(reading, evidence, lexicon)
            if choice:
                reading.decide(*choice)


def _by_type(reading: Reading) -> None:
    senses = reading.of_level(reading.level) if reading.level else []
    if len(senses) == 1:
        reading.decide(senses[0], 0.99, f"{reading.around.kind} of a {reading.level} before it")
    elif len(reading.senses) == 1 and not senses:
        agrees = reading.level is None
        score = 0.85 if not agrees else 0.97 if reading.support else 0.93
        reading.decide(
            reading.senses[0],
            score,
            "the only region of this name" + ("" if agrees else "; the type before it disagrees"),
        )
    elif reading.level and not senses:
        reading.level = None


def _by_enumeration(readings: list[Reading]) -> None:
    """Carries the type of "Kabupaten Solok, Agam dan …" along, until another type comes."""
    for before, reading in pairwise(readings):
        if reading.link == "bracket" and reading.code is not None and reading.code == before.code:
            reading.level = reading.level or before.level
        if reading.level is not None or reading.link not in _CHAINED or before.level in (None, "provinsi"):
            continue
        if reading.link == "number" and before.around.kind == "word":
            continue
        senses = reading.of_level(before.level)
        if reading.code is None and _is_apposition(before, reading):
            continue
        if reading.code is None and len(senses) == 1:
            reading.decide(senses[0], 0.93, f"in an enumeration of {before.level} names")
        if senses or reading.code is not None:
            reading.level = before.level
            reading.support = True


def _is_apposition(before: Reading, reading: Reading) -> bool:
    """Says whether the reading may be the province of the region before it: "Kabupaten Sleman, Yogyakarta"."""
    if before.code is None or reading.link not in ("comma", "bracket", "beside"):
        return False
    return any(s.level == "provinsi" and s.code == before.code[:2] != before.code for s in reading.senses)


def _by_apposition(readings: list[Reading]) -> None:
    for before, reading in pairwise(readings):
        if reading.code is None and reading.level is None and _is_apposition(before, reading):
            sense = next(s for s in reading.senses if s.level == "provinsi")
            reading.decide(sense, 0.9, "the province of the region before it")
        elif before.code is None and before.level is None and reading.link in ("comma", "bracket") and reading.code:
            inside = [s for s in before.senses if s.code[:2] == reading.code and s.code != reading.code]
            if len(inside) == 1:
                before.decide(inside[0], 0.88, "the only one in the province after it")
