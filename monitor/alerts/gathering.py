"""Rules looked at after a run: what fires is put into the outbox, once for each address and version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from corpus.store import Store
from corpus.store.changes import first_changes, iter_changes, newest_change
from corpus.store.events import read_event
from corpus.store.outbox import Destination, enqueue, iter_outbox, told_versions
from corpus.store.reviewed import read_current
from corpus.store.subscriptions import (
    Subscription,
    newest_record,
    read_silenced,
    read_subscriptions,
    subscribe,
    write_seen,
)
from monitor.alerts.alert import Alert, EventAlert, decode_alert, encode_alert
from monitor.alerts.content import article_alert, event_alert, silence_alert, source_alerts
from monitor.alerts.digest import due_time
from monitor.alerts.facts import ArticleFacts, copies_of, event_facts, new_articles, outlet_types, report_of
from monitor.alerts.matching import match_article, match_event
from monitor.alerts.parsing import Plan
from monitor.alerts.rule import Rule
from registry.registry import Registry

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Found:
    """An alert for one address. `earlier`: other subjects under which the address may have been told of it."""

    to: Destination
    alert: Alert
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """What fired, and up to which step of history and which record the rules have looked."""

    change: int
    record: int
    found: list[Found]


def register(store: Store, plan: Plan, clock: Clock) -> None:
    """Notes new rules and addresses: they are told of what happens from now on. To be called before a run crawls."""
    with store.begin() as conn:
        register_on(conn, plan, clock())


def register_on(conn: Connection, plan: Plan, now: datetime) -> None:
    """As `register`, in a transaction that is open."""
    change = newest_change(conn)
    for rule in plan.active:
        for name in rule.channels:
            for address in plan.channels[name].addresses():
                subscribe(conn, Destination(rule=rule.name, channel=name, address=address), rule.digest, change, now)


def gather(store: Store, plan: Plan, registry: Registry, clock: Clock) -> int:
    """Puts what fires into the outbox; safe to run again, also after a kill. Returns how many messages are new."""
    now = clock()
    with store.read() as conn:
        look = _look(conn, plan, registry, now)
    with store.begin() as conn:
        return _store(conn, plan, look, now)


def gather_on(conn: Connection, plan: Plan, registry: Registry, now: datetime) -> int:
    """As `gather`, in a transaction that is open."""
    return _store(conn, plan, _look(conn, plan, registry, now), now)


def _look(conn: Connection, plan: Plan, registry: Registry, now: datetime) -> _Look:
    change, record = newest_change(conn), newest_record(conn)
    silenced = read_silenced(conn, now)
    found = [
        each
        for rule in plan.active
        for each in _fired(conn, plan, rule, registry, now)
        if each.alert.subject not in silenced and f"rule/{each.to.rule}" not in silenced
    ]
    return _Look(change, record, found)


def _store(conn: Connection, plan: Plan, look: _Look, now: datetime) -> int:
    count = sum(_enqueue(conn, plan, each, now) for each in look.found)
    for rule in plan.active:
        write_seen(conn, rule.name, look.change, look.record)
    return count


def _enqueue(conn: Connection, plan: Plan, found: Found, now: datetime) -> bool:
    alert, due_at = found.alert, due_time(plan.channels[found.to.channel], now)
    return enqueue(
        conn, alert.subject, found.to, alert.version, encode_alert(alert), now=now, due_at=due_at,
        earlier=found.earlier,
    )  # fmt: skip


def _fired(conn: Connection, plan: Plan, rule: Rule, registry: Registry, now: datetime) -> Iterator[Found]:
    wanted = {(name, address) for name in rule.channels for address in plan.channels[name].addresses()}
    held = [s for s in read_subscriptions(conn, rule.name) if (s.to.channel, s.to.address) in wanted]
    if not held:
        return
    if rule.on == "event":
        yield from _fired_events(conn, rule, registry, held)
    elif rule.on == "article":
        yield from _fired_articles(conn, rule, registry, held)
    else:
        alerts = source_alerts(conn, rule) if rule.on == "source" else silence_alert(conn, rule, registry, now)
        for alert in alerts:
            yield from (Found(s.to, alert) for s in held)


def _fired_events(
    conn: Connection, rule: Rule, registry: Registry, held: list[Subscription]
) -> Iterator[Found]:  # fmt: skip
    types = outlet_types(conn)
    for event_id, first in first_changes(conn, min(s.seen_change for s in held)).items():
        cluster = read_event(conn, event_id)
        if cluster is None:
            yield from _withdrawn(conn, rule, event_id, held)
            continue
        facts = event_facts(conn, cluster, registry, types)
        verdict = match_event(rule, facts, registry)
        alert = event_alert(rule, facts, verdict.why)
        earlier = tuple(f"event/{c.other_id}" for c in iter_changes(conn, event_id) if c.kind == "merged")
        for each in held:
            told = any(told_versions(conn, subject, each.to) for subject in (alert.subject, *earlier))
            # Whoever was told of an event hears how it goes on, even when the rule would not fire any more.
            if (told and rule.updates) or (not told and verdict.fires and first > each.start_change):
                yield Found(each.to, alert, earlier)


def _withdrawn(conn: Connection, rule: Rule, event_id: str, held: list[Subscription]) -> Iterator[Found]:
    steps = [change.kind for change in iter_changes(conn, event_id)]
    if steps[-1] != "closed" or not rule.updates:
        return
    subject = f"event/{event_id}"
    for each in held:
        rows = [r for r in iter_outbox(conn, subject=subject) if (r.rule, r.channel, r.address) == (
            each.to.rule, each.to.channel, each.to.address)]  # fmt: skip
        last = next((r for r in reversed(rows) if r.state in ("sent", "due", "sending", "unsure")), None)
        if last is None:
            continue
        alert = decode_alert(last.payload)
        if isinstance(alert.content, EventAlert):
            content = EventAlert(event=alert.content.event, withdrawn=True)
            yield Found(each.to, Alert(subject=subject, rule=rule.name, why=alert.why, content=content))


def _fired_articles(
    conn: Connection, rule: Rule, registry: Registry, held: list[Subscription]
) -> Iterator[Found]:  # fmt: skip
    types = outlet_types(conn)
    for each in held:
        told: set[str] = set()
        for article_id in new_articles(conn, each.seen_record, each.start_article):
            found = read_current(conn, article_id)
            if found is None:
                continue
            facts = ArticleFacts(report=report_of(article_id, found, types), record=found)
            verdict = match_article(rule, facts, registry)
            copies = {f"article/{copy}" for copy in copies_of(conn, article_id)}
            if not verdict.fires or told & copies or any(told_versions(conn, copy, each.to) for copy in copies):
                continue
            told |= copies
            yield Found(each.to, article_alert(rule, facts, verdict.why))
