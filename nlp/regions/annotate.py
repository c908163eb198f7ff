"""Finds and resolves the regions of a text: candidates, surroundings, acceptance, decision, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.span import Span
from nlp.mentions import Context, Layout, RegionMention
from nlp.regions.acting import Acting
from nlp.regions.candidates import Candidate, Lines, find_candidates
from nlp.regions.gazetteer import Sense, load_gazetteer
from nlp.regions.lexicon import RegionLexicon, load_region_lexicon
from nlp.regions.misspelt import iter_misspelt
from nlp.regions.reading import LONGEST_LIST, Reading, link_readings
from nlp.regions.resolve import resolve
from nlp.regions.surroundings import Surroundings, read_surroundings
from registry.registry import Registry, load_registry

# Shorter acronyms mean too many other things.
_LEAST_ACRONYM = 3
_LOWER_BEFORE = re.compile(r"(?<![^\W_])[a-z]{3,}\s$")
_LOWER_AFTER = re.compile(r"\s[a-z]{2,}|[,.;:]")


def find_regions(layout: Layout, context: Context) -> tuple[RegionMention, ...]:
    """Names of kabupaten, kota and provinces in text order, each with its code, a score in [0, 1] and the reason.

    Names inside ignored stretches, outlets, streets, clubs and persons are left out, and so are names that a
    kabupaten and a kota share when nothing decides between them. Linear in the length of the text.
    """
    lexicon, registry = load_region_lexicon(), load_registry()
    lines = Lines(layout.text, layout.paragraphs)
    readings = list(_iter_readings(layout, lines, lexicon))
    link_readings(layout.text, readings)
    readings = _accept(readings, layout, lines)
    link_readings(layout.text, readings)
    resolve(readings, layout, context, lexicon, registry)
    return tuple(_iter_mentions(layout.text, readings, registry))


def _iter_readings(layout: Layout, lines: Lines, lexicon: RegionLexicon) -> Iterator[Reading]:
    trapped_end = -1
    for candidate in _candidates(layout.text, lexicon):
        if layout.is_ignored(candidate.start, candidate.end):
            continue
        around = read_surroundings(layout.text, lines.bounds(candidate.start), candidate, lexicon)
        joined = layout.text[trapped_end : candidate.start].strip(" ") in ("-", "–") and trapped_end > 0
        if around.part is not None or (joined and around.kind is None):
            trapped_end = candidate.end if around.part != "a part of the region" else -1
            continue
        senses = tuple(_usable(layout.text, candidate, around))
        if senses:
            dateline = layout.dateline is not None and layout.dateline[0] <= candidate.start < layout.dateline[1]
            level = around.level if around.kind in ("word", "office") else None
            yield Reading(candidate, around, senses, level, around.support or dateline, both=around.kind == "both")


def _candidates(text: str, lexicon: RegionLexicon) -> list[Candidate]:
    found, covered = find_candidates(text, load_gazetteer(), lexicon.jammed_words)
    return sorted([*found, *iter_misspelt(text, covered, load_gazetteer())], key=lambda c: c.start)


def _usable(text: str, candidate: Candidate, around: Surroundings) -> Iterator[Sense]:
    """The senses that the letters of the name allow."""
    name = text[candidate.start : candidate.end]
    for sense in candidate.senses:
        if candidate.lower:
            plain = sense.kind in ("guarded", "strict")
            fits = sense.kind not in ("weak", "typed") and (not plain or around.level == "kabupaten")
            if around.kind == "word" and fits:
                yield sense
        elif candidate.acronym and not name.isupper():
            if around.support and around.kind != "open":
                yield sense
        else:
            yield sense


def _accept(readings: list[Reading], layout: Layout, lines: Lines) -> list[Reading]:
    """Drops names that need support and have none, in two rounds: the article may lend it."""
    sure: set[str] = set()
    for reading in readings:
        reading.senses = tuple(s for s in reading.senses if reading.support or _stands_alone(s, reading, layout, lines))
        if reading.senses and (reading.support or reading.senses[0].kind == "name"):
            sure.update(sense.code for sense in reading.senses if reading.level in (None, sense.level))
    provinces = {code[:2] for code in sure}
    for reading in readings:
        if not reading.senses and _is_of_the_same_province(reading, provinces, layout, lines):
            reading.senses = tuple(s for s in reading.candidate.senses if s.code[:2] in provinces and s.kind != "typed")
            sure.update(sense.code for sense in reading.senses)
    acting = Acting(layout, lines, load_region_lexicon(), readings)
    for reading in readings:
        if not reading.senses:
            reading.senses = acting.senses(reading)
            sure.update(sense.code for sense in reading.senses)
    accepted = []
    for reading, following in zip(readings, [*readings[1:], None], strict=False):
        if not reading.senses:
            lent = _is_in_province(reading, following)
            reading.senses = tuple(s for s in reading.candidate.senses if lent or _is_lent(s, reading, sure))
        elif not reading.support and _is_elsewhere(reading, following):
            continue
        if reading.senses:
            accepted.append(reading)
    return accepted


def _is_of_the_same_province(reading: Reading, provinces: set[str], layout: Layout, lines: Lines) -> bool:
    """Says whether an acronym, or a name that is a word too, is a neighbour of the article's sure regions.

    A word ("guru Palu mengajar") must stand between words without capitals, where capitals mean something.
    """
    candidate, text = reading.candidate, layout.text
    if candidate.lower or not any(sense.code[:2] in provinces for sense in candidate.senses):
        return False
    if all(sense.kind == "weak" for sense in candidate.senses):
        return (
            candidate.acronym
            and len(candidate.key) >= _LEAST_ACRONYM
            and text[candidate.start : candidate.end].isupper()
        )
    guarded = all(sense.kind == "guarded" for sense in candidate.senses)
    plain = _LOWER_BEFORE.search(text, max(0, candidate.start - 24), candidate.start)
    return bool(guarded and plain and _LOWER_AFTER.match(text, candidate.end) and lines.is_plain(candidate.start))


def _is_lent(sense: Sense, reading: Reading, sure: set[str]) -> bool:
    """Says whether the article's sure names make this one a region."""
    if reading.candidate.lower or sense.kind == "typed":
        return False
    return sense.code in sure or (sense.kind in ("guarded", "strict", "weak") and _is_enumerated(reading, sure))


