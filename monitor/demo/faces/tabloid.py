"""A click-driven portal: read-also inserts, AMP twins, share bars, carousels, feed links with tracking parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from monitor.demo.faces.face import Face
from monitor.demo.faces.pages import article_page, index_page, link_rows, recent_rows
from monitor.demo.feeds import rss_feed, sitemap
from monitor.demo.item import Item, is_insert
from monitor.demo.outlet import Outlet
from monitor.demo.page import PLAIN, Page, page_of

TRACKING = "?utm_source=rss&utm_medium=feed"


def _url_of(base_url: str, galleries: tuple[str, ...], item: Item) -> str:
    section = "foto" if item.id in galleries else "daerah"
    return f"{base_url}/{section}/{item.slug}-{item.number}"


def _body(items: tuple[Item, ...], item: Item, url_of: Callable[[Item], str]) -> str:
    """Paragraphs, with a read-also insert for another item after the third."""
    parts = [
        f'<p class="baca"><strong>{escape(text, quote=False)}</strong></p>'
        if is_insert(text)
        else f"<p>{escape(text, quote=False)}</p>"
        for text in item.paragraphs
    ]
    other = next((one for one in reversed(items) if one.id != item.id), None)
    if other is not None and len(parts) > 3:
        link = f'<a href="{escape(url_of(other))}">{escape(other.title)}</a>'
        parts.insert(3, f'<p class="baca"><strong>Baca juga: {link}</strong></p>')
    return "\n".join(parts)


def build_pages(outlet: Outlet, items: tuple[Item, ...], base_url: str) -> dict[str, Page]:
    """Every response of a click-driven portal by its path; every article has an AMP twin that the sitemap lists too."""
    url_of = partial(_url_of, base_url, outlet.gallery)
    both = [(url_of(item) + end, item) for item in items for end in ("", "/amp")]
    pages = {
        "/robots.txt": page_of(
            f"User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /cari\n\nSitemap: {base_url}/sitemap.xml\n",
            PLAIN,
        ),
        "/": index_page(outlet.name, link_rows(items, url_of)),
        "/rss": rss_feed(outlet.name, base_url, [(url_of(item) + TRACKING, item) for item in items]),
        "/sitemap.xml": sitemap(both),
    }
    for item in items:
        path = url_of(item).removeprefix(base_url)
        body = _body(items, item, url_of)
        recent = recent_rows(items, item, url_of)
        pages[path] = article_page("tabloid", outlet, item, base_url, url_of(item), body=body, recent=recent)
        pages[f"{path}/amp"] = article_page("tabloid_amp", outlet, item, base_url, url_of(item), body=body)
    return pages


TABLOID = Face(build_pages, feeds=("/rss",), sitemaps=("/sitemap.xml",))
