"""Finds numbers with a unit that stands for regions: "50 kabupaten/kota", "lima puluh daerah", "191 dari 514 kota"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nlp.figures.lexicon import Units, alternatives, load_figure_words
from nlp.keyed import NUMBER, KeyedPattern

Family = Literal["region", "province", "head", "place", "part", "rest", "peserta", "applying", "bare"]
_LARGEST = 999
# Counts from here on are of all provinces (33 to 38 over the years).
_ALL_PROVINCES = 30


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit at `[start, end)`.

    `peserta` counts participants and `applying` applicants, who may be people; `bare` is a number alone.
    `part` and `rest` borrow the unit of a neighbour ("191 dari 514 …", "bersama 47 lainnya").
    """

    start: int
    end: int
    count: int
    unit: str
    family: Family
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    counted: KeyedPattern
    part: KeyedPattern
    rest: KeyedPattern
    taking_part: KeyedPattern
    applying: KeyedPattern
    bare: KeyedPattern


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = load_figure_words()
    numerals, units = words.numerals, words.units
    word = alternatives([*numerals.units, *numerals.fixed, *numerals.scales])
    first = alternatives([*numerals.units, *numerals.fixed])
    number = rf"(?:\d{{1,3}}(?!\d|[.,]\d)|(?:{first})(?:[^\S\n]{{1,2}}(?:{word})){{0,5}}(?![^\W_]))"
    unit = _unit_pattern(units)
    between = rf"(?:(?:{alternatives(units.between)})\s{{1,2}}){{0,2}}?"
    total = r"(?:(?:total|sekitar|seluruh)\s)?"
    left = r"(?<![\w,/-])(?<!\d\.)"
    start = rf"{left}(?P<number>{number})"
    # "50 (lima puluh) kabupaten/kota", "lima puluh (50) kabupaten/kota"
    again = r"(?:\s?\((?:[^()\d\n]{3,40}|\d{1,3})\))?"
    other = rf"\s{{1,2}}(?:{alternatives(units.rest)})(?![^\W_])"
    following = rf"(?=\s?[.,;]|\s{{1,2}}(?:{alternatives(units.after_rest)})[\s.,;])"
    patterns = (
        rf"{start}{again}(?:\s?-?an)?(?:\s{{1,2}}|(?<=\d))(?P<between>{between})(?:{unit})(?![^\W_])",
        rf"{start}\s{{1,2}}(?:dari|di\s?antara)\s{{1,2}}{total}(?=\d|{first})",
        rf"{start}(?P<more>\s{{1,2}}lebih)?(?:{other}|{following})",
        *_loose_patterns(start, number, units),
    )
    keys = (NUMBER, "peserta", *numerals.units, *numerals.fixed)
    return _Patterns(*(KeyedPattern(pattern, keys) for pattern in patterns))


def _loose_patterns(start: str, number: str, units: Units) -> tuple[str, str, str]:
    """Numbers of participants, of applicants, and alone."""
    yearly, programme = alternatives(units.yearly), alternatives(units.of_the_programme)
    return (
        rf"{start}\s{{1,2}}(?P<unit>peserta)"
        rf"(?=\s{{1,2}}(?:{programme}|20[12]\d)(?![^\W_]))"
        rf"|(?<!\w)(?P<word>peserta)(?:\s{{1,2}}(?!orang)\w+){{0,3}}?\s{{1,2}}(?:{yearly})"
        rf"\s{{1,2}}(?P<later>{number})(?=\s?[.,;)])",
        rf"{start}\s{{1,2}}(?P<unit>{alternatives(units.applying)})(?![^\W_])",
        rf"{start}(?=\s?[.,;:)”\"]|\s{{1,2}}(?:{alternatives(units.after_bare)})(?![^\W_]))",
    )


def _unit_pattern(units: Units) -> str:
    """Any unit, with its kind as the group's name."""
    region = rf"(?:{alternatives(units.regions)})"
    glue = rf"\s{{0,2}}(?:{alternatives(units.glue)})?\s{{0,2}}"
    pair = rf"{region}(?:{glue}{region})?(?:\s{{1,2}}dan\s{{1,2}}provinsi)?"
    head = rf"(?P<head>(?:{alternatives(units.heads)})(?:\s{{1,2}}{pair})?)"
    place = rf"(?P<place>{alternatives(units.places)})"
    return rf"{head}|(?P<other>{alternatives(units.others)})|(?P<region>{pair})|{place}"


