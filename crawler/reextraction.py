"""Reading the archive again: every captured page through today's extraction, without the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.archive import iter_captures, read_capture
from corpus.errors import ContentError
from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.links import Link, read_link
from crawler.canonical import is_same_site
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
) -> ReextractionReport:
    """Extracts the newest capture of every page again and stores what came out differently.

    Args:
        folder: the archive.
        store: gets the articles; older texts stay readable there.
        sources: for their selectors and outlets; pages of other sites are read without.
        clock: gives the time, aware.
        on_page: called with each page's address.

    Raises:
        StoreError: the archive or the store cannot be used.
    """
    again = _Reextraction(folder, store, sources, clock)
    counts = Counter(outcome for url in again.newest if (outcome := again.read(url, on_page)) is not None)
    return ReextractionReport(**counts)


class _Reextraction:
    """One walk over an archive; `newest` maps addresses to their newest captures, in the order of first capture."""

    def __init__(self, folder: Path, store: Store, sources: Sequence[Source], clock: Clock) -> None:
        self._folder, self._store, self._sources, self._clock = folder, store, sources, clock
        self.newest = {stored.url: stored.capture for stored in iter_captures(folder)}
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
            return "refused"
        try:
            whole = join_pages(found, list(self._iter_rest(found, source)))
            require_article(whole)
        except ContentError:
            return "refused"
        article = make_article(whole, self.newest[url], page.fetched, link)
        with self._store.begin() as connection:
            return write_article(connection, article, self._clock(), source.name if source else None).outcome

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
            link = read_link(connection, url)
        named = next((source for source in self._sources if link is not None and source.name == link.source), None)
        return link, named or next((source for source in self._sources if is_same_site(url, source.home)), None)
