"""Links out of RSS, Atom and JSON feeds."""

from __future__ import annotations

import calendar
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from corpus.errors import PageChanged
from crawler.canonical import resolve_url
from crawler.discover.link import FoundLink

# The largest honest feed that is known to us has 5 MB; beyond the fetcher's bound nothing arrives anyway.
_MAX_ENTRIES = 5000


def parse_feed(data: bytes, url: str) -> Iterator[FoundLink]:
    """Yields the links of a feed, in its order, at most 5,000.

    Args:
        data: the feed as fetched.
        url: its address, against which links are resolved.

    Raises:
        PageChanged: it is no feed of a known kind; raised before the first link.
    """
    if data.lstrip()[:1] == b"{":
        return _iter_json(data, url)
    # Only bytes are handed over: given a text, the library would take it for an address and fetch it.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url}, sanitize_html=False)
    if not feed.entries and not feed.get("version"):
        raise PageChanged(url, "feed (RSS, Atom or JSON)")
    return _iter_entries(feed.entries, url)


def _iter_entries(entries: list[Any], url: str) -> Iterator[FoundLink]:
    for entry in entries[:_MAX_ENTRIES]:
        link = resolve_url(url, entry.get("link") or "")
        if link is not None and link != url:
            yield FoundLink(
                url=link,
                title=" ".join((entry.get("title") or "").split()) or None,
                published=_iso(entry.get("published_parsed") or entry.get("updated_parsed")),
            )


def _iso(parsed: Any) -> str | None:
    """Feedparser's time is UTC."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (TypeError, ValueError, OverflowError):
        return None


def _iter_json(data: bytes, url: str) -> Iterator[FoundLink]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PageChanged(url, "feed (JSON that can be read)") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise PageChanged(url, "feed (RSS, Atom or JSON)")
    return _iter_items(items, url)


def _iter_items(items: list[Any], url: str) -> Iterator[FoundLink]:
    for item in items[:_MAX_ENTRIES]:
        href = item.get("url") or item.get("external_url") if isinstance(item, dict) else None
        link = resolve_url(url, href) if isinstance(href, str) and href else None
        if link is not None:
            title, published = item.get("title"), item.get("date_published")
            yield FoundLink(
                url=link,
                title=title if isinstance(title, str) else None,
                published=published if isinstance(published, str) else None,
            )
