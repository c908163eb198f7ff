"""Links out of pages that list articles, by CSS selector."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lxml.cssselect import CSSSelector

from corpus.errors import PageChanged
from crawler.canonical import resolve_url
from crawler.discover.link import FoundLink
from crawler.extract.charset import decode_html
from crawler.extract.tree import parse_tree, read_text
from crawler.sources.source import Listing

_MAX_LINKS = 2000


def parse_listing(data: bytes, url: str, selector: str, charset: str | None = None) -> tuple[FoundLink, ...]:
    """Returns the links that a selector finds, each address once, in page order.

    Raises:
        PageChanged: the selector finds none.
    """
    root = parse_tree(decode_html(data, charset))
    found: dict[str, FoundLink] = {}
    for element in CSSSelector(selector, translator="html")(root) if root is not None else ():
        anchors = [element] if element.tag == "a" else element.iter("a")
        for anchor in anchors:
            address = resolve_url(url, anchor.get("href") or "")
            if address is not None and address != url and len(found) < _MAX_LINKS:
                found.setdefault(address, FoundLink(url=address, title=read_text(anchor) or None))
    if not found:
        raise PageChanged(url, "links")
    return tuple(found.values())


def iter_listing_urls(listing: Listing, since: date, until: date) -> Iterator[str]:
    """Yields the addresses of a listing: newest day first when it is dated, each day's pages in order."""
    dated = "{date" in listing.url
    day = until
    while day >= since:
        for page in range(1, listing.pages + 1 if "{page" in listing.url else 2):
            yield listing.url.format(page=page, date=day)
        if not dated:
            return
        day -= timedelta(days=1)
