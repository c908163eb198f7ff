"""The record: what we claim about one article, each claim with its evidence.

The JSON form is published as `corpus/schema/record-1.json`. Regions carry Kemendagri codes (province `13`,
kabupaten/kota `13.75`). Dates are ISO 8601 at their own precision (`2022-04-21`, `2022-04`, `2022`,
`2024-08-06/2024-08-07`). None means that the text does not decide; `undecided` then says why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from corpus.article import Capture
from corpus.span import Span

Level = Literal["provinsi", "kabupaten", "kota"]
Role = Literal[
    "presiden", "menteri", "wakil_menteri", "direktur_jenderal", "direktur", "gubernur", "wakil_gubernur", "bupati",
    "wakil_bupati", "wali_kota", "wakil_wali_kota", "sekretaris_daerah", "asisten", "staf_ahli", "kepala_dinas",
    "sekretaris_dinas", "kepala_badan", "kepala_bagian", "kepala_bidang", "kepala_seksi", "camat", "ketua_dprd",
    "anggota_dpr", "tenaga_ahli", "other_official",
]  # fmt: skip
Pillar = Literal["governance", "branding", "economy", "living", "society", "environment", "people", "mobility"]
EventType = Literal[
    "mou_signing", "selection", "assessment", "coaching", "masterplan", "evaluation", "award", "launch",
    "socialisation", "other",
]  # fmt: skip
Mode = Literal["virtual", "in_person", "hybrid"]
Status = Literal["held", "planned"]
Part = Literal["signatory", "witness", "speaker", "attendee"]
FigureKind = Literal["participants", "cumulative", "applicants", "national_total", "repeats"]
LinkStatus = Literal["confirms", "adds", "conflicts", "unlinked"]
Polarity = Literal["positive", "neutral", "negative"]
Granularity = Literal["day", "month", "year", "interval"]
Basis = Literal["explicit", "context", "published"]


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Shared settings of the record's parts."""


class ArticleHead(_Part, frozen=True, kw_only=True):
    """The article as the record carries it; see `corpus.article.Article`.

    `text` is None in an export without full text; `text_sha256` then tells which text the offsets refer to.
    """

    url: str | None
    canonical_url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    fetched: datetime | None
    language: str | None
    text: str | None
    text_sha256: str
    capture: Capture | None


class Undecided(_Part, frozen=True, kw_only=True):
    """Why a field of this part is null."""

    field: str
    reason: str


class Relevance(_Part, frozen=True, kw_only=True):
    """Whether the article reports on the national programme; `score` is a probability in [0, 1]."""

    relevant: bool
    score: float
    reasons: tuple[Span, ...]


class Region(_Part, frozen=True, kw_only=True):
    """One kabupaten, kota or province that the text names; `score` in [0, 1]."""

    code: str
    name: str
    level: Level
    focus: bool
    score: float
    reason: str
    mentions: tuple[Span, ...]


class Official(_Part, frozen=True, kw_only=True):
    """One named holder of a public office, in official capacity only."""

    name: str
    role: Role
    role_text: str
    office: str | None
    region_code: str | None
    acting: bool
    former: bool
    mentions: tuple[Span, ...]
    reason: str


class Date(_Part, frozen=True, kw_only=True):
    """One calendar expression. `weekday_agrees` is None when no weekday is printed."""

    value: str
    granularity: Granularity
    basis: Basis
    weekday_agrees: bool | None
    mentions: tuple[Span, ...]


class PillarMention(_Part, frozen=True, kw_only=True):
    """One pillar that the text names."""

    pillar: Pillar
    mentions: tuple[Span, ...]


class RegistryLink(_Part, frozen=True, kw_only=True):
    """How a claim stands to the registry. `membership` is `cohort/region code`, or None when nothing was matched."""

    status: LinkStatus
    membership: str | None
    reason: str


