"""What components find: frozen values, each with the span that shows it.

`span.text` is exact in the article's text. A component stores its mentions as spaCy spans in `doc.spans[group]`
with the value under `span._.mention` (see `nlp.doc`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.record import Basis, EventType, FigureKind, Granularity, Level, Mode, Part, Pillar, Polarity, Role, Status
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of an article beside its text. None: not known."""

    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text, each a half-open code-point range.

    `paragraphs` hold the title line too, when the text shows it; `sentences` never cross a paragraph or split a quote
    from its cue. `title` and `dateline` are None when the text shows none; the dateline is the place part only.
    `ignored` are stretches that name things without saying anything: outlet names, bylines, "Baca juga" lines, credits.
    All are in text order; no two of `ignored` overlap or touch.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    title: tuple[int, int] | None
    dateline: tuple[int, int] | None
    ignored: tuple[tuple[int, int], ...]

    def is_ignored(self, start: int, end: int) -> bool:
        """Says whether the range touches an ignored stretch."""
        at = bisect_left(self.ignored, (end,)) - 1
        return at >= 0 and start < self.ignored[at][1]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position (the next one for a position between two; the last one at the end)."""
        return _range_at(self.sentences, position, self.text)

    def paragraph_at(self, position: int) -> tuple[int, int]:
        """The paragraph that holds a position; as `sentence_at`."""
        return _range_at(self.paragraphs, position, self.text)


def _range_at(ranges: tuple[tuple[int, int], ...], position: int, text: str) -> tuple[int, int]:
    at = bisect_right(ranges, position, key=lambda r: r[1])
    return ranges[min(at, len(ranges) - 1)] if ranges else (0, len(text))


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A name of a kabupaten, kota or province, resolved to its code. The span holds a type word directly before it."""

    span: Span
    code: str
    level: Level
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression, its weekday included, resolved to ISO 8601 at its own precision."""

    span: Span
    value: str
    granularity: Granularity
    basis: Basis
    weekday_agrees: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name found by the recogniser: honorifics and degrees outside the span."""

    span: Span
    kind: Literal["person", "organisation", "location"]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class OfficialMention:
    """One naming of a holder of an office. All mentions of one holder share every field but `span`."""

    span: Span
    name: str
    role: Role
    role_text: str
    office: str | None
    region_code: str | None
    acting: bool = False
    former: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A title in the text, its region outside the span; `name` is the holder's, None when the text names none."""

    span: Span
    role: Role
    name: str | None
    region_code: str | None


@dataclass(frozen=True, slots=True)
class PillarMentionFound:
    """A pillar named as such."""

    span: Span
    pillar: Pillar


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A count of regions in the programme, with its unit."""

    span: Span
    kind: FigureKind
    count: int
    unit: str
    year: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuoteMention:
    """Speech; the span is what stands between the marks. `speaker` is the fullest name in the text or None."""

    span: Span
    kind: Literal["direct", "indirect"]
    speaker: str | None
    cue: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RelevanceFound:
    """Whether the article reports on the programme, with a probability and the stretches that say so."""

    relevant: bool
    score: float
    reasons: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFound:
    """One happening of the programme. `span` is the trigger; `evidence` the sentences that support it.

    `undecided` pairs a null field with the reason.
    """

    span: Span
    type: EventType
    date: str | None = None
    region_codes: tuple[str, ...] = ()
    place: str | None = None
    mode: Mode | None = None
    cohort: int | None = None
    status: Status | None = None
    participants: tuple[tuple[str, Part], ...] = ()
    evidence: tuple[Span, ...] = ()
    score: float = 1.0
    undecided: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ToneFound:
    """Tone of headline and body. `headline` None without a title."""

    headline: Polarity | None
    body: Polarity
    score: float
