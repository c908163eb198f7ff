"""What is new: events that nobody has been told of, each with its sentence, its outlets and its standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from corpus.article import Article
from corpus.record import EventType, RegistryLink, Status
from corpus.store.articles import read_article
from corpus.store.events import EventCluster, iter_unreported
from monitor.phrases import Language, load_phrases
from registry.registry import Registry

_QUOTE_CHARS = 320


class EventNews(msgspec.Struct, frozen=True, kw_only=True):
    """One event for a reader. `evidence` is the supporting sentence of the first article, `url` that article's page."""

    id: str
    type: EventType
    date: str | None
    status: Status | None
    region_codes: tuple[str, ...]
    regions: tuple[str, ...]
    cohort: int | None
    place: str | None
    registry: RegistryLink
    outlets: tuple[str, ...]
    articles: int
    evidence: str
    title: str | None
    url: str | None


def iter_news(conn: Connection, registry: Registry) -> Iterator[EventNews]:
    """Events not reported yet: newest first, undated ones last."""
    clusters = sorted(iter_unreported(conn), key=lambda c: (c.date or "", c.id), reverse=True)
    for cluster in clusters:
        yield event_news(conn, cluster, registry)


def event_news(conn: Connection, cluster: EventCluster, registry: Registry) -> EventNews:
    """Gathers what a reader needs to know of one event."""
    articles = [a for share in cluster.articles if (a := read_article(conn, share.article_id))]
    articles.sort(key=lambda a: (a.published or "9999", a.id))
    first = articles[0] if articles else None
    return EventNews(
        id=cluster.id, type=cluster.type, date=cluster.date, status=cluster.status, region_codes=cluster.region_codes,
        regions=tuple(registry.regions[code].name for code in cluster.region_codes), cohort=cluster.cohort,
        place=cluster.place, registry=cluster.registry,
        outlets=tuple(dict.fromkeys(a.outlet or a.url or a.id for a in articles)), articles=len(articles),
        evidence=_evidence(cluster, first), title=first.title if first else None,
        url=(first.canonical_url or first.url) if first else None,
    )  # fmt: skip


def _evidence(cluster: EventCluster, first: Article | None) -> str:
    share = next((s for s in cluster.articles if first and s.article_id == first.id), None)
    spans = share.evidence if share else ()
    sentence = " ".join(max((s.text for s in spans), key=len, default="").split())
    return sentence if len(sentence) <= _QUOTE_CHARS else sentence[: _QUOTE_CHARS - 1].rsplit(" ", 1)[0] + "…"


def report_lines(news: Sequence[EventNews], language: Language) -> Iterator[str]:
    """The news as lines of text."""
    phrases = load_phrases(language)
    if not news:
        yield phrases.no_events
        return
    yield phrases.events.format(count=len(news))
    for number, event in enumerate(news, start=1):
        regions = ", ".join(event.regions[:5]) + (f" +{len(event.regions) - 5}" if len(event.regions) > 5 else "")
        planned = f" ({phrases.planned})" if event.status == "planned" else ""
        outlets = phrases.outlets.format(count=len(event.outlets))
        where = regions or phrases.whole_country
        yield ""
        yield f"{number}. {phrases.type[event.type]}{planned} · {where} · {phrases.day(event.date)} · {outlets}"
        yield f"   “{event.evidence}”"
        known = f" ({event.registry.membership})" if event.registry.membership else ""
        yield f"   {phrases.registry}: {phrases.link[event.registry.status]}{known}"
        yield f"   {phrases.source}: {', '.join(event.outlets)} · {event.url or ''}"
