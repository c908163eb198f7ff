"""What the head of a page and its marked-up elements say: titles, links, dates, authors."""

from __future__ import annotations

import re

import lxml.html
import msgspec

from crawler.extract.jsonld import StatedArticle, parse_jsonld
from crawler.extract.tree import read_text

_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date",
    "content_publisheddate", "dtk:publishdate", "dtk:createddate", "article.published", "cxenseparse:recs:publishtime",
    "published_time", "publication_date", "originalpublicationdate",
)  # fmt: skip
_AUTHOR_KEYS = ("author", "article:author", "dc.creator", "parsely-author", "content_author", "dtk:author", "byl")

_MAX_HEADINGS = 10
# Class names, item properties and relations of Kompas, Detik, Liputan6, Okezone, Media Indonesia and WordPress themes.
_AUTHOR_MARKS = re.compile(
    r"(?:^|\s)(?:fn|author|author-?name|byline|reporter|penulis|jurnalis|wartawan|credit-title-name|detail__author|namerep|nmreporter"
    r"|[a-z-]+__author__?name)(?:\s|$)"
)
_TRADE = re.compile(
    r"^(?:oleh|by|penulis|reporter|jurnalis)\b[\s:]+|(?<=[a-z])jurnalis$|\s*[,|-]\s*(?:jurnalis|reporter|wartawan|editor|kontributor|penulis)\b.*$"
    r"|\s+-\s+\S+$",
    re.IGNORECASE,
)
# Two to five words, each with a capital; a single word is a desk or an account more often than a person.
_PERSON = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}")


class PageMeta(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of a page about itself, as printed. Empty means not stated."""

    title_tag: str = ""
    og_title: str = ""
    og_type: str = ""
    headings: tuple[str, ...] = ()
    site_name: str = ""
    description: str = ""
    canonical: str = ""
    language: str = ""
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    marked_author: str = ""
    stated: StatedArticle = StatedArticle()


def read_metadata(root: lxml.html.HtmlElement) -> PageMeta:
    """Reads the statements of a page. Scripts must still be in the tree."""
    metas = _metas(root)
    stated = parse_jsonld([script.text or "" for script in root.iter("script") if _is_jsonld(script)])
    title = root.find(".//head/title")
    if title is None:
        title = root.find(".//title")
    return PageMeta(
        title_tag=read_text(title) if title is not None else "",
        og_title=metas.get("og:title", "") or metas.get("twitter:title", ""),
        og_type=metas.get("og:type", ""),
        headings=_headings(root),
        site_name=_name(metas.get("og:site_name", "")) or metas.get("application-name", ""),
        description=metas.get("og:description", "") or metas.get("description", ""),
        canonical=_link(root, "canonical") or metas.get("og:url", ""),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()[:2],
        dates=tuple(_iter_dates(root, metas, stated)),
        authors=stated.authors or tuple(metas[key] for key in _AUTHOR_KEYS if metas.get(key)),
        marked_author=_marked_author(root),
        stated=stated,
    )


def _name(text: str) -> str:
    """Portals state their address where their name belongs."""
    return "" if text.lower().startswith(("http://", "https://")) else text


def _marked_author(root: lxml.html.HtmlElement) -> str:
    """The name in the first element that templates mark as the author's, "" when there is none."""
    for element in root.iter("a", "span", "div", "p", "b", "strong", "address"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}".lower()
        if not marks.strip() or not _AUTHOR_MARKS.search(marks):
            continue
        name = _TRADE.sub("", read_text(element)).strip(" -|,/:")
        if _PERSON.fullmatch(name):
            return name
    return ""


def _headings(root: lxml.html.HtmlElement) -> tuple[str, ...]:
    """Returns the first-level headings; on pages without them (old government sites) the second-level ones."""
    for level in ("h1", "h2"):
        found = [text for heading in list(root.iter(level))[:_MAX_HEADINGS] if (text := read_text(heading))]
        if found:
            return tuple(found)
    return ()


def _is_jsonld(script: lxml.html.HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _metas(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Maps the lower-case names and properties of meta elements to their content; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _link(root: lxml.html.HtmlElement, relation: str) -> str:
    for link in root.iter("link"):
        if relation in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip()
    return ""


def _iter_dates(root: lxml.html.HtmlElement, metas: dict[str, str], stated: StatedArticle) -> list[str]:
    """Lists the publication dates that the page states for machines, the most trusted first."""
    dates = [stated.published, *(metas.get(key, "") for key in _DATE_KEYS)]
    for element in root.iter("time", "span", "div", "abbr"):
        role = (element.get("itemprop") or "").lower()
        marked = role == "datepublished" or element.get("pubdate") is not None
        classes = (element.get("class") or "").lower()
        if marked or (element.tag in {"time", "abbr"} and "published" in classes) or "dtstamp" in classes.split():
            dates.append(element.get("content") or element.get("datetime") or element.get("title") or "")
    return [date for date in dict.fromkeys(dates) if date]
