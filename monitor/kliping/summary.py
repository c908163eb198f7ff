"""The numbers of the front page. Pure; every article counts, reprints too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.record import EventType
from monitor.kliping.item import Report, quoted_officials
from monitor.kliping.kliping import Count, DayCount, Person, Totals
from monitor.kliping.period import Period
from monitor.plain import plain_text
from registry.registry import Registry

TOP, TOP_PEOPLE = 6, 5


def total(reports: Sequence[Report]) -> Totals:
    """The totals of a period."""
    tones = Counter(report.print.tone for report in reports)
    return Totals(
        articles=len(reports), outlets=len({report.print.outlet for report in reports}),
        regions=len({name for report in reports for name in _regions(report)}), positive=tones["positive"],
        neutral=tones["neutral"], negative=tones["negative"],
    )  # fmt: skip


def _regions(report: Report) -> set[str]:
    return {plain_text(region.name) for region in report.record.regions if region.focus}


def count_days(period: Period, reports: Sequence[Report]) -> tuple[DayCount, ...]:
    """One row a day of the period, in order, days without articles too."""
    everything = Counter(report.print.moment.date() for report in reports)
    negative = Counter(report.print.moment.date() for report in reports if report.print.tone == "negative")
    return tuple(DayCount(day=day, articles=everything[day], negative=negative[day]) for day in period.days())


def rank_regions(reports: Iterable[Report]) -> tuple[Count, ...]:
    """The regions that most articles are about."""
    return _rank(Counter(name for report in reports for name in _regions(report)))


def rank_outlets(reports: Iterable[Report]) -> tuple[Count, ...]:
    """The outlets with most articles."""
    return _rank(Counter(report.print.outlet for report in reports))


def rank_officials(reports: Iterable[Report], registry: Registry) -> tuple[Count, ...]:
    """The officials whom most articles quote; `detail` is the office that is printed most often."""
    people: Counter[str] = Counter()
    offices: dict[str, Counter[str]] = {}
    for report in reports:
        for person in quoted_officials(report.record, registry).values():
            name = _bare_name(person)
            people[name] += 1
            offices.setdefault(name, Counter())[person.office] += 1
    ranked = _rank(people)[:TOP_PEOPLE]
    return tuple(
        Count(name=row.name, articles=row.articles, detail=_most(offices[row.name])) for row in ranked
    )  # fmt: skip


def _bare_name(person: Person) -> str:
    # "Johnny G. Plate" and "Johnny G Plate" are one person.
    return " ".join(person.name.replace(".", " ").split())


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def rank_stages(reports: Iterable[Report]) -> tuple[tuple[EventType, int], ...]:
    """The main event types of the articles, most articles first."""
    counts = Counter(report.record.events[0].type for report in reports if report.record.events)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _rank(counts: Counter[str]) -> tuple[Count, ...]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]
    return tuple(Count(name=name, articles=articles) for name, articles in ranked)
