from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from corpus.errors import FetchRefused, FetchTemporary
from corpus.store import Store, open_store
from crawler.fetch import FetchOptions, open_fetcher
from crawler.pace import HostPace
from crawler.robots import AGENT, RobotsKeeper, parse_robots
from tests.crawler.loopback import Answer, Site, Time, serve

ROOT = "https://kota.example"
# RFC 9309, section by section: status, body, path, allowed.
CASES = [
    pytest.param(200, "", "/a", True, id="empty-file-allows"),
    pytest.param(200, "User-agent: *\nDisallow:\n", "/a", True, id="empty-rule-allows"),
    pytest.param(200, "User-agent: *\nDisallow: /\n", "/a", False, id="all-closed"),
    pytest.param(200, "User-agent: *\nDisallow: /a\n", "/ab", False, id="prefix"),
    pytest.param(200, "User-agent: *\nDisallow: /a/\n", "/ab", True, id="folder"),
    pytest.param(200, "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True, id="longest-rule-wins"),
    pytest.param(200, "User-agent: *\nDisallow: /a/b\nAllow: /a/b\n", "/a/b", True, id="allow-wins-a-tie"),
    pytest.param(200, "User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", False, id="wildcard-and-end"),
    pytest.param(200, "User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?a", True, id="end-means-end"),
    pytest.param(
        200, "User-agent: pantau\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/a", False, id="own-group-wins"
    ),
    pytest.param(200, "User-agent: Pantau\nDisallow: /x\nUser-agent: *\nDisallow: /\n", "/a", True, id="case-of-agent"),
    pytest.param(200, "User-agent: lain\nDisallow: /\n", "/a", True, id="others-group"),
    pytest.param(200, "User-agent: a\nUser-agent: pantau\nDisallow: /t\n", "/t", False, id="shared-group"),
    pytest.param(200, "User-agent: pantau\nDisallow: /a\nUser-agent: pantau\nDisallow: /b\n", "/b", False, id="merged"),
    pytest.param(200, "# c\nUser-agent: * # x\nDisallow: /a # y\n", "/a", False, id="comments"),
    pytest.param(200, "User-agent: *\nDisallow: /kafe\n", "/kaf%65", False, id="percent-encoding"),
    pytest.param(200, "User-agent: *\nDisallow: /\n", "/robots.txt", True, id="robots-txt-itself-is-open"),
    pytest.param(200, "<html>bukan robots</html>", "/a", True, id="html-instead"),
    pytest.param(200, "Disallow: /a\nUser-agent: *\nDisallow: /b\n", "/a", True, id="rule-before-any-group"),
    pytest.param(200, "User-agent: *\n\n\nDisallow: /a\n", "/a", False, id="empty-lines-do-not-end-a-group"),
    pytest.param(200, "User-agent: *\nFoo: bar\nDisallow: /a\n", "/a", False, id="unknown-lines-are-passed-over"),
    pytest.param(200, "User-agent: *\nSitemap: https://k.id/s.xml\nDisallow: /a\n", "/a", False, id="sitemap-inside"),
    pytest.param(200, "User-agent: *\r\nDisallow: /a\r\n", "/a", False, id="crlf"),
    pytest.param(200, "User-agent: *\rDisallow: /a\r", "/a", False, id="cr"),
    pytest.param(200, "\ufeffUser-agent: *\nDisallow: /a\n", "/a", False, id="byte-order-mark"),
    pytest.param(200, "USER-AGENT: *\ndisallow: /a\n", "/a", False, id="case-of-keys"),
    pytest.param(200, "User-agent: *\nDisallow: /Berita\n", "/berita", True, id="paths-have-case"),
    pytest.param(200, "User-agent: *\nDisallow: /a?id=\n", "/a?id=7", False, id="query"),
    pytest.param(200, "User-agent: *\nDisallow: /*/cetak\n", "/a/b/cetak/1", False, id="wildcard-in-the-middle"),
    pytest.param(200, "User-agent: *\nDisallow: /a$\n", "/ab", True, id="end-anchor"),
    pytest.param(200, "User-agent: *\nDisallow: /kafé\n", "/kaf%C3%A9", False, id="utf-8-rule-encoded-path"),
    pytest.param(200, "User-agent: *\nDisallow: /kaf%C3%A9\n", "/kafé", False, id="encoded-rule-utf-8-path"),
    pytest.param(200, "User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", False, id="case-of-hex-digits"),
    pytest.param(200, "User-agent: *\nDisallow: /p\nAllow: /\n", "/p/1", False, id="longer-disallow-wins"),
    pytest.param(200, "User-agent: *\nAllow: /p/*.html\nDisallow: /p\n", "/p/x.html", True, id="wildcard-counts"),
    pytest.param(200, "User-agent: lain\nUser-agent: *\nDisallow: /a\n", "/a", False, id="group-of-two"),
    pytest.param(200, "User-agent: lain\nDisallow: /\nUser-agent: *\nAllow: /\n", "/a", True, id="next-group-begins"),
    pytest.param(200, "User-agent: pantau\nDisallow:\nUser-agent: *\nDisallow: /\n", "/a", True, id="own-group-open"),
    pytest.param(204, "", "/a", True, id="no-content-allows"),
    pytest.param(302, "", "/a", False, id="endless-redirect-closes"),
    pytest.param(401, "", "/a", True, id="401-allows"),
    pytest.param(410, "", "/a", True, id="410-allows"),
    pytest.param(404, "", "/a", True, id="404-allows"),
    pytest.param(403, "", "/a", True, id="403-allows"),
    pytest.param(500, "", "/a", False, id="500-closes"),
    pytest.param(503, "User-agent: *\nAllow: /\n", "/a", False, id="503-closes"),
    pytest.param(429, "", "/a", False, id="429-closes"),
    pytest.param(None, "", "/a", False, id="unreachable-closes"),
]


@pytest.mark.parametrize(("status", "body", "path", "allowed"), CASES)
def test_rules_of_rfc_9309(status: int | None, body: str, path: str, allowed: bool) -> None:
    assert parse_robots(status, body).allows(ROOT + path) is allowed


LINES = st.sampled_from([
    "User-agent: *", "User-agent: pantau", "User-agent: Pantau/1.0", "User-agent: lain", "User-Agent : *",
    "Disallow: /", "Disallow:", "Disallow: /a", "Allow: /a/b", "Disallow: /*.pdf$", "Allow: /*/c", "Disallow: /a%2fb",
    "Disallow: kafé", "Crawl-delay: 7", "Crawl-delay: .5", "Crawl-delay: x", "Sitemap: https://kota.example/s.xml",
    "sitemap: /t.xml", "", "# catatan", "<html>", "Disallow /a", "Host: kota.example", "\ufeffUser-agent: *",
    "Disallow: /a?b=*&c",
])  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_answers_are_protego_s_own(lines: list[str], end: str) -> None:
    text = end.join(lines)
    theirs, ours = Protego.parse(text.removeprefix("\ufeff")), parse_robots(200, text)
    for path in ("/", "/a", "/a/b", "/a/b/c", "/x/y.pdf", "/a%2Fb", "/kafé", "/a?b=1&c", "/robots.txt"):
        for agent in (AGENT, "*", "lain"):
            assert ours.allows(ROOT + path, agent) == theirs.can_fetch(ROOT + path, agent)
    assert ours.delay_s == (theirs.crawl_delay(AGENT) or None)
    assert ours.sitemaps == tuple(theirs.sitemaps)


@pytest.mark.parametrize(
    ("body", "delay_s"),
    [("User-agent: *\nCrawl-delay: 12\n", 12.0), ("User-agent: *\nCrawl-delay: 86400\n", 120.0),
     ("User-agent: *\nCrawl-delay: lama\n", None), ("User-agent: lain\nCrawl-delay: 5\n", None)],
)  # fmt: skip
def test_crawl_delay_is_read_and_bounded(body: str, delay_s: float | None) -> None:
    assert parse_robots(200, body).delay_s == delay_s


def test_sitemap_lines_are_read() -> None:
    assert parse_robots(200, f"Sitemap: {ROOT}/news.xml\n").sitemaps == (f"{ROOT}/news.xml",)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "pantau.db")
    yield opened
    opened.close()


