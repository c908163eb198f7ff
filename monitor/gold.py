"""Judged articles as gold: what people left standing, in the form that the evaluation and training read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from corpus.exports.marks import Mark, iter_marks
from corpus.record import Event, Record
from corpus.review.decisions import standing
from corpus.store.judgements import judged_articles, read_decisions
from corpus.store.reviewed import read_reviewed
from registry.registry import Registry

_OPENING_WORDS = 4


def iter_gold(conn: Connection, registry: Registry) -> Iterator[tuple[dict[str, Any], str]]:
    """The gold form and the text of every article with a decision that stands and still fits its text, by id.

    Claims that nobody decided on are in it as the pipeline made them; `judged` names the others, so a trainer can
    choose.
    """
    for article_id in sorted(judged_articles(conn)):
        reviewed = read_reviewed(conn, article_id)
        if reviewed is None or not any(d.verdict != "unsure" for d in standing(read_decisions(conn, article_id))):
            continue
        record = reviewed.record
        if record.provenance.judgements and record.article.text is not None:
            yield to_gold(record, registry), record.article.text


def to_gold(record: Record, registry: Registry) -> dict[str, Any]:
    """A record in the document-level form of gold annotations, regions by their official names."""
    article = record.article
    judged = [
        {"claim": note.claim, "verdict": note.verdict, "who": note.who, "at": note.at.isoformat()}
        for note in record.provenance.judgements
    ]
    return {
        "id": record.id, "url": article.canonical_url or article.url, "outlet": article.outlet, "title": article.title,
        "published": article.published and article.published[:10], "relevant": record.relevance.relevant,
        "regions": [{"name": _name(registry, region.code), "focus": region.focus} for region in record.regions],
        "officials": [
            {"name": o.name, "role": o.role, "role_text": o.role_text,
             "region": o.region_code and _name(registry, o.region_code)}
            | {flag: True for flag in ("acting", "former") if getattr(o, flag)}
            for o in record.officials
        ],
        "dates": [day.value for day in record.dates], "pillars": [pillar.pillar for pillar in record.pillars],
        "events": [_event(event, registry) for event in record.events],
        "figures": [{"count": f.count, "unit": f.unit, "year": f.year, "kind": f.kind} for f in record.figures],
        "quotes": [
            {"speaker": q.speaker, "kind": q.kind, "starts": " ".join(q.text.split()[:_OPENING_WORDS])}
            for q in record.quotes
        ],
        "mentions": [_mention(mark, registry) for mark in iter_marks(record)], "judged": judged,
    }  # fmt: skip


def _name(registry: Registry, code: str) -> str:
    region = registry.regions.get(code)
    return code if region is None else region.name


def _event(event: Event, registry: Registry) -> dict[str, Any]:
    plain = {name: getattr(event, name) for name in ("type", "date", "place", "mode", "cohort", "status")}
    return plain | {"regions": [_name(registry, code) for code in event.region_codes]}


def _mention(mark: Mark, registry: Registry) -> dict[str, Any]:
    value = _name(registry, mark.value) if mark.label == "region" else mark.value or None
    span = mark.span
    return {"kind": mark.label, "start": span.start, "end": span.end, "text": span.text, "value": value}
