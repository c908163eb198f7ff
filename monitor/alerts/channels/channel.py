"""What every channel has: a name, a language, and when it may speak."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, Protocol

import msgspec

from corpus.errors import SettingsError
from crawler.fetch import FetchOptions
from monitor.alerts.message import Message
from monitor.phrases import Language

Digest = Literal["immediate", "hourly", "daily"]
_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Tools:
    """What channels need from outside. `write` prints one line of a result; `json`: as JSON, for scripts."""

    clock: Callable[[], datetime]
    write: Callable[[str], None]
    fetch: FetchOptions
    json: bool = False


class Channel(Protocol):
    """One way out. Every address gets its own messages. `ChannelEntry` has all of it but `send`."""

    @property
    def name(self) -> str:
        """Its name in the alert file."""

    @property
    def language(self) -> Language:
        """The language of its messages."""

    @property
    def digest(self) -> Digest:
        """How alerts are put together."""

    @property
    def hour(self) -> int:
        """The hour of a daily digest, WIB."""

    def is_quiet(self, local: time) -> bool:
        """Says whether nothing may be sent at a time of the day (WIB)."""

    def check(self, where: str) -> None:
        """Refuses values that cannot work together."""

    def addresses(self) -> tuple[str, ...]:
        """Who gets a message each."""

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Hands a message over.

        Raises:
            DeliveryError: it was not taken; `permanent` when another try will not help.
            SettingsError: a secret is missing.
        """


class ChannelEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every channel's entry in an alert file has.

    `digest`: each alert at once, or what came together every full hour or every day at `hour` o'clock. `quiet`, as
    `21:00-05:00`: nothing is sent then, but afterwards. Both in WIB (Asia/Jakarta).
    """

    name: str
    language: Language = "id"
    digest: Digest = "immediate"
    hour: int = 6
    quiet: str | None = None

    def check(self, where: str) -> None:
        """Refuses values that cannot work together.

        Raises:
            SettingsError: naming the entry.
        """
        if not 0 <= self.hour <= 23:
            raise SettingsError(f"{where}.hour", f"{self.hour} is not between 0 and 23")
        if self.quiet is not None and not _QUIET.fullmatch(self.quiet):
            raise SettingsError(f"{where}.quiet", f"{self.quiet!r} is no span of a day; write it as 21:00-05:00")
        if self.digest == "daily" and self.is_quiet(time(self.hour)):
            raise SettingsError(f"{where}.hour", f"{self.hour} o'clock lies in the quiet hours {self.quiet}")

    def is_quiet(self, local: time) -> bool:
        """Says whether nothing may be sent at a time of the day (WIB)."""
        if self.quiet is None or not (found := _QUIET.fullmatch(self.quiet)):
            return False
        numbers = [int(part) for part in found.groups()]
        first, last = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
        return first <= local < last if first <= last else local >= first or local < last

    def addresses(self) -> tuple[str, ...]:
        """Who gets a message each; one empty name for channels that have only one."""
        return ("",)
