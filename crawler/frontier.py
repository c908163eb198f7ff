"""Between discovery and the store: which of the links that a source named are worth reading, and how soon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from corpus.store.links import NewLink
from crawler.canonical import canonicalise_url, is_same_site
from crawler.discover import FoundLink
from crawler.extract.lexicon import load_pattern
from crawler.sources.source import Source

_PROGRAMME_PRIORITY = 10
# Files that are no pages; feeds of government sites name them.
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34]|avi|apk)$", re.IGNORECASE)


class HostBudget:
    """Counts the pages asked of each host in one run, so that a large site does not take what others need."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._spent: Counter[str] = Counter()

    def admits(self, url: str) -> bool:
        """Counts a page that is about to be asked for; says no, and counts nothing, when its host has had its pages."""
        host = urlsplit(url).netloc
        if self._spent[host] >= self._pages:
            return False
        self._spent[host] += 1
        return True

    def spent(self) -> tuple[str, ...]:
        """The hosts that have had their pages."""
        return tuple(host for host, pages in self._spent.items() if pages >= self._pages)


def choose_links(found: Iterable[FoundLink], source: Source) -> list[NewLink]:
    """Returns the links that belong to a source, canonical, each once, those on the programme with priority.

    Dropped are addresses of other sites (unless `include` names them), files, the front page, pages that list articles,
    and what `exclude` names.
    """
    include = [re.compile(pattern) for pattern in source.include]
    exclude = [re.compile(pattern) for pattern in source.exclude]
    chosen: dict[str, NewLink] = {}
    for link in found:
        url = _canonical(link.url)
        if url is None or _is_no_article(url, source):
            continue
        wanted = any(p.search(url) for p in include) if include else is_same_site(url, source.home)
        if wanted and not any(p.search(url) for p in exclude):
            chosen.setdefault(url, _make_link(url, link, source))
    return list(chosen.values())


def _make_link(url: str, link: FoundLink, source: Source) -> NewLink:
    programme = bool(link.title and load_pattern("priority", "programme").search(link.title))
    return NewLink(
        url=url,
        source=source.name,
        title=link.title,
        published=link.published[:40] if link.published else None,
        lastmod=link.lastmod,
        priority=_PROGRAMME_PRIORITY if programme else 0,
    )


def _canonical(url: str) -> str | None:
    try:
        return canonicalise_url(url)
    except ValueError:
        return None


def _is_no_article(url: str, source: Source) -> bool:
    """Says whether an address leads to a file, the front page, or a page that lists articles."""
    path = urlsplit(url).path
    if _FILES.search(path) or load_pattern("refusals", "index_paths").search(path):
        return True
    return _is_front(url, source) or any(url.rstrip("/") == listing.url.rstrip("/") for listing in source.listings)


def _is_front(url: str, source: Source) -> bool:
    parts, home = urlsplit(url), urlsplit(source.home)
    return parts.netloc == home.netloc and parts.path.rstrip("/") == home.path.rstrip("/") and not parts.query
