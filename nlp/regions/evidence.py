"""What the whole article says about names that a kabupaten, a kota or a province share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from nlp.keyed import KeyedPattern
from nlp.mentions import Context, Layout
from nlp.regions.gazetteer import Sense, squeeze
from nlp.regions.lexicon import RegionLexicon
from nlp.regions.reading import LONGEST_LIST, Reading
from registry.registry import Registry


def _titles(*words: str) -> KeyedPattern:
    return KeyedPattern(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", words)


_KABUPATEN = _titles("bupati", "wabup", "pemkab", "sekdakab", "setdakab")
_KOTA = _titles(
    r"wali\skota", "walikota", "wawali", "wako", "wawako", "pemkot", "pemko", "setdako", "sekdako", "sekdakot"
)
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_PROGRAMME = re.compile(
    r"gerakan menuju|100 smart\s?city|kemen\w{0,12} kom|ke?men?kom|menkom|komdigi|aptika|kominfo ri", re.IGNORECASE
)
_TOPIC = re.compile(r"smart\s?city|kota cerdas|kota pintar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts of one article. `decided`: supported readings by code; `provinces`: by province code."""

    decided: Counter[str]
    provinces: Counter[str]
    kabupaten_titles: int
    kota_titles: int
    slugs: str
    seats: frozenset[str]
    cohort_members: frozenset[str]
    on_programme: bool
    dateline_key: str | None
    main_key: str | None


def gather_evidence(
    layout: Layout, context: Context, readings: list[Reading], lexicon: RegionLexicon, registry: Registry
) -> Evidence:
    """Reads the article once; linear in its length."""
    text = layout.text
    starts = {reading.candidate.start for reading in readings}
    decided = Counter(r.code for r in readings if r.code is not None)
    provinces = Counter(code[:2] for code in decided.elements())
    keys = Counter(r.candidate.key for r in readings)
    title_keys = [r.candidate.key for r in readings if layout.title and layout.title[0] <= r.start < layout.title[1]]
    dateline = [
        r.candidate.key for r in readings if layout.dateline and layout.dateline[0] <= r.start < layout.dateline[1]
    ]
    open_codes = {sense.code for r in readings if r.code is None for sense in r.senses}
    return Evidence(
        decided, provinces, _loose(_KABUPATEN, text, starts), _loose(_KOTA, text, starts),
        squeeze("|".join([context.outlet or "", context.url or "", *(text[a:b] for a, b in layout.ignored)]))[0],
        frozenset(_seats(text, open_codes, lexicon)), _members(text, context, open_codes, registry),
        _PROGRAMME.search(text) is not None,
        dateline[0] if dateline else None,
        title_keys[0] if title_keys else max(keys, key=lambda k: keys[k]) if keys else None,
    )  # fmt: skip


def _loose(pattern: KeyedPattern, text: str, starts: set[int]) -> int:
    """Titles and offices that no region's name follows."""
    return sum(not any(match.end() + gap in starts for gap in (1, 2, 3)) for match in pattern.finditer(text))


def _seats(text: str, codes: set[str], lexicon: RegionLexicon) -> set[str]:
    found = set()
    for code in codes:
        row = lexicon.by_code.get(code)
        if row and row.seats:
            names = "|".join(re.escape(seat) for name in row.seats for seat in (name, name.upper()))
            if re.search(rf"(?<!\w)(?:{names})(?!\w)", text):
                found.add(code)
    return found


def _members(text: str, context: Context, codes: set[str], registry: Registry) -> frozenset[str]:
    """Codes that are members of a cohort whose year the article names or was published in."""
    if not codes or not _TOPIC.search(text):
        return frozenset()
    years = {int(year) for year in _YEAR.findall(text)}
    if context.published:
        years.add(context.published.year)
    return frozenset(code for code in codes if any(registry.membership(year, code) for year in years))


