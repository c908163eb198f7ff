"""Which links of a page lead to articles, and which selector finds them: guesses for a source that nobody described."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from corpus.errors import PageChanged
from crawler.canonical import is_same_site
from crawler.discover import FoundLink, parse_listing

# From the most telling to the least; themes of WordPress, Joomla and the portals' own systems.
_SELECTORS = (
    "article a[href]", ".entry-title a[href]", "h2 a[href]", "h3 a[href]", "h4 a[href]", "main a[href]",
    "td a[href]", "ul li a[href]", "a[href]",
)  # fmt: skip
_MIN_LINKS = 5
# Share of a selector's links that look like articles; the last selector takes every link of the page and needs none.
_MIN_SHARE = 0.6
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+){3,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{2,}")
_TITLE_WORDS = 4
_INDEX = re.compile(
    r"/(?:indeks|index(?:-?(?:berita|news))?|berita|news|kabar(?:-daerah)?|artikel|arsip-berita)/?(?:page/\d+/?)?$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(/page/|[?&](?:page|hal|halaman)=)\d+(?=/?$)", re.IGNORECASE)


class Guess(msgspec.Struct, frozen=True):
    """A selector and the article links that it finds, in page order."""

    selector: str
    links: tuple[FoundLink, ...]


def looks_like_article(link: FoundLink) -> bool:
    """Says whether an address or the text of its link is that of an article: a slug of four words, or a number and a
    headline."""
    parts = urlsplit(link.url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if _SLUG.fullmatch(last):
        return True
    numbered = _NUMBER.search(last) or _NUMBER.search(parts.query)
    return bool(numbered) and len((link.title or "").split()) >= _TITLE_WORDS


def guess_links(data: bytes, url: str, home: str) -> Guess | None:
    """The first selector that finds at least five articles of the site and little else; None: there is none."""
    for selector in _SELECTORS:
        links = select_articles(data, url, home, selector)
        wanted = 0.0 if selector == _SELECTORS[-1] else _MIN_SHARE
        if links is not None and len(links[0]) >= max(_MIN_LINKS, wanted * links[1]):
            return Guess(selector, links[0])
    return None


def select_articles(data: bytes, url: str, home: str, selector: str) -> tuple[tuple[FoundLink, ...], int] | None:
    """The articles of the site that a selector finds, and how many links it finds in all; None: no link."""
    try:
        links = parse_listing(data, url, selector)
    except PageChanged:
        return None
    return tuple(link for link in links if is_same_site(link.url, home) and looks_like_article(link)), len(links)


def guess_search(results: Iterable[tuple[str, bytes]], nonsense: bytes, url: str, home: str) -> Guess | None:
    """The first selector by which a search answers: a word finds articles that name it, words differ, nonsense none.

    Args:
        results: words, each with the page that the search gives for it.
        nonsense: the page for a word that no article holds.
        url: the address of these pages, against which links are resolved.
        home: the site's front page.
    """
    pages = list(results)
    for selector in _SELECTORS:
        empty = select_articles(nonsense, url, home, selector)
        found = [select_articles(page, url, home, selector) for _, page in pages]
        if (empty is not None and empty[0]) or not all(found):
            continue
        links = [one[0] for one in found if one is not None]
        named = all(
            any(word in (link.title or link.url).lower() for link in one)
            for (word, _), one in zip(pages, links, strict=True)
        )
        if named and len({frozenset(link.url for link in one) for one in links}) == len(links):
            return Guess(selector, links[0])
    return None


def find_indexes(links: Iterable[str], home: str) -> list[str]:
    """The addresses among these that by their path list the articles of a site, each once, those of pages first, with
    `{page}` for the number."""
    found = [link for link in links if is_same_site(link, home) and _INDEX.search(urlsplit(link).path)]
    paged = [_PAGE.sub(r"\1{page}", link) for link in found if _PAGE.search(link)]
    return list(dict.fromkeys([*paged, *(link for link in found if not _PAGE.search(link))]))
