"""The words of alerts, by language: `id` (Indonesian) or `en` (English)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

from monitor.phrases import Language


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of one language; names in braces are filled in."""

    new: str
    update: str
    withdrawn: str
    digest: str
    more: str
    registry: str
    cohort: str
    outlets: str
    link: str
    rule: str
    silence: str
    nobody: str
    changed: str
    silent: str
    never: str
    last: str
    outage: str
    tone: str
    test: str
    test_text: str
    weekdays: tuple[str, ...]
    fields: dict[str, str]
    tones: dict[str, str]
    statuses: dict[str, str]
    conditions: dict[str, str]


@lru_cache(maxsize=2)
def load_wording(language: Language) -> Wording:
    """Reads the words of a language."""
    text = (files("monitor.alerts.wording") / f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Wording)