def _is_enumerated(reading: Reading, sure: set[str]) -> bool:
    """Says whether it stands among other regions; "Puncak, Kabupaten Bogor" is a place and its regency, no list."""
    others = [other for other in reading.neighbours[:LONGEST_LIST] if other is not reading]
    named = sum(any(sense.kind in ("name", "short") for sense in other.senses) for other in others)
    joined = any(other.link == "and" for other in reading.neighbours[:LONGEST_LIST])
    shown = any(other.support or any(sense.code in sure for sense in other.senses) for other in others)
    return named >= 2 or (shown and (joined or len(others) >= 2))


def _is_elsewhere(reading: Reading, following: Reading | None) -> bool:
    """Says whether a guarded name is a place in a region of another province: "Kuningan, Jakarta Selatan"."""
    if following is None or following.link != "comma" or len(reading.neighbours) != 2:
        return False
    if any(sense.kind in ("name", "short") for sense in reading.senses):
        return False
    own = {sense.code[:2] for sense in reading.senses}
    return all(sense.code[:2] not in own for sense in following.candidate.senses)


def _is_in_province(reading: Reading, following: Reading | None) -> bool:
    """Says whether the province of one of its senses follows: "Banjar, Jawa Barat"."""
    if following is None or following.link not in ("comma", "bracket") or following.candidate.lower:
        return False
    provinces = {sense.code for sense in following.candidate.senses if sense.level == "provinsi"}
    return any(sense.code[:2] in provinces and sense.kind != "typed" for sense in reading.candidate.senses)


def _stands_alone(sense: Sense, reading: Reading, layout: Layout, lines: Lines) -> bool:
    """Says whether a name without an office or a type word is a region all the same."""
    if sense.kind in ("name", "short"):
        return True
    if sense.kind != "guarded":
        return False
    text, end = layout.text, reading.candidate.end
    next_capital = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    around = reading.around
    placed = around.locative or (around.preposition and lines.is_plain(reading.candidate.start))
    return placed and not next_capital


def _iter_mentions(text: str, readings: Iterable[Reading], registry: Registry) -> Iterator[RegionMention]:
    for reading in readings:
        end = reading.candidate.end
        if reading.both:
            for sense in reading.senses:
                if sense.level != "provinsi":
                    yield RegionMention(
                        Span.of(text, reading.start, end), sense.code, sense.level, 0.9, "both types before it"
                    )
        elif reading.code is not None:
            level = registry.regions[reading.code].level
            span = Span.of(text, reading.start, end)
            yield RegionMention(span, reading.code, level, reading.score, reading.reason)
