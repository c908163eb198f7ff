"""The HTTP service: `/health` and `/metrics`, for GET and HEAD, and nothing else."""

from __future__ import annotations

import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from corpus.errors import SettingsError
from monitor.serving.health import read_health
from monitor.serving.metrics import CONTENT_TYPE, make_registry, write_metrics

# A client that says nothing for so long is dropped.
_IDLE_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    status: int
    content_type: str
    body: bytes


_MISSING = Answer(404, "text/plain; charset=utf-8", b"There are /health and /metrics.\n")


class StatusServer(ThreadingHTTPServer):
    """Answers from a store that it opens anew, read-only, for each request."""

    daemon_threads = True

    def __init__(
        self, host: str, port: int, database: Path | str, clock: Callable[[], datetime], stale_after: timedelta
    ) -> None:
        self._database, self._clock, self._stale_after = database, clock, stale_after
        self._registry = make_registry(database, clock)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Binds without the standard library's question to the name server."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def answer(self, target: str) -> Answer:
        """The response to a request's target; a query is left out of account."""
        path = urlsplit(f"//status{target}").path if target.startswith("/") else ""
        if path == "/health":
            health = read_health(self._database, self._clock(), self._stale_after)
            status = 200 if health.status == "ok" else 503
            return Answer(status, "application/json", msgspec.json.encode(health) + b"\n")
        if path == "/metrics":
            return Answer(200, CONTENT_TYPE, write_metrics(self._registry))
        return _MISSING

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        """Says nothing of clients that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "pantau"
    sys_version = ""
    timeout = _IDLE_TIMEOUT_S
    # One packet for head and body: unbuffered, each answer would wait for the delayed acknowledgement of its head.
    wbufsize = -1
    server: StatusServer

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        answer = self.server.answer(self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing: requests may hold what does not belong into a log."""


def make_server(
    host: str, port: int, database: Path | str, clock: Callable[[], datetime], stale_after: timedelta
) -> StatusServer:
    """Binds the service; `port` 0 takes any that is free.

    Raises:
        SettingsError: the address cannot be taken.
    """
    try:
        return StatusServer(host, port, database, clock, stale_after)
    except OSError as error:
        raise SettingsError("serve", f"cannot listen on {host}, port {port}: {error.strerror or error}") from error


@contextmanager
def serving(server: StatusServer) -> Iterator[str]:
    """Answers in a thread until the block ends; gives the service's address, without a slash at the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    host = f"[{server.server_name}]" if ":" in server.server_name else server.server_name
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
