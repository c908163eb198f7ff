"""Merges claims into happenings: one happening is one, even when the text tells it twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from corpus.record import EventType
from nlp.events.claim import ROUNDS, Claim
from nlp.events.period import Period
from nlp.events.scene import Sentence, Trigger

# Types that happen once in an article's story: two claims some days apart are one, the better founded stands.
_SINGLE_DAYS: dict[EventType, int] = {"mou_signing": 10, "award": 4, "selection": 10, "launch": 4}
_KEPT = 40  # sentences and dates kept of one happening, so that a text of thousands stays linear
_UNTIL_DAYS = 4
_LONG_DAYS = 62  # a longer interval is a programme's course, not a happening


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims of one happening. `period` None: undated. `cost` is that of its best founded claim.

    `named` are the codes of the regions whose turn the text says that it was; the other flags as in `Claim`.
    """

    type: EventType
    period: Period | None
    trigger: Trigger
    sentences: tuple[int, ...]
    cost: float
    date_starts: tuple[int, ...] = ()
    claims: int = 1
    until: bool = False
    closing: bool = False
    apart: bool = False
    named: tuple[str, ...] = ()

    def is_dated_in(self, sentence: Sentence) -> bool:
        """Says whether a date of this happening stands in a sentence."""
        return any(sentence.start <= start < sentence.end for start in self.date_starts)


def merge_claims(claims: Iterable[Claim], signing_days: frozenset[date], main_type: EventType) -> list[Happening]:
    """Groups claims by type and date.

    Args:
        claims: dated and undated ones.
        main_type: what the article is about; such a happening is never dropped for another one on its day.
        signing_days: MoU days that the registry knows; of two rival days of a signing such a one stands.

    Returns:
        The dated happenings, then one undated one for each type that has no dated one.
    """
    dated: dict[EventType, list[Happening]] = {}
    undated: dict[EventType, Happening] = {}
    for claim in claims:
        happening = _happening(claim)
        if claim.period is None:
            known = undated.get(claim.type)
            undated[claim.type] = _join(known, happening) if known else happening
        else:
            dated.setdefault(claim.type, []).append(happening)
    found: list[Happening] = []
    for kind, group in dated.items():
        found += _merge_single(_merge_type(group), signing_days, _SINGLE_DAYS.get(kind))
    found += [happening for kind, happening in undated.items() if kind not in dated]
    return found if main_type == "other" else _without_shadows(found)


def _happening(claim: Claim) -> Happening:
    starts = (claim.date.span.start,) if claim.date else ()
    found = Happening(claim.type, claim.period, claim.trigger, claim.sentences, claim.cost, starts)
    return replace(found, until=claim.until, closing=claim.closing, apart=claim.apart, named=claim.named)


def _merge_type(group: list[Happening]) -> list[Happening]:
    """Merges the dated happenings of one type in the order of their days."""
    ordered = sorted(group, key=lambda h: _sort_key(h.period))
    merged: list[Happening] = []
    for happening in ordered:
        last_day = happening.until or happening.closing
        if merged and ((last_day and _ends(merged[-1], happening)) or _same(merged[-1], happening)):
            merged[-1] = _join(merged[-1], happening)
        elif not happening.until:
            merged.append(happening)
    if len(merged) > 1:
        merged = [h for h in merged if not (h.period and h.period.days > _LONG_DAYS)] or merged[:1]
    return merged


def _sort_key(period: Period | None) -> tuple[date, int]:
    return (period.first, -period.days) if period else (date.max, 0)


def _ends(known: Happening, last_day: Happening) -> bool:
    """Says whether "hingga Kamis" is the end of a known happening, a few days long."""
    a, b = known.period, last_day.period
    return a is not None and b is not None and b.days == 1 and 0 < (b.first - a.last).days <= _UNTIL_DAYS


def _same(known: Happening, new: Happening) -> bool:
    a, b = known.period, new.period
    if a is None or b is None or max(a.days, b.days) > _LONG_DAYS:
        return a is not None and b is not None and a.value == b.value
    if a.holds(b) or b.holds(a):
        return True
    if known.apart or new.apart:
        return False
    return known.type in ROUNDS and a.touches(b) and min(a.days, b.days) == 1 and a.days + b.days <= 5


def _join(known: Happening, new: Happening) -> Happening:
    best = known if known.cost <= new.cost else new
    if known.period is None and (new.trigger.weight, -new.trigger.start) > (known.trigger.weight, -known.trigger.start):
        best = new
    return replace(
        best,
        until=False,
        closing=False,
        apart=known.apart or new.apart,
        named=tuple(dict.fromkeys(known.named + new.named))[:_KEPT],
        period=_joined_period(known, new),
        sentences=tuple(dict.fromkeys(known.sentences + new.sentences))[:_KEPT],
        date_starts=tuple(dict.fromkeys(known.date_starts + new.date_starts))[:_KEPT],
        claims=known.claims + new.claims,
    )


def _joined_period(known: Happening, new: Happening) -> Period | None:
    """The more exact of a month and a day in it; else the period that holds both.

    Of days in which all applicants are heard the own one stands.
    """
    a, b = known.period, new.period
    if a is None or b is None:
        return a or b
    for wide, narrow in ((a, b), (b, a)):
        if wide.holds(narrow):
            return narrow if wide.days > 20 or known.type == "assessment" else wide
    return a.join(b)


def _merge_single(group: list[Happening], signing_days: frozenset[date], days: int | None) -> list[Happening]:
    if days is None:
        return group
    kept: list[Happening] = []
    for happening in group:
        rival = kept[-1] if kept else None
        if rival is None or rival.apart or happening.apart or not _close(rival, happening, days):
            kept.append(happening)
        elif _standing(happening, signing_days) > _standing(rival, signing_days):
            kept[-1] = happening
    return kept


def _close(a: Happening, b: Happening, days: int) -> bool:
    return bool(a.period and b.period and abs((b.period.first - a.period.first).days) <= days)


def _standing(happening: Happening, signing_days: frozenset[date]) -> tuple[bool, float]:
    known = happening.type == "mou_signing" and happening.period is not None and happening.period.first in signing_days
    return known, -happening.cost


def _without_shadows(found: list[Happening]) -> list[Happening]:
    """Drops an "other" on a day that has a happening of a named type: the signed commitment at the last round."""
    named = [h.period for h in found if h.type != "other" and h.period]
    return [
        h
        for h in found
        if h.type != "other" or not h.period or not any(p.touches(h.period) or p.holds(h.period) for p in named)
    ]
