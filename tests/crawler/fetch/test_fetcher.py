from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import zlib
from collections.abc import Iterator

import brotli
import msgspec
import pytest
import zstandard

from corpus.archive import FetchedPage
from corpus.errors import FetchPermanent, FetchRefused, FetchTemporary
from crawler.fetch import FetchOptions, open_fetcher
from crawler.fetch.guard import Resolver, resolve_host
from tests.crawler.loopback import Answer, Asked, Site, Time, serve

OPEN = FetchOptions(
    allow_private=True, http2=False, total_timeout_s=5.0, max_bytes=100_000, contact="redaksi@kota.example"
)
BODY = b"<p>Pasar ikan ramai</p>" * 50


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def fetch(
    url: str, options: FetchOptions = OPEN, resolver: Resolver = resolve_host, etag: str | None = None
) -> FetchedPage:
    async def go() -> FetchedPage:
        async with open_fetcher(options, Time().clock, resolver) as fetcher:
            return await fetcher.fetch(url, etag=etag)

    return asyncio.run(go())


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", gzip.compress(BODY), id="gzip"),
        pytest.param("gzip", gzip.compress(BODY[:500]) + gzip.compress(BODY[500:]), id="gzip-members"),
        pytest.param("deflate", zlib.compress(BODY), id="zlib"),
        pytest.param("deflate", zlib.compress(BODY, wbits=-15), id="bare-deflate"),
        pytest.param("br", brotli.compress(BODY), id="brotli"),
        pytest.param("zstd", zstandard.compress(BODY), id="zstd"),
        pytest.param("br, gzip", gzip.compress(brotli.compress(BODY)), id="two-encodings"),
        pytest.param("gzip", BODY, id="gzip-in-name-only"),
        pytest.param("identity", BODY, id="identity"),
    ],
)
def test_content_encodings_are_taken_off(site: Site, encoding: str, body: bytes) -> None:
    site.answers["/a"] = Answer(body, headers={"Content-Encoding": encoding})
    page = fetch(site.url("/a"))
    assert page.body == BODY
    assert page.ip == "127.0.0.1"


@pytest.mark.parametrize(
    ("encoding", "body", "error", "reason"),
    [
        pytest.param("gzip", gzip.compress(BODY)[:-20], FetchTemporary, "cut off", id="truncated-gzip"),
        pytest.param("br", brotli.compress(BODY)[:-3], FetchTemporary, "cut off|damaged", id="truncated-brotli"),
        pytest.param("gzip", b"\x1f\x8b" + b"rusak" * 20, FetchTemporary, "damaged", id="damaged-gzip"),
        pytest.param("zstd", b"rusak" * 20, FetchTemporary, "damaged", id="damaged-zstd"),
        pytest.param("sandi", BODY, FetchTemporary, "unknown", id="unknown-encoding"),
        pytest.param("gzip", gzip.compress(bytes(50_000_000)), FetchPermanent, "more than", id="gzip-bomb"),
        pytest.param("br", brotli.compress(bytes(50_000_000)), FetchPermanent, "more than", id="brotli-bomb"),
        pytest.param("zstd", zstandard.compress(bytes(50_000_000)), FetchPermanent, "more than", id="zstd-bomb"),
        pytest.param("identity", bytes(100_001), FetchPermanent, "more than", id="too-large"),
    ],
)
def test_bad_bodies_are_bounded_and_named(
    site: Site, encoding: str, body: bytes, error: type[Exception], reason: str
) -> None:
    site.answers["/a"] = Answer(body, headers={"Content-Encoding": encoding})
    with pytest.raises(error, match=reason):
        fetch(site.url("/a"))


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, FetchTemporary), (500, FetchTemporary), (503, FetchTemporary), (404, FetchPermanent), (403, FetchPermanent),
     (410, FetchPermanent), (304, None), (204, None)],
)  # fmt: skip
def test_statuses_are_told_apart(site: Site, status: int, error: type[Exception] | None) -> None:
    site.answers["/a"] = Answer(b"", status, {"Retry-After": "90"})
    if error is None:
        assert fetch(site.url("/a")).status == status
        return
    with pytest.raises(error) as caught:
        fetch(site.url("/a"))
    if isinstance(caught.value, FetchTemporary):
        assert caught.value.retry_after_s == 90.0
    assert isinstance(caught.value, FetchTemporary) or caught.value.status == status


