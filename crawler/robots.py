"""robots.txt as RFC 9309 wants it, remembered for a day."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit

import msgspec
from protego import Protego

from corpus.errors import FetchPermanent, FetchRefused, FetchTemporary
from corpus.store import Store
from corpus.store.robots import RobotsFile, read_robots, write_robots
from crawler.extract.charset import decode_html
from crawler.fetch import Fetcher
from crawler.fetch.retry import Clock

# The name that sites use for us in their robots.txt (RFC 9309, 2.2.1).
AGENT = "pantau"
Turn = Callable[[str, float], Awaitable[None]]
_KEPT = timedelta(hours=24)
# A host that does not answer is asked again soon, but not at every link.
_KEPT_UNREACHABLE = timedelta(hours=1)
# RFC 9309, 2.3.1.4: an earlier copy may stand in for a host that is down.
_STAND_IN = timedelta(days=7)
_MAX_BYTES = 512_000
_MAX_DELAY_S = 120.0


class RobotsRules(msgspec.Struct, frozen=True):
    """The rules of one host. `delay_s` is its Crawl-delay for us, bounded at 120; None: it names none."""

    parsed: object
    delay_s: float | None
    sitemaps: tuple[str, ...]

    def allows(self, url: str, agent: str = AGENT) -> bool:
        """Says whether we (or another agent) may ask for this address of the host."""
        if isinstance(self.parsed, bool):
            return self.parsed
        assert isinstance(self.parsed, Protego)
        return bool(self.parsed.can_fetch(url, agent))


def parse_robots(status: int | None, body: str) -> RobotsRules:
    """Makes rules of an answer, by RFC 9309.

    Args:
        status: the HTTP status; None: the host did not answer. 2xx: the body rules; 4xx except 429: all is allowed;
            anything else: nothing is.
        body: the file, "" when there is none.
    """
    if status is not None and 400 <= status < 500 and status != 429:
        return RobotsRules(True, None, ())
    if status is None or not 200 <= status < 300:
        return RobotsRules(False, None, ())
    parsed = Protego.parse(body.removeprefix("\ufeff"))
    delay = parsed.crawl_delay(AGENT)
    return RobotsRules(parsed, min(float(delay), _MAX_DELAY_S) if delay else None, tuple(parsed.sitemaps))


class RobotsKeeper:
    """Knows each host's rules: from this run's memory, the store, or the host."""

    def __init__(self, fetcher: Fetcher, store: Store, clock: Clock, turn: Turn) -> None:
        self._fetcher = fetcher
        self._store = store
        self._clock = clock
        self._turn = turn
        self._rules: dict[str, RobotsRules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def require(self, url: str, pause_s: float) -> None:
        """Lets an address pass that the host's rules allow.

        `pause_s` is the pause that the host gets, should its rules have to be fetched first.

        Raises:
            FetchRefused: they do not, or the host's address is one that we do not connect to.
            FetchTemporary: the host does not give its rules now; until it does, nothing of it is asked for.
        """
        rules = await self.rules(url, pause_s)
        if rules.parsed is False:
            raise FetchTemporary(url, 1, "the host does not give its robots.txt", _KEPT_UNREACHABLE.total_seconds())
        if not rules.allows(url):
            raise FetchRefused(url, "robots.txt")

    async def rules(self, url: str, pause_s: float) -> RobotsRules:
        """Returns the rules of an address's host, asked for at most once a day."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        async with self._locks[host]:
            if host not in self._rules:
                found = await self._find(host, pause_s)
                self._rules[host] = parse_robots(found.status, found.body)
        return self._rules[host]

    async def _find(self, host: str, pause_s: float) -> RobotsFile:
        with self._store.read() as connection:
            held = read_robots(connection, host)
        now = self._clock()
        if held is not None:
            kept = _KEPT if held.status is not None and held.status < 500 and held.status != 429 else _KEPT_UNREACHABLE
            if now - held.fetched_at < kept:
                return held
        status, body = await self._ask(f"{host}/robots.txt", pause_s)
        down = status is None or status >= 500 or status == 429
        if down and held is not None and held.status == 200 and now - held.fetched_at < _STAND_IN:
            return held
        fresh = RobotsFile(host=host, status=status, body=body, fetched_at=now)
        with self._store.begin() as connection:
            write_robots(connection, fresh)
        return fresh

    async def _ask(self, url: str, pause_s: float) -> tuple[int | None, str]:
        async def gate(hop: str) -> None:
            await self._turn(hop, pause_s)

        try:
            page = await self._fetcher.fetch(url, gate=gate, max_bytes=_MAX_BYTES * 4)
        except FetchPermanent as error:
            return error.status if error.status is not None and error.status >= 400 else 404, ""
        except FetchTemporary:
            return None, ""
        except FetchRefused as error:
            if urlsplit(error.url).netloc == urlsplit(url).netloc:
                raise  # the host itself is forbidden ground, not only where its file redirects to
            return None, ""
        return page.status, decode_html(page.body[:_MAX_BYTES])
