"""From a processed doc to the record: groups mentions, sorts them and adds provenance."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from spacy.tokens import Doc

from corpus import record as rec
from corpus.article import Article
from corpus.span import Span
from corpus.version import __version__
from nlp.doc import read_mentions
from nlp.mentions import (
    DateMention,
    EventFound,
    FigureMention,
    OfficialMention,
    PillarMentionFound,
    QuoteMention,
    RegionMention,
    RelevanceFound,
    ToneFound,
)
from nlp.pipeline import pipeline_hash
from registry.linking import link_event, link_figure
from registry.registry import Registry

MentionT = TypeVar("MentionT")


def build_record(
    doc: Doc, article: Article, registry: Registry, created: datetime, pipeline: str | None = None
) -> rec.Record:
    """Reads all components' results into one record.

    Args:
        doc: `doc.text` must be `article.text`.
        pipeline: what `pipeline_hash` says of the registry in use; None: that of the shipped one.
    """
    relevance: RelevanceFound = doc._.relevance or RelevanceFound(False, 0.0)
    record = rec.Record(
        id=article.id,
        article=_head(article),
        relevance=rec.Relevance(
            relevant=relevance.relevant, score=round(relevance.score, 4), reasons=relevance.reasons
        ),
        regions=_regions(doc, registry),
        officials=_officials(doc),
        dates=_dates(doc),
        pillars=_pillars(doc),
        events=_events(doc, registry) if relevance.relevant else (),
        figures=_figures(doc, registry) if relevance.relevant else (),
        quotes=_quotes(doc),
        tone=_tone(doc),
        provenance=rec.Provenance(pantau=__version__, pipeline=pipeline or pipeline_hash(), created=created),
    )
    for span in rec.iter_spans(record):
        span.check(article.text)
    return record


def _head(article: Article) -> rec.ArticleHead:
    fields = {name: getattr(article, name) for name in rec.ArticleHead.__struct_fields__}
    return rec.ArticleHead(**fields)


def _grouped(mentions: Iterable[MentionT], key: Callable[[MentionT], Hashable]) -> list[list[MentionT]]:
    groups: dict[Hashable, list[MentionT]] = {}
    for mention in mentions:
        groups.setdefault(key(mention), []).append(mention)
    return list(groups.values())


def _spans(mentions: Iterable[Any]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(mention.span for mention in mentions))


def _regions(doc: Doc, registry: Registry) -> tuple[rec.Region, ...]:
    regions = []
    for group in _grouped(read_mentions(doc, "regions", RegionMention), lambda m: m.code):
        best = max(group, key=lambda m: m.score)
        regions.append(
            rec.Region(
                code=best.code,
                name=registry.regions[best.code].name,
                level=best.level,
                focus=best.code in doc._.focus,
                score=round(best.score, 4),
                reason=best.reason,
                mentions=_spans(group),
            )  # fmt: skip
        )
    return tuple(regions)


def _officials(doc: Doc) -> tuple[rec.Official, ...]:
    found = read_mentions(doc, "officials", OfficialMention)
    return tuple(
        rec.Official(
            name=group[0].name,
            role=group[0].role,
            role_text=group[0].role_text,
            office=group[0].office,
            region_code=group[0].region_code,
            acting=group[0].acting,
            former=group[0].former,
            mentions=_spans(group),
            reason=group[0].reason,
        )  # fmt: skip
        for group in _grouped(found, lambda m: (m.name, m.role, m.region_code))
    )


def _dates(doc: Doc) -> tuple[rec.Date, ...]:
    found = read_mentions(doc, "dates", DateMention)
    dates = []
    for group in _grouped(found, lambda m: m.value):
        checks = [m.weekday_agrees for m in group if m.weekday_agrees is not None]
        dates.append(
            rec.Date(
                value=group[0].value,
                granularity=group[0].granularity,
                basis=group[0].basis,
                weekday_agrees=all(checks) if checks else None,
                mentions=_spans(group),
            )  # fmt: skip
        )
    return tuple(dates)


def _pillars(doc: Doc) -> tuple[rec.PillarMention, ...]:
    found = read_mentions(doc, "pillars", PillarMentionFound)
    return tuple(
        rec.PillarMention(pillar=group[0].pillar, mentions=_spans(group))
        for group in _grouped(found, lambda m: m.pillar)
    )


def _events(doc: Doc, registry: Registry) -> tuple[rec.Event, ...]:
    found: tuple[EventFound, ...] = doc._.events
    return tuple(
        rec.Event(
            type=event.type,
            date=event.date,
            region_codes=event.region_codes,
            place=event.place,
            mode=event.mode,
            cohort=event.cohort,
            status=event.status,
            participants=tuple(rec.Participant(name=name, part=part) for name, part in event.participants),
            evidence=event.evidence or (event.span,),
            score=round(event.score, 4),
            undecided=tuple(rec.Undecided(field=name, reason=reason) for name, reason in event.undecided),
            registry=link_event(registry, event.type, event.date, event.region_codes, event.cohort),
        )  # fmt: skip
        for event in found
    )


def _figures(doc: Doc, registry: Registry) -> tuple[rec.Figure, ...]:
    found = read_mentions(doc, "figures", FigureMention)
    return tuple(
        rec.Figure(
            kind=group[0].kind,
            count=group[0].count,
            unit=group[0].unit,
            year=group[0].year,
            registry=link_figure(registry, group[0].kind, group[0].count, group[0].year, group[0].unit),
            mentions=_spans(group),
        )  # fmt: skip
        for group in _grouped(found, lambda m: (m.kind, m.count, m.year))
    )


def _quotes(doc: Doc) -> tuple[rec.Quote, ...]:
    return tuple(
        rec.Quote(speaker=q.speaker, kind=q.kind, text=q.span.text, start=q.span.start, end=q.span.end, cue=q.cue)
        for q in read_mentions(doc, "quotes", QuoteMention)
    )


def _tone(doc: Doc) -> rec.Tone:
    tone: ToneFound = doc._.tone or ToneFound(None, "neutral", 0.0)
    return rec.Tone(headline=tone.headline, body=tone.body, score=round(tone.score, 4))
