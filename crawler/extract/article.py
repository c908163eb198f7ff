"""From the bytes of a page to the fields of an article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import lxml.html
from bs4 import BeautifulSoup

from corpus.article import normalise_text
from corpus.errors import NotAnArticle
from corpus.language import detect_language
from crawler.canonical import canonicalise_url, choose_canonical, resolve_url
from crawler.extract.byline import choose_byline, find_dateline, split_signature
from crawler.extract.charset import decode_html, is_binary
from crawler.extract.lead import find_caption, restore_lead
from crawler.extract.lines import drop_blocks, filter_lines
from crawler.extract.medoid import Verdict, choose_medoid
from crawler.extract.metadata import PageMeta, read_metadata
from crawler.extract.page import ExtractedPage
from crawler.extract.paging import find_next_pages
from crawler.extract.profile import ExtractProfile
from crawler.extract.published import DateClues, choose_published
from crawler.extract.refusal import refuse_page, tell_kind
from crawler.extract.title import choose_title
from crawler.extract.tree import drop_silent, parse_tree, read_lines
from crawler.extract.voters import collect_votes


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
    if is_binary(data):
        raise NotAnArticle(url, "binary data, not a page")
    page, place = decode_html(data, charset), resolve_url(url, "") or ""
    root = parse_tree(page) if page.strip() else None
    if root is None:
        raise NotAnArticle(url, "the page is empty" if not page.strip() else "the page holds no HTML")
    meta = read_metadata(root)
    next_pages = find_next_pages(root, place, profile.next_page if profile else ())
    drop_silent(root)
    lines = read_lines(root)
    drop_blocks(root)
    kind = tell_kind(place, meta)
    if kind == "article":
        drop_blocks(root, "captions")
    title = choose_title(meta, place, _select(root, profile.title) if profile else "")
    text, verdict = _read_body(root, meta, title, profile)
    if kind == "photo":
        text = find_caption(lines, meta.description) or text
    refuse_page(url, meta, lines, text)
    body, signature = split_signature(text)
    language = detect_language(body) or meta.language or None
    clues = DateClues(
        stated=((_select(root, profile.published),) if profile and profile.published else ()) + meta.dates,
        lines=lines,
        title=title,
        url=place,
        page=lxml.html.tostring(root, encoding="unicode"),
    )
    latest = ((fetched or datetime.now(UTC)) + timedelta(days=1)).date()
    return ExtractedPage(
        url=url,
        text=body,
        confidence=round(verdict.confidence, 4) if verdict else 0.0,
        reasons=_reasons(verdict),
        kind=kind,
        title=normalise_text(title) if title else None,
        byline=choose_byline(meta, lines, signature, _select(root, profile.byline) if profile else ""),
        dateline=find_dateline(body),
        published=choose_published(clues, zone=zone, indonesian=language == "id", latest=latest),
        canonical_url=_canonical(url, meta),
        outlet=outlet or meta.site_name or meta.stated.publisher or None,
        language=language,
        next_pages=next_pages,
    )


def _read_body(
    root: lxml.html.HtmlElement, meta: PageMeta, title: str | None, profile: ExtractProfile | None
) -> tuple[str, Verdict | None]:
    """Lets the readers vote; each reading is cleaned first, so that they do not agree on boilerplate."""
    votes = collect_votes(root, meta.stated.body, profile)
    cleaned = {voter: filter_lines(normalise_text(text), title) for voter, text in votes.items()}
    verdict = choose_medoid({voter: text for voter, text in cleaned.items() if text}, trusted="profile")
    if verdict is None or verdict.voter == "profile":
        return verdict.text if verdict else "", verdict
    others = [text for voter, text in cleaned.items() if voter != verdict.voter]
    return restore_lead(verdict.text, others, meta.description, title), verdict


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
