"""Days, weeks and months of a kliping, all in western Indonesian time (WIB)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from corpus.store.duplicates import published_moment

WIB = ZoneInfo("Asia/Jakarta")
Kind = Literal["daily", "weekly", "monthly"]


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Days from `first` to `last`, both inclusive."""

    kind: Kind
    first: date
    last: date

    @property
    def before(self) -> Period:
        """The period of the same kind just before."""
        return _PERIODS[self.kind](self.first - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Says whether a day lies inside."""
        return self.first <= day <= self.last

    def days(self) -> tuple[date, ...]:
        """All its days, in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def day_of(day: date) -> Period:
    """The period of one day."""
    return Period(kind="daily", first=day, last=day)


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, that a day lies in."""
    first = day - timedelta(days=day.weekday())
    return Period(kind="weekly", first=first, last=first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that a day lies in."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(kind="monthly", first=first, last=following - timedelta(days=1))


_PERIODS = {"daily": day_of, "weekly": week_of, "monthly": month_of}


def wib_moment(published: str | None) -> datetime | None:
    """A publication time in WIB; a bare day as its noon, None when there is no day."""
    moment = published_moment(published)
    return None if moment == datetime.max.replace(tzinfo=UTC) else moment.astimezone(WIB)
