"""The counts of regions worth judging: those of other things are left out, those without a unit borrow one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nlp.figures.count import Count, scan_counts
from nlp.figures.dating import Calendar
from nlp.figures.kind import NATIONAL
from nlp.figures.lexicon import alternatives, load_figure_words, word_pattern
from nlp.mentions import Layout, RegionMention
from registry.registry import load_registry

# Where a word before a count that rules it out is looked for, in code points.
_LEFT_REACH = 44
# Where the word before a bare number is looked for, and how far "dari jumlah itu" points back, in code points.
_REST_REACH = 24
_BACK_REACH = 120
# How near behind a number the year of its cohort stands, in code points, and how many years are looked at.
_YEAR_REACH = 16
_MARKS = 4
_LONGEST_SENTENCE = 500
_MANY_PLACES = 20
# No province has more kabupaten and kota (Jawa Timur).
_LARGEST_PROVINCE = 38
# Mentions of a province and its regions, and their share of all, from which an article plays there.
_LEAST_NAMED = 4
_HOME_SHARE = 0.6

# "urutan 103 dari 142 kota"
_RANKED = re.compile(
    r"\b(?:peringkat|urutan|posisi|ranking|rangking)\s(?:ke-?\s?)?\d+\s(?:dari|di antara)\s$", re.IGNORECASE
)
# "12 daerah di Jawa Timur", and "Untuk Jawa Timur sendiri ada 12 daerah".
_WITHIN = re.compile(r"\s*(?:lainnya|lain)?\s*(?:di|se-?|dari|asal|wilayah)\s*(?:provinsi|wilayah)?\s*", re.IGNORECASE)
_THIS_PROVINCE = re.compile(r"\bprovinsi\s(?:ini|itu|tersebut|kita|kami)", re.IGNORECASE)
_OPENING = re.compile(r"[\s\"“]*(?:untuk|di|dari|khusus|khusus di|se)[\s-]*(?:provinsi|wilayah)?\s*", re.IGNORECASE)
# "Dari 88 yang mendaftar, 50 terpilih".
_TAKEN = re.compile(r",\s$")
_DRAWN = re.compile(r"\bdari(?:\s(?:sekitar|total|sebanyak))?\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    before: re.Pattern[str]
    breakdown: re.Pattern[str]
    name_after: re.Pattern[str]
    local: re.Pattern[str]
    contest: re.Pattern[str]
    rest: re.Pattern[str]
    share: re.Pattern[str]
    regional: re.Pattern[str]
    outcome: re.Pattern[str]
    compared: re.Pattern[str]
    intake: re.Pattern[str]


@lru_cache(maxsize=1)
def _surroundings() -> _Surroundings:
    words = load_figure_words()
    out = words.kept_out
    return _Surroundings(
        before=re.compile(rf"(?<![^\W_])(?:{alternatives(out.before)})[\s.:]{{0,2}}$", re.IGNORECASE),
        breakdown=re.compile(rf"(?<![^\W_])(?:{alternatives(out.breakdown)})[^.;\n]{{0,24}}$", re.IGNORECASE),
        name_after=re.compile(rf"\s{{1,2}}(?:{alternatives(out.name_after)})(?![^\W_])", re.IGNORECASE),
        local=re.compile(rf"\s{{0,2}}(?:{alternatives(out.local)})(?![^\W_])", re.IGNORECASE),
        contest=word_pattern(words.kinds.contest),
        rest=re.compile(rf"(?<![^\W_])(?:{alternatives(words.units.before_rest)}),?\s{{1,2}}$", re.IGNORECASE),
        share=re.compile(rf"(?:\s{{1,2}}(?:{alternatives(out.shares)})){{1,4}}\s{{1,2}}", re.IGNORECASE),
        regional=word_pattern(words.units.of_regions),
        outcome=re.compile(rf"(?<![^\W_])(?:{alternatives(words.units.outcome)})\s{{1,2}}$", re.IGNORECASE),
        compared=word_pattern(words.units.compared),
        intake=re.compile(rf"\s(?:peserta\s)?(?:{alternatives(words.years.intakes)})\s", re.IGNORECASE),
    )


def find_candidates(text: str, layout: Layout, regions: Sequence[RegionMention], calendar: Calendar) -> list[Count]:
    """Counts that no word beside them gives to something else, each with a unit, in text order."""
    whole = _province_size(regions, calendar)
    counts = [c for c in scan_counts(text) if c.count != whole and _is_kept(text, layout, regions, c)]
    return _borrowed(text, layout, counts, calendar)


def _province_size(regions: Sequence[RegionMention], calendar: Calendar) -> int:
    """The number of kabupaten and kota of the province that an article plays in: "undangan ke 13 kabupaten/kota".

    0 when the article plays in none, or when a cohort of the programme is as large.
    """
    provinces = Counter(mention.code[:2] for mention in regions)
    for province, times in provinces.most_common(1):
        size = _sizes_of_provinces()[province]
        known = size in calendar.sizes.values() or size in calendar.totals.values()
        if times >= _LEAST_NAMED and times >= _HOME_SHARE * len(regions) and not known:
            return size
    return 0


@lru_cache(maxsize=1)
def _sizes_of_provinces() -> Counter[str]:
    return Counter(code[:2] for code in load_registry().regions if "." in code)


def sentence_of(layout: Layout, count: Count) -> tuple[int, int]:
    """The sentence of a count, cut where it runs on for too long to matter."""
    start, end = _sentence(layout, count.start)
    return max(start, count.start - _LONGEST_SENTENCE), min(end, count.end + _LONGEST_SENTENCE)


def _is_kept(text: str, layout: Layout, regions: Sequence[RegionMention], count: Count) -> bool:
    around = _surroundings()
    left = text[max(0, count.start - _LEFT_REACH) : count.start]
    if around.breakdown.search(left) and count.unit.lower() in ("kabupaten", "kota"):
        return False
    if (
        count.count < 2
        or _is_of_another(text, count, left)
        or _RANKED.search(left)
        or _is_region_name(layout, regions, count)
    ):
        return False
    right = text[count.end : count.end + 24]
    if (count.count == 100 and around.name_after.match(right)) or around.local.match(right):
        return False
    if count.family == "place":
        near = text[max(0, count.start - _LEFT_REACH) : count.end + _LEFT_REACH]
        seats = count.count >= _MANY_PLACES or count.unit.lower() != "besar"  # the ten best are no cohort
        return seats and bool(around.contest.search(near))
    return not layout.is_ignored(count.start, count.end)


def _is_of_another(text: str, count: Count, left: str) -> bool:
    """Whether the word before a count gives it to something else; guests who are an intake are its members."""
    word = _surroundings().before.search(left)
    if word is None:
        return False
    return "hadir" not in word[0].lower() or _surroundings().intake.match(text, count.end) is None


def _is_region_name(layout: Layout, regions: Sequence[RegionMention], count: Count) -> bool:
    """Whether a region's name holds the number ("50 Kota"), or a province follows that bounds the count."""
    if layout.dateline and layout.dateline[0] <= count.start < layout.dateline[1]:
        return True
    at = bisect_right(regions, count.start, key=lambda mention: mention.span.start)
    if at and regions[at - 1].span.end > count.start:
        return True
    if count.count > _LARGEST_PROVINCE:
        return False
    left = layout.text[max(0, count.start - _LEFT_REACH) : count.start]
    here = _THIS_PROVINCE.search(left)
    if here is not None and _surroundings().share.fullmatch(left, here.end()):
        return True
    after = regions[at] if at < len(regions) else None
    if after and after.level == "provinsi" and _WITHIN.fullmatch(layout.text, count.end, after.span.start):
        return True
    before = regions[at - 1] if at else None
    if before is None or before.level != "provinsi":
        return False
    if _surroundings().share.fullmatch(layout.text, before.span.end, count.start):
        return True
    return bool(_OPENING.fullmatch(layout.text, _sentence(layout, count.start)[0], before.span.start))


