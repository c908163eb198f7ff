"""Reading the archive again: every captured page through today's extraction, without the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from corpus.archive import iter_captures, read_capture
from corpus.article import Capture
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
    newest = {stored.url: stored.capture for stored in iter_captures(folder)}
    counts = {"new": 0, "changed": 0, "same": 0, "refused": 0}
    joined: set[str] = set()
    for url, capture in newest.items():
        if url in joined:
            continue
        if on_page is not None:
            on_page(url)
        page = read_capture(folder, capture)
        link, source = _origin(store, url, sources)
        found = extract_page(page, source, link.published if link else None)
        if isinstance(found, Refused):
            counts["refused"] += 1
            continue
        rest = list(_iter_rest(folder, newest, found, source, joined))
        try:
            whole = join_pages(found, rest)
            require_article(whole)
        except ContentError:
            counts["refused"] += 1
            continue
        with store.begin() as connection:
            article = make_article(whole, capture, page.fetched, link)
            written = write_article(connection, article, clock(), source.name if source else None)
        counts[written.outcome] += 1
    return ReextractionReport(**counts)


def _iter_rest(
    folder: Path, newest: Mapping[str, Capture], first: ExtractedPage, source: Source | None, joined: set[str]
) -> Iterator[ExtractedPage]:
    """Yields the article's other pages as far as they were captured, and notes them in `joined`."""
    waiting, count = list(first.next_pages), 0
    while waiting and count < MAX_PAGES:
        url = waiting.pop(0)
        if url in joined or url not in newest:
            continue
        joined.add(url)
        found = extract_page(read_capture(folder, newest[url]), source, None)
        if isinstance(found, ExtractedPage):
            count += 1
            waiting += found.next_pages
            yield found


def _origin(store: Store, url: str, sources: Sequence[Source]) -> tuple[Link | None, Source | None]:
    """Finds the link that led to a page and the source that it belongs to."""
    with store.read() as connection:
        link = read_link(connection, url)
    named = next((source for source in sources if link is not None and source.name == link.source), None)
    return link, named or next((source for source in sources if is_same_site(url, source.home)), None)
