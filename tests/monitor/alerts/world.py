"""A store with events, a clock that stands, and plans of rules, for the tests of alerts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec

from corpus.article import Article
from corpus.record import Record
from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from corpus.store.sources import SourceRow, write_source
from crawler.fetch import FetchOptions
from monitor.alerts.channels import Tools
from monitor.alerts.parsing import BUILTIN, Plan, parse_plan
from monitor.events import cluster_events
from registry.registry import load_registry
from tests.records import make_record

START = datetime(2022, 4, 25, 3, 0, tzinfo=UTC)  # 10.00 WIB


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **units: float) -> None:
        """Moves the clock by hours, minutes and the like; backwards too."""
        self.now += timedelta(**units)


@dataclass
class Printed:
    """Lines that a channel wrote."""

    lines: list[str] = field(default_factory=list)

    def tools(self, clock: Clock, *, json: bool = False) -> Tools:
        """Tools that write here and may ask loopback."""
        return Tools(clock=clock, write=self.lines.append, fetch=FetchOptions(allow_private=True), json=json)


def plan_of(text: str) -> Plan:
    """The plan of an alert file over the built-in rules."""
    builtin = tomllib.loads(BUILTIN.read_text(encoding="utf-8"))
    return parse_plan([(BUILTIN.name, builtin), ("siaga.toml", tomllib.loads(text))], load_registry())


def report(name: str, *events: dict[str, object], **changes: object) -> Record:
    """A record whose events are the builder's with changes; `changes` are those of its article and record."""
    record = make_record(id=name, text=f"Kota Solok meneken nota kesepahaman, Kamis (21/4/2022), warta {name:<40}")
    base = msgspec.structs.replace(record.events[0], evidence=record.events[0].evidence)
    found = tuple(msgspec.structs.replace(base, **event) for event in events)
    head = {key: changes.pop(key) for key in ("outlet", "published", "title", "text") if key in changes}
    article = msgspec.structs.replace(record.article, **({"outlet": f"Media {name}"} | head))
    return msgspec.structs.replace(record, events=found, article=article, **changes)


def read(store: Store, clock: Clock, records: Sequence[Record]) -> None:
    """Stores and clusters records as `pantau process` does."""
    with store.begin() as conn:
        source = SourceRow(name="media-a", outlet="Media a", type="daily", home="https://media-a.id/")
        write_source(conn, source, clock())
        for record in records:
            head = record.article
            assert head.text is not None
            article = Article(
                id=record.id, text=head.text, text_sha256=head.text_sha256, url=head.url, outlet=head.outlet,
                title=head.title, published=head.published,
            )  # fmt: skip
            write_article(conn, article, clock())
            write_record(conn, record.id, record)
            cluster_events(conn, record.id, record, load_registry(), clock())