def _sentence(layout: Layout, position: int) -> tuple[int, int]:
    at = bisect_right(layout.sentences, position, key=lambda sentence: sentence[0]) - 1
    return layout.sentences[at] if at >= 0 else (0, len(layout.text))


def _borrowed(text: str, layout: Layout, counts: Sequence[Count], calendar: Calendar) -> list[Count]:
    """Keeps a number without a unit only where regions are counted beside it, or where their number is known."""
    kept: list[Count] = []
    for at, count in enumerate(counts):
        if count.family == "applying":
            if _speaks_of_regions(text, layout, count):
                kept.append(count)
            continue
        earlier = kept[-1] if kept else None
        if count.family in ("bare", "rest") and _is_known_number(text, layout, count, earlier, calendar):
            kept.append(replace(count, family="rest"))
            continue
        if count.family == "bare":
            continue
        if count.family != "rest":
            kept.append(count)
            continue
        following = counts[at + 1] if at + 1 < len(counts) else None
        lender = _lender(text, layout, count, earlier, following)
        if lender is not None:
            kept.append(replace(count, unit=lender.unit))
    return kept


def _speaks_of_regions(text: str, layout: Layout, count: Count) -> bool:
    """Whether the sentence speaks of regions before or behind those who apply: "daerah disaring dari 107 peminat"."""
    return bool(_surroundings().regional.search(text, *sentence_of(layout, count)))


