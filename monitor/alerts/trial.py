"""What a rule would have told of the past, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from corpus.store.events import iter_events
from corpus.store.reviewed import read_current
from monitor.alerts.alert import Why
from monitor.alerts.block import Told, block_of
from monitor.alerts.content import article_alert, event_alert, silence_alert, source_alerts
from monitor.alerts.facts import ArticleFacts, event_facts, new_articles, outlet_types, reaches_back, report_of
from monitor.alerts.matching import match_article, match_event
from monitor.alerts.rule import Rule
from registry.registry import Registry


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the rule looked at. `why`: the conditions that held; `missing`: the first that did not."""

    fires: bool
    subject: str
    title: str
    why: tuple[Why, ...]
    missing: Why | None = None


def try_rule(
    conn: Connection, rule: Rule, registry: Registry, since: date | None, now: datetime
) -> Iterator[Trial]:  # fmt: skip
    """Looks at everything in the store that was first printed since a day (None: at all), in order.

    Members without coverage and sources that fail are looked at as of now.
    """
    if rule.on == "event":
        yield from _events(conn, rule, registry, since)
    elif rule.on == "article":
        yield from _articles(conn, rule, registry, since)
    elif rule.on == "silence" and not reaches_back(conn, now, rule.days):
        missing = ("days", f"{rule.days}; the store is younger, so silence proves nothing yet")
        yield Trial(fires=False, subject=f"silence/{rule.name}", title="–", why=(), missing=missing)
    else:
        alerts = source_alerts(conn, rule) if rule.on == "source" else silence_alert(conn, rule, registry, now)
        for alert in alerts:
            title = block_of(Told("new", alert), "en").heading
            yield Trial(fires=True, subject=alert.subject, title=title, why=alert.why)


def _events(conn: Connection, rule: Rule, registry: Registry, since: date | None) -> Iterator[Trial]:
    types = outlet_types(conn)
    for cluster in iter_events(conn):
        facts = event_facts(conn, cluster, registry, types)
        printed = min((r.day for r in facts.reports if r.day), default=cluster.first_seen.date())
        if since is not None and printed < since:
            continue
        verdict = match_event(rule, facts, registry)
        alert = event_alert(rule, facts, verdict.why)
        title = block_of(Told("new", alert), "en").heading
        yield Trial(
            fires=verdict.fires, subject=alert.subject, title=title, why=verdict.why, missing=verdict.missing
        )  # fmt: skip


def _articles(conn: Connection, rule: Rule, registry: Registry, since: date | None) -> Iterator[Trial]:
    types = outlet_types(conn)
    for article_id in new_articles(conn, 0, 0):
        found = read_current(conn, article_id)
        if found is None:
            continue
        facts = ArticleFacts(report=report_of(article_id, found, types), record=found)
        if since is not None and (facts.report.day is None or facts.report.day < since):
            continue
        verdict = match_article(rule, facts, registry)
        alert = article_alert(rule, facts, verdict.why)
        title = block_of(Told("new", alert), "en").heading
        yield Trial(
            fires=verdict.fires, subject=alert.subject, title=title, why=verdict.why, missing=verdict.missing
        )  # fmt: skip
