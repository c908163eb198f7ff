"""A record's claims one by one, each under a name that a person can type: `regions/13.75`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

import msgspec

from corpus.record import (
    Date,
    Event,
    Figure,
    Official,
    PillarMention,
    Quote,
    Record,
    Region,
    Relevance,
    Tone,
)
from corpus.span import Span
from corpus.words import split_words

ClaimField = Literal["relevance", "regions", "officials", "dates", "pillars", "events", "figures", "quotes", "tone"]
Value = Region | Official | Date | PillarMention | Event | Figure | Quote | Relevance | Tone
FIELDS: tuple[ClaimField, ...] = get_args(ClaimField)
TYPES: dict[ClaimField, type[Any]] = {
    "relevance": Relevance, "regions": Region, "officials": Official, "dates": Date, "pillars": PillarMention,
    "events": Event, "figures": Figure, "quotes": Quote, "tone": Tone,
}  # fmt: skip
# Fields that a record has once.
SINGLE: tuple[ClaimField, ...] = ("relevance", "tone")


class Claim(msgspec.Struct, frozen=True):
    """One claim and its name within the record."""

    path: str
    field: ClaimField
    value: Any


def _event_key(event: Event) -> str:
    codes = event.region_codes
    where = "+".join(codes) if len(codes) <= 3 else f"{codes[0]}+{len(codes) - 1}"
    return f"{event.type}@{(event.date or 'undated').replace('/', '..')}@{where or 'national'}"


def _quote_key(quote: Quote) -> str:
    return hashlib.sha256(quote.text.encode()).hexdigest()[:8]


_KEYS: dict[ClaimField, Callable[[Any], str]] = {
    "regions": lambda region: region.code,
    "officials": lambda official: "-".join(split_words(official.name)),
    "dates": lambda day: day.value.replace("/", ".."),
    "pillars": lambda pillar: pillar.pillar,
    "events": _event_key,
    "figures": lambda figure: f"{figure.kind}-{figure.count}-{figure.year or 'undated'}",
    "quotes": _quote_key,
}


def claim_path(field: ClaimField, value: Value) -> str:
    """The name of a claim; it says what is claimed, not where, so it outlives a new text."""
    return field if field in SINGLE else f"{field}/{_KEYS[field](value)}"


def iter_claims(record: Record) -> Iterator[Claim]:
    """All claims of a record, field by field; of two with one name the second gets `~2`."""
    for field in FIELDS:
        if field in SINGLE:
            yield Claim(field, field, getattr(record, field))
            continue
        seen: dict[str, int] = {}
        for value in getattr(record, field):
            path = claim_path(field, value)
            seen[path] = seen.get(path, 0) + 1
            yield Claim(path if seen[path] == 1 else f"{path}~{seen[path]}", field, value)


def spans_of(field: ClaimField, value: Any) -> tuple[Span, ...]:
    """The stretches that a claim rests on; none for a tone."""
    if field == "relevance":
        return tuple(value.reasons)
    if field == "events":
        return tuple(value.evidence)
    if field == "quotes":
        return (Span(value.start, value.end, value.text),)
    return () if field == "tone" else tuple(value.mentions)


def with_spans(field: ClaimField, value: Any, spans: tuple[Span, ...]) -> Any:
    """The claim resting on other stretches; a quote takes the first."""
    if field == "relevance":
        return msgspec.structs.replace(value, reasons=spans)
    if field == "events":
        return msgspec.structs.replace(value, evidence=spans)
    if field == "quotes":
        return msgspec.structs.replace(value, start=spans[0].start, end=spans[0].end, text=spans[0].text)
    return value if field == "tone" else msgspec.structs.replace(value, mentions=spans)
