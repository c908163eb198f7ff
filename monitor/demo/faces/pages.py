"""The parts of pages that several faces share: filled templates, link lists, gone and lost pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC
from html import escape

from monitor.demo.faces.face import load_template
from monitor.demo.item import Item, html_paragraphs
from monitor.demo.outlet import Outlet
from monitor.demo.page import Page, page_of

RECENT = 5


def article_page(template: str, outlet: Outlet, item: Item, base_url: str, url: str, **parts: str) -> Page:
    """An article's page, with the outlet's special treatment of the item applied.

    `parts` fill the template's own places; `body` is made from the item's paragraphs unless given.
    """
    body = parts.pop("body", html_paragraphs(item.paragraphs))
    if item.id in outlet.gallery:
        body = load_template("gallery").substitute(base=base_url)
    text = load_template(template).substitute(
        parts,
        title=escape(item.title), outlet=escape(outlet.name), base=base_url, url=escape(url),
        author=escape(item.author), summary=escape(item.summary), printed=item.printed_time,
        number=item.number, body=body,
        published_utc=item.published.astimezone(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    page = page_of(text, modified=item.published)
    if item.id in outlet.lost:
        return page_of(load_template("lost").substitute(outlet=escape(outlet.name), base=base_url))
    if item.id in outlet.gone:
        return page_of("<html><body><h1>410 Gone</h1></body></html>", status=410)
    if item.id in outlet.cut:
        return page.cut()
    return replace(page, fails_first=item.id in outlet.flaky)


def link_rows(items: Iterable[Item], url_of: Callable[[Item], str]) -> str:
    """Items as `<li>` links."""
    return "\n".join(f'<li><a href="{escape(url_of(item))}">{escape(item.title)}</a></li>' for item in items)


def recent_rows(items: tuple[Item, ...], item: Item, url_of: Callable[[Item], str]) -> str:
    """The newest other items as links."""
    return link_rows([other for other in items if other.id != item.id][:RECENT], url_of)


def index_page(title: str, rows: str, more: str = "") -> Page:
    """A bare list of links, without validators: front pages change all the time."""
    return page_of(load_template("index").substitute(title=escape(title), rows=rows, more=more))
