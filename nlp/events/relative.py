"""Days that a text tells by their distance: "sehari sebelumnya" from the day named before, "kemarin" from today."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.span import Span
from nlp.events.period import parse_period
from nlp.events.scene import Cues, Inputs
from nlp.mentions import DateMention

_FROM_DAY = {f"from_day_{sign}_{n}": n * factor for sign, factor in (("minus", -1), ("plus", 1)) for n in (1, 2, 3)}
_FROM_NOW = {"from_now_minus_1": -1, "from_now_plus_1": 1, "from_now_plus_2": 2}
BY_DISTANCE = "by distance"  # the reason of such a date
_ANCHOR_SENTENCES = 3  # how far back the day may stand that "sehari sebelumnya" counts from
_TOLD_MAX = 60  # more than any article tells


def relative_days(inputs: Inputs, cues: Cues, quotes: list[tuple[int, int]]) -> tuple[DateMention, ...]:
    """The days told by distance outside direct speech, in text order, unless the sentence prints the date too."""
    found = []
    for start, end, offset, from_day in sorted(_told(cues))[:_TOLD_MAX]:
        here = inputs.layout.sentence_at(start)
        named = inputs.layout.text[start].isupper() and inputs.layout.text[here[0] : start].strip()
        if named or _in(quotes, start) or inputs.layout.is_ignored(start, end):
            continue  # "Sofian Lusa" is a name
        anchor = _anchor(inputs, start, here) if from_day else inputs.published
        if anchor is None or _has_own(inputs, here, end if from_day else here[0]):
            continue
        value = (anchor + timedelta(days=offset)).isoformat()
        found.append(DateMention(Span.of(inputs.layout.text, start, end), value, "day", "context", None, BY_DISTANCE))
    return tuple(found)


def _told(cues: Cues) -> Iterator[tuple[int, int, int, bool]]:
    for table, from_day in ((_FROM_DAY, True), (_FROM_NOW, False)):
        for name, offset in table.items():
            for start, end in zip(cues.starts.get(name, ()), cues.ends.get(name, ()), strict=True):
                yield start, end, offset, from_day


def _in(quotes: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(quotes, position, key=lambda q: q[0]) - 1
    return at >= 0 and position < quotes[at][1]


def _has_own(inputs: Inputs, sentence: tuple[int, int], floor: int) -> bool:
    """Says whether a sentence prints a day or a month behind `floor`."""
    at = bisect_left(inputs.dates, floor, key=lambda d: d.span.start)
    return any(d.span.start < sentence[1] and "-" in d.value for d in inputs.dates[at : at + 1])


def _anchor(inputs: Inputs, position: int, sentence: tuple[int, int]) -> date | None:
    """The last day named shortly before a position; None when none is."""
    at = bisect_left(inputs.dates, position, key=lambda d: d.span.start) - 1
    sentences = inputs.layout.sentences
    first = max(bisect_left(sentences, sentence) - _ANCHOR_SENTENCES, 0)
    if at < 0 or inputs.dates[at].span.start < sentences[first][0]:
        return None
    period = parse_period(inputs.dates[at].value)
    return period.last if period and period.days < 8 else None
