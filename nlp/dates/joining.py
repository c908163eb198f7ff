"""Joins pieces: weekdays to their dates, relative words to days and months, days to ranges and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from nlp.dates.exclusion import before
from nlp.dates.item import RELATIONS, Item
from nlp.dates.lexicon import alternatives, load_date_words
from nlp.dates.pattern import date_patterns

Link = Literal["span", "and", "comma"]
# The longest stretch between a weekday and its date, and between two linked dates, in code points.
_REACH = 40


# "(3/4)" may be a fraction or a page; "(3/6)" hardly is.
_FEWEST_PARTS = 6
# Months that no person is called after; "Mei", "Juni" or "April" may be somebody.
_NO_NAMES = frozenset({1, 2, 8, 9, 10, 11, 12})
_PLAIN_LEFT = re.compile(r"(?:^|(?<!\w)(?:[a-z]\w*|[IVX]+)[^\w]{1,2}|[.:;!?\n][^\w]{0,2})$")
# "diteken Mei", "berlangsung Juni": after a verb such a word is the month all the same.
_VERB_LEFT = re.compile(r"(?<!\w)(?:di|ter|ber|me)[a-z]{3,16}[^\S\n]$")
_ENDS = re.compile(r"[.;!?](?!\w)")  # behind a month alone after a comma: "barulah Katingan, Juli."
_PLAIN_RIGHT = re.compile(r"[^\S\n]?(?:[,.;:!?)\n”\"]|[a-z]|$)")


@dataclass(frozen=True, slots=True)
class Group:
    """Items that one expression lists. `links[i]` joins `items[i]` and `items[i + 1]`."""

    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cues:
    numeric: re.Pattern[str]
    month: re.Pattern[str]
    past: re.Pattern[str]
    year_said: re.Pattern[str]
    part: re.Pattern[str]
    planned: re.Pattern[str]
    happened: re.Pattern[str]
    person: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    cues = load_date_words().cues
    numeric = before(cues["numeric_day"]).pattern.removesuffix(r"[\s:.]{0,3}$")
    past = [*cues["past"], *(f"{word} bulan" for word in cues["past"])]
    return _Cues(
        numeric=re.compile(rf"{numeric}[\s:.,]{{0,3}}[(\[]?$", re.IGNORECASE),
        month=before(cues["month"]),
        past=before(past),
        year_said=_year_said(),
        part=before(cues["part_of_month"]),
        planned=re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in cues["planned"]), re.IGNORECASE),
        happened=re.compile(rf"(?<!\w)(?:{'|'.join(cues['happened'])})\s[^.;!?\n]*$", re.IGNORECASE),
        person=before(cues["person"]),
    )


def _year_said() -> re.Pattern[str]:
    """Matches "tahun depan, persisnya " and the like at the end of a stretch; the group names the relation."""
    words = load_date_words()
    groups = "|".join(
        f"(?P<{name}>{alternatives(words.relative[name])})" for name in ("this_year", "last_year", "next_year")
    )
    filler = rf",?[^\S\n]{{1,2}}(?:{alternatives(words.cues['precisely'])})"
    return re.compile(rf"(?<!\w)(?:{groups})(?:{filler}){{0,3}},?[^\S\n]{{1,2}}$", re.IGNORECASE)


def attach_weekdays(text: str, items: Sequence[Item]) -> list[Item]:
    """Merges each weekday (or pair of weekdays) into the date that directly follows it; brackets join the span."""
    joined: list[Item] = []
    waiting: list[Item] = []
    for item in items:
        if waiting and not _follows(text, waiting, item):
            joined.extend(waiting)
            waiting = []
        if item.kind == "weekday":
            waiting.append(item)
        elif waiting:
            numbers = _weekdays(text, waiting, item)
            end = _close(text, waiting[0].start, item.start, item.end)
            joined.append(replace(item, start=waiting[0].start, end=end, weekdays=numbers, weak=False))
            waiting = []
        else:
            joined.append(item)
    return [*joined, *waiting]


def _weekdays(text: str, waiting: Sequence[Item], item: Item) -> tuple[int, ...]:
    """The weekdays printed before a date. Of two before a single day both count only when they are a span."""
    numbers = tuple(weekday.weekdays[0] for weekday in waiting)
    if len(numbers) < 2 or not _is_one_day(item) or _span_of_weekdays(text, waiting[0], waiting[1]):
        return numbers
    return numbers[-1:]


def _is_one_day(item: Item) -> bool:
    return len(item.runs) == 1 and item.runs[0][0] == item.runs[0][1]


def _span_of_weekdays(text: str, first: Item, last: Item) -> bool:
    """Says whether two weekdays are days on end: "Senin hingga Kamis", "Rabu dan Kamis", not "Selasa dan Kamis"."""
    gap = text[first.end : last.start]
    if len(gap) > _REACH or "\n" in gap:
        return False
    next_day = (last.weekdays[0] - first.weekdays[-1]) % 7 == 1
    link, apart = date_patterns().span_link, date_patterns().list_link
    return bool(link.fullmatch(gap)) or (next_day and gap.strip(" )(") != "," and bool(apart.fullmatch(gap)))


def _follows(text: str, waiting: Sequence[Item], item: Item) -> bool:
    gap = text[waiting[-1].end : item.start]
    if len(gap) > _REACH or "\n" in gap:
        return False
    if item.kind == "weekday":
        return len(waiting) == 1 and bool(date_patterns().weekday_link.fullmatch(gap))
    return item.kind == "day" and bool(date_patterns().weekday_gap.fullmatch(gap))


def _close(text: str, start: int, inner: int, end: int) -> int:
    """Includes the bracket that closes one opened inside `[start, inner)`."""
    if not set("([") & set(text[start:inner]):
        return end
    rest = text[end : end + 3]
    stripped = rest.lstrip(" ")
    return end + len(rest) - len(stripped) + 1 if stripped[:1] in (")", "]") else end


def attach_words(text: str, item: Item) -> Item:
    """Adds "lalu", "mendatang", "tahun lalu", "akhir …" and firms up a weak reading that such words support."""
    if item.kind == "year":
        return item
    left = text[max(0, item.start - _REACH) : item.start]
    if item.year is None:
        item = replace(item, planned=bool(_cues().planned.search(left)))
    after = date_patterns().relative.match(text, item.end) if item.year is None else None
    if after and after.lastgroup:
        relation = RELATIONS[after.lastgroup]
        item = replace(item, end=after.end(), relation=relation, weak=item.weak and item.kind != "month")
    elif item.year is None and (said := _cues().year_said.search(left)) and said.lastgroup:
        item = replace(item, relation=RELATIONS[said.lastgroup], weak=item.weak and item.kind != "month")
    elif item.year is None and _cues().past.search(left):
        item = replace(item, relation="past")
    if item.kind == "month":
        if item.year is None and item.relation is None and not item.planned and _cues().happened.search(left):
            item = replace(item, relation="past")
        return _attach_month_words(text, item, left)
    return replace(item, weak=False) if item.weak and _is_cued_day(text, item, left) else item


def _attach_month_words(text: str, item: Item, left: str) -> Item:
    part = _cues().part.search(left)
    if part:
        return replace(item, start=item.start - len(left) + part.start(), weak=False)
    named = text[item.start].isupper() or left.lower().rstrip().endswith("bulan")
    verb = _VERB_LEFT.search(left) and not _cues().person.search(left)
    alone = left.endswith(", ") and _ENDS.match(text, item.end) is not None
    cued = alone or _cues().month.search(left) or ((item.month in _NO_NAMES or verb) and _is_plain(text, item, left))
    return replace(item, weak=item.weak and not (named and cued))


def _is_plain(text: str, item: Item, left: str) -> bool:
    """Whether ordinary words or punctuation stand on both sides, so that the month is no part of a name."""
    if not _PLAIN_RIGHT.match(text, item.end):
        return False
    return bool(_PLAIN_LEFT.search(left)) or (item.month in _NO_NAMES and not _cues().person.search(left))


def _is_cued_day(text: str, item: Item, left: str) -> bool:
    """A day and month in digits needs a word before it; in brackets it must not look like a page or a fraction."""
    if _cues().numeric.search(left):
        return True
    bracketed = left.endswith("(") and text[item.end : item.end + 1] == ")"
    day, month = item.runs[0][0], item.month or 0
    certain = day > month or text[item.start] == "0" or month >= _FEWEST_PARTS
    return bracketed and certain and (day, month) != (24, 7)


def join_groups(text: str, items: Sequence[Item]) -> list[Group]:
    """Puts linked neighbours of one kind into one group.

    Drops weak items that no firm neighbour vouches for, and spans of bare weekdays, which are opening hours.
    """
    lists: list[tuple[list[Item], list[Link]]] = []
    for item in items:
        if lists and _is_closed_by(text, lists[-1][0][-1], item):
            left = lists[-1][0][-1]
            lists[-1][0][-1] = replace(left, end=item.end, weekdays=(left.weekdays[0], item.weekdays[0]))
            continue
        link = _link(text, lists[-1][0][-1], item) if lists else None
        if link is None:
            lists.append(([item], []))
        else:
            lists[-1][0].append(item)
            lists[-1][1].append(link)
    groups = (Group(tuple(listed), tuple(links)) for listed, links in lists)
    return [group for group in groups if not all(item.weak for item in group.items) and not _is_hours(group)]


def _is_hours(group: Group) -> bool:
    return group.items[0].kind == "weekday" and "span" in group.links


def _is_closed_by(text: str, left: Item, right: Item) -> bool:
    """Says whether a bare weekday ends what a dated one began: "Rabu (26/6) hingga Kamis petang"."""
    if left.kind != "day" or right.kind != "weekday" or len(left.weekdays) != 1 or not _is_one_day(left):
        return False
    return left.weekdays != right.weekdays and _span_of_weekdays(text, left, right)


def _link(text: str, left: Item, right: Item) -> Link | None:
    if left.kind != right.kind or left.kind == "year" or left.last_month or right.last_month:
        return None
    gap = text[left.end : right.start]
    if len(gap) > _REACH or "\n" in gap:
        return None
    if date_patterns().span_link.fullmatch(gap):
        return "span"
    if not date_patterns().list_link.fullmatch(gap):
        return None
    return "comma" if gap.strip(" )(") == "," else "and"
