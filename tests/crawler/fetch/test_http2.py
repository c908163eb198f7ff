"""HTTP/2 against a real server on loopback; the certificate in `data/tls` is good for that alone."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from corpus.archive import FetchedPage
from corpus.errors import FetchTemporary
from crawler.fetch import FetchOptions, open_fetcher

TLS = Path(__file__).parents[1] / "data" / "tls"
BODY = b"<html><title>Kabar</title><p>isi berita</p></html>" * 40


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers every request of one connection with the same packed page."""
    server = H2Connection(H2Configuration(client_side=False, header_encoding=None))
    server.initiate_connection()
    writer.write(server.data_to_send())
    packed = brotli.compress(BODY)
    while data := await reader.read(65_536):
        for event in server.receive_data(data):
            if isinstance(event, RequestReceived) and event.stream_id is not None:
                head = [(":status", "200"), ("content-type", "text/html"), ("content-encoding", "br")]
                server.send_headers(event.stream_id, head)
                server.send_data(event.stream_id, packed, end_stream=True)
        writer.write(server.data_to_send())
        await writer.drain()
    writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[str, list[int]]]:
    """Yields the server's address, and a list that gets an entry for each connection."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    context.set_alpn_protocols(["h2"])
    connections: list[int] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(1)
        await answer(reader, writer)

    server = await asyncio.start_server(note, "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", connections


def fetch(count: int) -> tuple[list[FetchedPage], int]:
    async def go() -> tuple[list[FetchedPage], int]:
        async with serving() as (home, connections):
            async with open_fetcher(FetchOptions(allow_private=True), lambda: datetime.now(UTC)) as fetcher:
                pages = [await fetcher.fetch(f"{home}/0")]
                pages += await asyncio.gather(*(fetcher.fetch(f"{home}/{n}") for n in range(1, count)))
            return pages, len(connections)

    return asyncio.run(go())


def test_pages_come_over_one_http2_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certifi.where", lambda: str(TLS / "cert.pem"))
    pages, connections = fetch(12)
    assert {(page.http_version, page.body) for page in pages} == {("HTTP/2", BODY)}
    assert connections == 1


def test_certificate_that_nobody_vouches_for_is_refused() -> None:
    with pytest.raises(FetchTemporary, match="certificate verify failed"):
        fetch(1)
