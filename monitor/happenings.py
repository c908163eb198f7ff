"""When two reports tell of one happening: type, days, regions and cohort compared. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from corpus.record import EventType
from corpus.revision import RevisionKind

# A report that names no day of a happening still belongs to it when it was printed about then.
_REPORT_WINDOW = dt.timedelta(days=45)
# Up to so many regions, a report on some of them tells of the same happening as one on all; a list of fifty signers
# does not turn the fifty local reports into one.
_SMALL_GROUP = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """What a report or a cluster says of a happening. `date` ISO 8601 or None; `regions` () for the whole country.

    `gone`: days for which it was told and that do not hold any more. `ahead`: it had not taken place when it was told.
    `loose`: it was taken back without a word on the day from which.
    """

    type: EventType
    date: str | None
    regions: frozenset[str]
    cohort: int | None
    published: dt.date | None = None
    gone: frozenset[str] = frozenset()
    ahead: bool = False
    loose: RevisionKind | None = None


@lru_cache(maxsize=4096)
def date_range(value: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of an ISO 8601 day, month, year or interval; None for None.

    Example: `"2024-02"` gives 1 to 29 February 2024.
    """
    if value is None:
        return None
    first, _, last = value.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(value: str) -> dt.date:
    year, month, day = (*re.split("-", value), "1", "1")[:3]
    return dt.date(int(year), int(month), int(day))


def _last_day(value: str) -> dt.date:
    parts = value.split("-")
    if len(parts) == 3:
        return _first_day(value)
    if len(parts) == 1:
        return dt.date(int(value), 12, 31)
    following = _first_day(value).replace(day=28) + dt.timedelta(days=4)
    return following.replace(day=1) - dt.timedelta(days=1)


def published_day(published: str | None) -> dt.date | None:
    """The day of a publication time, in the outlet's own zone; None for None."""
    return dt.date.fromisoformat(published[:10]) if published else None


def is_same(a: Happening, b: Happening) -> bool:
    """Says whether two reports tell of one happening. Symmetric; when in doubt they do not."""
    if a.type != b.type or not _regions_agree(a.regions, b.regions):
        return False
    if a.cohort is not None and b.cohort is not None and a.cohort != b.cohort:
        return False
    return any(_dates_agree(a, b, *pair) for pair in product(_days(a), _days(b)))


def _days(happening: Happening) -> set[str | None]:
    return {happening.date, *happening.gone}


def _regions_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    if a == b:
        return True
    if not a or not b or not a & b:
        return False
    if max(len(a), len(b)) <= _SMALL_GROUP:
        return a <= b or b <= a
    return len(a & b) / len(a | b) >= 0.5


def _dates_agree(a: Happening, b: Happening, day_a: str | None, day_b: str | None) -> bool:
    first, second = date_range(day_a), date_range(day_b)
    if first and second:
        # Years are too wide to tell two happenings apart or together; the printing dates decide then.
        wide = max(first[1] - first[0], second[1] - second[0]) > dt.timedelta(days=31)
        return first[0] <= second[1] and second[0] <= first[1] and (not wide or _printed_together(a, b))
    if bool(a.loose) is not bool(b.loose):
        return False  # `is_taken_back` looks closer
    known, undated = (first, b) if first else (second, a)
    if known is None:
        return _printed_together(a, b)
    if undated.published is None:
        return a.cohort is not None and a.cohort == b.cohort
    return known[0] - _REPORT_WINDOW <= undated.published <= known[1] + _REPORT_WINDOW


def _printed_together(a: Happening, b: Happening) -> bool:
    if a.published is None or b.published is None:
        return a.cohort is not None and a.cohort == b.cohort
    return abs(a.published - b.published) <= _REPORT_WINDOW


# How far apart two dates may lie that a person should look at: slips of the pen, and longer for what was put off.
_CLOSE, _POSTPONED = dt.timedelta(days=7), dt.timedelta(days=90)


def is_taken_back(a: Happening, b: Happening) -> bool:
    """Says whether one report takes back what the other announced, without naming its day: "MoU batal". Symmetric.

    Only what was ahead when it was taken back can be moved or called off, and only a near day be set right.
    """
    if a.type != b.type or not _regions_agree(a.regions, b.regions):
        return False
    if a.cohort is not None and b.cohort is not None and a.cohort != b.cohort:
        return False
    return _takes_back(a, b) or _takes_back(b, a)


def _takes_back(news: Happening, held: Happening) -> bool:
    days, after = date_range(held.date), date_range(news.date)
    if news.loose is None or held.loose or days is None or news.published is None or held.published is None:
        return False
    if held.published > news.published:
        return False
    apart = _gap(days, after) if after else dt.timedelta(0)
    if news.loose == "corrected":
        return apart <= _CLOSE and news.published - held.published <= _REPORT_WINDOW
    near = news.published - _CLOSE <= days[1] and days[0] <= news.published + _POSTPONED
    return held.ahead and near and apart <= _POSTPONED


def _gap(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> dt.timedelta:
    return max(b[0] - a[1], a[0] - b[1], dt.timedelta(0))


def is_close(a: Happening, b: Happening) -> bool:
    """Says whether two happenings that are not the same may still be: for a person to decide. Symmetric.

    A plan may have been put off to the other's day; one step of a coaching follows another, so there it may not. What
    was taken back without a day may be anything that was told in those weeks.
    """
    if a.type != b.type or (a.regions != b.regions and not a.regions & b.regions):
        return False
    if a.cohort is not None and b.cohort is not None and a.cohort != b.cohort:
        return False
    first, second = date_range(a.date), date_range(b.date)
    if a.loose or b.loose:
        return a.published is not None and b.published is not None and _printed_together(a, b)
    if first is None or second is None:
        return False
    early_ahead = a.ahead if first[0] <= second[0] else b.ahead
    return _gap(first, second) <= (_POSTPONED if early_ahead and a.type != "coaching" else _CLOSE)
