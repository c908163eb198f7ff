"""How much each region of a text weighs when an office names none, and whose government the text speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nlp.mentions import RegionMention
from nlp.officials.lexicon import offices
from nlp.officials.page import Page
from nlp.officials.title import Title
from nlp.regions.seats import find_seats

LEVEL_OF_ROLE: dict[str, str] = {
    "gubernur": "provinsi", "wakil_gubernur": "provinsi", "bupati": "kabupaten", "wakil_bupati": "kabupaten",
    "wali_kota": "kota", "wakil_wali_kota": "kota",
}  # fmt: skip
TITLE_WEIGHT = 2.0
_HEADLINE_WEIGHT = 3.0
_GOVERNMENT_WEIGHT = 1.5
_DATELINE_WEIGHT = 2.0
# Jakarta is where meetings are held: its mentions say little about whose news this is.
_VENUE_CODE = "31"
_VENUE_WEIGHT = 0.2


def weigh_regions(page: Page, titles: Sequence[Title], regions: Sequence[RegionMention]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    dateline = page.layout.dateline or (0, 0)
    titled = {r.span.start for t in titles if t.role is not None for r in t.regions}
    for region in regions:
        at = page.index_at(region.span.start)
        if at >= len(page.tokens) or page.ignored[at]:
            continue
        weight = 1.0
        if page.layout.title and page.layout.title[0] <= region.span.start < page.layout.title[1]:
            weight *= _HEADLINE_WEIGHT
        elif dateline[0] <= region.span.start < dateline[1]:
            weight *= _DATELINE_WEIGHT
        if region.span.start in titled:
            weight *= TITLE_WEIGHT
        elif at and page.lowered[at - 1] in offices()["government"]:
            weight *= _GOVERNMENT_WEIGHT
        if region.code.partition(".")[0] == _VENUE_CODE and region.span.start not in titled:
            weight *= _VENUE_WEIGHT
        weights[region.code] += weight
    for start, code in seat_codes(page, regions).items():
        weights[code] += _DATELINE_WEIGHT if dateline[0] <= start < dateline[1] else 1.0
        if page.layout.title and page.layout.title[0] <= start < page.layout.title[1]:
            weights[code] += _HEADLINE_WEIGHT - 1.0
    return weights


def seat_codes(page: Page, regions: Sequence[RegionMention]) -> dict[int, str]:
    """Where the text names the seat of just one of its kabupaten, and that kabupaten."""
    named = {region.code for region in regions}
    found: dict[int, str] = {}
    for seat in find_seats(page.text):
        codes = [code for code in seat.codes if code in named]
        if len(codes) == 1 and not page.layout.is_ignored(seat.start, seat.end):
            found[seat.start] = codes[0]
    return found


def is_provincial(page: Page, titles: Sequence[Title]) -> bool:
    """Says whether the only government that the text speaks of is a province's."""
    roles = {title.role for title in titles}
    if any(LEVEL_OF_ROLE.get(role or "") in ("kabupaten", "kota") for role in roles):
        return False
    words = set(page.lowered)
    return words.isdisjoint(offices()["local_words"]) and not words.isdisjoint(offices()["province_words"])
