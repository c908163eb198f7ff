"""A news site on loopback in a process of its own, for measurements: a feed, and articles with ordinary clutter."""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.connection
import random
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate

_SUBJECTS = ("Wali kota", "Bupati", "Kepala dinas", "Camat", "Sekretaris daerah", "Warga", "Para petugas")
_VERBS = ("meresmikan", "meninjau", "membahas", "menyiapkan", "memperbaiki", "membuka", "mengawasi", "menambah")
_THINGS = (
    "jaringan serat optik", "pasar ikan", "terminal bus", "taman baca", "pompa banjir", "jembatan gantung",
    "pusat kendali", "layanan kependudukan", "lampu jalan", "saluran irigasi",
)  # fmt: skip
_TAILS = (
    "yang sudah lama ditunggu oleh warga di pesisir", "dengan dana dari kas daerah tahun ini",
    "supaya pelayanan kepada masyarakat menjadi lebih cepat", "bersama para kepala kelurahan dan tokoh masyarakat",
    "setelah rapat dengan dinas komunikasi dan informatika", "sebelum musim hujan tiba pada akhir tahun",
)  # fmt: skip
# About what a portal's page carries beside its article.
_MENU = "".join(f'<li><a href="/kanal/{n}">Kanal {n}</a></li>' for n in range(60))
_SIDE = "".join(f'<div class="terkait"><a href="/kanal/{n}">Judul berita lain nomor {n}</a></div>' for n in range(40))
_SCRIPT = "<script>" + "var x=[" + ",".join(map(str, range(3000))) + "];</script>"


def sentence(rng: random.Random) -> str:
    """One plausible sentence."""
    parts = (rng.choice(_SUBJECTS), rng.choice(_VERBS), rng.choice(_THINGS), rng.choice(_TAILS))
    return " ".join(parts) + f", kata juru bicara pada hari ke-{rng.randrange(1, 31)}."


def article_html(number: int) -> str:
    """The page of one article; the same for the same number."""
    rng = random.Random(number)
    title = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_THINGS)} nomor {number}"
    body = "".join(f"<p>{sentence(rng)} {sentence(rng)} {sentence(rng)}</p>" for _ in range(9))
    return (
        f'<!doctype html><html lang="id"><head><title>{title} - Kabar Uji</title><meta charset="utf-8">'
        f'<meta property="article:published_time" content="2024-03-{1 + number % 28:02}T08:00:00+07:00">'
        f"{_SCRIPT}</head>"
        f'<body><ul class="menu">{_MENU}</ul><div class="konten"><h1>{title}</h1><div class="isi">{body}</div></div>'
        f'<div class="sisi">{_SIDE}</div></body></html>'
    )


def feed_xml(home: str, count: int) -> str:
    """An RSS feed of all articles."""
    items = "".join(
        f"<item><title>K{n}</title><link>{home}/berita/{n}</link><pubDate>{formatdate(1.7e9 + n)}</pubDate></item>"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>Kabar Uji</title>{items}</channel></rss>'


def sitemap_xml(home: str, count: int) -> str:
    """A sitemap of all articles, which may name more than a feed."""
    urls = "".join(f"<url><loc>{home}/berita/{n}</loc></url>" for n in range(count))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _pages(home: str, count: int) -> dict[str, tuple[str, bytes]]:
    links = "".join(f'<li><a href="/berita/{n}">Berita nomor {n} hari ini</a></li>' for n in range(count))
    front = f"<html lang=id><head><title>Kabar Uji</title></head><body><ul>{links}</ul></body></html>"
    html = {f"/berita/{n}": ("text/html; charset=utf-8", article_html(n).encode()) for n in range(min(count, 400))}
    return html | {
        "/": ("text/html; charset=utf-8", front.encode()),
        "/feed": ("application/rss+xml", feed_xml(home, count).encode()),
        "/sitemap.xml": ("application/xml", sitemap_xml(home, count).encode()),
        "/robots.txt": ("text/plain", b"User-agent: *\nAllow: /\n"),
    }


async def _serve(count: int, ready: multiprocessing.connection.Connection) -> None:
    pages: dict[str, tuple[str, bytes]] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode().partition("?")[0]
                kind, body = pages.get(path) or ("text/html", b"")
                if not body and path.startswith("/berita/"):
                    body = article_html(int(path.rpartition("/")[2])).encode()
                status = "200 OK" if body else "404 Not Found"
                start = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(start.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    home = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    pages.update(_pages(home, count))
    ready.send(home)
    await server.serve_forever()


def _run(count: int, ready: multiprocessing.connection.Connection) -> None:
    asyncio.run(_serve(count, ready))


@contextmanager
def press_site(count: int) -> Iterator[str]:
    """Serves a site of `count` articles; yields its address."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(count, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()
