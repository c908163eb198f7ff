"""A moment as news pages print it: day, time and zone, each as far as it is given."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

import msgspec

from crawler.extract.lexicon import load_lexicon, load_words

_MAX_CHARS = 220
_MAX_DATE_LINE_CHARS = 140
_MAX_PART_CHARS = 50
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?")
_OFFSET = re.compile(r"(?:\d|\s)(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d.:/])(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?!\d)\s*([ap]\.?m\b\.?)?", re.IGNORECASE)
_DMY_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)")


class Moment(msgspec.Struct, frozen=True):
    """A day, the time of day when known (without zone), and the zone's offset in minutes when known."""

    day: date
    clock: time | None = None
    offset_min: int | None = None

    def isoformat(self) -> str:
        """ISO 8601: `2022-04-21T10:33:00+07:00`, or the bare day unless both time and zone are known."""
        if self.clock is None or self.offset_min is None:
            return self.day.isoformat()
        zone = timezone(timedelta(minutes=self.offset_min))
        return datetime.combine(self.day, self.clock, zone).isoformat()


def parse_moment(text: str) -> Moment | None:
    """Parses one date for machines or readers; None when there is none in it.

    `2022-04-21T10:33:00+07:00`, `Kamis, 21 April 2022 | 10:33 WIB`, `21/04/2022, 10.33 WIB`, `Apr 21, 2022 10:33 am`
    and RFC 2822 are understood.
    """
    text = " ".join(text[:_MAX_CHARS].split())
    found = _ISO.search(text)
    if found:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        clock = _time(hour, minute, second) if found.group(4) else None
        return make_moment(year, month, day, clock, _offset(text))
    if _MAIL.match(text):
        try:
            parsed = parsedate_to_datetime(text)
        except ValueError:
            return None
        shift = parsed.utcoffset()
        minutes = int(shift.total_seconds() // 60) if shift is not None else 0
        return Moment(parsed.date(), parsed.time().replace(microsecond=0), minutes)
    return _parse_written(text)


def _parse_written(text: str) -> Moment | None:
    """Parses a date as printed for readers, with the time that follows it."""
    found = _written_pattern().search(text)
    if found:
        day, month, year = (found.group(f"{part}") or found.group(f"{part}2") for part in "dmy")
        parts = (int(year), int(load_lexicon("dates")["months"][month.lower()]), int(day))
    else:
        found = _DMY_NUMERIC.search(text)
        if found is None:
            return None
        parts = (int(found.group(3)), int(found.group(2)), int(found.group(1)))
    after = text[found.end() : found.end() + 40]
    clock = _CLOCK.search(after) or _CLOCK.search(text[: found.start()])
    when = _clock_time(clock) if clock else None
    return make_moment(*parts, when, _offset(text))


def is_date_line(line: str) -> bool:
    """Says whether a line is a date, alone or between bars with short credits.

    `Kamis, 2 November 2023 | 09:15 WIB` is one, and so is `Kamis, 20 November 2025 13:23 WIB | Oleh: Admin`.
    """
    if len(line) > _MAX_DATE_LINE_CHARS or parse_moment(line) is None:
        return False
    parts = [part for part in line.split("|") if part.strip()]
    return _is_date(line) or (len(parts) > 1 and any(map(_is_date, parts)) and max(map(len, parts)) <= _MAX_PART_CHARS)


def _is_date(line: str) -> bool:
    if parse_moment(line) is None:
        return False
    rest = _CLOCK.sub(" ", _DMY_NUMERIC.sub(" ", _written_pattern().sub(" ", _ISO.sub(" ", line))))
    known = {*load_words("dates", "weekdays"), *load_words("dates", "date_words")}
    return all(word in known for word in re.findall(r"[^\W\d_][\w'’]*", rest.lower()))


@lru_cache(maxsize=1)
def _written_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(load_lexicon("dates")["months"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})[\s./-]+(?P<m>{months})\b[.,]?[\s./-]*(?P<y>\d{{4}})(?!\d)"
        rf"|\b(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


def _offset(text: str) -> int | None:
    zone = re.search(r"\b(wib|wita|wit)\b", text, re.IGNORECASE)
    if zone:
        hours: int = load_lexicon("dates")["zones"][zone.group(1).lower()]
        return hours * 60
    found = _OFFSET.search(text)
    if not found:
        return None
    mark = found.group(1).upper()
    if mark in {"Z", "UTC", "GMT"}:
        return 0
    digits = mark[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return (-minutes if mark[0] == "-" else minutes) if minutes < 16 * 60 else None


def _clock_time(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found.group(1)), int(found.group(2)), (found.group(3) or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return _time(hour, minute, 0)


def _time(hour: int, minute: int, second: int) -> time | None:
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def make_moment(
    year: int, month: int, day: int, clock: time | None = None, offset_min: int | None = None
) -> Moment | None:
    """Makes a moment; None when there is no such day."""
    try:
        return Moment(date(year, month, day), clock, offset_min if clock is not None else None)
    except ValueError:
        return None
