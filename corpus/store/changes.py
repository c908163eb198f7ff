"""The history of events: what changed, when, and by which article or person. Append-only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from corpus.store.alert_tables import event_change

# opened, joined (an article), left (an article), changed (by a newer text of an article), merged (`other_id` is part of
# it now), absorbed (it is part of `other_id` now), split (off `other_id`), closed (no article is left), doubt (may be
# the same as `other_id`: for a person to decide), apart (a person said that it is not).
ChangeKind = Literal["opened", "joined", "left", "changed", "merged", "absorbed", "split", "closed", "doubt", "apart"]


class EventChange(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an event's history. `changes` maps a field to its value before and after; `who` None: the program.

    `sentence` is what the article said then; None where nothing changed, and when the article was taken out since.
    """

    event_id: str
    at: datetime
    kind: ChangeKind
    article_id: str | None = None
    other_id: str | None = None
    who: str | None = None
    changes: dict[str, tuple[Any, Any]] = {}
    sentence: str | None = None
    number: int = 0


def write_change(conn: Connection, found: EventChange) -> None:
    """Appends a step; its `number` is given by the store."""
    row = {name: value for name, value in msgspec.structs.asdict(found).items() if name != "number"}
    row["changes"] = {field: list(pair) for field, pair in found.changes.items()}
    conn.execute(event_change.insert().values(row))


def iter_changes(conn: Connection, event_id: str) -> Iterator[EventChange]:
    """An event's steps, oldest first."""
    for row in conn.execute(select(event_change).where(event_change.c.event_id == event_id).order_by("number")).all():
        yield _change(row._mapping)


def iter_doubts(conn: Connection) -> Iterator[EventChange]:
    """All doubts in order; those about events that are gone too."""
    for row in conn.execute(select(event_change).where(event_change.c.kind == "doubt").order_by("number")).all():
        yield _change(row._mapping)


def newest_change(conn: Connection) -> int:
    """The number of the newest step; 0 before the first."""
    return conn.execute(select(func.max(event_change.c.number))).scalar_one() or 0


def first_changes(conn: Connection, after: int = 0) -> dict[str, int]:
    """For events that changed after a step: the number of their very first step."""
    changed = select(event_change.c.event_id).where(event_change.c.number > after).distinct()
    number = func.min(event_change.c.number).label("first")
    query = select(event_change.c.event_id, number).where(event_change.c.event_id.in_(changed))
    return {row.event_id: row.first for row in conn.execute(query.group_by(event_change.c.event_id))}


def _change(row: Any) -> EventChange:
    changes = {field: (pair[0], pair[1]) for field, pair in row["changes"].items()}
    return EventChange(**{**row, "changes": changes})
