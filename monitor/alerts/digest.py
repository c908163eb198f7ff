"""When messages go out: at once, every full hour, or once a day; never in quiet hours. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.alerts.channels import Channel
from monitor.alerts.facts import WIB

FIRST_WAIT = timedelta(minutes=5)
MAX_WAIT = timedelta(hours=6)
MAX_RETRY_AFTER = timedelta(hours=24)
# With the waits above about a week; counted in tries, which a clock that jumps cannot shorten.
MAX_ATTEMPTS = 34
# No row is ever put off further than this; what seems to be due later was put off by a clock that ran ahead.
HORIZON = timedelta(hours=26)


def due_time(channel: Channel, now: datetime) -> datetime:
    """When an alert that arises now is to be sent: now, at the next full hour, or at the next `hour` o'clock WIB."""
    if channel.digest == "immediate":
        return now
    local = now.astimezone(WIB)
    hour = local.replace(minute=0, second=0, microsecond=0)
    if channel.digest == "hourly":
        return hour + timedelta(hours=1)
    due = hour.replace(hour=channel.hour)
    return due if due > local else due + timedelta(days=1)


def is_quiet(channel: Channel, now: datetime) -> bool:
    """Says whether the channel keeps quiet now."""
    return channel.is_quiet(now.astimezone(WIB).time().replace(tzinfo=None))


def next_try(attempts: int, now: datetime, retry_after_s: float | None) -> datetime:
    """When to try again after so many failed attempts (at least 1): 5, 10, 20 … minutes, at most 6 hours.

    A channel that names a longer time itself gets it, up to a day.
    """
    doublings: int = 2 ** min(attempts - 1, 10)
    wait = min(FIRST_WAIT * doublings, MAX_WAIT)
    if retry_after_s is not None:
        wait = max(wait, min(timedelta(seconds=retry_after_s), MAX_RETRY_AFTER))
    return now + wait
