"""An annotated article: one text with marks at offsets, and what a reader should claim about the whole document.

The files in `corpus/data/articles` hold such articles in the inline form that `corpus.markup` reads.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from corpus.record import EventType, FigureKind, Mode, Role, Status
from corpus.span import Span

Split = Literal["train", "dev", "test"]
MarkKind = Literal[
    "region",
    "official",
    "person",
    "organisation",
    "location",
    "date",
    "pillar",
    "quote",
    "figure",
    "ignored",
    "trigger",
]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One marked stretch. `value` is what stands between the mark's letter and its bar, "" when there is nothing.

    region: a Kemendagri code; official: a key of `officials`; date: ISO 8601; pillar and trigger: the label;
    quote: an official's key, a name, or None for a speaker whom the text does not name.
    `certain` is False for a date whose printed weekday is known to be wrong.
    """

    kind: MarkKind
    span: Span
    value: str | None = ""
    certain: bool = True


class FigureMark(Mark, frozen=True, kw_only=True, tag=False):
    """A count of regions. `year` is None when the text attaches none; `unit` as printed."""

    figure: FigureKind
    count: int
    unit: str
    year: int | None


class AnnotatedOfficial(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named holder of an office; `region` is a Kemendagri code, None for a national office."""

    name: str
    role: Role
    role_text: str
    region: str | None = None
    acting: bool = False
    former: bool = False


class AnnotatedEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One happening of the programme; fields as `corpus.record.Event`, `regions` are Kemendagri codes."""

    type: EventType
    date: str | None = None
    regions: tuple[str, ...] = ()
    place: str | None = None
    mode: Mode | None = None
    cohort: int | None = None
    status: Status | None = None


class AnnotatedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated article. `story` is shared by the syndicated copies of one release, and a story lies in one split.

    `marks` are sorted by start, the outer before the inner; every span reads from `text` (NFC, `\\n` line ends).
    `focus` and `regions_optional` are Kemendagri codes.
    """

    id: str
    story: str
    split: Split
    text: str
    marks: tuple[Mark, ...]
    outlet: str | None
    title: str | None
    published: date | None
    relevant: bool
    focus: tuple[str, ...]
    regions_optional: tuple[str, ...]
    ignore_persons: tuple[str, ...]
    officials: dict[str, AnnotatedOfficial]
    events: tuple[AnnotatedEvent, ...]
    events_optional: tuple[AnnotatedEvent, ...]

    def marks_of(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """The marks of these kinds, in text order."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    def values_of(self, kind: MarkKind) -> tuple[str, ...]:
        """The different values of one kind of mark, in order of appearance, ignored stretches left out."""
        ignored = self.marks_of("ignored")
        seen = (m.value for m in self.marks_of(kind) if not any(x.span.holds(m.span) for x in ignored))
        return tuple(dict.fromkeys(value for value in seen if value is not None))

    def speaker_of(self, quote: Mark) -> str | None:
        """The fullest name of who speaks in a quote mark, None when the text does not say."""
        if quote.value is None:
            return None
        official = self.officials.get(quote.value)
        return quote.value if official is None else official.name
