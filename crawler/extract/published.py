"""When a page was published, from what it states to machines and what it shows to readers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
from htmldate import find_date

from crawler.extract.lexicon import load_lexicon
from crawler.extract.moment import Moment, make_moment, parse_moment

_EARLIEST = date(1995, 1, 1)
_URL_DAY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)|/(\d{4})-(\d{2})-(\d{2})(?:/|-|$)")
_UPDATED = re.compile(r"\b(?:diperbarui|diperbaharui|di-?update|updated?|pembaruan|terakhir diubah)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:diterbitkan|dipublikasikan|tayang|published)\b\s*:?\s+(?=\D{0,12}\d)", re.IGNORECASE)
_NEAR_LINES = 14
_MIN_TITLE_CHARS = 8
_MAX_TITLES = 5
_MAX_LINE_CHARS = 220


class DateClues(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page may say its date.

    `stated` are the dates for machines (JSON-LD, meta), the most trusted first; `lines` the visible lines; `title`
    tells the place among them; `page` is the HTML, for htmldate when nothing else is found.
    """

    stated: tuple[str, ...]
    lines: list[str]
    title: str | None
    url: str
    page: str


def choose_published(clues: DateClues, *, zone: str | None, indonesian: bool, latest: date) -> str | None:
    """Returns the publication moment as ISO 8601, None when the page does not say it.

    Args:
        clues: where to look.
        zone: the source's zone (`WIB`, `WITA`, `WIT`), used where the page gives a time without one.
        indonesian: the page is Indonesian, so that a time in UTC is brought to the local day (WIB without `zone`).
        latest: no article is younger than this day.
    """
    moments = (moment for text in clues.stated if (moment := parse_moment(text)))
    machine = next((moment for moment in moments if _EARLIEST <= moment.day <= latest), None)
    shown = [m for m in find_shown(clues.lines, clues.title) if _EARLIEST <= m.day <= latest]
    best = _agree(machine, shown) or _url_moment(clues.url, latest) or _arbiter(clues, latest)
    if best is None:
        return None
    return _localise(best, zone, "WIB" if indonesian else None).isoformat()


def _agree(machine: Moment | None, shown: list[Moment]) -> Moment | None:
    """Prefers what readers see when it has a zone or the machine's day is missing, and lies within a day of it."""
    if machine is None:
        return shown[0] if shown else None
    near = [m for m in shown if abs((m.day - machine.day).days) <= 1]
    zoned = [m for m in near if m.clock is not None and m.offset_min is not None]
    if zoned:
        return zoned[0]
    if machine.clock is None or machine.offset_min is None:
        return next((m for m in near if m.clock is not None), machine)
    return machine


def _localise(moment: Moment, zone: str | None, home: str | None) -> Moment:
    """Adds the source's zone to a bare time, and brings UTC to the day of the source's zone, else of `home`."""
    offsets = load_lexicon("dates")["zones"]
    if moment.clock is None:
        return moment
    if moment.offset_min is None and zone is not None:
        return Moment(moment.day, moment.clock, offsets[zone.lower()] * 60)
    if moment.offset_min == 0 and (zone or home):
        hours = offsets[(zone or home or "").lower()]
        there = datetime.combine(moment.day, moment.clock, UTC).astimezone(timezone(timedelta(hours=hours)))
        return Moment(there.date(), there.time(), hours * 60)
    return moment


def find_shown(lines: list[str], title: str | None) -> list[Moment]:
    """Finds dates that readers see around the title, publication before update, near before far."""
    near = (_shown_around(lines, start) for start in _title_lines(lines, title))
    return next((found for found in near if found), [])


def _shown_around(lines: list[str], start: int) -> list[Moment]:
    window = lines[start + 1 : start + 1 + _NEAR_LINES] + lines[max(0, start - 3) : start][::-1]
    short = [line for line in window if len(line) <= _MAX_LINE_CHARS]
    # "Diperbarui 10 Okt 2023, 08:00 WIB Diterbitkan 09 Okt 2023, 12:30 WIB" on one line: what follows the word counts.
    short = [line[told.end() :] if (told := _PUBLISHED.search(line)) else line for line in short]
    fresh = [line for line in short if not _UPDATED.search(line)]
    found = [moment for line in [*fresh, *(line for line in short if line not in fresh)] if (moment := _shown(line))]
    return sorted(found, key=lambda m: m.offset_min is None)


def _shown(line: str) -> Moment | None:
    """Reads a line as a date line; a sentence that mentions a day is none."""
    moment = parse_moment(line)
    if moment is None or (moment.clock is None and len(line) > 70):
        return None
    return moment


def _title_lines(lines: list[str], title: str | None) -> list[int]:
    """Finds the places of the title, which stands in the head of the page, too, and in breadcrumbs."""
    wanted = " ".join((title or "").lower().split())
    if len(wanted) < _MIN_TITLE_CHARS:
        return []
    same = [i for i, line in enumerate(lines) if line.lower() == wanted]
    # Headings carry a kicker or a tail that the title lost.
    near = [i for i, line in enumerate(lines) if wanted in line.lower() and len(line) < 2 * len(wanted)]
    return list(dict.fromkeys([*same, *near]))[:_MAX_TITLES]


def _url_moment(url: str, latest: date) -> Moment | None:
    found = _URL_DAY.search(url)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    moment = make_moment(year, month, day)
    return moment if moment and _EARLIEST <= moment.day <= latest else None


def _arbiter(clues: DateClues, latest: date) -> Moment | None:
    try:
        found = find_date(clues.page, original_date=True, url=clues.url or None, max_date=latest.isoformat())
    except (ValueError, TypeError, AttributeError):  # htmldate on trees that it cannot search
        return None
    return parse_moment(found) if found else None
