"""One request and its redirects, from address to stored form, within bounds of time and size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urldefrag, urljoin

import httpcore
import httpx
import msgspec

from corpus.archive import FetchedPage
from corpus.errors import FetchPermanent, FetchRefused, FetchTemporary
from corpus.version import __version__
from crawler.fetch.decoding import ACCEPTED, BodyTooLarge, DamagedBody, decode_body
from crawler.fetch.guard import ForbiddenAddress, GuardedBackend, Resolver, check_url, resolve_host
from crawler.fetch.retry import Clock, parse_retry_after
from crawler.fetch.transport import GuardedTransport

Gate = Callable[[str], Awaitable[None]]
_REDIRECTS = {301, 302, 303, 307, 308}
# Answers after which another try may succeed; 52x are Cloudflare's about the server behind it.
_TEMPORARY = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530}


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of every request.

    `contact` (an address or page of the operator) is named in the user agent. `max_bytes` bounds the decoded body.
    """

    contact: str = ""
    allow_private: bool = False
    max_bytes: int = 10_000_000
    connect_timeout_s: float = 10.0
    total_timeout_s: float = 60.0
    max_redirects: int = 5
    connections: int = 64
    http2: bool = True

    @property
    def user_agent(self) -> str:
        """The honest name under which we ask: `Pantau/0.1.0 (+https://…)`."""
        return f"Pantau/{__version__} ({'+' + self.contact if self.contact else 'news monitor; no contact set'})"