def allows(site: Site, store: Store, time: Time, path: str = "/a") -> bool:
    async def go() -> None:
        async with open_fetcher(FetchOptions(allow_private=True, http2=False), time.clock) as fetcher:
            keeper = RobotsKeeper(fetcher, store, time.clock, HostPace(time.clock, time.sleep).turn)
            await asyncio.gather(*(keeper.require(site.url(path), 0.0) for _ in range(5)))

    try:
        asyncio.run(go())
    except (FetchRefused, FetchTemporary):
        return False
    return True


def test_rules_are_asked_for_once_a_day(site: Site, store: Store) -> None:
    time = Time()
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a\n")
    assert not allows(site, store, time)
    site.answers["/robots.txt"] = Answer(b"")
    time.now += timedelta(hours=23)
    assert not allows(site, store, time)
    assert site.paths() == ["/robots.txt"]
    time.now += timedelta(hours=2)
    assert allows(site, store, time)


def test_host_that_is_down_keeps_its_earlier_rules_for_a_week(site: Site, store: Store) -> None:
    time = Time()
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /b\n")
    assert allows(site, store, time)
    site.answers["/robots.txt"] = Answer(b"", 503)
    time.now += timedelta(days=2)
    assert allows(site, store, time)
    assert not allows(site, store, time, "/b")
    time.now += timedelta(days=8)
    assert not allows(site, store, time)


def test_redirect_of_robots_txt_is_followed(site: Site, store: Store) -> None:
    site.answers["/robots.txt"] = Answer(b"", 301, {"Location": "/aturan.txt"})
    site.answers["/aturan.txt"] = Answer(b"User-agent: *\nDisallow: /a\n")
    assert not allows(site, store, Time())
