"""Asking a source for its new pages: feeds, sitemaps, listings and search, each tried for itself."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

import msgspec

from corpus.archive import DISCOVERY, Archive, FetchedPage, write_capture
from corpus.errors import ContentError, RemoteError
from corpus.store import Store
from corpus.store.validators import Validator, read_validator
from crawler.asking import Asker, Validators
from crawler.discover import (
    FoundLink,
    iter_listing_urls,
    make_search_url,
    parse_feed,
    parse_listing,
    parse_search,
    parse_sitemap,
)
from crawler.fetch.retry import Clock
from crawler.progress import CrawlIssue
from crawler.sources.source import Source

# A sitemap index leads to children, and some to further indexes; a bomb leads on for ever.
_MAX_SITEMAP_DEPTH = 2
_MAX_SITEMAP_CHILDREN = 40
# Dated listings are read this many days back when no range is given; news sitemaps span about as much.
_LISTING_DAYS = 2


class Window(msgspec.Struct, frozen=True):
    """The days that a crawl wants, both included; None: open."""

    since: date | None = None
    until: date | None = None

    def holds(self, link: FoundLink) -> bool:
        """Says whether a link may lie within; a link without a date may."""
        text = (link.published or "")[:10]
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            day = None
        if day is None and link.lastmod is not None and self.since is not None:
            return link.lastmod.date() >= self.since
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))


class Discovered(msgspec.Struct, frozen=True):
    """What one source named.

    `validators` belong into the store once the links are there. `tried` and `failed` count feeds, sitemaps, listings.
    """

    links: tuple[FoundLink, ...]
    validators: tuple[Validator, ...]
    issues: tuple[CrawlIssue, ...]
    tried: int
    failed: int

    @property
    def has_failed(self) -> bool:
        """Says whether none of the ways that were tried answered."""
        return self.tried > 0 and self.tried == self.failed


class Discoverer:
    """Asks one source. With an archive, what it answers is kept there, apart from the pages."""

    def __init__(
        self,
        asker: Asker,
        store: Store,
        source: Source,
        window: Window,
        clock: Clock,
        archive: Archive | None = None,
    ) -> None:
        self._asker = asker
        self._store = store
        self._source = source
        self._window = window
        self._clock = clock
        self._archive = archive
        self._links: dict[str, FoundLink] = {}
        self._validators: dict[str, Validator] = {}
        self._asked = ""
        self._issues: list[CrawlIssue] = []
        self._tried = self._failed = 0

    async def discover(self) -> Discovered:
        """Asks every way that the source declares; one that fails becomes an issue, and the others go on."""
        source = self._source
        for url in source.feeds:
            await self._try(url, self._read_feed)
        for url in [*source.sitemaps, *(await self._robots_sitemaps() if source.robots_sitemaps else ())]:
            await self._try(url, self._read_sitemap)
        for listing in source.listings:
            read = partial(self._read_listing, selector=listing.links)
            for url in iter_listing_urls(listing, *self._days()):
                await self._try(url, read)
        searches = [make_search_url(source.search, word) for word in source.keywords] if source.search else []
        for url in searches:
            await self._try(url, self._read_search)
        return Discovered(
            tuple(self._links.values()),
            tuple(self._validators.values()),
            tuple(self._issues),
            self._tried,
            self._failed,
        )

    def _days(self) -> tuple[date, date]:
        today = self._clock().date()
        return self._window.since or today - timedelta(days=_LISTING_DAYS - 1), self._window.until or today

    async def _try(self, url: str, read: Callable[[FetchedPage], Awaitable[None]]) -> None:
        self._tried += 1
        self._asked = url
        try:
            page = await self._ask(url)
            if page is not None:
                await read(page)
        except (RemoteError, ContentError) as error:
            self._validators.pop(url, None)
            self._failed += 1
            self._issues.append(CrawlIssue(url, str(error)))

    async def _ask(self, url: str) -> FetchedPage | None:
        """Fetches a feed or the like; None when it is what it was last time."""
        held = None
        if self._window == Window():  # a wider range of days wants the whole list again
            with self._store.read() as connection:
                held = read_validator(connection, url)
        known = Validators(held.etag, held.last_modified) if held else None
        page = await self._asker.ask(url, self._source.pause_s, known)
        if page.status == 304:
            return None
        if self._archive is not None:
            write_capture(self._archive, page, DISCOVERY)
        digest = hashlib.sha256(page.body).hexdigest()
        fresh = Validator(
            url=url,
            etag=page.header("etag"),
            last_modified=page.header("last-modified"),
            body_sha256=digest,
            checked_at=self._clock(),
        )
        self._validators[url] = fresh
        return None if held is not None and held.body_sha256 == digest else page

    def _add(self, links: Iterable[FoundLink]) -> None:
        for link in links:
            if self._window.holds(link):
                self._links.setdefault(link.url, link)

    async def _read_feed(self, page: FetchedPage) -> None:
        self._add(parse_feed(page.body, page.url))

    async def _read_listing(self, page: FetchedPage, selector: str) -> None:
        self._add(parse_listing(page.body, page.url, selector))

    async def _read_search(self, page: FetchedPage) -> None:
        assert self._source.search is not None
        self._add(parse_search(page.body, page.url, self._source.search))

    async def _read_sitemap(self, page: FetchedPage, depth: int = 0) -> None:
        found = parse_sitemap(page.body, page.url)
        self._add(found.links)
        if found.children:
            # An index may stay the same while its children change, so it is read in full each time.
            self._validators.pop(self._asked, None)
        if depth >= _MAX_SITEMAP_DEPTH:
            return
        children = [child for child in found.children if self._window.holds(child)]
        newest = sorted(children, key=_age, reverse=True)[:_MAX_SITEMAP_CHILDREN]
        for child in newest:
            await self._try(child.url, partial(self._read_sitemap, depth=depth + 1))

    async def _robots_sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that robots.txt names, only the news ones where it names such."""
        found = (await self._asker.robots.rules(self._source.home, self._source.pause_s)).sitemaps
        news = tuple(url for url in found if "news" in url.lower())
        return news or found


def _age(link: FoundLink) -> float:
    return link.lastmod.timestamp() if isinstance(link.lastmod, datetime) else 0.0
