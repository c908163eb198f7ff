"""A sign of life: an address that is asked after each run, so that its owner notices when no run comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import msgspec

from corpus.errors import FetchRefused, RemoteError
from crawler.fetch import FetchOptions, open_fetcher
from monitor.alerts.secret import read_secret

_TIMEOUT_S = 15.0


def ping(address: str, options: FetchOptions, clock: Callable[[], datetime]) -> str | None:
    """Asks the address once; None when it answered, else one sentence that does not name it (it may hold a token).

    Args:
        address: an http or https address, or `env:NAME` or `file:PATH` that holds one.

    Raises:
        SettingsError: the reference leads nowhere.
    """
    url = address if address.startswith(("https://", "http://")) else read_secret("heartbeat", address)
    bounded = msgspec.structs.replace(options, total_timeout_s=_TIMEOUT_S, max_bytes=1_000_000)

    async def ask() -> None:
        async with open_fetcher(bounded, clock) as fetcher:
            await fetcher.fetch(url)

    try:
        asyncio.run(ask())
    except FetchRefused as error:
        return f"heartbeat: refused by {error.rule}"
    except RemoteError as error:
        reason = str(error).replace(url, "").removeprefix(": ")
        return f"heartbeat: {reason if '://' not in reason else type(error).__name__}"
    return None
