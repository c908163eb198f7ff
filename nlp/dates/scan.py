"""Finds the pieces of date expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from nlp.dates.item import Item
from nlp.dates.lexicon import load_date_words
from nlp.dates.pattern import date_patterns
from nlp.keyed import KeyedPattern

# Two-digit years up to this one lie in this century, the others in the last.
_LAST_SHORT_YEAR = 49
# Where the word before a number that is no day is looked for, in code points.
_HEAD_REACH = 14
# "2021/22" is a span of years, "2021/90" is not.
_LONGEST_SHORT_SPAN_YEARS = 10


def scan_items(text: str) -> list[Item]:
    """All pieces, none overlapping, in text order. Fuller forms win over their parts ("21 April 2022" over "2022")."""
    patterns = date_patterns()
    readers: tuple[tuple[KeyedPattern, Callable[[re.Match[str]], Item | None]], ...] = (
        (patterns.iso, _read_iso),
        (patterns.english, _read_written),
        (patterns.written, _read_written),
        (patterns.numeric, _read_numeric),
        (patterns.law, _read_law),
        (patterns.period, _read_period),
        (patterns.numbered_month, _read_numbered_month),
        (patterns.month, _read_month),
        (patterns.year, _read_year),
        (patterns.weekday, _read_weekday),
    )
    taken = bytearray(len(text))
    items: list[Item] = []
    for pattern, read in readers:
        for item in _free(pattern, read, text, taken):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            items.append(item)
    return sorted(items, key=lambda item: item.start)


def _free(
    pattern: KeyedPattern, read: Callable[[re.Match[str]], Item | None], text: str, taken: bytearray
) -> Iterator[Item]:
    for match in pattern.finditer(text):
        item = read(match)
        if item is not None and 1 not in taken[item.start : item.end]:
            yield item


def full_year(digits: str) -> int:
    """`2022` for "2022" and "22", `1998` for "98"."""
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number <= _LAST_SHORT_YEAR else 1900)


def read_runs(days: str) -> tuple[tuple[int, int], ...]:
    """Days as runs: "6-7" is one run, "18, 19 dan 20" too (all consecutive), "18 dan 21" are two.

    () when a span runs backwards.
    """
    words, patterns = load_date_words(), date_patterns()
    pieces = patterns.day_link.split(days)
    runs = [(int(pieces[0]), int(pieces[0]))]
    for link, day in zip(pieces[1::2], pieces[2::2], strict=True):
        if re.sub(r"\s+", " ", link.lower()) in words.links["span"]:
            runs[-1] = (runs[-1][0], int(day))
        else:
            runs.append((int(day), int(day)))
    if any(first > last for first, last in runs):
        return ()
    if all(before[1] + 1 == after[0] for before, after in pairwise(runs)):
        return ((runs[0][0], runs[-1][1]),)
    return tuple(runs)


def _read_iso(match: re.Match[str]) -> Item:
    day = int(match["days"])
    return Item("day", match.start(), match.end(), ((day, day),), int(match["month"]), year=int(match["year"]))


def _month_of(match: re.Match[str]) -> int:
    return load_date_words().month(match["month"] or match["abbr"])


def _year_of(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    digits = groups.get("year") or groups.get("short") or groups.get("spaced")
    return full_year(digits) if digits else None


def _read_written(match: re.Match[str]) -> Item | None:
    year, days, start = _year_of(match), match["days"], match.start()
    if date_patterns().head.search(match.string[max(0, start - _HEAD_REACH) : start]):
        cut = date_patterns().day_link.search(days)
        if cut is None:
            return None
        days, start = days[cut.end() :], match.start("days") + cut.end()
    runs = read_runs(days)
    if not runs:
        return None
    weak = year is None and match["month"] is None
    return Item("day", start, match.end(), runs, _month_of(match), year=year, weak=weak)


def _read_numeric(match: re.Match[str]) -> Item | None:
    year, runs, month = _year_of(match), read_runs(match["days"]), int(match["number"])
    if not runs or (match["mark"] != "/" and (year is None or len(match["year"]) == 2)):
        return None
    if month > 12 and year is not None and runs[0] == (runs[0][0],) * 2 and runs[0][0] <= 12 and month <= 31:
        runs, month = ((month, month),), runs[0][0]  # month before day, as in English
    if not 1 <= month <= 12:
        return None
    return Item("day", match.start(), match.end(), runs, month, year=year, weak=year is None)


def _read_law(match: re.Match[str]) -> Item:
    return Item("year", match.start("year"), match.end("year"), year=int(match["year"]), law=True)


def _read_period(match: re.Match[str]) -> Item | None:
    words = load_date_words()
    length = words.periods[match["period"].lower()]
    first = (words.period_numbers[match["part"].lower()] - 1) * length + 1
    if first > 12:
        return None
    return Item("month", match.start(), match.end(), (), first, first + length - 1, int(match["year"]))


def _read_numbered_month(match: re.Match[str]) -> Item:
    return Item("month", match.start(), match.end(), (), int(match["number"]), year=int(match["year"]))


def _read_month(match: re.Match[str]) -> Item | None:
    year = _year_of(match)
    if year is None and match["month"] is None:
        return None
    return Item("month", match.start(), match.end(), (), _month_of(match), year=year, weak=year is None)


def _read_year(match: re.Match[str]) -> Item:
    year = int(match["year"])
    if match["last"] and year < int(match["last"]):
        return Item("year", match.start(), match.end(), year=year, last_year=int(match["last"]))
    if match["short"] and 0 < int(match["short"]) - year % 100 <= _LONGEST_SHORT_SPAN_YEARS:
        last_year = year // 100 * 100 + int(match["short"])
        return Item("year", match.start(), match.end(), year=year, last_year=last_year)
    return Item("year", match.start("year"), match.end("year"), year=year)


def _read_weekday(match: re.Match[str]) -> Item:
    weekday = load_date_words().weekday(match["weekday"] or match["abbr"])
    return Item("weekday", match.start(), match.end(), weekdays=(weekday,), weak=match["weekday"] is None)
