"""RSS feeds and sitemaps of the press world, in the shapes that outlets use."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime
from html import escape

from monitor.demo.item import Item
from monitor.demo.page import RSS, XML, Page, page_of

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def rss_feed(name: str, base_url: str, entries: Iterable[tuple[str, Item]]) -> Page:
    """An RSS 2.0 feed of (address, item) pairs, with the first words of each item."""
    rows = list(entries)
    body = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(url)}</link>"
        f'<guid isPermaLink="false">{escape(base_url)}/?p={item.number}</guid>'
        f"<pubDate>{format_datetime(item.published)}</pubDate>"
        f"<description><![CDATA[<p>{escape(item.summary, quote=False)}</p>]]></description></item>\n"
        for url, item in rows
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(name)}</title><link>{escape(base_url)}/</link><description>Berita terbaru</description>"
        f"<language>id</language>\n{body}</channel></rss>\n"
    )
    return page_of(text, RSS, max(item.published for _, item in rows))


def sitemap_index(urls: Iterable[str], newest: Item) -> Page:
    """A sitemap that lists sitemaps."""
    rows = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return page_of(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {_SITEMAP}>{rows}</sitemapindex>\n',
        XML,
        newest.published,
    )


def sitemap(entries: Iterable[tuple[str, Item]]) -> Page:
    """A plain sitemap with last modification times."""
    rows = list(entries)
    body = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{item.published.isoformat()}</lastmod></url>\n" for url, item in rows
    )
    return page_of(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAP}>\n{body}</urlset>\n',
        XML,
        max(item.published for _, item in rows),
    )


def news_sitemap(name: str, entries: Iterable[tuple[str, Item]]) -> Page:
    """A Google News sitemap: address, title and time of each item."""
    rows = list(entries)
    body = "".join(
        f"<url><loc>{escape(url)}</loc><news:news><news:publication><news:name>{escape(name)}</news:name>"
        f"<news:language>id</news:language></news:publication>"
        f"<news:publication_date>{item.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(item.title)}</news:title></news:news></url>\n"
        for url, item in rows
    )
    return page_of(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAP} {_NEWS}>\n{body}</urlset>\n',
        XML,
        max(item.published for _, item in rows),
    )
