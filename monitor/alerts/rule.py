"""A rule: what is to be told, and through which channels."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from corpus.record import EventType, LinkStatus, Pillar, Polarity
from corpus.store.events import State
from crawler.sources.source import SourceType

Subject = Literal["event", "article", "silence", "source"]
Period = Literal["daily", "weekly", "monthly"]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All given conditions must hold, each by one of its values; an empty one is no condition.

    `on` says what is looked at: events, single articles about the programme, members without coverage (`silence`), or
    sources that cannot be read. `regions` and `provinces` are codes once the rule is loaded; a province stands for its
    kabupaten and kota too. `people`, `outlets`, `outlet_types`, `pillars`, `tones` and `words` look at the articles:
    one of them must meet each. `tones` are those of headline or body, `words` stand in title or text as whole words, in
    any case. `min_confidence` is a probability in [0, 1]. `days`, `every` and `cohorts` belong to `silence`, `runs`
    (failed runs in a row) to `source`. `updates` false: tell of a thing once and not again when it changes.
    """

    name: str
    about: str = ""
    on: Subject = "event"
    channels: tuple[str, ...] = ()
    events: tuple[EventType, ...] = ()
    statuses: tuple[State, ...] = ()
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    registry: tuple[LinkStatus, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    people: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    outlet_types: tuple[SourceType, ...] = ()
    tones: tuple[Polarity, ...] = ()
    words: tuple[str, ...] = ()
    min_outlets: int = 1
    min_confidence: float = 0.0
    days: int = 30
    every: Period = "weekly"
    cohorts: tuple[int, ...] = ()
    runs: int = 3
    updates: bool = True

    @property
    def digest(self) -> str:
        """Changes when the conditions do; channels and description are left aside."""
        plain = msgspec.structs.replace(self, about="", channels=())
        return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:16]


# Which conditions can hold for which subject; a rule that names another one is wrong.
_ARTICLE = {"regions", "provinces", "pillars", "people", "outlets", "outlet_types", "tones", "words", "min_confidence"}
CONDITIONS: dict[Subject, frozenset[str]] = {
    "event": frozenset(_ARTICLE | {"events", "statuses", "registry", "min_outlets", "updates"}),
    "article": frozenset(_ARTICLE),
    "silence": frozenset({"regions", "provinces", "days", "every", "cohorts"}),
    "source": frozenset({"outlets", "outlet_types", "runs"}),
}
PLAIN = frozenset({"name", "about", "on", "channels"})
