"""What looks like a date and is none: counts, times, money, document numbers, place names, habits, page headers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.dates.item import Item
from nlp.dates.lexicon import alternatives, load_date_words
from nlp.mentions import Layout

# How far a word list can reach to the left of a number, in code points.
_REACH = 28
# A longer paragraph is text.
_LONGEST_HEADER = 80
_LONGEST_URL = 200
# Numbers below are counts unless a word says that they are years.
_FIRST_BARE_YEAR = 1900
_DECADE = re.compile(r"-?an\b")
# A line that is only a date with its time is the page's, not the article's.
_CLOCK = r"(?:(?:pukul|jam|pkl)\.?\s*)?\d{1,2}[.:]\d\d(?:[.:]\d\d)?\s*(?:wib|wita|wit|am|pm)?"


@dataclass(frozen=True, slots=True)
class _Judges:
    number_before: re.Pattern[str]
    number_after: re.Pattern[str]
    symbol_after: re.Pattern[str]
    year_before: re.Pattern[str]
    name_before: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekday_after: re.Pattern[str]
    week_after: re.Pattern[str]


def before(words: Sequence[str]) -> re.Pattern[str]:
    """Matches at the end of a stretch that closes with one of the words."""
    return re.compile(rf"(?<![^\W_])(?:{alternatives(words)})[\s:.]{{0,3}}$", re.IGNORECASE)


def _after(words: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{0,2}}(?:{alternatives(words)})(?![^\W_])", flags)


@lru_cache(maxsize=1)
def _judges() -> _Judges:
    words = load_date_words()
    out = words.kept_out
    return _Judges(
        before(out["before_number"]), _after(out["after_number"]), _after(out["symbol_after"], re.IGNORECASE),
        before(words.cues["year"]), before(out["before_name"]), before(out["before_weekday"]),
        _after(out["after_weekday"], re.IGNORECASE), _after(out["after_week"], re.IGNORECASE),
    )  # fmt: skip


def is_kept_out(text: str, item: Item) -> bool:
    """Says whether the words around an item show that it is no calendar expression."""
    left, right = text[max(0, item.start - _REACH) : item.start], text[item.end : item.end + _REACH]
    if item.kind == "weekday":
        return _is_habit(text, item, left, right)
    if _is_in_url(text, item.start):
        return True
    judges = _judges()
    if item.kind == "year":
        if _DECADE.match(right) or (judges.number_before.search(left) and not item.last_year):
            return not item.law
        if (item.year or 0) < _FIRST_BARE_YEAR and not judges.year_before.search(left):
            return True
        counted = judges.number_after.match(right) or judges.symbol_after.match(right)
        if (item.year or 0) < _FIRST_BARE_YEAR:
            return bool(counted)
        return bool(counted) and not judges.year_before.search(left)
    if not item.weekdays and _is_named_after(left):
        return True
    numbered = item.kind == "day" and text[item.start : item.end].replace("/", "").isdigit()
    return numbered and bool(judges.number_before.search(left))


def _is_named_after(left: str) -> bool:
    """Says whether a day or month is a place's name ("Lapangan 17 Agustus", not "kunjungan lapangan 7 Oktober")."""
    named = _judges().name_before.search(left)
    if named is None:
        return False
    words = left[: named.start()].lower().split()
    return not words or words[-1] not in load_date_words().kept_out["field_work"]


def _is_in_url(text: str, start: int) -> bool:
    if start == 0 or text[start - 1].isspace() or text[start - 1] == "(":
        return False
    word = text[max(0, start - _LONGEST_URL) : start].split()[-1:]
    return bool(word) and ("://" in word[0] or word[0].lower().startswith("www."))


def _is_habit(text: str, item: Item, left: str, right: str) -> bool:
    judges, word = _judges(), text[item.start : item.end]
    if judges.weekday_before.search(left) or judges.weekday_after.match(right):
        return True
    after_hari = left.lower().rstrip().endswith("hari")
    if word.lower() == "minggu":
        return not after_hari and (word.islower() or bool(judges.week_after.match(right)))
    return word.islower() and not after_hari


@lru_cache(maxsize=1)
def _header() -> re.Pattern[str]:
    words = alternatives(load_date_words().kept_out["header"])
    return re.compile(rf"[\W_]*(?:(?:{words})[\W_]+){{0,4}}(?:{_CLOCK})?[\W_]*", re.IGNORECASE)


def header_ranges(text: str, items: Sequence[Item], layout: Layout) -> list[tuple[int, int]]:
    """Paragraphs with nothing but a date, a word of the page and a time ("Berita | Kamis, 21/4/2022 10:15 WIB")."""
    found = []
    starts = [start for start, _ in layout.paragraphs]
    for item in items:
        at = bisect_right(starts, item.start) - 1
        if item.kind != "day" or at < 0 or len(starts) == 1:
            continue
        start, end = layout.paragraphs[at]
        if end - start < _LONGEST_HEADER and _header().fullmatch(text[start : item.start] + " " + text[item.end : end]):
            found.append((start, end))
    return found
