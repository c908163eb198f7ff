"""A web server on loopback for tests: a table of answers, and a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send. `cut` closes the connection after so many bytes of the body; `drip` sends a byte at a time, with a
    pause of so many seconds, until the other side has had enough."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    cut: int | None = None
    drip: float | None = None


Responder = Callable[[Asked], Answer]


class Site:
    """Answers by path; a callable sees the request. Unknown paths get 404."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer | Responder] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return self.home + path

    def paths(self) -> list[str]:
        """The paths asked for so far, in order."""
        return [asked.path for asked in self.asked]

    def answer(self, asked: Asked) -> Answer:
        """Chooses the answer to a request, and logs it."""
        self.asked.append(asked)
        found = self.answers.get(asked.path, Answer(b"<h1>404</h1>", 404))
        return found(asked) if callable(found) else found


@contextmanager
def serve() -> Iterator[Site]:
    """Runs a site until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.answer(Asked(self.path, dict(self.headers.items())))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if answer.drip is not None:
                self._drip(answer.body, answer.drip)
                return
            self.wfile.write(answer.body[: answer.cut] if answer.cut is not None else answer.body)
            if answer.cut is not None:
                self.close_connection = True

        def _drip(self, body: bytes, pause_s: float) -> None:
            self.close_connection = True
            with suppress(OSError):
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    if site.closing.wait(pause_s):
                        return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self, now: datetime = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)) -> None:
        self.now = now
        self.slept: list[float] = []

    def clock(self) -> datetime:
        """The time now."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Lets the time pass without waiting for it."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
