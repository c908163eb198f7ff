"""The kliping as a value, ready for any renderer. All texts are plain, all links are of the web."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from corpus.record import EventType, LinkStatus, Pillar, Polarity
from corpus.store.events import State
from monitor.kliping.period import Period

TakenBack = Literal["postponed", "rescheduled", "cancelled", "corrected"]


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Shared settings of the parts."""


class Print(_Part, frozen=True, kw_only=True):
    """One outlet's print. `moment` in WIB; `has_time` False: only the day is known.

    `outlet_type` as in source files; None when the outlet is none of the sources.
    """

    outlet: str
    outlet_type: str | None
    moment: datetime
    has_time: bool
    url: str | None
    title: str
    tone: Polarity


class Person(_Part, frozen=True, kw_only=True):
    """An official with the office that the press gives, written out."""

    name: str
    office: str


class Saying(_Part, frozen=True, kw_only=True):
    """A short direct quotation of an official."""

    speaker: Person
    text: str


class Elsewhere(_Part, frozen=True, kw_only=True):
    """A copy that was printed in another period, or that is not about the programme as it was read."""

    outlet: str
    day: date | None


class Item(_Part, frozen=True, kw_only=True):
    """One article and its reprints.

    `tone` is negative when headline or body is, else positive when one of them is. `extract` holds two sentences at
    most. `stages` are the event types that it tells of, the main one first; `registry` and `membership` stand for the
    main one, and `taken_back` says what the article takes back of it. `reprints` counts all copies that the store
    holds, of other days too; `prints` are those of this period that are folded into this item, `elsewhere` those of
    other periods, `related` the numbers of items on the same text with a tone or words of their own. `archive` is the
    stored answer as WARC file and byte offset; `text_sha256` the digest of the text that was read.
    """

    number: int
    article_id: str
    first: Print
    headline_tone: Polarity | None
    body_tone: Polarity
    extract: str
    saying: Saying | None
    officials: tuple[Person, ...]
    agencies: tuple[str, ...]
    regions: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    stages: tuple[EventType, ...]
    taken_back: TakenBack | None
    registry: LinkStatus | None
    membership: str | None
    reprints: int
    prints: tuple[Print, ...]
    elsewhere: tuple[Elsewhere, ...]
    related: tuple[int, ...]
    archive: str | None
    text_sha256: str

    @property
    def tone(self) -> Polarity:
        """The tone of the first print."""
        return self.first.tone


class Count(_Part, frozen=True, kw_only=True):
    """How many articles name something."""

    name: str
    articles: int
    detail: str = ""


class Totals(_Part, frozen=True, kw_only=True):
    """Counts of articles, reprints included."""

    articles: int
    outlets: int
    regions: int
    positive: int
    neutral: int
    negative: int


class DayCount(_Part, frozen=True, kw_only=True):
    """One day's articles, and how many of them are negative."""

    day: date
    articles: int
    negative: int


class RegistryNews(_Part, frozen=True, kw_only=True):
    """An event of the period that the registry lacks or has otherwise. `items` are numbers of items that tell of it.

    `state` says what became of it, `status` how the registry stands to it.
    """

    event_id: str
    type: EventType
    date: str | None
    state: State | None
    regions: tuple[str, ...]
    status: LinkStatus
    membership: str | None
    reason: str
    items: tuple[int, ...]


class Kliping(_Part, frozen=True, kw_only=True):
    """All of it. `agency` and `region` "" when not given; `made` is aware.

    `items` come with the negative ones first, then by time; `top_*` with the most articles first.
    """

    agency: str
    region: str
    period: Period
    made: datetime
    now: Totals
    before: Totals
    days: tuple[DayCount, ...]
    top_regions: tuple[Count, ...]
    top_outlets: tuple[Count, ...]
    top_officials: tuple[Count, ...]
    stages: tuple[tuple[EventType, int], ...]
    registry_news: tuple[RegistryNews, ...]
    registry_confirmed: int
    items: tuple[Item, ...]

    @property
    def negative(self) -> tuple[Item, ...]:
        """The items that want attention."""
        return tuple(item for item in self.items if item.tone == "negative")
