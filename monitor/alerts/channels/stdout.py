"""Alerts among the results of the command."""

from __future__ import annotations

from monitor.alerts.channels.channel import ChannelEntry, Tools
from monitor.alerts.message import Message


class StdoutChannel(ChannelEntry, frozen=True, kw_only=True):
    """Prints each message as text, or as one line of JSON under `--json`."""

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Prints the message."""
        tools.write(message.body.decode() if tools.json else f"{message.title}\n\n{message.text}")
