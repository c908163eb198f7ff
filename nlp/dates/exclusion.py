"""What looks like a date and is none: counts, times, money, document numbers, names of places, habits, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.dates.item import Item
from nlp.dates.lexicon import alternatives, load_date_words
from nlp.mentions import Layout

# How far a word list can reach to the left of a number, in code points.
_REACH = 28
_DECADE = re.compile(r"-?an\b")
_URL_PART = re.compile(r"(?:https?://|www\.)\S*$")
# A line that is only a date with its time is the page's, not the article's.
_CLOCK = r"(?:pukul|jam|pkl)?\.?\s*\d{1,2}[.:]\d\d(?:[.:]\d\d)?\s*(?:wib|wita|wit|am|pm)?"
_HEADER = re.compile(rf"[\W_]*(?:[^\W\d]+[\W_]*){{0,2}}[\W_]*(?:{_CLOCK})?[\W_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Judges:
    number_before: re.Pattern[str]
    number_after: re.Pattern[str]
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
        before(out["before_number"]), _after(out["after_number"]), before(words.cues["year"]), before(out["before_name"]),
        before(out["before_weekday"]), _after(out["after_weekday"], re.IGNORECASE), _after(out["after_week"], re.IGNORECASE),
    )  # fmt: skip


def is_kept_out(text: str, item: Item) -> bool:
    """Says whether the words around an item show that it is no calendar expression."""
    left, right = text[max(0, item.start - _REACH) : item.start], text[item.end : item.end + _REACH]
    if item.kind == "weekday":
        return _is_habit(text, item, left, right)
    if _URL_PART.search(text[max(0, item.start - 200) : item.start]):
        return True
    judges = _judges()
    if item.kind == "year":
        if _DECADE.match(right) or (judges.number_before.search(left) and not item.last_year):
            return not item.law
        return bool(judges.number_after.match(right)) and not judges.year_before.search(left)
    if judges.name_before.search(left):
        return True
    numbered = item.kind == "day" and text[item.start : item.end].replace("/", "").isdigit()
    return numbered and bool(judges.number_before.search(left))


def _is_habit(text: str, item: Item, left: str, right: str) -> bool:
    judges, word = _judges(), text[item.start : item.end]
    if judges.weekday_before.search(left) or judges.weekday_after.match(right):
        return True
    after_hari = left.lower().rstrip().endswith("hari")
    if word.lower() == "minggu":
        return not after_hari and (word.islower() or bool(judges.week_after.match(right)))
    return word.islower() and not after_hari


def header_ranges(text: str, items: Sequence[Item], layout: Layout) -> list[tuple[int, int]]:
    """Paragraphs that hold nothing but one date, a word or two and a time ("Berita | Kamis, 21/4/2022 10:15 WIB")."""
    found = []
    starts = iter(layout.paragraphs)
    current = next(starts, None)
    for item in items:
        while current is not None and current[1] <= item.start:
            current = next(starts, None)
        if current is None:
            break
        if item.kind == "day" and current[1] - current[0] < 80:
            rest = text[current[0] : item.start] + " " + text[item.end : current[1]]
            if "(" not in rest and _HEADER.fullmatch(rest):
                found.append(current)
    return found
