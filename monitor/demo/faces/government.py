"""A bare government site: tables, no metadata, a printed time only, listing pages beside a plain feed."""

from __future__ import annotations

from functools import partial
from html import escape

from monitor.demo.faces.face import Face
from monitor.demo.faces.pages import article_page, index_page, link_rows
from monitor.demo.feeds import rss_feed
from monitor.demo.item import Item
from monitor.demo.outlet import Outlet
from monitor.demo.page import PLAIN, Page, page_of

PER_LISTING = 6
# Seconds between two requests that robots.txt asks for; small, so that a demonstration stays short.
CRAWL_DELAY_S = 0.05


def _url_of(base_url: str, item: Item) -> str:
    return f"{base_url}/berita/detail/{item.number}"


def _listings(outlet: Outlet, items: tuple[Item, ...], base_url: str) -> dict[str, Page]:
    pages = {}
    for number, start in enumerate(range(0, len(items), PER_LISTING), start=1):
        more = (
            f'<a href="{base_url}/berita?hal={number + 1}">Selanjutnya</a>' if start + PER_LISTING < len(items) else ""
        )
        rows = link_rows(items[start : start + PER_LISTING], partial(_url_of, base_url))
        pages[f"/berita?hal={number}"] = index_page(f"Berita {outlet.name}", rows, more)
    return pages | {"/berita": pages["/berita?hal=1"], "/": pages["/berita?hal=1"]}


def build_pages(outlet: Outlet, items: tuple[Item, ...], base_url: str) -> dict[str, Page]:
    """Every response of a government site by its path and query."""
    pages = {
        "/robots.txt": page_of(f"User-agent: *\nCrawl-delay: {CRAWL_DELAY_S}\nDisallow: /admin\n", PLAIN),
        "/rss.xml": rss_feed(outlet.name, base_url, [(_url_of(base_url, item), item) for item in items]),
    } | _listings(outlet, items, base_url)
    for item in items:
        lines = "<BR><BR>\n".join(escape(text, quote=False) for text in item.paragraphs)
        pages[f"/berita/detail/{item.number}"] = article_page(
            "government", outlet, item, base_url, _url_of(base_url, item), body=f'<DIV align="justify">{lines}</DIV>'
        )
    return pages


GOVERNMENT = Face(
    build_pages,
    feeds=("/rss.xml",),
    listing=("/berita?hal={page}", "ul li a"),
    extract=(("title", "h2"), ("body", "div[align=justify]")),
)
