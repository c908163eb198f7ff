"""When a source is worth asking for new links again: often where much is published, seldom where little is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from corpus.store.visits import Visit
from crawler.discover import FoundLink

# A visit should find about this many new links.
_WANTED_LINKS = 5.0
SHORTEST = timedelta(minutes=15)
# News sitemaps reach back 24 to 48 hours; a source visited less often than this would lose articles.
LONGEST = timedelta(hours=12)
# Of a source that is visited for the first time and dates nothing.
_FIRST = timedelta(hours=1)
# After so many days what was seen before counts for a third.
_MEMORY_DAYS = 3.0
_DAY_S = 86_400.0


def plan_visit(
    held: Visit | None, source: str, found: Iterable[FoundLink], new: int, failed: bool, now: datetime
) -> Visit:
    """Says when a source should be visited again.

    The interval aims at five new links a visit, between a quarter of an hour and twelve hours. A visit that failed
    altogether doubles the wait each time and teaches nothing about the rate.

    Args:
        held: the visit before, None for the first.
        source: the source's name.
        found: the links that this visit found; on a first visit their dates tell the rate.
        new: how many of them the store did not know.
        failed: none of the source's ways answered.
        now: the time of this visit, aware.
    """
    rate = held.links_a_day if held else None
    if failed:
        failures = (held.failures if held else 0) + 1
        wait = min(LONGEST, _interval(rate) * 2 ** min(failures, 10))
        return Visit(source=source, visited_at=now, next_visit_at=now + wait, links_a_day=rate, failures=failures)
    if held is None:
        rate = rate_of_dates([link.published for link in found if link.published], now)
    else:
        rate = _blend(rate, new, (now - held.visited_at).total_seconds() / _DAY_S)
    return Visit(source=source, visited_at=now, next_visit_at=now + _interval(rate), links_a_day=rate)


def _interval(rate: float | None) -> timedelta:
    if rate is None:
        return _FIRST
    days = _WANTED_LINKS / rate if rate > 0 else math.inf
    return max(SHORTEST, timedelta(days=min(days, LONGEST / timedelta(days=1))))


def _blend(rate: float | None, new: int, days: float) -> float | None:
    """Mixes what was just seen into the running rate, by the time that it stands for."""
    if days <= 0:
        return rate
    if rate is None:
        return new / days
    share = 1.0 - math.exp(-days / _MEMORY_DAYS)
    return rate + share * (new / days - rate)


def rate_of_dates(published: Iterable[str], now: datetime) -> float | None:
    """Links a day, from the dates that a feed gives its links; None when fewer than two have one.

    The span runs from the oldest date to now, so that a feed that fell silent counts as slow.
    """
    moments = [moment for text in published if (moment := _moment(text)) is not None and moment <= now]
    if len(moments) < 2:
        return None
    days = (now - min(moments)).total_seconds() / _DAY_S
    return len(moments) / max(days, SHORTEST.total_seconds() / _DAY_S)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
