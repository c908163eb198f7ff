"""What a record's article takes back of its events: each event with its revision."""

from __future__ import annotations

from datetime import date

import msgspec

from corpus.record import Event, Record
from corpus.revision import Revision
from corpus.span import Span
from monitor.happenings import published_day
from nlp.events.lexicon import load_lexicon
from nlp.events.revision import read_revisions, revision_words
from nlp.events.scene import Inputs
from nlp.events.trigger import build_scene
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention, QuoteMention

_KINDS = ("moved", "cancelled", "corrected")


def revisions_of(record: Record) -> tuple[Revision | None, ...]:
    """For each event of a record what its article takes back of it; None nearly always.

    The record holds events as the article leaves them and knows `held` and `planned` only, so the text is looked at
    once more.
    """
    text, events = record.article.text, record.events
    if not text or not events or not any(hit.wording.cue in _KINDS for hit in revision_words().iter_hits(text)):
        return (None,) * len(events)
    scene = build_scene(_inputs(text, record), load_lexicon())
    found = {each.type: each.revision for each in read_revisions(scene, revision_words())}
    types = [event.type for event in events]
    return tuple(
        _made_sure(event, told)
        if (told := found.get(event.type))
        and (types.count(event.type) == 1 or _is_about(event, told))
        and not _is_denied(event, told)
        else None
        for event in events
    )


def _inputs(text: str, record: Record) -> Inputs:
    head = record.article
    published: date | None = published_day(head.published)
    context = Context(title=head.title, published=published, outlet=head.outlet, url=head.canonical_url or head.url)
    dates = [
        DateMention(s, d.value, d.granularity, d.basis, d.weekday_agrees) for d in record.dates for s in d.mentions
    ]
    quotes = [QuoteMention(Span(q.start, q.end, q.text), q.kind, q.speaker, q.cue) for q in record.quotes]
    return Inputs(
        layout=parse_layout(text, context), dates=tuple(sorted(dates, key=lambda d: d.span)), quotes=tuple(quotes),
        published=published,
    )  # fmt: skip


def _is_about(event: Event, told: Revision) -> bool:
    return (event.date is not None and event.date in (told.before, told.after)) or told.evidence in event.evidence


def _is_denied(event: Event, told: Revision) -> bool:
    """Says whether the record knows better: of what was called off it gives no status, unless a person set it."""
    return told.kind == "cancelled" and event.status is not None


def _made_sure(event: Event, told: Revision) -> Revision:
    """The days as the record has them: a person may have set them right."""
    day = event.date if event.date != told.before else None
    if told.kind == "cancelled":
        return msgspec.structs.replace(told, before=told.before or event.date, after=None)
    if told.after or told.kind == "corrected" or event.status == "held":
        return msgspec.structs.replace(told, after=day or told.after)
    return msgspec.structs.replace(told, before=told.before or day)
