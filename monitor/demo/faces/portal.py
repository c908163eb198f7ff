"""A portal: JSON-LD, a news sitemap, articles over several pages with `?page=all`, a section closed by robots.txt."""

from __future__ import annotations

import json
from functools import partial

from monitor.demo.faces.face import Face
from monitor.demo.faces.pages import article_page, index_page, link_rows, recent_rows
from monitor.demo.feeds import news_sitemap
from monitor.demo.item import Item, html_paragraphs
from monitor.demo.outlet import Outlet
from monitor.demo.page import PLAIN, Page, page_of

CLOSED = "/indepth/"


def _path_of(outlet: Outlet, item: Item) -> str:
    if item.id in outlet.hidden:
        return f"{CLOSED}{item.number}/{item.slug}"
    return f"/read/{item.number}/{item.slug}"


def _json_ld(outlet: Outlet, item: Item, url: str) -> str:
    fields = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "datePublished": item.published.isoformat(),
        "dateModified": item.published.isoformat(),
        "author": {"@type": "Person", "name": item.author},
        "publisher": {"@type": "Organization", "name": outlet.name},
    }
    return json.dumps(fields, ensure_ascii=False).replace("</", "<\\/")


def _views(outlet: Outlet, item: Item, url: str) -> dict[str, tuple[tuple[str, ...], str, str]]:
    """The queries under which an article answers: its paragraphs, its paging bar and its head links."""
    if item.id not in outlet.split:
        return {"": (item.paragraphs, "", "")}
    half = (len(item.paragraphs) + 1) // 2
    bar = (
        f'<div class="paging"><a href="{url}?page=1">1</a> <a href="{url}?page=2">2</a> '
        f'<a href="{url}?page=all">Tampilkan Semua</a></div>'
    )
    first = (item.paragraphs[:half], bar, f'<link rel="next" href="{url}?page=2">')
    second = (item.paragraphs[half:], bar, f'<link rel="prev" href="{url}?page=1">')
    return {"": first, "?page=1": first, "?page=2": second, "?page=all": (item.paragraphs, "", "")}


def build_pages(outlet: Outlet, items: tuple[Item, ...], base_url: str) -> dict[str, Page]:
    """Every response of a portal by its path and query."""

    def url_of(item: Item) -> str:
        return base_url + _path_of(outlet, item)

    pages = {
        "/robots.txt": page_of(
            f"User-agent: *\nDisallow: {CLOSED}\nDisallow: /search\n\nSitemap: {base_url}/sitemap-news.xml\n", PLAIN
        ),
        "/": index_page(outlet.name, link_rows(items, url_of)),
        "/sitemap-news.xml": news_sitemap(outlet.name, [(url_of(item), item) for item in items]),
    }
    for item in items:
        make = partial(
            article_page, "portal", outlet, item, base_url, url_of(item),
            json_ld=_json_ld(outlet, item, url_of(item)), recent=recent_rows(items, item, url_of),
        )  # fmt: skip
        for query, (paragraphs, bar, links) in _views(outlet, item, url_of(item)).items():
            pages[_path_of(outlet, item) + query] = make(body=html_paragraphs(paragraphs), paging=bar, links=links)
    return pages


PORTAL = Face(build_pages, sitemaps=("/sitemap-news.xml",), closed=CLOSED)
