"""Which addresses we connect to: public ones, unless a setting allows private ones. Checked on the address itself."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

import httpcore

from corpus.errors import FetchRefused
from crawler.fetch.stream import KnownStream

Resolver = Callable[[str, int], Awaitable[list[str]]]
# NAT64 and 6to4 carry an IPv4 address inside, which is the one that counts.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TRIED_ADDRESSES = 3


class ForbiddenAddress(OSError):
    """A host name leads to an address that we do not connect to."""


def check_url(url: str) -> None:
    """Checks what can be told from the address line alone.

    Raises:
        FetchRefused: another scheme than http and https, no host, or a user name in the address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(url, "address rule: not a valid address") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(url, "scheme rule: only http and https")
    if not parts.hostname or port == 0:
        raise FetchRefused(url, "address rule: no host")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(url, "credentials rule: no user names in addresses")


def is_public(address: str) -> bool:
    """Says whether an IP address is one of the open internet: not private, loopback, link-local (where cloud machines
    keep their metadata), shared, multicast or reserved; also not through an IPv6 form that carries such an address."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


async def resolve_host(host: str, port: int) -> list[str]:
    """Looks a host name up; the answers in the order in which they should be tried.

    Raises:
        OSError: the name cannot be resolved.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to checked addresses only.

    The name is looked up once and the connection goes to that very answer, so that a second look-up cannot lead
    elsewhere (DNS rebinding).
    """

    def __init__(self, allow_private: bool = False, resolver: Resolver = resolve_host) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allow_private = allow_private
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connects to the first of the host's addresses that answers.

        Raises:
            ForbiddenAddress: one of the host's addresses is not public.
            httpcore.ConnectError: no such host, or none of its addresses answers.
        """
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host name {host} cannot be resolved") from error
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise ForbiddenAddress(f"{host} leads to a private address")
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses[:_TRIED_ADDRESSES]:
            try:
                return KnownStream(await self._inner.connect_tcp(address, port, timeout, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"the host name {host} has no address")

    async def sleep(self, seconds: float) -> None:
        """Waits, as httpcore asks between its own tries."""
        await self._inner.sleep(seconds)
