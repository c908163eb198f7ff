"""Alerts to everything that Apprise speaks: Telegram, WhatsApp, Matrix, ntfy and others. Needs the extra `notify`."""

from __future__ import annotations

import importlib
from typing import Any

from corpus.errors import DeliveryError, SettingsError
from monitor.alerts.channels.channel import ChannelEntry, Tools
from monitor.alerts.message import Message
from monitor.alerts.secret import check_reference, read_secret


class AppriseChannel(ChannelEntry, frozen=True, kw_only=True):
    """`urls` are references to Apprise addresses, which hold tokens: `env:PANTAU_SECRET_TELEGRAM`.

    Apprise makes its own connections; they do not go through our guard of addresses.
    """

    urls: tuple[str, ...]

    def check(self, where: str) -> None:
        """Wants references."""
        ChannelEntry.check(self, where)
        if not self.urls:
            raise SettingsError(f"{where}.urls", "names no address")
        for url in self.urls:
            check_reference(f"{where}.urls", url)

    def addresses(self) -> tuple[str, ...]:
        """The references, never what is behind them."""
        return self.urls

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Hands the text over; Apprise says only whether it worked."""
        where = f"channels.{self.name}.urls"
        sender = _apprise(where).Apprise()
        if not sender.add(read_secret(where, address)):
            raise SettingsError(where, f"what {address} holds is no address that Apprise knows")
        if not sender.notify(title=message.title, body=message.text):
            raise DeliveryError(self.name, f"{address} did not take the message")


def _apprise(where: str) -> Any:
    try:
        return importlib.import_module("apprise")
    except ImportError as error:
        raise SettingsError(where, "Apprise is not installed; run pip install 'pantau[notify]'") from error