def _is_known_number(text: str, layout: Layout, count: Count, earlier: Count | None, calendar: Calendar) -> bool:
    """Whether a number alone is one of the programme's: the size of the cohort whose year stands beside it, the whole
    country or a running total behind a count of regions, or what a count of regions is compared with.
    """
    around, (start, _) = _surroundings(), _sentence(layout, count.start)
    left = text[max(start, count.start - _LEFT_REACH) : count.start]
    told = earlier is not None and count.start - earlier.end <= _BACK_REACH
    at = bisect_left(calendar.marks, max(start, count.start - _LEFT_REACH), key=lambda mark: mark.start)
    for mark in calendar.marks[at : at + _MARKS]:
        near = mark.start - count.end < _YEAR_REACH if mark.start > count.start else mark.end <= count.start
        known = calendar.sizes.get(mark.year), calendar.totals.get(mark.year)
        if near and not mark.full and count.count in known:
            return told or _speaks_of_regions(text, layout, count)
    if earlier is None or not told:
        return False
    if count.count in NATIONAL or (count.count in calendar.totals.values() and around.outcome.search(left)):
        return earlier.start >= start
    if around.compared.search(left):
        return earlier.start >= start
    current = calendar.sizes.get(calendar.coming or calendar.current or 0)
    return count.count == current and bool(around.rest.search(left))


def _lender(text: str, layout: Layout, count: Count, earlier: Count | None, following: Count | None) -> Count | None:
    """The count whose unit a bare number has: one before it in the sentence, or just before it ("dari jumlah itu").

    The unit may come last: "2017 sebanyak 25, 2018 sebanyak 50 daerah", "dari 65 yang melamar, 25 daerah dipilih".
    """
    start, end = _sentence(layout, count.start)
    inside = earlier is not None and earlier.start >= start
    if not inside and following is not None and following.start < end and following.count < count.count:
        before = text[max(0, count.start - _REST_REACH) : count.start]
        if _DRAWN.search(before):
            return following
    if earlier is None:
        return None
    left = text[max(0, count.start - _REST_REACH) : count.start]
    cue = _surroundings().rest.search(left)
    if cue is None:
        before = text[max(0, earlier.start - _REST_REACH) : earlier.start]
        drawn = _TAKEN.search(left) and _DRAWN.search(before) and count.count < earlier.count
        return earlier if inside and (drawn or "antara" in text[count.start : count.end].lower()) else None
    back = cue[0].lower().startswith("jumlah") and count.start - earlier.end < _BACK_REACH
    return earlier if inside or back else None
