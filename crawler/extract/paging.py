"""Further pages of an article, and putting them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import lxml.html
import msgspec
from lxml.cssselect import CSSSelector, ExpressionError, SelectorError

from crawler.canonical import canonicalise_url, resolve_url
from crawler.extract.page import ExtractedPage

MAX_PAGES = 12
_PAGE_KEYS = ("page", "halaman", "hal", "p")
_WHOLE = {("page", "all"), ("halaman", "all"), ("single", "1"), ("showpage", "all"), ("show", "all")}
# What an address of a further page holds somewhere; most links of a page do not.
_PAGE_MARK = re.compile(r"\d|all\b")
_PATH_NUMBER = re.compile(r"/(?:page/|halaman/|hal-)?(\d{1,2})/?$")


def find_next_pages(root: lxml.html.HtmlElement, url: str, selectors: Sequence[str] = ()) -> tuple[str, ...]:
    """Returns the addresses of an article's other pages, in order, at most `MAX_PAGES`.

    When the page links its whole text (`?page=all`, `?single=1`), that address alone is returned. Links must point at
    the same article: the same address with a page number more.
    """
    if is_whole(url):
        return ()
    numbered: dict[int, str] = {}
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    for href, relation in _iter_links(root, selectors):
        if not _PAGE_MARK.search(href) or not _may_lead_on(href, name):
            continue
        target = resolve_url(url, href)
        if target is None or not _same_article(url, target):
            continue
        if is_whole(target):
            return (target,)
        number = page_number(target, url)
        if number is None and "next" in relation:
            number = (page_number(url, url) or 1) + 1
        if number is not None and number > 1:
            numbered.setdefault(number, target)
    own = page_number(url, url) or 1
    return tuple(numbered[number] for number in sorted(numbered) if number > own)[:MAX_PAGES]


def _may_lead_on(href: str, name: str) -> bool:
    """Says whether a link could lead to the article of this last path part, before it is resolved at some cost: it
    names the part, or is relative to the page (`?page=2`, `2/`). A page links hundreds of others."""
    return name in href or not (href.startswith("/") or ":" in href)


def _iter_links(root: lxml.html.HtmlElement, selectors: Sequence[str]) -> list[tuple[str, str]]:
    found = [(link.get("href") or "", (link.get("rel") or "").lower()) for link in root.iter("link", "a")]
    for selector in selectors:
        try:
            elements = CSSSelector(selector, translator="html")(root)
        except (ExpressionError, SelectorError):
            continue
        found += [(element.get("href") or "", "next") for element in elements]
    return found


def is_whole(url: str) -> bool:
    """Says whether an address asks for all pages of an article at once."""
    query = {key.lower(): values[-1].lower() for key, values in parse_qs(urlsplit(url).query).items()}
    return any(query.get(key) == value for key, value in _WHOLE)


def page_number(url: str, article_url: str) -> int | None:
    """Reads the page number of an address of the article, from its query or its last path part, else None."""
    parts = urlsplit(url)
    query = {key.lower(): values[-1] for key, values in parse_qs(parts.query).items()}
    for key in _PAGE_KEYS:
        if re.fullmatch(r"[0-9]{1,2}", query.get(key, "")):
            return int(query[key])
    found = _PATH_NUMBER.search(parts.path)
    base = urlsplit(article_url).path.rstrip("/")
    if found and parts.path.rstrip("/") != base and parts.path.startswith(base + "/"):
        return int(found.group(1))
    return None


def _same_article(url: str, target: str) -> bool:
    one, other = urlsplit(url), urlsplit(target)
    if one.hostname != other.hostname or len(one.path.strip("/")) < 2:
        return False
    if one.path.rstrip("/") == other.path.rstrip("/"):
        return _without_page(url) == _without_page(target)
    rest = other.path.removeprefix(one.path.rstrip("/"))
    return rest != other.path and bool(_PATH_NUMBER.fullmatch(rest.rstrip("/")))


def _without_page(url: str) -> str:
    parts = urlsplit(canonicalise_url(url))
    pairs = [pair for pair in parts.query.split("&") if pair.split("=")[0].lower() not in {*_PAGE_KEYS, "single"}]
    return parts.path.rstrip("/") + "?" + "&".join(pair for pair in pairs if pair)


def join_pages(first: ExtractedPage, rest: Sequence[ExtractedPage]) -> ExtractedPage:
    """Puts the pages of one article together: the first page's fields, all texts in order, no paragraph twice.

    A later page that holds the whole text (`?page=all`) replaces the first page's. The confidence is the lowest one.
    """
    lines = first.text.split("\n")
    for page in rest:
        more = page.text.split("\n")
        if set(lines[:3]) <= set(more):
            lines = more
            continue
        seen = set(lines)
        lines += [line for line in more if line not in seen]
    confidence = min([first.confidence, *(page.confidence for page in rest)])
    reasons = (*first.reasons, f"{1 + len(rest)} pages joined") if rest else first.reasons
    return msgspec.structs.replace(first, text="\n".join(lines), confidence=confidence, reasons=reasons, next_pages=())
