"""Texts for stand-off records: from the store, from the archive, and, when asked for, politely from the outlets."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

import msgspec

from corpus.archive import Archive, open_archive
from corpus.article import text_digest
from corpus.errors import ContentError, RemoteError, UnreadableInput
from corpus.record import ArticleHead, Record
from corpus.rehydration import with_text
from corpus.store import Store
from corpus.store.articles import read_text
from corpus.store.links import Link
from crawler.asking import Asker, open_asker
from crawler.canonical import is_same_site
from crawler.reading import LinkReader
from crawler.sources import Source, load_sources
from monitor.exporting import rebuild_text
from monitor.imports import unknown_source
from monitor.settings import Settings
from monitor.watch import fetch_options

Clock = Callable[[], datetime]
# So many records are looked at together: hosts are asked side by side, and few texts are held at one time.
_WINDOW = 200


class Missing(msgspec.Struct, frozen=True):
    """Why a record did not get its text. `address` is where the article was; its id when it has none."""

    address: str
    reason: str


class Shelf:
    """Where texts are on this machine: the store, and the archive's captures extracted anew."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the settings: many files, read when one text is not in the store."""
        return load_sources(self.settings.sources)

    def find(self, head: ArticleHead) -> str | Missing:
        """The text with the recorded hash."""
        with self.store.read() as conn:
            text = read_text(conn, head.text_sha256)
        if text is None and head.capture is not None:
            text = rebuild_text(self.settings.archive, head, self.sources)
        if text is None:
            return Missing(_address(head), "its text is neither in the store nor in the archive; --web asks the outlet")
        return text


def iter_whole(
    records: Iterable[Record], shelf: Shelf, refuse: Callable[[Missing], None], *, clock: Clock, web: bool
) -> Iterator[Record]:
    """Yields the records that have their text again, in their order; every hash and every mark is checked.

    Args:
        records: read from a stand-off export.
        shelf: where texts are.
        refuse: told about each record without a text.
        clock: gives the time, aware.
        web: ask the outlets for what the shelf has not. robots.txt, pauses and limits of the crawl hold; the pages go
            into the archive.

    Raises:
        StoreError: store or archive cannot be used.
    """
    given = iter(records)
    with _outlets(shelf, clock) as fetch:
        while window := list(islice(given, _WINDOW)):
            texts = {i: shelf.find(record.article) for i, record in enumerate(window)}
            if web:
                lacking = [i for i, text in texts.items() if isinstance(text, Missing)]
                texts |= zip(lacking, fetch([window[i].article for i in lacking]), strict=True)
            for i, record in enumerate(window):
                whole = _checked(record, texts[i])
                if isinstance(whole, Record):
                    yield whole
                else:
                    refuse(whole)


def _address(head: ArticleHead) -> str:
    return head.canonical_url or head.url or ""


def _checked(record: Record, text: str | Missing) -> Record | Missing:
    address = _address(record.article) or record.id
    if isinstance(text, Missing):
        return Missing(address, text.reason)
    try:
        return with_text(record, text)
    except UnreadableInput as error:
        return Missing(address, error.reason)


@contextmanager
def _outlets(shelf: Shelf, clock: Clock) -> Iterator[Callable[[Sequence[ArticleHead]], list[str | Missing]]]:
    """A function that asks for articles; connections, pauses and robots.txt last until the block ends."""
    loop, stack = asyncio.new_event_loop(), AsyncExitStack()
    asked: list[_Outlets] = []

    def fetch(heads: Sequence[ArticleHead]) -> list[str | Missing]:
        if not heads:
            return []
        if not asked:
            opened = open_asker(fetch_options(shelf.settings), shelf.store, clock)
            asker = loop.run_until_complete(stack.enter_async_context(opened))
            asked.append(_Outlets(shelf, asker, stack.enter_context(open_archive(shelf.settings.archive)), clock))
        return loop.run_until_complete(asked[0].fetch_all(heads))

    try:
        yield fetch
    finally:
        loop.run_until_complete(stack.aclose())
        loop.close()


class _Outlets:
    def __init__(self, shelf: Shelf, asker: Asker, archive: Archive, clock: Clock) -> None:
        self._shelf, self._asker, self._archive, self._clock = shelf, asker, archive, clock
        self._turns = asyncio.Semaphore(shelf.settings.concurrency)
        self._readers: dict[str, LinkReader] = {}

    async def fetch_all(self, heads: Sequence[ArticleHead]) -> list[str | Missing]:
        hosts: dict[str, list[int]] = defaultdict(list)
        for i, head in enumerate(heads):
            hosts[urlsplit(_address(head)).netloc].append(i)
        found: dict[int, str | Missing] = {}

        async def ask_host(numbers: Sequence[int]) -> None:
            async with self._turns:
                for i in numbers:
                    found[i] = await self._fetch(heads[i])

        await asyncio.gather(*map(ask_host, hosts.values()))
        return [found[i] for i in range(len(heads))]

    async def _fetch(self, head: ArticleHead) -> str | Missing:
        reasons: list[str] = []
        # The address that was read showed this text; the canonical one may outlive it.
        for url in dict.fromkeys(url for url in (head.url, head.canonical_url) if url):
            try:
                _, article = await self._reader(url).read(_link(url, head, self._clock()), None)
            except (RemoteError, ContentError) as error:
                reasons.append(str(error))
                continue
            assert article is not None  # asked without validators
            if text_digest(article.text) == head.text_sha256:
                return article.text
            # Sources change: the page is tried with every layout that may have been in force.
            again = msgspec.structs.replace(head, capture=article.capture)
            text = rebuild_text(self._shelf.settings.archive, again, self._shelf.sources)
            if text is not None:
                return text
            reasons.append(f"{url}: the page has another text now than the record was made from")
        return Missing(_address(head), "; ".join(reasons) or "it has no address")

    def _reader(self, url: str) -> LinkReader:
        host = urlsplit(url).netloc
        if host not in self._readers:
            known = next((source for source in self._shelf.sources if is_same_site(url, source.home)), None)
            self._readers[host] = LinkReader(self._asker, self._archive, None, known or unknown_source(url))
        return self._readers[host]


def _link(url: str, head: ArticleHead, now: datetime) -> Link:
    return Link(
        url=url, source="", title=head.title, published=head.published, lastmod=None, priority=0, discovered_at=now,
        state="leased", lease_until=None, attempts=1, next_visit_at=None, reason=None, finished_at=None,
    )  # fmt: skip
