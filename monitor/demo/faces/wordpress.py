"""A WordPress theme: RSS feed, wp-sitemap, Open Graph times in UTC, title with the outlet's suffix."""

from __future__ import annotations

from functools import partial

from monitor.demo.faces.face import Face
from monitor.demo.faces.pages import article_page, index_page, link_rows, recent_rows
from monitor.demo.feeds import rss_feed, sitemap, sitemap_index
from monitor.demo.item import Item
from monitor.demo.outlet import Outlet
from monitor.demo.page import PLAIN, Page, page_of


def _url_of(base_url: str, item: Item) -> str:
    return f"{base_url}/{item.day_path}/{item.slug}/"


def build_pages(outlet: Outlet, items: tuple[Item, ...], base_url: str) -> dict[str, Page]:
    """Every response of a WordPress site by its path."""
    url_of = partial(_url_of, base_url)
    entries = [(url_of(item), item) for item in items]
    pages = {
        "/robots.txt": page_of(
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
            f"Sitemap: {base_url}/wp-sitemap.xml\n",
            PLAIN,
        ),
        "/": index_page(outlet.name, link_rows(items, url_of)),
        "/feed/": rss_feed(outlet.name, base_url, entries),
        "/wp-sitemap.xml": sitemap_index([f"{base_url}/wp-sitemap-posts-post-1.xml"], items[0]),
        "/wp-sitemap-posts-post-1.xml": sitemap(entries),
    }
    for place, item in enumerate(items):
        neighbours = link_rows(items[place + 1 : place + 2], url_of)
        pages[f"/{item.day_path}/{item.slug}/"] = article_page(
            "wordpress", outlet, item, base_url, url_of(item),
            recent=recent_rows(items, item, url_of), neighbours=neighbours,
        )  # fmt: skip
    return pages


WORDPRESS = Face(build_pages, feeds=("/feed/",), sitemaps=("/wp-sitemap.xml",))
