"""What hostile and broken sites send: each is bounded, counted with its reason, and the run goes on."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import msgspec
import pytest
import zstandard

from corpus.archive import iter_captures, read_capture
from corpus.store import Store
from corpus.store.articles import find_article
from corpus.store.links import read_link
from crawler.fetch import FetchOptions
from tests.crawler.loopback import Answer, Asked, Site, serve
from tests.crawler.world import FEED, OPTIONS, article_page, make_source, rss, run

XML = {"Content-Type": "application/xml"}


def redirect(target: str) -> Answer:
    return Answer(b"", 302, {"Location": target})


def shell(title: str, text: str) -> Answer:
    return Answer(f"<html><title>{title}</title><body><h1>{title}</h1><p>{text}</p></body></html>".encode())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(redirect("/b/1"), "circle", id="redirect-loop"),
        pytest.param(lambda asked: redirect(asked.path + "x"), "redirects", id="endless-redirects"),
        pytest.param(redirect("http://169.254.169.254/latest/"), "", id="redirect-to-metadata"),
        pytest.param(redirect("file:///etc/passwd"), "scheme", id="redirect-to-file"),
        pytest.param(Answer(b"<title>404</title><h1>Halaman tidak ditemukan</h1>"), "not found", id="200-not-found"),
        pytest.param(Answer(gzip.compress(article_page(1).body)[:-30], 200, {"Content-Encoding": "gzip"}), "cut off",
                     id="truncated-gzip"),
        pytest.param(Answer(gzip.compress(bytes(60_000_000)), 200, {"Content-Encoding": "gzip"}), "more than",
                     id="gzip-bomb"),
        pytest.param(Answer(bytes(1000), 200), "empty", id="nulls"),
        pytest.param(Answer(article_page(1).body, cut=100), "connection|cut off", id="broken-off"),
        pytest.param(Answer(b"{}", 200, {"Content-Type": "application/json"}), "json", id="other-type"),
        pytest.param(shell("Masuk", "Silakan login untuk membaca artikel ini sampai selesai, gratis untuk semua pembaca"
                           " setia kami di seluruh Indonesia."), "wall", id="login-wall"),
        pytest.param(shell("Privasi", "Kami menggunakan cookie agar situs ini bekerja dengan baik. Dengan melanjutkan,"
                           " Anda menyetujui kebijakan privasi kami dan mitra iklan kami."), "wall", id="cookie-wall"),
        pytest.param(Answer(article_page(1).body, drip=0.05), "no answer within", id="slow-drip"),
        pytest.param(Answer(b"\x1f\x8b" + bytes(range(256)) * 4, 200, {"Content-Encoding": "gzip"}), "damaged",
                     id="damaged-gzip"),
        pytest.param(Answer(b"?", 200, {"Content-Encoding": "rot13"}), "unknown content encoding", id="odd-encoding"),
        pytest.param(Answer(b"", 200), "empty", id="empty"),
        pytest.param(Answer(b"<div>" * 200 + b"</div>" * 200), "no text", id="200-levels-of-nothing"),
    ],
)  # fmt: skip
def test_bad_page_is_counted_with_its_reason_and_the_next_one_is_read(
    site: Site, place: tuple[Store, Path], answer: Answer, reason: str
) -> None:
    site.answers |= {"/b/1": answer, "/b/2": article_page(2), "/feed": rss(site, ["/b/1", "/b/2"])}
    for n in range(1, 9):
        site.answers["/b/1" + "x" * n] = answer
    quick = msgspec.structs.replace(OPTIONS, fetch=FetchOptions(allow_private=True, http2=False, total_timeout_s=1.0))
    report, steps = run(place, [make_source(site)], quick)
    assert report.stored == 1
    assert report.refused + report.failed == 1
    (told,) = (step.reason or "" for step in steps if step.step in ("refused", "failed"))
    assert any(word in told for word in reason.split("|"))


BODY = article_page(1).body.decode().replace("dana dari kas", "dana \u201ctunai\u201d dari kas")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(BODY.encode("cp1252"), "text/html; charset=utf-8", id="cp1252-declared-utf-8"),
        pytest.param(BODY.encode("cp1252"), "text/html; charset=iso-8859-1", id="cp1252-declared-latin-1"),
        pytest.param(BODY.encode(), "text/html; charset=iso-8859-1", id="utf-8-declared-latin-1"),
        pytest.param(BODY.encode("utf-16"), "text/html; charset=utf-8", id="utf-16-with-mark"),
        pytest.param(BODY.encode("utf-16-be"), "text/html", id="utf-16-bare"),
        pytest.param(BODY.encode(), "text/html; charset=bukan-apa-apa", id="unknown-charset"),
        pytest.param(BODY.replace("dana", "da\u00adna").replace("kas", "\x00k\x00as").encode(), "text/html",
                     id="soft-hyphens-and-nulls"),
        pytest.param(BODY.replace("<article>", "<div>" * 200).encode(), "text/html", id="200-levels-deep"),
    ],
)  # fmt: skip
def test_page_in_another_shape_than_it_says_is_stored_with_its_words(
    site: Site, place: tuple[Store, Path], body: bytes, kind: str
) -> None:
    site.answers |= {"/b/1": Answer(body, headers={"Content-Type": kind}), "/feed": rss(site, ["/b/1"])}
    assert run(place, [make_source(site)])[0].stored == 1
    with place[0].read() as connection:
        article = find_article(connection, site.url("/b/1"))
    assert article is not None
    assert article.text.count("dana \u201ctunai\u201d dari kas daerah") == 5
    assert not {"\u00ad", "\x00", "\ufffd"} & set(article.text)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_packed_pages_are_read_and_archived_unpacked(site: Site, place: tuple[Store, Path], encoding: str) -> None:
    packers = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    packers["zstd"] = zstandard.ZstdCompressor().compress
    plain = article_page(1).body
    packed = Answer(packers[encoding](plain), headers={"Content-Type": "text/html", "Content-Encoding": encoding})
    site.answers |= {"/b/1": packed, "/feed": rss(site, ["/b/1"])}
    assert run(place, [make_source(site)])[0].stored == 1
    (capture,) = (found.capture for found in iter_captures(place[1]) if found.url == site.url("/b/1"))
    assert read_capture(place[1], capture).body == plain


def test_redirect_to_another_site_keeps_that_site_s_rules(site: Site, place: tuple[Store, Path]) -> None:
    with serve() as other:
        other.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /rahasia/\n", headers={})
        other.answers |= {"/a/1": article_page(1), "/rahasia/2": article_page(2)}
        site.answers |= {"/b/1": redirect(other.url("/a/1")), "/b/2": redirect(other.url("/rahasia/2"))}
        site.answers["/feed"] = rss(site, ["/b/1", "/b/2"])
        report, _ = run(place, [make_source(site)])
        assert (report.stored, report.refused) == (1, 1)
        assert other.paths().count("/robots.txt") == 1
        assert "/rahasia/2" not in other.paths()
        with place[0].read() as connection:
            article = find_article(connection, other.url("/a/1"))
        assert article is not None
        assert article.url == other.url("/a/1")


def test_feed_of_50_mb_is_one_issue(site: Site, place: tuple[Store, Path]) -> None:
    item = b"<item><title>K</title><link>http://kota.example/x</link></item>"
    site.answers["/besar"] = Answer(b"<rss><channel>" + item * (50_000_000 // len(item)), headers=FEED)
    site.answers |= {"/feed": rss(site, ["/b/1"]), "/b/1": article_page(1)}
    source = msgspec.structs.replace(make_source(site), feeds=(site.url("/besar"), site.url("/feed")))
    report, _ = run(place, [source])
    assert report.stored == 1
    assert [issue.place for issue in report.issues] == [site.url("/besar")]
    assert "more than" in report.issues[0].reason


def test_sitemap_index_bomb_is_bounded(site: Site, place: tuple[Store, Path]) -> None:
    def index(asked: Asked) -> Answer:
        more = "".join(f"<sitemap><loc>{site.url(f'{asked.path}/{n}')}</loc></sitemap>" for n in range(3))
        links = f"<sitemap><loc>{site.url('/s.xml')}</loc></sitemap>"
        return Answer(f"<sitemapindex>{links}{more}</sitemapindex>".encode(), headers=XML)

    deep = ["/i"] + [f"/i/{a}" for a in range(3)] + [f"/i/{a}/{b}" for a in range(3) for b in range(3)]
    site.answers |= dict.fromkeys(deep, index)
    wide = "".join(f"<sitemap><loc>{site.url(f'/w/{n}.xml')}</loc></sitemap>" for n in range(5000))
    site.answers["/wide"] = Answer(f"<sitemapindex>{wide}</sitemapindex>".encode(), headers=XML)
    site.answers |= {"/feed": rss(site, ["/b/1"]), "/b/1": article_page(1)}
    source = msgspec.structs.replace(make_source(site), sitemaps=(site.url("/i"), site.url("/wide")))
    report, _ = run(place, [source])
    assert report.stored == 1
    assert len(site.asked) < 120


def test_endless_calendar_and_lists_are_no_articles(site: Site, place: tuple[Store, Path]) -> None:
    days = "".join(
        f'<a href="/agenda?bulan={m}&tahun={y}">{m}/{y}</a>' for y in range(1990, 2100) for m in range(1, 13)
    )
    pages = "".join(f'<a href="/berita/page/{n}/">{n}</a>' for n in range(2, 500))
    site.answers["/indeks"] = Answer(f'<html><body>{days}{pages}<a href="/b/1">Kabar</a></body></html>'.encode())
    site.answers |= {"/feed": rss(site, []), "/b/1": article_page(1)}
    source = make_source(site, f'max_pages = 30\n[[listings]]\nurl = "{site.url("/indeks")}"\n')
    report, _ = run(place, [source])
    assert report.pages <= 30
    assert not [path for path in site.paths() if "/page/" in path]
    with place[0].read() as connection:
        link = read_link(connection, site.url("/b/1"))
    assert link is not None
