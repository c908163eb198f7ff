"""When to ask again, and how long to wait until then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from corpus.archive import FetchedPage
from corpus.errors import FetchTemporary

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How often one address is asked within a run. A server that wants a longer wait than `max_wait_s` is asked again
    in a later run instead."""

    attempts: int = 3
    first_wait_s: float = 2.0
    max_wait_s: float = 120.0


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Reads a Retry-After header, seconds or date; None when there is none or it is neither. Never negative.

    Args:
        value: the header.
        now: an aware time, against which a date is counted.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


async def fetch_retrying(
    ask: Callable[[int], Awaitable[FetchedPage]], policy: RetryPolicy, sleep: Sleep
) -> FetchedPage:
    """Asks until an answer comes, waiting 2, 4, 8 … seconds or as long as the server said.

    Args:
        ask: makes one attempt; it gets the attempt's number, from 1.
        policy: how often and how long.
        sleep: waits for a number of seconds.

    Raises:
        FetchTemporary: the last attempt's, also when the server wants a longer wait than the policy allows.
        FetchPermanent, FetchRefused: at once.
    """
    for attempt in range(1, policy.attempts + 1):
        try:
            return await ask(attempt)
        except FetchTemporary as error:
            wait_s = policy.first_wait_s * 2 ** (attempt - 1)
            if error.retry_after_s is not None:
                wait_s = max(wait_s, error.retry_after_s)
            if attempt == policy.attempts or wait_s > policy.max_wait_s:
                raise
        await sleep(wait_s)
    raise AssertionError("unreachable: attempts is at least 1")