class Participant(_Part, frozen=True, kw_only=True):
    """A person in an event and the part that the text gives them."""

    name: str
    part: Part


class Event(_Part, frozen=True, kw_only=True):
    """One happening of the programme; `score` in [0, 1]. An event of many regions has one registry link."""

    type: EventType
    date: str | None
    region_codes: tuple[str, ...]
    place: str | None
    mode: Mode | None
    cohort: int | None
    status: Status | None
    participants: tuple[Participant, ...]
    evidence: tuple[Span, ...]
    score: float
    undecided: tuple[Undecided, ...]
    registry: RegistryLink


class Figure(_Part, frozen=True, kw_only=True):
    """A count of regions in the national programme."""

    kind: FigureKind
    count: int
    unit: str
    year: int | None
    registry: RegistryLink
    mentions: tuple[Span, ...]


class Quote(_Part, frozen=True, kw_only=True):
    """Speech. `text` lies between the marks at `[start, end)`; `speaker` None when the text does not name one."""

    speaker: str | None
    kind: Literal["direct", "indirect"]
    text: str
    start: int
    end: int
    cue: str | None


class Tone(_Part, frozen=True, kw_only=True):
    """Tone of the article, never of a person; `headline` None without a title."""

    headline: Polarity | None
    body: Polarity
    score: float


class JudgementNote(_Part, frozen=True, kw_only=True):
    """A person's decision that the record follows. `claim`: which one, as `regions/13.75`; see `pantau review`."""

    claim: str
    verdict: Literal["positive", "negative"]
    who: str
    at: datetime


class Provenance(_Part, frozen=True, kw_only=True):
    """What made the record. `pipeline` is a hash of configuration, lexicons and models.

    `judgements`: what people decided on it; where they did, the record says what they say.
    """

    pantau: str
    pipeline: str
    created: datetime
    judgements: tuple[JudgementNote, ...] = ()


class Record(_Part, frozen=True, kw_only=True):
    """Everything that we claim about one article."""

    schema: Literal[1] = 1
    id: str
    article: ArticleHead
    relevance: Relevance
    regions: tuple[Region, ...]
    officials: tuple[Official, ...]
    dates: tuple[Date, ...]
    pillars: tuple[PillarMention, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    tone: Tone
    provenance: Provenance


def encode_record(record: Record) -> bytes:
    """One line of JSON, UTF-8, without the line end."""
    return msgspec.json.encode(record)


def decode_record(line: bytes | str) -> Record:
    """Reads what `encode_record` wrote.

    Raises:
        msgspec.ValidationError: the line is not a record of this schema.
    """
    return msgspec.json.decode(line, type=Record)


def iter_spans(record: Record) -> list[Span]:
    """Every span of a record, in no particular order; quotes included."""
    spans = list(record.relevance.reasons)
    for group in (record.regions, record.officials, record.dates, record.pillars, record.figures):
        for item in group:
            spans.extend(item.mentions)
    for event in record.events:
        spans.extend(event.evidence)
    spans.extend(Span(quote.start, quote.end, quote.text) for quote in record.quotes)
    return spans


def map_spans(record: Record, change: Callable[[Span], Span]) -> Record:
    """The record with every span changed; quotes included, of which the text alone is taken."""

    def each(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(map(change, spans))

    groups = {
        name: tuple(msgspec.structs.replace(part, mentions=each(part.mentions)) for part in getattr(record, name))
        for name in ("regions", "officials", "dates", "pillars", "figures")
    }
    return msgspec.structs.replace(
        record,
        relevance=msgspec.structs.replace(record.relevance, reasons=each(record.relevance.reasons)),
        events=tuple(msgspec.structs.replace(event, evidence=each(event.evidence)) for event in record.events),
        quotes=tuple(
            msgspec.structs.replace(quote, text=change(Span(quote.start, quote.end, quote.text)).text)
            for quote in record.quotes
        ),
        **groups,
    )  # fmt: skip
