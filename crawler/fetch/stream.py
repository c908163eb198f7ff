"""A connection that knows its own socket: asking the library for it costs more than a request's other overhead."""

from __future__ import annotations

import select
import ssl
from typing import Any

import httpcore


class KnownStream(httpcore.AsyncNetworkStream):
    """Wraps an open stream. The pool asks each idle connection, at each request, whether it was closed."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._socket = inner.get_extra_info("socket")
        self._server_addr = inner.get_extra_info("server_addr")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Reads what is there, as httpcore's streams do."""
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Writes all bytes."""
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Closes the connection."""
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Continues encrypted."""
        return KnownStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Answers from what is known, else asks the stream."""
        if info == "is_readable":
            return _is_readable(self._socket.fileno()) if self._socket is not None else True
        return self._server_addr if info == "server_addr" else self._inner.get_extra_info(info)


def _is_readable(number: int) -> bool:
    """Says whether a read would return at once: an idle connection with something to read was closed by the server."""
    if number < 0:
        return True
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))
