"""The words of reports, by language: `id` (Indonesian) or `en` (English)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

Language = Literal["id", "en"]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All phrases of one language; `months` from January on."""

    no_events: str
    events: str
    outlets: str
    whole_country: str
    undated: str
    original: str
    registry: str
    source: str
    months: tuple[str, ...]
    type: dict[str, str]
    state: dict[str, str]
    link: dict[str, str]

    def kind(self, name: str, state: str | None) -> str:
        """An event's type with what became of it: "Penandatanganan MoU (ditunda)"; nothing is said of a held one."""
        noted = self.state.get(state or "")
        return f"{self.type[name]} ({noted})" if noted else self.type[name]

    def when(self, value: str | None, state: str | None) -> str:
        """An event's day; of one that was put off or called off the day that does not hold any more, and so named."""
        gone = value is not None and state in ("postponed", "cancelled")
        return self.original.format(day=self.day(value)) if gone else self.day(value)

    def day(self, value: str | None) -> str:
        """Writes an ISO 8601 date for people: "5 Maret 2024", "Maret 2024", "18 Juli 2017 – 19 Juli 2017"."""
        if value is None:
            return self.undated
        return " – ".join(self._one_day(part) for part in value.split("/"))

    def _one_day(self, value: str) -> str:
        year, *rest = value.split("-")
        if not rest:
            return year
        month = f"{self.months[int(rest[0]) - 1]} {year}"
        return f"{int(rest[1])} {month}" if len(rest) > 1 else month


@lru_cache(maxsize=2)
def load_phrases(language: Language) -> Phrases:
    """Reads the phrases of a language."""
    text = (files("monitor.phrases") / f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Phrases)
