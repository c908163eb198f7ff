"""From the bytes of a page to the fields of an article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import lxml.html
import msgspec
from bs4 import BeautifulSoup

from corpus.article import normalise_text
from corpus.errors import NotAnArticle
from corpus.language import detect_language
from crawler.canonical import canonicalise_url, choose_canonical, resolve_url
from crawler.extract.breaks import break_paragraphs
from crawler.extract.byline import choose_byline, find_dateline, split_signature
from crawler.extract.charset import decode_html, is_binary
from crawler.extract.lead import find_caption, restore_lead
from crawler.extract.lines import drop_blocks, filter_lines
from crawler.extract.medoid import Verdict, choose_medoid
from crawler.extract.metadata import PageMeta, read_metadata
from crawler.extract.page import ExtractedPage, Kind
from crawler.extract.paging import find_next_pages
from crawler.extract.profile import ExtractProfile
from crawler.extract.published import DateClues, choose_published
from crawler.extract.references import drop_captions, drop_references
from crawler.extract.refusal import refuse_page, settle_kind, tell_kind
from crawler.extract.title import choose_title
from crawler.extract.tree import drop_silent, parse_tree, read_lines
from crawler.extract.voters import collect_votes


class _Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart: its tree without silent and boilerplate blocks, and what was read before that."""

    url: str
    root: lxml.html.HtmlElement
    meta: PageMeta
    lines: list[str]
    kind: Kind
    title: str | None
    next_pages: tuple[str, ...]


def parse_article(
    data: bytes,
    url: str,
    *,
    charset: str | None = None,
    profile: ExtractProfile | None = None,
    zone: str | None = None,
    outlet: str | None = None,
    fetched: datetime | None = None,
) -> ExtractedPage:
    """Reads one page.

    Args:
        data: the decoded (unzipped) body of the response.
        url: where it came from; may be "" for a file of unknown origin.
        charset: that of the Content-Type header, None when there was none.
        profile: the source's selectors.
        zone: the source's time zone (`WIB`, `WITA`, `WIT`), for times that the page prints without one.
        outlet: the outlet's name as the source file gives it; None: as the page states it.
        fetched: when it was fetched, an aware time; no publication date lies later. None: now.

    Raises:
        NotAnArticle: the page has no running text, or is an error page or a wall; the reason says which.
    """
    selectors = profile or ExtractProfile()
    opened = _open(data, url, charset, selectors)
    text, verdict = _read_body(opened, selectors)
    refuse_page(url, opened.meta, opened.lines, text)
    page = _make_page(opened, selectors, text, verdict)
    published = _read_published(opened, selectors, zone, page.language, fetched or datetime.now(UTC))
    return msgspec.structs.replace(page, url=url, published=published, outlet=outlet or page.outlet)


def _open(data: bytes, url: str, charset: str | None, profile: ExtractProfile) -> _Opened:
    if is_binary(data):
        raise NotAnArticle(url, "binary data, not a page")
    page, place = decode_html(data, charset), resolve_url(url, "") or ""
    root = parse_tree(page) if page.strip() else None
    if root is None:
        raise NotAnArticle(url, "the page is empty" if not page.strip() else "the page holds no HTML")
    meta = read_metadata(root)
    next_pages = find_next_pages(root, place, profile.next_page)
    drop_silent(root)
    break_paragraphs(root)
    lines = read_lines(root)
    kind = tell_kind(place, meta)
    drop_blocks(root, "blocks", *(("captions",) if kind == "article" else ()))
    drop_references(root)
    if kind == "article":
        drop_captions(root, lines)
    title = choose_title(meta, place, _select(root, profile.title))
    return _Opened(url=place, root=root, meta=meta, lines=lines, kind=kind, title=title, next_pages=next_pages)


def _make_page(opened: _Opened, profile: ExtractProfile, text: str, verdict: Verdict | None) -> ExtractedPage:
    """Fills in all fields but the date."""
    body, signature = split_signature(text)
    meta = opened.meta
    return ExtractedPage(
        url=opened.url,
        text=body,
        confidence=round(verdict.confidence, 4) if verdict else 0.0,
        reasons=_reasons(verdict),
        kind=settle_kind(opened.kind, body),
        title=normalise_text(opened.title) if opened.title else None,
        byline=choose_byline(meta, opened.lines, signature, _select(opened.root, profile.byline)),
        dateline=find_dateline(body),
        canonical_url=_canonical(opened.url, meta),
        outlet=meta.site_name or meta.stated.publisher or None,
        language=detect_language(body) or meta.language or None,
        next_pages=opened.next_pages,
    )


def _read_published(
    opened: _Opened, profile: ExtractProfile, zone: str | None, language: str | None, fetched: datetime
) -> str | None:
    declared = _select(opened.root, profile.published)
    clues = DateClues(
        stated=((declared,) if declared else ()) + opened.meta.dates,
        lines=opened.lines,
        title=opened.title,
        url=opened.url,
        page=lxml.html.tostring(opened.root, encoding="unicode"),
    )
    latest = (fetched + timedelta(days=1)).date()
    return choose_published(clues, zone=zone, indonesian=language == "id", latest=latest)


def _read_body(opened: _Opened, profile: ExtractProfile) -> tuple[str, Verdict | None]:
    """Lets the readers vote; each reading is cleaned first, so that they do not agree on boilerplate."""
    votes = collect_votes(opened.root, opened.meta.stated.body, profile, opened.meta.description)
    filtered = {text: filter_lines(normalise_text(text), opened.title) for text in set(votes.values())}
    cleaned = {voter: filtered[text] for voter, text in votes.items()}
    verdict = choose_medoid({voter: text for voter, text in cleaned.items() if text}, trusted="profile")
    description = opened.meta.description
    if opened.kind == "photo" and (caption := find_caption(opened.lines, description)):
        return caption, verdict
    if verdict is None or verdict.voter == "profile":
        return verdict.text if verdict else "", verdict
    others = [text for voter, text in cleaned.items() if voter != verdict.voter]
    return restore_lead(verdict.text, others, description, opened.title), verdict


def _reasons(verdict: Verdict | None) -> tuple[str, ...]:
    if verdict is None:
        return ("no reader found running text",)
    likeness = ", ".join(f"{voter} {value:.2f}" for voter, value in verdict.likeness.items())
    return (f"body by {verdict.voter}", f"likeness: {likeness}" if likeness else "no other reader found text")


def _canonical(url: str, meta: PageMeta) -> str | None:
    try:
        return choose_canonical(url, meta.canonical or meta.stated.url)
    except ValueError:
        pass
    try:
        return canonicalise_url(meta.canonical)
    except ValueError:
        return None


def _select(root: lxml.html.HtmlElement, selectors: tuple[str, ...]) -> str:
    """Returns the text of the first element that one of the selectors finds, "" when none does."""
    if not selectors:
        return ""
    soup = BeautifulSoup(lxml.html.tostring(root, encoding="unicode"), "lxml")
    for selector in selectors:
        found = soup.select_one(selector)
        if found is not None and found.get_text(strip=True):
            return " ".join(found.get_text(" ", strip=True).split())
    return ""
