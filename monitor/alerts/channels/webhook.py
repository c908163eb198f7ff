"""Alerts as signed JSON to a web address."""

from __future__ import annotations

import asyncio

import msgspec

from corpus.errors import DeliveryError, FetchPermanent, FetchRefused, FetchTemporary, SettingsError
from corpus.version import __version__
from crawler.fetch import open_fetcher
from monitor.alerts.channels.channel import ChannelEntry, Tools
from monitor.alerts.message import Message
from monitor.alerts.secret import check_reference, read_secret
from monitor.alerts.signature import sign


class WebhookChannel(ChannelEntry, frozen=True, kw_only=True):
    """Posts each message to `url` and signs it with `secret`. See `monitor.alerts.signature` for the headers.

    `url` is an address, or a reference as secrets are when it holds one. `allow_private`: the receiver stands in your
    own network.
    """

    url: str
    secret: str
    timeout_s: float = 15.0
    allow_private: bool = False

    def check(self, where: str) -> None:
        """Wants an http address or a reference, and a reference to the secret."""
        ChannelEntry.check(self, where)
        check_reference(f"{where}.secret", self.secret)
        if not self.url.startswith(("https://", "http://")):
            check_reference(f"{where}.url", self.url)
        if not 0 < self.timeout_s <= 120:
            raise SettingsError(f"{where}.timeout_s", f"{self.timeout_s} is not between 0 and 120 seconds")

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Posts the message; redirects are not followed."""
        secret = read_secret(f"channels.{self.name}.secret", self.secret)
        url = self.url
        if not url.startswith(("https://", "http://")):
            url = read_secret(f"channels.{self.name}.url", url)
        headers = sign(message.body, secret, tools.clock()) | {
            "Content-Type": "application/json; charset=utf-8", "Pantau-Delivery": message.delivery,
            "User-Agent": f"Pantau/{__version__}",
        }  # fmt: skip
        options = msgspec.structs.replace(
            tools.fetch, total_timeout_s=self.timeout_s, max_bytes=1_000_000,
            allow_private=self.allow_private or tools.fetch.allow_private,
        )  # fmt: skip

        async def post() -> None:
            async with open_fetcher(options, tools.clock) as fetcher:
                await fetcher.post(url, message.body, headers)

        try:
            asyncio.run(post())
        except FetchTemporary as error:
            raise DeliveryError(self.name, _without(str(error), error.url), error.retry_after_s) from error
        except FetchPermanent as error:
            gone = error.status == 410
            raise DeliveryError(self.name, _without(str(error), error.url), permanent=gone) from error
        except FetchRefused as error:
            raise DeliveryError(self.name, f"refused by {error.rule}; allow_private = true allows it") from error


def _without(text: str, url: str) -> str:
    # The address may hold a token.
    return text.removeprefix(f"{url}: ").replace(url, "the address")
