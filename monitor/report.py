"""What is new: events that nobody has been told of, each with its sentence, its outlets and its standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from corpus.record import EventType, RegistryLink
from corpus.store.articles import read_article
from corpus.store.events import EventCluster, State, iter_unreported
from monitor.claims import sentence_of, telling_share
from monitor.phrases import Language, load_phrases
from registry.registry import Registry

_QUOTE_CHARS = 320


class EventNews(msgspec.Struct, frozen=True, kw_only=True):
    """One event for a reader. `evidence` is the sentence that tells of it as it stands, `url` that article's page."""

    id: str
    type: EventType
    date: str | None
    status: State | None
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
    share = telling_share(cluster)
    told = next((a for a in articles if share and a.id == share.article_id), None)
    return EventNews(
        id=cluster.id, type=cluster.type, date=cluster.date, status=cluster.status, region_codes=cluster.region_codes,
        regions=tuple(registry.regions[code].name for code in cluster.region_codes), cohort=cluster.cohort,
        place=cluster.place, registry=cluster.registry,
        outlets=tuple(dict.fromkeys(a.outlet or a.url or a.id for a in articles)), articles=len(articles),
        evidence=_short(sentence_of(share) or "") if share and told else "", title=told.title if told else None,
        url=(told.canonical_url or told.url) if told else None,
    )  # fmt: skip


def _short(sentence: str) -> str:
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
        outlets = phrases.outlets.format(count=len(event.outlets))
        where = regions or phrases.whole_country
        yield ""
        kind, when = phrases.kind(event.type, event.status), phrases.when(event.date, event.status)
        yield f"{number}. {kind} · {where} · {when} · {outlets}"
        yield f"   “{event.evidence}”"
        known = f" ({event.registry.membership})" if event.registry.membership else ""
        yield f"   {phrases.registry}: {phrases.link[event.registry.status]}{known}"
        yield f"   {phrases.source}: {', '.join(event.outlets)} · {event.url or ''}"