class Fetcher:
    """Asks servers. Get one from `open_fetcher`; it may be used by many tasks at the same time."""

    def __init__(self, transport: GuardedTransport, options: FetchOptions, clock: Clock) -> None:
        self._transport = transport
        self.options = options
        self._clock = clock
        timeout = httpx.Timeout(options.total_timeout_s, connect=options.connect_timeout_s)
        self._extensions = {"timeout": timeout.as_dict()}
        self._headers = {
            "User-Agent": options.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "id,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        gate: Gate | None = None,
        attempt: int = 1,
        max_bytes: int | None = None,
    ) -> FetchedPage:
        """Fetches one address, redirects followed; cookies live as long as that, for sites that ask for one first.

        Args:
            url: an http or https address.
            etag: validator of an earlier answer; the server may then answer 304, which is returned.
            last_modified: likewise.
            gate: awaited with each address before it is asked, the first one too; it may raise FetchRefused.
            attempt: the number of this try, for errors.
            max_bytes: a bound for this body; None: the option's.

        Returns:
            An answer with status 2xx or 304.

        Raises:
            FetchTemporary: time-outs, broken connections, 429, 5xx, cut-off bodies.
            FetchPermanent: other 4xx, redirect loops, bodies beyond the bound.
            FetchRefused: the scheme, the address or the gate forbids it.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        jar, seen = httpx.Cookies(), set[tuple[str, str]]()
        while True:
            check_url(url)
            if gate is not None:
                await gate(url)
            seen.add((url, _told(jar)))
            page = await self._ask(url, headers, attempt, max_bytes or self.options.max_bytes, jar)
            if page.status not in _REDIRECTS or not (target := page.header("location")):
                return self._judge(page, url, attempt)
            url = self._redirect(page, target, seen, jar)

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> FetchedPage:
        """Hands a body over, once; redirects are not followed.

        Returns:
            An answer with status 2xx.

        Raises:
            FetchTemporary, FetchRefused: as `fetch`.
            FetchPermanent: 3xx and other 4xx.
        """
        check_url(url)
        page = await self._ask(url, headers, 1, self.options.max_bytes, httpx.Cookies(), body)
        if 300 <= page.status < 400:
            raise FetchPermanent(url, page.status, f"the server answers {page.status}, redirects are not followed")
        return self._judge(page, url, 1)

    def _redirect(self, page: FetchedPage, target: str, seen: set[tuple[str, str]], jar: httpx.Cookies) -> str:
        try:
            url = urldefrag(urljoin(page.url, target.strip())).url
        except ValueError as error:
            raise FetchPermanent(page.url, None, f"redirects to no valid address ({target[:100]!r})") from error
        if (url, _told(jar)) in seen:
            raise FetchPermanent(url, page.status, "the redirects run in a circle")
        if len(seen) > self.options.max_redirects:
            raise FetchPermanent(url, page.status, f"more than {self.options.max_redirects} redirects")
        return url

    def _judge(self, page: FetchedPage, url: str, attempt: int) -> FetchedPage:
        if 200 <= page.status < 300 or page.status == 304:
            return page
        if page.status in _TEMPORARY:
            wait_s = parse_retry_after(page.header("retry-after"), self._clock())
            raise FetchTemporary(url, attempt, f"the server answers {page.status}", wait_s)
        raise FetchPermanent(url, page.status, f"the server answers {page.status}")

    async def _ask(
        self,
        url: str,
        headers: dict[str, str],
        attempt: int,
        max_bytes: int,
        jar: httpx.Cookies,
        body: bytes | None = None,
    ) -> FetchedPage:
        """Makes one request and translates every error of the libraries."""
        try:
            async with asyncio.timeout(self.options.total_timeout_s):
                return await self._stream(url, headers, max_bytes, jar, body)
        except ForbiddenAddress as error:
            raise FetchRefused(url, f"address rule: {error}") from error
        except (TimeoutError, httpcore.TimeoutException) as error:
            raise FetchTemporary(url, attempt, f"no answer within {self.options.total_timeout_s:.0f} s") from error
        except (httpcore.NetworkError, httpcore.RemoteProtocolError, httpcore.ConnectionNotAvailable) as error:
            raise FetchTemporary(url, attempt, f"the connection broke ({error or type(error).__name__})") from error
        except DamagedBody as error:
            raise FetchTemporary(url, attempt, str(error)) from error
        except BodyTooLarge as error:
            raise FetchPermanent(url, None, f"the body has {error}") from error
        except (httpx.InvalidURL, httpx.HTTPError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchPermanent(url, None, f"the address cannot be asked ({error})") from error

    async def _stream(
        self, url: str, headers: dict[str, str], max_bytes: int, jar: httpx.Cookies, body: bytes | None
    ) -> FetchedPage:
        method = "GET" if body is None else "POST"
        request = httpx.Request(
            method, url, headers=self._headers | headers, content=body, cookies=jar, extensions=self._extensions
        )
        response = await self._transport.handle_async_request(request)
        try:
            encoded = await _read_bounded(response, max_bytes)
        finally:
            await response.aclose()
        if response.status_code in _REDIRECTS and "set-cookie" in response.headers:
            jar.extract_cookies(response)
        network = response.extensions.get("network_stream")
        server = network.get_extra_info("server_addr") if network is not None else None
        return FetchedPage(
            url=url,
            status=response.status_code,
            body=decode_body(encoded, response.headers.get("content-encoding", ""), max_bytes),
            headers=tuple(response.headers.multi_items()),
            request_headers=tuple(request.headers.multi_items()),
            fetched=self._clock(),
            ip=server[0] if server else None,
            reason=response.reason_phrase,
            http_version=response.http_version,
        )


def _told(jar: httpx.Cookies) -> str:
    """What the server will be told by cookies: the same address with other cookies is another request."""
    return "; ".join(sorted(f"{cookie.name}={cookie.value}" for cookie in jar.jar))


async def _read_bounded(response: httpx.Response, max_bytes: int) -> bytes:
    encoded = bytearray()
    async for chunk in response.aiter_raw():
        encoded += chunk
        if len(encoded) > max_bytes:
            raise BodyTooLarge(f"more than {max_bytes} bytes")
    return bytes(encoded)


@asynccontextmanager
async def open_fetcher(
    options: FetchOptions, clock: Clock, resolver: Resolver = resolve_host
) -> AsyncIterator[Fetcher]:
    """Opens the connections' pool; it is closed when the block ends.

    Args:
        options: bounds and identity.
        clock: gives the time of answers, aware.
        resolver: looks host names up; tests give their own.
    """
    backend = GuardedBackend(options.allow_private, resolver)
    transport = GuardedTransport(backend, connections=options.connections, http2=options.http2)
    try:
        yield Fetcher(transport, options, clock)
    finally:
        await transport.aclose()
