"""Reading the archive again: every captured page through today's extraction, without the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from corpus.archive import DISCOVERY, iter_captures, read_capture
from corpus.article import Capture
from corpus.errors import ContentError, NotAnArticle
from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.links import Link, read_link
from crawler.canonical import canonicalise_url, is_same_site
from crawler.extract import ExtractedPage, join_pages, require_article
from crawler.extract.paging import MAX_PAGES
from crawler.fetch.retry import Clock
from crawler.reading import Refused, extract_page, make_article
from crawler.sources.source import Source


class ReextractionReport(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of pages: `new` articles, `changed` texts, the `same` as stored, and `refused` ones that hold none."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0


def reextract(
    folder: Path,
    store: Store,
    sources: Sequence[Source],
    clock: Clock,
    on_page: Callable[[str], None] | None = None,
    *,
    captures: Mapping[str, Capture] | None = None,
    on_refused: Callable[[str, str], None] = lambda url, reason: None,
) -> ReextractionReport:
    """Extracts the newest capture of every page again and stores what came out differently.

    Args:
        folder: the archive.
        store: gets the articles; older texts stay readable there.
        sources: for their selectors and outlets; pages of other sites are read without.
        clock: gives the time, aware.
        on_page: called with each page's address.
        captures: only these, by address; None: the newest of every page in the archive.
        on_refused: called with the address of a page that holds no article, and why.

    Raises:
        StoreError: the archive or the store cannot be used.
    """
    newest = captures if captures is not None else _newest_pages(folder)
    again = _Reextraction(folder, store, sources, clock, newest, on_refused)
    counts = Counter(outcome for url in again.newest if (outcome := again.read(url, on_page)) is not None)
    return ReextractionReport(**counts)


def _newest_pages(folder: Path) -> dict[str, Capture]:
    """The newest capture of each page; feeds and the like are no pages."""
    found = (stored for stored in iter_captures(folder) if not stored.capture.warc.startswith(DISCOVERY))
    return {stored.url: stored.capture for stored in found}


class _Reextraction:
    """One walk over an archive; `newest` maps addresses to their newest captures, in the order of first capture."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        sources: Sequence[Source],
        clock: Clock,
        newest: Mapping[str, Capture],
        on_refused: Callable[[str, str], None],
    ) -> None:
        self._folder, self._store, self._sources, self._clock = folder, store, sources, clock
        self.newest, self._on_refused = newest, on_refused
        self._joined: set[str] = set()

    def read(self, url: str, on_page: Callable[[str], None] | None) -> str | None:
        """Reads one page and stores its article; None when it is a later page of one that was read already."""
        if url in self._joined:
            return None
        if on_page is not None:
            on_page(url)
        page = read_capture(self._folder, self.newest[url])
        link, source = self._origin(url)
        found = extract_page(page, source, link.published if link else None)
        if isinstance(found, Refused):
            return self._refuse(url, found.reason)
        try:
            whole = join_pages(found, list(self._iter_rest(found, source)))
            require_article(whole)
        except ContentError as error:
            return self._refuse(url, error.reason if isinstance(error, NotAnArticle) else str(error))
        article = make_article(whole, self.newest[url], page.fetched, link)
        with self._store.begin() as connection:
            return write_article(connection, article, self._clock(), source.name if source else None).outcome

    def _refuse(self, url: str, reason: str) -> str:
        self._on_refused(url, reason)
        return "refused"

    def _iter_rest(self, first: ExtractedPage, source: Source | None) -> Iterator[ExtractedPage]:
        """Yields the article's other pages as far as they were captured."""
        waiting, count = list(first.next_pages), 0
        while waiting and count < MAX_PAGES:
            url = waiting.pop(0)
            if url in self._joined or url not in self.newest:
                continue
            self._joined.add(url)
            found = extract_page(read_capture(self._folder, self.newest[url]), source, None)
            if isinstance(found, ExtractedPage):
                count += 1
                waiting += found.next_pages
                yield found

    def _origin(self, url: str) -> tuple[Link | None, Source | None]:
        """Finds the link that led to a page and the source that it belongs to."""
        with self._store.read() as connection:
            link = read_link(connection, url) or read_link(connection, canonicalise_url(url))
        named = next((source for source in self._sources if link is not None and source.name == link.source), None)
        return link, named or next((source for source in self._sources if is_same_site(url, source.home)), None)
