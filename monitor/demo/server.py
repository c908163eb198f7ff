"""A small HTTP server for one outlet: stored pages, conditional requests, a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from monitor.demo.page import HTML, Page, page_of

_MISSING = page_of("<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", status=404)
_BUSY = Page(b"<html><body>Service Unavailable</body></html>", HTML, 503)


@dataclass(frozen=True, slots=True)
class Request:
    """One request that an outlet answered; `path` holds the query, `agent` the User-Agent."""

    outlet: str
    path: str
    status: int
    agent: str


class OutletServer(ThreadingHTTPServer):
    """Serves the pages of one outlet and appends every request to a shared log."""

    daemon_threads = True

    def __init__(self, outlet: str, port: int, log: list[Request]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.outlet, self.log = outlet, log
        self.pages: Mapping[str, Page] = {}
        self.failed: set[str] = set()

    @property
    def base_url(self) -> str:
        """The outlet's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str, none_match: str | None, modified_since: str | None) -> tuple[Page, dict[str, str]]:
        """Chooses the response to a path: the page, or 304, 404 and 503 answers, with the headers that belong to it."""
        page = self.pages.get(path) or self.pages.get(path.split("?", 1)[0], _MISSING)
        if page.fails_first and path not in self.failed:
            self.failed.add(path)
            return _BUSY, {"Retry-After": "0"}
        if page.is_unchanged(none_match, modified_since):
            return Page(b"", page.content_type, 304), page.validators
        return page, page.validators


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One packet for head and body: unbuffered, each answer would wait for the delayed acknowledgement of its head.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: OutletServer

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        asked = self.headers
        page, headers = self.server.answer(self.path, asked["If-None-Match"], asked["If-Modified-Since"])
        self.server.log.append(Request(self.server.outlet, self.path, page.status, asked["User-Agent"] or ""))
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the standard library's log off stderr; the world has its own."""


@contextmanager
def serving(server: OutletServer) -> Iterator[OutletServer]:
    """Runs a server in a thread until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
