"""A record's claims as labelled stretches of its text, as annotation tools and corpus formats want them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator

import msgspec

from corpus.errors import SettingsError
from corpus.record import Record
from corpus.span import Span

LABELS = ("region", "official", "date", "pillar", "figure", "quote", "event")
# What a tagger learns: names and the like. Quotes and evidence are whole sentences that hold the others.
NAME_LABELS = frozenset({"region", "official", "date", "pillar", "figure"})


class Mark(msgspec.Struct, frozen=True, order=True):
    """A stretch `[span.start, span.end)` with its label (one of `LABELS`) and what it stands for.

    `value`: region code, official's name, ISO date, pillar, figure's `kind:count`, speaker, event type; "" for none.
    """

    span: Span
    label: str
    value: str


def iter_marks(record: Record) -> Iterator[Mark]:
    """Every stretch that a claim of the record rests on, once for each label and value, in text order."""
    yield from sorted(set(_marks(record)), key=lambda m: (m.span.start, -m.span.end, LABELS.index(m.label), m.value))


def _marks(record: Record) -> Iterator[Mark]:
    for region in record.regions:
        yield from (Mark(span, "region", region.code) for span in region.mentions)
    for official in record.officials:
        yield from (Mark(span, "official", official.name) for span in official.mentions)
    for day in record.dates:
        yield from (Mark(span, "date", day.value) for span in day.mentions)
    for pillar in record.pillars:
        yield from (Mark(span, "pillar", pillar.pillar) for span in pillar.mentions)
    for figure in record.figures:
        yield from (Mark(span, "figure", f"{figure.kind}:{figure.count}") for span in figure.mentions)
    for event in record.events:
        yield from (Mark(span, "event", event.type) for span in event.evidence)
    for quote in record.quotes:
        yield Mark(Span(quote.start, quote.end, quote.text), "quote", quote.speaker or "")


def flat_marks(marks: Iterable[Mark], labels: Collection[str] = NAME_LABELS) -> list[Mark]:
    """Marks of these labels that do not overlap, in text order: the longest of those that do, the earlier of equals."""
    kept: list[tuple[int, int, Mark]] = []
    for mark in sorted((m for m in marks if m.label in labels), key=lambda m: (m.span.start - m.span.end, m)):
        start, end = mark.span.start, mark.span.end
        place = bisect_left(kept, (start, end), key=lambda k: k[:2])
        after = place == len(kept) or kept[place][0] >= end
        before = place == 0 or kept[place - 1][1] <= start
        if after and before:
            insort(kept, (start, end, mark))
    return [mark for _, _, mark in kept]


def require_text(record: Record, name: str, with_text: bool) -> str:
    """The text of a record, for a format that cannot do without.

    Raises:
        SettingsError: the caller did not ask for full text, or the record was read from an export without it.
    """
    if not with_text:
        raise SettingsError("--with-text", f"{name} holds the articles' full text; ask for it by this option")
    if record.article.text is None:
        raise SettingsError("--with-text", f"record {record.id} came without its text; run `pantau rehydrate` first")
    return record.article.text
