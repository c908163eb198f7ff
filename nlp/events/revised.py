"""Events as an article leaves them when it moves, calls off or corrects one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.record import Status
from corpus.revision import Revision
from nlp.events.period import parse_period
from nlp.events.revision import Found
from nlp.mentions import EventFound

_CALLED_OFF = "the text says that it was called off"


def revised(events: Sequence[EventFound], found: Sequence[Found], published: date | None) -> tuple[EventFound, ...]:
    """The events with their new days; one told on its old and on its new day becomes one. Order is kept."""
    left = list(events)
    for each in found:
        held = [event for event in left if event.type == each.type]
        if not held:
            continue
        before, after = each.revision.before, each.revision.after
        if is_contradicted(held[0].status, held[0].date, each.revision):
            continue
        meant = next(
            (e for day in (after, _held_later(each, held), before) if day for e in held if e.date == day), held[0]
        )
        twice = [e for e in held if e is not meant and e.date in (before, after) and e.date is not None]
        left = [_revise(e, each, published) if e is meant else e for e in left if e not in twice]
    return tuple(left)


def is_contradicted(status: str | None, day: str | None, told: Revision) -> bool:
    """Says whether something else was called off: the event took place on a day that the text tells."""
    return told.kind == "cancelled" and told.before is None and status == "held" and day is not None


def _held_later(found: Found, events: Sequence[EventFound]) -> str | None:
    """Of what was put off before and then took place: the day on which it did."""
    if found.revision.kind != "moved" or found.revision.before is None:
        return None
    before = found.revision.before
    return next((e.date for e in events if e.status == "held" and e.date is not None and e.date > before), None)


def _revise(event: EventFound, found: Found, published: date | None) -> EventFound:
    told = found.revision
    day = told.after or event.date
    evidence = event.evidence if told.evidence in event.evidence else (*event.evidence, told.evidence)
    undecided = tuple(pair for pair in event.undecided if pair[0] not in ("status", *(("date",) if day else ())))
    status = _status(event, found, published)
    if told.kind == "cancelled":
        undecided = (*undecided, ("status", _CALLED_OFF))
    elif status is None:
        undecided = tuple(event.undecided)
    return replace(event, date=day, status=status, evidence=evidence, undecided=undecided)


def _status(event: EventFound, found: Found, published: date | None) -> Status | None:
    told = found.revision
    if told.kind == "cancelled":
        return None
    period = parse_period(told.after) if told.after else None
    if period and published and period.first > published:
        return "planned"
    if told.kind == "corrected" or (event.status == "held" and event.date is not None and event.date != told.before):
        return event.status
    return "planned"
