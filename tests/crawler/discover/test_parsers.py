from __future__ import annotations

import contextlib
import gzip
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PageChanged
from crawler.discover import iter_listing_urls, make_search_url, parse_feed, parse_listing, parse_search, parse_sitemap
from crawler.sources import Listing, Search

URL = "https://kota.example/feed"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
RSS = b"""<rss version="2.0"><channel><title>K</title><item><title> Pasar  ikan </title><link>/berita/1</link>
<pubDate>Fri, 01 Mar 2024 09:00:00 +0800</pubDate></item><item><title>Tanpa tautan</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Pasar ikan</title>
<link href="https://kota.example/berita/1"/><published>2024-03-01T09:00:00+08:00</published></entry></feed>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"url": "/berita/1", "title": "Pasar ikan", "date_published": "2024-03-01T01:00:00+00:00"}, {"id": 2}, "x"]}
).encode()  # fmt: skip


@pytest.mark.parametrize("data", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_feeds_give_links_with_title_and_time(data: bytes) -> None:
    (link,) = parse_feed(data, URL)
    assert link.url == "https://kota.example/berita/1"
    assert link.title == "Pasar ikan"
    assert link.published == "2024-03-01T01:00:00+00:00"


def test_feed_without_entries_is_a_feed() -> None:
    assert list(parse_feed(b'<rss version="2.0"><channel><title>K</title></channel></rss>', URL)) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>Perbaikan</body></html>", b"\x00\x01\x02" * 50, b"{bukan json", b"{}", b'{"items": 3}',
     b"http://127.0.0.1:1/feed", b"[" * 100_000],
    ids=["empty", "html", "binary", "bad-json", "no-items", "items-no-list", "an-address", "deep"],
)  # fmt: skip
def test_what_is_no_feed_is_named(data: bytes) -> None:
    with pytest.raises(PageChanged, match="feed"):
        list(parse_feed(data, URL))


def test_broken_feed_gives_what_can_be_read() -> None:
    assert [link.url for link in parse_feed(RSS[:-40], URL)] == ["https://kota.example/berita/1"]


def sitemap(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{body}</urlset>'.encode()


NEWS = sitemap(
    "<url><loc> https://kota.example/berita/1 </loc><lastmod>2024-03-01T09:00:00+08:00</lastmod><news:news>"
    "<news:publication><news:name>K</news:name></news:publication><news:publication_date>2024-03-01</news:publication_date>"
    "<news:title>Pasar &amp; ikan</news:title></news:news></url><url><loc></loc></url>"
)


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS), NEWS[:-9]], ids=["plain", "gzip", "cut-off"])
def test_news_sitemaps_give_links(data: bytes) -> None:
    (link,) = parse_sitemap(data, URL).links
    assert (link.url, link.title, link.published) == ("https://kota.example/berita/1", "Pasar & ikan", "2024-03-01")
    assert link.lastmod is not None
    assert link.lastmod.isoformat() == "2024-03-01T09:00:00+08:00"


def test_index_gives_children_and_text_sitemaps_links() -> None:
    index = (
        f"<sitemapindex {NS}><sitemap><loc>/a.xml</loc><lastmod>2024-03-01</lastmod></sitemap></sitemapindex>".encode()
    )
    found = parse_sitemap(index, URL)
    assert [child.url for child in found.children] == ["https://kota.example/a.xml"]
    assert found.links == ()
    assert len(parse_sitemap(b"https://kota.example/1\nhttps://kota.example/2\n", URL).links) == 2


def test_entities_of_a_bomb_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE u [<!ENTITY e0 "{"x" * 100}">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = f"{bomb}<urlset {NS}><url><loc>https://kota.example/&e11;&f;</loc></url></urlset>".encode()
    links = parse_sitemap(data, URL).links
    assert all(len(link.url) < 1000 and "root:" not in link.url for link in links)


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>x</body></html>", b"\x1f\x8brusak", gzip.compress(bytes(60_000_000))],
    ids=["empty", "html", "damaged-gzip", "gzip-bomb"],
)
def test_what_is_no_sitemap_is_named(data: bytes) -> None:
    with pytest.raises(PageChanged, match="sitemap"):
        parse_sitemap(data, URL)


@given(st.binary(max_size=300))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    for parse in (lambda: list(parse_feed(data, URL)), lambda: parse_sitemap(data, URL)):
        with contextlib.suppress(PageChanged):
            parse()


def test_listing_gives_links_of_its_selector_once() -> None:
    page = b'<nav><a href="/x">X</a></nav><h2><a href="/berita/1#k">Pasar</a></h2><h2><a href="/berita/1">Lagi</a></h2>'
    assert [(link.url, link.title) for link in parse_listing(page, URL, "h2 a")] == [
        ("https://kota.example/berita/1", "Pasar")
    ]
    with pytest.raises(PageChanged, match="links"):
        parse_listing(page, URL, "article a")


def test_dated_listing_runs_back_day_by_day() -> None:
    listing = Listing(url="https://kota.example/indeks?tgl={date:%d-%m-%Y}&hal={page}", pages=2)
    urls = list(iter_listing_urls(listing, date(2024, 2, 29), date(2024, 3, 1)))
    assert urls == [
        f"https://kota.example/indeks?tgl={day}&hal={n}" for day in ("01-03-2024", "29-02-2024") for n in (1, 2)
    ]
    plain = Listing(url="https://kota.example/berita")
    assert list(iter_listing_urls(plain, date(2024, 1, 1), date(2024, 3, 1))) == ["https://kota.example/berita"]


def test_searches_of_both_kinds_are_read() -> None:
    wordpress = Search(kind="wordpress", url="https://kota.example/wp-json/wp/v2/posts?search={query}")
    assert make_search_url(wordpress, "kota cerdas").endswith("search=kota+cerdas")
    posts = [
        {
            "link": "https://kota.example/1",
            "title": {"rendered": "Pasar &#8220;ikan&#8221;"},
            "date_gmt": "2024-03-01T01:00:00",
        }
    ]
    (link,) = parse_search(json.dumps(posts).encode(), URL, wordpress)
    assert (link.title, link.published) == ("Pasar “ikan”", "2024-03-01T01:00:00+00:00")
    html = Search(kind="html", url="https://kota.example/?s={query}", links="h2 a")
    assert parse_search(b"<p>Tidak ada hasil</p>", URL, html) == ()
    with pytest.raises(PageChanged):
        parse_search(b"<html>", URL, wordpress)
