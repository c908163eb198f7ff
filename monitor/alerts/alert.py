"""An alert: one thing that one rule tells of. It is stored as JSON in the outbox and sent as JSON to webhooks."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec

from corpus.record import Polarity
from monitor.report import EventNews

# A condition of the rule and the value that met it: ("registry", "adds").
Why = tuple[str, str]


class EventAlert(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="event"):
    """An event. `withdrawn`: no article says so any more."""

    event: EventNews
    withdrawn: bool = False


class ArticleAlert(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="article"):
    """One article about the programme. `quote` is the sentence that shows that it is."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    regions: tuple[str, ...]
    headline_tone: Polarity | None
    body_tone: Polarity
    quote: str


class SilentRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A member without coverage. `last` is the day of the last article about it; None: there is none in the store."""

    code: str
    name: str
    last: str | None


class SilenceAlert(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="silence"):
    """The members without coverage since a day, most silent first."""

    since: str
    regions: tuple[SilentRegion, ...]


class SourceAlert(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="source"):
    """A source that cannot be read. `last_problem` is what was wrong, one sentence; empty when it is not known."""

    source: str
    outlet: str
    since: datetime
    runs: int
    last_problem: str


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule tells. `subject` is what can be silenced: `event/3f9a2c71d0b4`."""

    subject: str
    rule: str
    why: tuple[Why, ...]
    content: EventAlert | ArticleAlert | SilenceAlert | SourceAlert

    @property
    def version(self) -> str:
        """The same for alerts that tell the same: an event's date, regions, status and standing; else constant."""
        return hashlib.sha256(msgspec.json.encode(self.material)).hexdigest()[:16]

    @property
    def material(self) -> dict[str, Any]:
        """What is told again when it changes, by field."""
        if not isinstance(self.content, EventAlert):
            return {}
        event = self.content.event
        found: dict[str, Any] = {
            "date": event.date, "regions": sorted(event.regions), "status": event.status,
            "registry": event.registry.status,
        }  # fmt: skip
        return found | ({"withdrawn": True} if self.content.withdrawn else {})


def encode_alert(alert: Alert) -> str:
    """The alert as JSON for the outbox."""
    return msgspec.json.encode(alert).decode()


def decode_alert(payload: str) -> Alert:
    """Reads what `encode_alert` wrote."""
    return msgspec.json.decode(payload, type=Alert)


def changed_fields(before: Alert, after: Alert) -> dict[str, tuple[Any, Any]]:
    """The material fields that differ, each with its value before and after."""
    old, new = before.material, after.material
    return {name: (old.get(name), new.get(name)) for name in new if old.get(name) != new.get(name)}
