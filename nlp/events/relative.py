"""Days that a text tells by their distance: "sehari sebelumnya" from the day named before, "kemarin" from today."""

from __future__ import annotations

import re
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
_BEHIND_CHARS = 90  # between "sehari setelah" and the day that it counts from
_PREPOSITION = re.compile(r"(?i)(?:sebelum|setelah|sesudah|usai|menjelang|jelang)$")
_CLAUSE = re.compile(r"[,;:(]")
_TOLD_MAX = 60  # more than any article tells


def relative_days(inputs: Inputs, cues: Cues, quotes: list[tuple[int, int]]) -> tuple[DateMention, ...]:
    """The days told by distance outside direct speech, in text order, unless the sentence prints the date too."""
    found = []
    for start, end, offset, from_day in sorted(_told(cues))[:_TOLD_MAX]:
        here = inputs.layout.sentence_at(start)
        named = inputs.layout.text[start].isupper() and inputs.layout.text[here[0] : start].strip()
        if named or _in(quotes, start) or inputs.layout.is_ignored(start, end):
            continue  # "Sofian Lusa" is a name
        behind = (
            anchor_behind(inputs, end, here)
            if from_day and _PREPOSITION.search(inputs.layout.text, start, end)
            else None
        )
        anchor = _edge(behind, offset) if behind else _anchor(inputs, start, here) if from_day else inputs.published
        if anchor is None or (behind is None and _has_own(inputs, here, end if from_day else here[0])):
            continue
        value = (anchor + timedelta(days=offset)).isoformat()
        found.append(DateMention(Span.of(inputs.layout.text, start, end), value, "day", "context", None, BY_DISTANCE))
    return tuple(found)


def _told(cues: Cues) -> Iterator[tuple[int, int, int, bool]]:
    for table, from_day in ((_FROM_DAY, True), (_FROM_NOW, False)):
        for name, offset in table.items():
            for start, end in zip(cues.starts.get(name, ()), cues.ends.get(name, ()), strict=True):
                yield start, end, offset, from_day


def is_counted_from(inputs: Inputs, cues: Cues, date_start: int, sentence: tuple[int, int]) -> int | None:
    """Where the words end that count from a date behind them ("sehari setelah ..."); None when none do."""
    floor = max(sentence[0], date_start - _BEHIND_CHARS)
    start = cues.before(_FROM_DAY, date_start, floor)
    if start is None:
        return None
    ends = (cues.ends[name][at] for name in _FROM_DAY if (at := _index(cues.starts.get(name, []), start)) is not None)
    end = next(ends)
    if not _PREPOSITION.search(inputs.layout.text, start, end):
        return None
    behind = anchor_behind(inputs, end, sentence)
    return end if behind is not None and behind.span.start == date_start else None


def _index(starts: list[int], start: int) -> int | None:
    at = bisect_left(starts, start)
    return at if at < len(starts) and starts[at] == start else None


def anchor_behind(inputs: Inputs, end: int, sentence: tuple[int, int]) -> DateMention | None:
    """The day that "sehari setelah upacara 1 Juni" counts from; None when a clause ends before it."""
    at = bisect_left(inputs.dates, end, key=lambda d: d.span.start)
    if at == len(inputs.dates) or inputs.dates[at].span.start >= min(sentence[1], end + _BEHIND_CHARS):
        return None
    named = inputs.dates[at]
    apart = _CLAUSE.search(inputs.layout.text, end, named.span.start)
    return named if named.granularity == "day" and apart is None else None


def _edge(named: DateMention, offset: int) -> date | None:
    """The first or last day of what is counted from."""
    period = parse_period(named.value)
    return (period.first if offset < 0 else period.last) if period else None


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
