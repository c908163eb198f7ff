"""The store's articles of a period become a kliping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from corpus.store.filters import Filters
from corpus.store.reviewed import iter_reviewed
from corpus.store.sources import read_sources
from monitor.kliping.item import Report, make_item, make_print
from monitor.kliping.kliping import Item, Kliping
from monitor.kliping.period import Period
from monitor.kliping.prints import Group, group_prints, read_copying, read_elsewhere
from monitor.kliping.registry_news import read_registry_news
from monitor.kliping.summary import count_days, rank_officials, rank_outlets, rank_regions, rank_stages, total
from monitor.plain import plain_text
from registry.registry import Registry


class KlipingOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted. `filters` narrow to a region, an outlet or an event type; their days are not looked at."""

    period: Period
    agency: str = ""
    filters: Filters = Filters()


def gather_kliping(conn: Connection, order: KlipingOrder, registry: Registry, now: datetime) -> Kliping:
    """Gathers the articles about the programme that were published in the period, by WIB days.

    Args:
        now: when the kliping is made; aware.
    """
    types = {source.outlet: source.type for source in read_sources(conn)}
    period = order.period
    found = {report.record.id: report for report in _reports(conn, order, period, types)}
    groups = _ordered(found, _groups(conn, found))
    elsewhere = read_elsewhere(conn, groups, found)
    items = tuple(
        msgspec.structs.replace(item, elsewhere=tuple(elsewhere.get(group.text, ())))
        for group, item in zip(groups, _items(found, groups, registry), strict=True)
    )
    numbers = {
        name: number for number, group in enumerate(groups, start=1) for name in (group.article_id, *group.copies)
    }
    reports = tuple(found.values())
    region = registry.regions.get(order.filters.region_code or "")
    news, confirmed = read_registry_news(conn, numbers, registry)
    return Kliping(
        agency=plain_text(order.agency), region=region.name if region else "", period=period, made=now,
        now=total(reports), before=total(tuple(_reports(conn, order, period.before, types))),
        days=count_days(period, reports), top_regions=rank_regions(reports), top_outlets=rank_outlets(reports),
        top_officials=rank_officials(reports, registry), stages=rank_stages(reports), registry_news=news,
        registry_confirmed=confirmed, items=items,
    )  # fmt: skip


def _reports(conn: Connection, order: KlipingOrder, period: Period, types: Mapping[str, str]) -> Iterator[Report]:
    # The store knows days in the outlet's own zone; a night's article can be of the day before or after in WIB.
    day = timedelta(days=1)
    wanted = msgspec.structs.replace(
        order.filters, relevant=True, since=period.first - day, until=period.last + day
    )  # fmt: skip
    for record in iter_reviewed(conn, wanted):
        found = make_print(record, types)
        if found is not None and period.holds(found.moment.date()):
            yield Report(record=record, print=found)


def _groups(conn: Connection, found: Mapping[str, Report]) -> tuple[Group, ...]:
    prints = {name: report.print for name, report in found.items()}
    digests = {name: report.record.article.text_sha256 for name, report in found.items()}
    return group_prints(prints, digests, read_copying(conn, tuple(found)))


def _ordered(found: Mapping[str, Report], groups: Sequence[Group]) -> list[Group]:
    """Negative ones first; in order of time otherwise."""
    return sorted(groups, key=lambda group: found[group.article_id].print.tone != "negative")


def _items(found: Mapping[str, Report], groups: Sequence[Group], registry: Registry) -> Iterator[Item]:
    return (_item(found, groups, number, registry) for number in range(1, len(groups) + 1))


def _item(found: Mapping[str, Report], groups: Sequence[Group], number: int, registry: Registry) -> Item:
    group = groups[number - 1]
    first = found[group.article_id]
    item = make_item(first.record, first.print, registry)
    copies = tuple(found[name].print for name in group.copies)
    related = (n for n, other in enumerate(groups, start=1) if other.text == group.text and n != number)
    return msgspec.structs.replace(item, number=number, prints=copies, related=tuple(related), reprints=group.reprints)
