"""From groups of pieces to dates: shares and finds years, checks weekdays, closes intervals."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.record import Basis, Granularity
from corpus.span import Span
from nlp.dates.item import Item
from nlp.dates.joining import Group
from nlp.dates.year import Reference, choose_year, make_day, resolve_weekday
from nlp.mentions import DateMention


@dataclass(frozen=True, slots=True)
class _Stretch:
    """First and last value of what will be one mention, at its precision."""

    start: int
    end: int
    first: date
    last: date
    unit: Granularity
    agrees: bool | None
    reason: str


def share_years(group: Group) -> Group:
    """Gives members without a year (or "lalu") the one printed with their neighbour: "31 Oktober - 1 November 2018"."""
    items = list(group.items)
    for at in range(len(items) - 2, -1, -1):
        item, after = items[at], items[at + 1]
        if item.year is None and after.year is not None and item.month and after.month:
            turn = group.links[at] == "span" and item.month > after.month
            items[at] = replace(item, year=after.year - turn)
        elif item.year is None and item.relation is None:
            items[at] = replace(item, relation=after.relation, planned=item.planned or after.planned)
    for at in range(1, len(items)):
        item, earlier = items[at], items[at - 1]
        if item.year is None and earlier.year is not None and item.month and earlier.month:
            turn = group.links[at - 1] == "span" and item.month < earlier.month
            items[at] = replace(item, year=earlier.year + turn)
    return replace(group, items=tuple(items))


def resolve_group(
    text: str, group: Group, reference: Reference, published: date | None, carried: Item | None
) -> tuple[list[DateMention], Group]:
    """The mentions of one expression and the group with its years filled in.

    Args:
        text: the stored text.
        group: pieces with their links.
        reference: what undated pieces are measured from.
        published: for bare weekdays; they are left out when None.
        carried: an earlier full date of the same sentence; it is nearer than any other reference.
    """
    if group.items[0].kind == "year":
        return [_year_mention(text, item) for item in group.items], group
    basis: Basis = "explicit" if all(item.year for item in group.items) else reference.basis
    if basis != "explicit" and group.items[0].kind == "weekday":
        return _weekday_mentions(text, group, published), group
    if basis != "explicit" and carried is not None and carried.year and carried.month:
        near = make_day(carried.year, carried.month, carried.runs[0][0] if carried.runs else 1)
        if near is not None and not any(item.weekdays or item.relation for item in group.items):
            reference, basis = Reference(near, reference.years, "context"), "context"
    items = tuple(item if item.year else replace(item, year=choose_year(item, reference)) for item in group.items)
    group = share_years(replace(group, items=items))
    return [_mention(text, stretch, basis) for stretch in _merge(group)], group


def _year_mention(text: str, item: Item) -> DateMention:
    span = Span.of(text, item.start, item.end)
    if item.last_year:
        return DateMention(span, f"{item.year}/{item.last_year}", "interval", "explicit")
    return DateMention(span, str(item.year), "year", "explicit")


def _weekday_mentions(text: str, group: Group, published: date | None) -> list[DateMention]:
    if published is None:
        return []
    reason = f"bare weekday, read from {published.isoformat()}"
    return [
        DateMention(Span.of(text, item.start, item.end), day.isoformat(), "day", "published", reason=reason)
        for item in group.items
        if (day := resolve_weekday(item, published)) is not None
    ]


def _merge(group: Group) -> list[_Stretch]:
    """Joins neighbours linked as a span, and consecutive days linked by "dan"."""
    merged: list[_Stretch] = []
    links = ("comma", *group.links)
    for link, item in zip(links, group.items, strict=True):
        for at, stretch in enumerate(_stretches(item)):
            before = merged[-1] if merged else None
            if at == 0 and before is not None and _continues(before, stretch, link):
                merged[-1] = replace(
                    before, end=stretch.end, last=stretch.last, reason=before.reason or stretch.reason,
                    agrees=stretch.agrees if before.agrees is None else before.agrees and stretch.agrees is not False,
                )  # fmt: skip
            else:
                merged.append(stretch)
    return merged


def _continues(before: _Stretch, after: _Stretch, link: str) -> bool:
    if before.unit != after.unit:
        return False
    if link == "span":
        return before.first < after.first  # the weekdays before "(31/7-1/8)" may have told the last day already
    return link == "and" and before.unit == "day" and before.last + timedelta(days=1) == after.first


def _stretches(item: Item) -> Iterator[_Stretch]:
    if item.year is None or item.month is None:
        return
    start, end = item.start, item.end
    if not item.runs:
        last = date(item.year, item.last_month or item.month, 1)
        yield _Stretch(start, end, date(item.year, item.month, 1), last, "month", None, "")
    for at, (first, last_day) in enumerate(item.runs):
        days = make_day(item.year, item.month, first), make_day(item.year, item.month, last_day)
        if days[0] is None or days[1] is None:
            day = date(item.year, item.month, 1)
            reason = f"{calendar.month_name[item.month]} {item.year} has no such day"
            yield _Stretch(start, end, day, day, "month", None, reason)
            return
        began, ended = _spread(item, days[0], days[1])
        agrees, reason = _check(item, began, ended) if at == 0 else (None, "")
        yield _Stretch(start, end, began, ended, "day", agrees, reason)


def _spread(item: Item, first: date, last: date) -> tuple[date, date]:
    """The days from one weekday to another when only one of them is dated: "Rabu hingga Kamis (27/6)"."""
    if len(item.weekdays) != 2 or len(item.runs) != 1 or first != last:
        return first, last
    apart = timedelta(days=(item.weekdays[1] - item.weekdays[0]) % 7)
    if first.isoweekday() == item.weekdays[0]:
        return first, first + apart
    return (last - apart, last) if last.isoweekday() == item.weekdays[1] else (first, last)


def _check(item: Item, first: date, last: date) -> tuple[bool | None, str]:
    if not item.weekdays:
        return None, ""
    if first.isoweekday() != item.weekdays[0]:
        return False, f"the weekday printed would fit {_alternative(first, item.weekdays[0]).isoformat()}"
    if len(item.weekdays) == 2 and len(item.runs) == 1 and last.isoweekday() != item.weekdays[1]:
        return False, f"the last day would be {calendar.day_name[last.weekday()]}"
    return True, ""


def _alternative(day: date, weekday: int) -> date:
    """The likeliest slip behind a wrong weekday: another year, another month, else the nearest such day."""
    tried: Sequence[date | None] = (
        make_day(day.year + 1, day.month, day.day), make_day(day.year - 1, day.month, day.day),
        make_day(day.year, day.month + 1, day.day) if day.month < 12 else None,
        make_day(day.year, day.month - 1, day.day) if day.month > 1 else None,
    )  # fmt: skip
    for other in tried:
        if other is not None and other.isoweekday() == weekday:
            return other
    shift = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=shift if shift <= 3 else shift - 7)


def _mention(text: str, stretch: _Stretch, basis: Basis) -> DateMention:
    size = {"day": 10, "month": 7}[stretch.unit]
    values = [stretch.first.isoformat()[:size], stretch.last.isoformat()[:size]]
    single = values[0] == values[1]
    return DateMention(
        Span.of(text, stretch.start, stretch.end), values[0] if single else "/".join(values),
        stretch.unit if single else "interval", basis, stretch.agrees, stretch.reason,
    )  # fmt: skip
