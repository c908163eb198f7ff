"""One answer of a server, as the crawler hands it to the archive and as the archive gives it back."""

from __future__ import annotations

from datetime import datetime

import msgspec

Headers = tuple[tuple[str, str], ...]


class FetchedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A response with the request that brought it.

    Args:
        url: the address that answered, after redirects.
        status: the HTTP status.
        body: the payload with transfer and content encodings taken off (as `httpx.Response.content` gives it).
        headers: the response's headers in order, names in any case, repeated ones repeated.
        request_headers: the request's headers, likewise.
        fetched: when the answer came, an aware time.
        ip: the server's address, None when it is not known.
        http_version: as `HTTP/1.1` or `HTTP/2`.
    """

    url: str
    status: int
    body: bytes
    headers: Headers
    fetched: datetime
    request_headers: Headers = ()
    ip: str | None = None
    reason: str = ""
    method: str = "GET"
    http_version: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """The first header of this name in any case; None when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)
