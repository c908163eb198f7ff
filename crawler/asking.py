"""A polite request: allowed by robots.txt, in the host's turn, tried again when that may help."""

from __future__ import annotations

import msgspec

from corpus.archive import FetchedPage
from corpus.errors import FetchTemporary
from crawler.fetch import Fetcher, RetryPolicy, fetch_retrying
from crawler.fetch.retry import Sleep
from crawler.pace import HostPace
from crawler.robots import RobotsKeeper


class Validators(msgspec.Struct, frozen=True):
    """What an earlier answer gave to ask for changes only; None: it gave none."""

    etag: str | None = None
    last_modified: str | None = None


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