def test_request_names_who_asks_and_sends_validators(site: Site) -> None:
    site.answers["/a"] = Answer(BODY)
    fetch(site.url("/a"), etag='"x1"')
    headers = site.asked[0].headers
    assert headers["User-Agent"].startswith("Pantau/")
    assert "redaksi@kota.example" in headers["User-Agent"]
    assert headers["If-None-Match"] == '"x1"'
    assert "br" in headers["Accept-Encoding"]


def test_redirects_are_followed_and_the_last_address_is_the_page_s(site: Site) -> None:
    site.answers["/a"] = Answer(b"", 301, {"Location": "/b#bagian"})
    site.answers["/b"] = Answer(b"", 302, {"Location": site.url("/c")})
    site.answers["/c"] = Answer(BODY)
    assert fetch(site.url("/a")).url == site.url("/c")


def test_page_that_wants_a_cookie_first_gets_it_back_and_the_next_fetch_knows_nothing_of_it(site: Site) -> None:
    def wall(asked: Asked) -> Answer:
        known = "lihat=1" in asked.headers.get("Cookie", "")
        return Answer(BODY) if known else Answer(b"", 302, {"Location": "/a", "Set-Cookie": "lihat=1; Path=/"})

    site.answers |= {"/a": wall, "/b": Answer(BODY)}
    assert fetch(site.url("/a")).body == BODY
    fetch(site.url("/b"))
    assert [asked.headers.get("Cookie") for asked in site.asked] == [None, "lihat=1", None]


@pytest.mark.parametrize(
    ("location", "error", "reason"),
    [
        pytest.param("/a", FetchPermanent, "circle", id="loop"),
        pytest.param("/b?{n}", FetchPermanent, "redirects", id="endless"),
        pytest.param("file:///etc/passwd", FetchRefused, "scheme", id="file"),
        pytest.param("ftp://kota.example/a", FetchRefused, "scheme", id="ftp"),
        pytest.param("http://u:p@kota.example/", FetchRefused, "credentials", id="credentials"),
    ],
)
def test_bad_redirects_end(site: Site, location: str, error: type[Exception], reason: str) -> None:
    count = iter(range(100))
    hop = lambda _: Answer(b"", 302, {"Location": location.format(n=next(count))})  # noqa: E731
    site.answers |= {"/a": hop} | {f"/b?{n}": hop for n in range(20)}
    with pytest.raises(error, match=reason):
        fetch(site.url("/a"))
    assert len(site.asked) <= OPEN.max_redirects + 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.100.100.200",
     "0.0.0.0", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "2130706433", "0x7f.1",
     "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises((FetchRefused, FetchTemporary, FetchPermanent)) as caught:
        fetch(f"http://{host}/latest/meta-data", msgspec.structs.replace(OPEN, allow_private=False))
    assert isinstance(caught.value, FetchRefused)


def test_name_that_leads_to_a_private_address_is_refused_before_connecting(site: Site) -> None:
    async def resolver(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    port = site.home.rsplit(":", 1)[1]
    with pytest.raises(FetchRefused, match="private"):
        fetch(f"http://kota.example:{port}/a", msgspec.structs.replace(OPEN, allow_private=False), resolver)
    assert site.asked == []


def test_redirect_into_the_private_net_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # Loopback plays the open internet here, so that the first hop can be served at all.
    monkeypatch.setattr("crawler.fetch.guard.is_public", lambda address: address == "127.0.0.1")

    async def resolver(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "kota.example" else ["169.254.169.254"]

    site.answers["/a"] = Answer(b"", 302, {"Location": "http://dalam.example/rahasia"})
    port = site.home.rsplit(":", 1)[1]
    with pytest.raises(FetchRefused, match=r"dalam\.example leads to a private address"):
        fetch(f"http://kota.example:{port}/a", msgspec.structs.replace(OPEN, allow_private=False), resolver)
    assert site.paths() == ["/a"]


def test_slow_drip_ends_at_the_total_timeout() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not done.wait(0.02):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        with pytest.raises(FetchTemporary, match="no answer within"):
            fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/", msgspec.structs.replace(OPEN, total_timeout_s=0.2))
    finally:
        done.set()
        thread.join()
        listener.close()


def test_broken_connections_are_temporary(site: Site) -> None:
    site.answers["/a"] = Answer(BODY, cut=10)
    with pytest.raises(FetchTemporary, match="connection broke"):
        fetch(site.url("/a"))
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    with pytest.raises(FetchTemporary):
        fetch(f"http://127.0.0.1:{port}/")


def test_unknown_host_is_temporary() -> None:
    async def resolver(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(FetchTemporary, match="resolved"):
        fetch("http://tidak-ada.example/", OPEN, resolver)
