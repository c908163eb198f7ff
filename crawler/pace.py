"""How fast one host is asked: one request at a time, a pause between, longer when the host labours."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.fetch.retry import Clock, Sleep

# Weight of the newest answer in the running latency; Media Cloud's fetcher uses the same.
_ALPHA = 0.25
# A host gets this many times as long to rest as it took to answer.
_LATENCY_FACTOR = 1.0
_MAX_PAUSE_S = 300.0


class _Host:
    def __init__(self, slots: int) -> None:
        self.slots = asyncio.Semaphore(slots)
        self.free_at: datetime | None = None
        self.latency_s = 0.0
        self.slow_factor = 1.0


class HostPace:
    """Keeps the distance between requests to each host. Clock and sleep are the caller's."""

    def __init__(self, clock: Clock, sleep: Sleep, *, slots: int = 1) -> None:
        self._clock = clock
        self._sleep = sleep
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(slots))

    @asynccontextmanager
    async def slot(self, url: str, pause_s: float) -> AsyncIterator[None]:
        """Waits for the host's turn and holds it while the block runs.

        Args:
            url: the address about to be asked.
            pause_s: the least pause between two requests, from the source file or the host's Crawl-delay; 0: none.
        """
        host = self._hosts[urlsplit(url).netloc]
        async with host.slots:
            await self._wait(host)
            start = self._clock()
            # The pause counts from the start, so that tasks that share the slots keep it too.
            host.free_at = start + timedelta(seconds=self._pause(host, pause_s))
            try:
                yield
            finally:
                end = self._clock()
                host.latency_s += _ALPHA * ((end - start).total_seconds() - host.latency_s)
                held = host.free_at
                host.free_at = max(held, end + timedelta(seconds=self._pause(host, pause_s)) if pause_s else held)

    async def turn(self, url: str, pause_s: float) -> None:
        """Waits for the host's turn and books the pause after it, for requests that are part of another one."""
        host = self._hosts[urlsplit(url).netloc]
        await self._wait(host)
        host.free_at = self._clock() + timedelta(seconds=self._pause(host, pause_s))

    async def _wait(self, host: _Host) -> None:
        while host.free_at is not None and (wait_s := (host.free_at - self._clock()).total_seconds()) > 0:
            await self._sleep(wait_s)

    def _pause(self, host: _Host, pause_s: float) -> float:
        if pause_s <= 0:
            return 0.0
        return min(_MAX_PAUSE_S, max(pause_s, host.latency_s * _LATENCY_FACTOR) * host.slow_factor)

    def slow_down(self, url: str, retry_after_s: float | None) -> None:
        """Notes that a host answered 429 or 5xx: pauses double, and nothing is asked before it wants."""
        host = self._hosts[urlsplit(url).netloc]
        host.slow_factor = min(host.slow_factor * 2, 32.0)
        if retry_after_s:
            until = self._clock() + timedelta(seconds=retry_after_s)
            host.free_at = max(host.free_at or until, until)

    def speed_up(self, url: str) -> None:
        """Notes a good answer: pauses shrink back to the ordinary, a tenth at a time."""
        host = self._hosts[urlsplit(url).netloc]
        host.slow_factor = max(1.0, host.slow_factor * 0.9)

    def pause_s(self, url: str, pause_s: float) -> float:
        """Returns the pause that the host gets now, in seconds."""
        return self._pause(self._hosts[urlsplit(url).netloc], pause_s)
