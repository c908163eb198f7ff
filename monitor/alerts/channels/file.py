"""Alerts as lines of JSON in a file."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import DeliveryError
from monitor.alerts.channels.channel import ChannelEntry, Tools
from monitor.alerts.message import Message

_TAIL_BYTES = 262_144


class FileChannel(ChannelEntry, frozen=True, kw_only=True):
    """Appends one line of JSON a message to `path`. A line that is there already is not written again."""

    path: str

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Appends the message and waits until it is on the disk."""
        path = Path(self.path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+b") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _TAIL_BYTES))
                tail = file.read()
                if f'"delivery":"{message.delivery}"'.encode() in tail.rpartition(b"\n")[0]:
                    return
                # A run that was killed while writing left half a line.
                broken = b"\n" if tail and not tail.endswith(b"\n") else b""
                file.write(broken + message.body + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DeliveryError(self.name, f"{self.path} cannot be written ({error.strerror or error})") from error
