"""Facts become alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from corpus.record import Record
from corpus.store.sources import read_sources
from corpus.store.subscriptions import read_source_failures
from corpus.store.tables import issue
from monitor.alerts.alert import Alert, ArticleAlert, EventAlert, SilenceAlert, SilentRegion, SourceAlert, Why
from monitor.alerts.facts import WIB, ArticleFacts, EventFacts, last_coverage, reaches_back
from monitor.alerts.rule import Rule
from registry.registry import Registry

_QUOTE_CHARS = 320


def event_alert(rule: Rule, facts: EventFacts, why: tuple[Why, ...]) -> Alert:
    """An event as an alert."""
    content = EventAlert(event=facts.news)
    return Alert(subject=f"event/{facts.cluster.id}", rule=rule.name, why=why, content=content)


def article_alert(rule: Rule, facts: ArticleFacts, why: tuple[Why, ...]) -> Alert:
    """An article as an alert."""
    head, record = facts.record.article, facts.record
    names = {region.code: region.name for region in record.regions}
    content = ArticleAlert(
        id=facts.report.article_id, title=head.title, outlet=head.outlet, published=head.published,
        url=head.canonical_url or head.url, regions=tuple(names[code] for code in facts.report.region_codes),
        headline_tone=record.tone.headline, body_tone=record.tone.body, quote=_quote(record),
    )  # fmt: skip
    return Alert(subject=f"article/{facts.report.article_id}", rule=rule.name, why=why, content=content)


def _quote(record: Record) -> str:
    """The sentence about the programme: that of its first event, else the line that made the article relevant."""
    spans = [span for event in record.events[:1] for span in event.evidence]
    text = max((span.text for span in spans), key=len, default="")
    if not text and record.relevance.reasons:
        at, whole = record.relevance.reasons[0].start, record.article.text or ""
        text = whole[whole.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE_CHARS else text[: _QUOTE_CHARS - 1].rsplit(" ", 1)[0] + "…"


def silence_alert(conn: Connection, rule: Rule, registry: Registry, now: datetime) -> Iterator[Alert]:
    """The members without coverage, as one alert a day, week or month; none while the store is too young to tell."""
    if not reaches_back(conn, now, rule.days):
        return
    today = now.astimezone(WIB).date()
    since = today - timedelta(days=rule.days)
    covered = last_coverage(conn)
    regions = [
        SilentRegion(code=code, name=registry.regions[code].name, last=day.isoformat() if day else None)
        for code in _members(rule, registry)
        if (day := covered.get(code)) is None or day < since
    ]
    if regions:
        regions.sort(key=lambda region: (region.last or "", region.code))
        content = SilenceAlert(since=since.isoformat(), regions=tuple(regions))
        subject = f"silence/{rule.name}/{_period(rule, today)}"
        yield Alert(subject=subject, rule=rule.name, why=(("days", str(rule.days)),), content=content)


def _members(rule: Rule, registry: Registry) -> list[str]:
    years = rule.cohorts or tuple(registry.cohorts)
    codes = {member.region_code for year in years for member in registry.members(year)}
    if rule.regions or rule.provinces:
        codes = {code for code in codes if code in rule.regions or code[:2] in rule.provinces}
    return sorted(codes)


def _period(rule: Rule, today: date) -> str:
    if rule.every == "monthly":
        return f"{today:%Y-%m}"
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02}" if rule.every == "weekly" else today.isoformat()


def source_alerts(conn: Connection, rule: Rule) -> Iterator[Alert]:
    """The sources that could not be read in enough runs in a row, one alert an outage."""
    sources = {source.name: source for source in read_sources(conn)}
    for failure in read_source_failures(conn):
        source = sources.get(failure.source)
        outlet, kind = (source.outlet, source.type) if source else (failure.source, None)
        if failure.runs < rule.runs or (rule.outlets and outlet not in rule.outlets):
            continue
        if rule.outlet_types and kind not in rule.outlet_types:
            continue
        content = SourceAlert(
            source=failure.source, outlet=outlet, since=failure.since, runs=failure.runs,
            last_problem=_last_problem(conn, source.home if source else None),
        )  # fmt: skip
        subject = f"source/{failure.source}/{failure.since:%Y%m%dT%H%M%S}"
        yield Alert(subject=subject, rule=rule.name, why=(("runs", str(failure.runs)),), content=content)


def _last_problem(conn: Connection, home: str | None) -> str:
    if not home:
        return ""
    query = select(issue.c.reason).where(issue.c.place.startswith(home.rstrip("/"), autoescape=True))
    return conn.execute(query.order_by(issue.c.number.desc()).limit(1)).scalar_one_or_none() or ""
