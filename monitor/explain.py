"""Why a record says what it says: every span with its label and the rule, score or candidates behind it."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus.record import Record
from corpus.span import Span
from monitor.phrases import Language
from monitor.revising import revisions_of
from nlp.doc import read_mentions
from nlp.mentions import (
    DateMention,
    FigureMention,
    OfficialMention,
    PillarMentionFound,
    QuoteMention,
    RegionMention,
)


@dataclass(frozen=True, slots=True)
class Explained:
    """One claim about `text[start:end]`; `group` is the part of the record that it belongs to."""

    group: str
    start: int
    end: int
    label: str
    reason: str


Segment = tuple[int, int, tuple[Explained, ...]]


def explain(doc: Doc, record: Record) -> list[Explained]:
    """All claims of a record in text order, longer before shorter ones that start at the same place."""
    claims = [*_mentions(doc, record), *_events(record)]
    claims += [
        Explained("relevance", s.start, s.end, f"relevance {record.relevance.score:.2f}", "speaks for the programme")
        for s in record.relevance.reasons
    ]
    return sorted(claims, key=lambda c: (c.start, -c.end, c.group))


def _mentions(doc: Doc, record: Record) -> Iterator[Explained]:
    names = {region.code: region.name for region in record.regions}
    for r in read_mentions(doc, "regions", RegionMention):
        yield _explained("region", r.span, f"{names[r.code]} ({r.code})", f"{r.reason}, score {r.score:.2f}")
    for o in read_mentions(doc, "officials", OfficialMention):
        where = names.get(o.region_code or "", o.region_code or "national")
        yield _explained("official", o.span, f"{o.name}: {o.role}, {where}", o.reason or f"title “{o.role_text}”")
    for d in read_mentions(doc, "dates", DateMention):
        weekday = {True: ", weekday agrees", False: ", weekday does not agree", None: ""}[d.weekday_agrees]
        yield _explained("date", d.span, d.value, (d.reason or f"year {d.basis}") + weekday)
    for p in read_mentions(doc, "pillars", PillarMentionFound):
        yield _explained("pillar", p.span, p.pillar, "named as a pillar")
    for f in read_mentions(doc, "figures", FigureMention):
        yield _explained("figure", f.span, f"{f.count} {f.kind}, {f.year or 'no year'}", f.reason or f"unit “{f.unit}”")
    for q in read_mentions(doc, "quotes", QuoteMention):
        if q.kind == "direct":
            yield _explained("quote", q.span, q.speaker or "unknown speaker", q.reason or f"cue “{q.cue or '–'}”")


def _explained(group: str, span: Span, label: str, reason: str) -> Explained:
    return Explained(group, span.start, span.end, label, reason)


def _events(record: Record) -> Iterator[Explained]:
    for event, told in zip(record.events, revisions_of(record), strict=True):
        label = f"{event.type}, {event.date or 'no date'}, {event.status or 'status unknown'}"
        undecided = "; ".join(f"{u.field}: {u.reason}" for u in event.undecided)
        reason = f"score {event.score:.2f}; registry {event.registry.status}: {event.registry.reason}"
        if told is not None:
            reason = f"{told.kind}: {told.before or 'day not told'} → {told.after or 'no new day'}; {reason}"
        for span in event.evidence:
            yield Explained("event", span.start, span.end, label, f"{reason}; {undecided}" if undecided else reason)


def iter_segments(text: str, claims: Sequence[Explained]) -> Iterator[Segment]:
    """Cuts a text where claims begin or end: (start, end, claims that cover the piece, the shortest last).

    Pieces join up to the whole text. Linear in text and claims, but for the depth of nesting.
    """
    bounds = sorted({0, len(text), *(c.start for c in claims), *(c.end for c in claims)})
    waiting = sorted(claims, key=lambda c: c.start, reverse=True)
    open_claims: list[Explained] = []
    for start, end in itertools.pairwise(bounds):
        open_claims = [c for c in open_claims if c.end > start]
        while waiting and waiting[-1].start <= start:
            open_claims.append(waiting.pop())
        yield start, end, tuple(sorted(open_claims, key=lambda c: c.start - c.end))


_WORDS: dict[Language, dict[str, str]] = {
    "id": {"title": "Penjelasan rekaman", "group": "Bagian", "text": "Teks", "label": "Klaim", "reason": "Alasan"},
    "en": {"title": "Why the record says so", "group": "Part", "text": "Text", "label": "Claim", "reason": "Reason"},
}
_GROUPS: dict[Language, dict[str, str]] = {
    "id": {
        "region": "wilayah", "official": "pejabat", "date": "tanggal", "pillar": "pilar", "figure": "jumlah",
        "quote": "kutipan", "event": "peristiwa", "relevance": "relevansi",
    },
    "en": {},
}  # fmt: skip
_STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
article{white-space:pre-wrap}table{border-collapse:collapse;width:100%;font-size:.85rem}
article+table{margin-top:1.5rem}
td,th{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}
mark{padding:.05em .1em;border-radius:.2em;color:inherit;background:#eee}
.event,.relevance{background:none;border-bottom:2px dotted #b45309}.region{background:#c7e9c0}
.official{background:#fdd0a2}.date{background:#c6dbef}.pillar{background:#dadaeb}.figure{background:#fcc5c0}
.quote{background:#f5f0d0}
"""


def to_html(text: str, title: str, claims: Sequence[Explained], language: Language) -> str:
    """A page of its own: the text with its spans, then a table of all claims with their reasons."""
    words = _WORDS[language]
    pieces = []
    for start, end, covering in iter_segments(text, claims):
        piece = html.escape(text[start:end])
        for claim in reversed(covering):
            tip = html.escape(f"{claim.group}: {claim.label} – {claim.reason}", quote=True)
            piece = f'<mark class="{claim.group}" title="{tip}">{piece}</mark>'
        pieces.append(piece)
    rows = "".join(
        f'<tr><td><mark class="{c.group}">{_GROUPS[language].get(c.group, c.group)}</mark></td>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in (text[c.start : c.end], c.label, c.reason))
        for c in claims
    )
    head = "".join(f"<th>{words[key]}" for key in ("group", "text", "label", "reason"))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{words['title']}</h1><p>{html.escape(title)}</p>"
        f"<article>{''.join(pieces)}</article><table><tr>{head}</tr>{rows}</table></html>\n"
    )