def parse_number(words: str) -> int | None:
    """The value of digits or Indonesian number words; None above 999 or for words that make no number.

    Example: "seratus empat puluh satu" is 141.
    """
    if words.isdigit():
        return int(words)
    numerals = load_figure_words().numerals
    total, pending = 0, 0
    for word in words.lower().split():
        if word in numerals.units and not pending:
            pending = numerals.units[word]
        elif word in numerals.fixed and not pending:
            total += numerals.fixed[word]
        elif word in numerals.scales and pending:
            scale = numerals.scales[word]
            total, pending = total + (pending * scale if scale else pending + 10), 0
        else:
            return None
    total += pending
    return total if 0 < total <= _LARGEST else None


def scan_counts(text: str) -> list[Count]:
    """All counts of regions in text order, whatever they are about; none overlap."""
    counted = list(_iter_counted(text))
    starts = {count.start for count in counted}
    parts = [
        count for count in _iter_parts(text, {count.start: count for count in counted}) if count.start not in starts
    ]
    weaker = [*_iter_bare(text), *_iter_rest(text, starts), *_iter_taking_part(text)]
    found = {count.start: count for count in [*weaker, *_iter_applying(text)]}
    found |= {count.start: count for count in [*parts, *counted]}
    return [found[start] for start in sorted(found)]


def _iter_counted(text: str) -> Iterator[Count]:
    for match in _patterns().counted.finditer(text):
        number = parse_number(match["number"])
        if number is None or _is_regency(match):
            continue
        unit = match["head"] or match["other"] or match["region"] or match["place"]
        family: Family = "head" if match["head"] else "place" if match["place"] else "region"
        if unit.lower() == "provinsi":
            family = "province"
            if number >= _ALL_PROVINCES:
                continue
        more = "lebih" in match["between"].lower()
        yield Count(match.start(), match.end(), number, re.sub(r"\s+", " ", unit), family, more)


def _is_regency(match: re.Match[str]) -> bool:
    """ "Lima Puluh Kota", in capitals throughout, is the regency in West Sumatra."""
    word = match["number"]
    return word.lower().replace(" ", "") == "limapuluh" and match["region"] == "Kota" and word.istitle()


def _iter_parts(text: str, counted: dict[int, Count]) -> Iterator[Count]:
    for match in _patterns().part.finditer(text):
        number, whole = parse_number(match["number"]), counted.get(match.end())
        if number is not None and whole is not None and 1 < number < whole.count:
            yield Count(match.start("number"), match.end("number"), number, whole.unit, "part")


def _iter_rest(text: str, taken: set[int]) -> Iterator[Count]:
    """Numbers whose unit was said before: "bersama 47 lainnya", "… yang menjalani baru 200 lebih."."""
    for match in _patterns().rest.finditer(text):
        number = parse_number(match["number"])
        if number is not None and match.start() not in taken:
            end = match.end("more") if match["more"] else match.end()
            yield Count(match.start(), end, number, "daerah", "rest", bool(match["more"]))


def _iter_bare(text: str) -> Iterator[Count]:
    """Numbers that nothing is said to be counted by: "dari 48 masih ada", "seluruhnya menjadi 75"."""
    for match in _patterns().bare.finditer(text):
        number = parse_number(match["number"])
        if number is not None:
            yield Count(match.start(), match.end(), number, "daerah", "bare")


def _iter_applying(text: str) -> Iterator[Count]:
    """ "Disaring dari 107 peminat"."""
    for match in _patterns().applying.finditer(text):
        number = parse_number(match["number"])
        if number is not None:
            yield Count(match.start(), match.end(), number, match["unit"], "applying")


def _iter_taking_part(text: str) -> Iterator[Count]:
    """ "49 peserta lain", "satu dari 50 peserta program", "peserta angkatan 2024 hanya 10"."""
    for match in _patterns().taking_part.finditer(text):
        group = "number" if match["number"] else "later"
        number = parse_number(match[group])
        if number is not None:
            end = match.end("unit") if match["unit"] else match.end(group)
            yield Count(match.start(group), end, number, "peserta", "peserta")