def weigh(reading: Reading, evidence: Evidence, lexicon: RegionLexicon) -> tuple[Sense, float, str] | None:
    """Picks the sense of a bare shared name by the first rule that speaks, or None when the article leaves it open."""
    senses, key = reading.senses, reading.candidate.key
    return (
        _one(senses, lambda s: evidence.decided[s.code] > 0, 0.92, "the article names only this one with its type")
        or _one(senses, lambda s: _has_slug(key, s, evidence), 0.85, "the outlet's or site's name")
        or _by_neighbours(reading, lexicon)
        or _one(senses, lambda s: s.level == reading.around.level, 0.75, "the body before it has that level")
        or _one(senses, lambda s: s.code in evidence.seats, 0.85, "the article names this regency's seat")
        or _by_titles(reading, evidence)
        or _by_count(senses, evidence)
        or _by_province(senses, evidence)
        or _one(
            senses,
            lambda s: (
                s.code in evidence.cohort_members and (evidence.on_programme or not _has_default(senses, lexicon))
            ),
            0.65,
            "only this one is a member of the article's cohort",
        )
        or _one(
            senses,
            lambda s: s.code in lexicon.by_code and lexicon.by_code[s.code].default,
            0.6,
            "the plain reading of the name",
        )
        or _one(senses, lambda s: s.level == "provinsi", 0.55, "the province, as nothing points to the city")
    )


# What stands against a region's name in the addresses and outlets of its government, after and before the name.
_SLUGS = {
    "kabupaten": (("kab",), ("kab", "pemkab", "kabupaten")),
    "kota": (("kota",), ("pemkot", "pemko", "kota")),
    "provinsi": (("prov",), ("pemprov", "provinsi")),
}


def _has_slug(key: str, sense: Sense, evidence: Evidence) -> bool:
    after, before = _SLUGS[sense.level]
    return any(key + word in evidence.slugs for word in after) or any(word + key in evidence.slugs for word in before)


def _one(
    senses: tuple[Sense, ...], test: Callable[[Sense], bool], score: float, reason: str
) -> tuple[Sense, float, str] | None:
    passing = [sense for sense in senses if test(sense)]
    return (passing[0], score, reason) if len(passing) == 1 else None


def _by_neighbours(reading: Reading, lexicon: RegionLexicon) -> tuple[Sense, float, str] | None:
    """An enumeration of cities only, or of regencies only, gives its type to a bare member; a big city stays one."""
    others = [
        r
        for r in reading.neighbours[:LONGEST_LIST]
        if r is not reading and len(r.senses) == 1 and r.senses[0].level != "provinsi"
    ]
    levels = {r.senses[0].level for r in others}
    big = any(_is_default(sense, lexicon) for sense in reading.senses)
    if len(others) >= 2 and len(levels) == 1 and (levels == {"kota"} or not big):
        return _one(reading.senses, lambda s: s.level in levels, 0.75, "an enumeration of one type")
    return None


def _has_default(senses: tuple[Sense, ...], lexicon: RegionLexicon) -> bool:
    return any(_is_default(sense, lexicon) for sense in senses)


def _is_default(sense: Sense, lexicon: RegionLexicon) -> bool:
    row = lexicon.by_code.get(sense.code)
    return row is not None and row.default


def _by_titles(reading: Reading, evidence: Evidence) -> tuple[Sense, float, str] | None:
    """Titles without a region's name belong to the main region of the article."""
    if reading.candidate.key not in (evidence.main_key, evidence.dateline_key):
        return None
    if (evidence.kabupaten_titles > 0) == (evidence.kota_titles > 0):
        return None
    level = "kabupaten" if evidence.kabupaten_titles else "kota"
    return _one(reading.senses, lambda s: s.level == level, 0.8, f"the article's titles are those of a {level}")


def _by_count(senses: tuple[Sense, ...], evidence: Evidence) -> tuple[Sense, float, str] | None:
    counts = sorted(((evidence.decided[s.code], s) for s in senses), key=lambda pair: -pair[0])
    if counts[0][0] > 0:
        return counts[0][1], 0.75, "the article names this one most often with its type"
    return None


def _by_province(senses: tuple[Sense, ...], evidence: Evidence) -> tuple[Sense, float, str] | None:
    if len({sense.code[:2] for sense in senses}) == 1:
        return None
    return _one(senses, lambda s: evidence.provinces[s.code[:2]] > 0, 0.8, "its province is in the article")
