"""A polite request: allowed by robots.txt, in the host's turn, tried again when that may help."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from corpus.archive import FetchedPage
from corpus.errors import FetchTemporary
from corpus.store import Store
from crawler.fetch import Fetcher, FetchOptions, RetryPolicy, fetch_retrying, open_fetcher
from crawler.fetch.guard import Resolver, resolve_host
from crawler.fetch.retry import Clock, Sleep
from crawler.pace import HostPace
from crawler.robots import RobotsKeeper


class Validators(msgspec.Struct, frozen=True):
    """What an earlier answer gave to ask for changes only; None: it gave none."""

    etag: str | None = None
    last_modified: str | None = None


@asynccontextmanager
async def open_asker(
    options: FetchOptions,
    store: Store,
    clock: Clock,
    *,
    sleep: Sleep = asyncio.sleep,
    policy: RetryPolicy | None = None,
    slots: int = 1,
    resolver: Resolver = resolve_host,
) -> AsyncIterator[Asker]:
    """Opens everything that polite requests need; connections are closed when the block ends.

    Args:
        options: bounds and identity of requests.
        store: keeps the hosts' robots.txt.
        clock: gives the time, aware.
        sleep: waits; tests give one that does not.
        policy: how often an address is asked; None: three times.
        slots: requests at one time to one host.
        resolver: looks host names up.
    """
    async with open_fetcher(options, clock, resolver) as fetcher:
        pace = HostPace(clock, sleep, slots=slots)
        robots = RobotsKeeper(fetcher, store, clock, pace.turn)
        yield Asker(fetcher, robots, pace, policy or RetryPolicy(), sleep)


class Asker:
    """Puts fetcher, robots rules, pace and retries together. One for a run."""

    def __init__(
        self, fetcher: Fetcher, robots: RobotsKeeper, pace: HostPace, policy: RetryPolicy, sleep: Sleep
    ) -> None:
        self._fetcher = fetcher
        self.robots = robots
        self._pace = pace
        self._policy = policy
        self._sleep = sleep

    async def ask(self, url: str, pause_s: float, validators: Validators | None = None) -> FetchedPage:
        """Fetches one address.

        Args:
            url: an http or https address.
            pause_s: the source's least pause between requests to a host; a longer Crawl-delay wins.
            validators: of an earlier answer; the result may then have status 304.

        Raises:
            FetchTemporary, FetchPermanent, FetchRefused: as the fetcher; robots.txt refuses too.
        """
        known = validators or Validators()

        async def gate(hop: str) -> None:
            if hop != url:
                await self.robots.require(hop, pause_s)
                await self._pace.turn(hop, await self._pause_s(hop, pause_s))

        async def attempt(number: int) -> FetchedPage:
            async with self._pace.slot(url, await self._pause_s(url, pause_s)):
                try:
                    page = await self._fetcher.fetch(
                        url, etag=known.etag, last_modified=known.last_modified, gate=gate, attempt=number
                    )
                except FetchTemporary as error:
                    self._pace.slow_down(url, error.retry_after_s)
                    raise
            self._pace.speed_up(url)
            return page

        await self.robots.require(url, pause_s)
        return await fetch_retrying(attempt, self._policy, self._sleep)

    async def _pause_s(self, url: str, pause_s: float) -> float:
        rules = await self.robots.rules(url, pause_s)
        return max(pause_s, rules.delay_s or 0.0)
