"""An article laid out for the reading of events: its sentences with their triggers, dates and cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.record import EventType
from corpus.span import Span
from nlp.mentions import DateMention, Layout, OfficialMention, QuoteMention, RegionMention


@dataclass(frozen=True, slots=True)
class Inputs:
    """What other components found, in text order, and when the article was published (None: not known)."""

    layout: Layout
    regions: tuple[RegionMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    officials: tuple[OfficialMention, ...] = ()
    quotes: tuple[QuoteMention, ...] = ()
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A stretch that names a happening. `weight` in 1..3; `quoted`: in speech; `setting`: behind "dalam" or "pada"."""

    start: int
    end: int
    type: EventType
    weight: int
    sentence: int
    quoted: bool = False
    setting: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence outside the ignored stretches.

    `paragraph` counts from 0; `rank` counts the sentences of the body and is None in the title. `days` are the dates
    that reach the month: a bare year names a cohort far more often than it dates something.
    """

    index: int
    start: int
    end: int
    paragraph: int
    rank: int | None
    triggers: tuple[Trigger, ...] = ()
    dates: tuple[DateMention, ...] = ()
    days: tuple[DateMention, ...] = ()

    def triggers_in(self, start: int, end: int) -> tuple[Trigger, ...]:
        """The triggers that touch `[start, end)`."""
        first = max(bisect_left(self.triggers, start, key=lambda t: t.start) - 1, 0)
        last = bisect_left(self.triggers, end, key=lambda t: t.start)
        return tuple(t for t in self.triggers[first:last] if t.end > start)

    @property
    def is_title(self) -> bool:
        """Says whether the sentence belongs to the title."""
        return self.rank is None


@dataclass(frozen=True, slots=True)
class Cues:
    """Where each cue stands: sorted starts with their ends, by name."""

    starts: dict[str, list[int]] = field(default_factory=dict)
    ends: dict[str, list[int]] = field(default_factory=dict)

    def before(self, names: Iterable[str], position: int, floor: int) -> int | None:
        """The start of the last of these cues in `[floor, position)`; None when there is none."""
        found = None
        for name in names:
            starts = self.starts.get(name, [])
            at = bisect_left(starts, position) - 1
            if at >= 0 and starts[at] >= floor and (found is None or starts[at] > found):
                found = starts[at]
        return found

    def after(self, names: Iterable[str], position: int, ceiling: int) -> int | None:
        """The start of the first of these cues in `[position, ceiling)`; None when there is none."""
        found = None
        for name in names:
            starts = self.starts.get(name, [])
            at = bisect_left(starts, position)
            if at < len(starts) and starts[at] < ceiling and (found is None or starts[at] < found):
                found = starts[at]
        return found

    def has(self, name: str, start: int, end: int) -> bool:
        """Says whether a cue of this name starts in `[start, end)`."""
        return self.after((name,), start, end) is not None


@dataclass(frozen=True, slots=True)
class Scene:
    """An article ready for reading."""

    inputs: Inputs
    sentences: tuple[Sentence, ...]
    cues: Cues
    quote_starts: tuple[int, ...]
    quote_ends: tuple[int, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.inputs.layout.text

    def quoted(self, position: int) -> bool:
        """Says whether a position lies in direct speech."""
        at = bisect_right(self.quote_starts, position) - 1
        return at >= 0 and position < self.quote_ends[at]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position; None in an ignored stretch."""
        at = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and position < self.sentences[at].end else None

    def quote_ended(self, position: int, floor: int) -> bool:
        """Says whether direct speech ends in `[floor, position)`."""
        at = bisect_left(self.quote_ends, position) - 1
        return at >= 0 and self.quote_ends[at] >= floor

    def span(self, sentence: Sentence) -> Span:
        """A sentence as evidence, without the blanks around it."""
        part = self.text[sentence.start : sentence.end]
        start = sentence.start + len(part) - len(part.lstrip())
        return Span.of(self.text, start, start + len(part.strip()))

    def iter_triggers(self) -> Iterable[Trigger]:
        """All triggers in text order."""
        return (trigger for sentence in self.sentences for trigger in sentence.triggers)


def within(starts: Sequence[int], start: int, end: int) -> range:
    """The indices of the sorted starts that lie in `[start, end)`."""
    return range(bisect_left(starts, start), bisect_left(starts, end))
