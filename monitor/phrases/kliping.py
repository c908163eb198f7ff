"""The words of a kliping, by language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from corpus.record import Pillar, Polarity
from monitor.phrases import Language

Field = Literal[
    "number", "day", "time", "outlet", "outlet_type", "title", "url", "extract", "saying", "officials", "agencies",
    "regions", "pillars", "tone", "headline_tone", "body_tone", "stages", "registry", "reprints", "archive",
    "follow_up", "event", "status", "items", "reason", "name", "office", "count", "now", "before",
]  # fmt: skip


class KlipingPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All phrases of one language; names in braces are filled in. `outlet_types` as in source files."""

    title: str
    subject: str
    about: str
    made: str
    page: str
    of: str
    clock: str
    no_items: str
    summary: str
    articles: str
    outlets: str
    regions: str
    negative: str
    change_none: str
    change: str
    tone: str
    per_day: str
    top_regions: str
    top_outlets: str
    top_officials: str
    stages: str
    attention: str
    attention_none: str
    registry_news: str
    registry_none: str
    registry_confirmed: str
    items: str
    item_reference: str
    headline_differs: str
    reprints: str
    reprints_none: str
    related: str
    cohort: str
    prepared: str
    checked: str
    note: str
    follow_up: tuple[str, ...]
    unknown: str
    weekdays: tuple[str, ...]
    period: dict[Literal["daily", "weekly", "monthly"], str]
    fields: dict[Field, str]
    tones: dict[Polarity, str]
    outlet_types: dict[str, str]
    pillars: dict[Pillar, str]


@lru_cache(maxsize=2)
def load_kliping_phrases(language: Language) -> KlipingPhrases:
    """Reads the phrases of a language."""
    text = (files("monitor.phrases") / f"kliping-{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), KlipingPhrases)
