"""Decides what each date of an article dates: a happening, a letter, a statement or nothing of the programme."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from nlp.events.period import parse_period
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.mentions import DateMention

DateRole = Literal["event", "until", "closing", "letter", "speech", "none"]

_NEAR_CHARS = 60
_NEXT_CHARS = 25
_LETTER_CHARS = 140
_NEXT_TRIGGERS = 6
_LEAD_SENTENCES = 4
_EARLY_DAYS = 2  # so much earlier than the statement in it an article may be dated
_SAID_DAYS = 14  # what somebody told longer before the news came out is no statement of that day


def date_role(scene: Scene, sentence: Sentence, date: DateMention) -> DateRole:
    """Says what a date dates, judged by the words of its own sentence."""
    start, end, cues = date.span.start, date.span.end, scene.cues
    before = _trigger_before(sentence, start)
    said = cues.before(("letter",), start, max(sentence.start, start - _LETTER_CHARS))
    if said is not None and (before is None or before.start < said or before.type == "selection"):
        elsewhere = cues.after(("foreign", "while"), said, start)
        return "letter" if elsewhere is None else "none"
    if not any(end <= t.start < end + _NEXT_CHARS for t in sentence.triggers[:_NEXT_TRIGGERS]):
        if cues.before(("deadline",), start, max(sentence.start, start - 20)) is not None:
            return "none"
        opens = sentence.rank is not None and sentence.rank < _LEAD_SENTENCES and date.granularity == "day"
        since = cues.before(("since",), start, max(sentence.start, start - 8)) is not None
        rule = cues.before(("rule", "background"), start, max(sentence.start, start - 40))
        rule = None if opens and since else rule
        started = date.granularity == "interval" or (
            date.granularity == "day" and cues.before(("occasion",), start, max(sentence.start, start - 40)) is not None
        )
        if rule is not None and not started and (before is None or before.end <= rule):
            return "none"
    if _may_be_said_on(scene, date) and _is_statement(scene, sentence, start, end, before):
        return "speech"
    if cues.before(("until",), start, max(sentence.start, start - 20)) is not None:
        return "until"
    closing = cues.before(("ended",), start, max(sentence.start, start - _NEXT_CHARS))
    return "event" if closing is None or date.granularity != "day" else "closing"


def _may_be_said_on(scene: Scene, date: DateMention) -> bool:
    """Says whether the date is a day shortly before publication, or as far as is known may be."""
    if date.granularity != "day":
        return date.granularity == "year"
    period, published = parse_period(date.value), scene.inputs.published
    return published is None or period is None or -_EARLY_DAYS <= (published - period.first).days <= _SAID_DAYS


def _is_statement(scene: Scene, sentence: Sentence, start: int, end: int, before: Trigger | None) -> bool:
    cues = scene.cues
    if scene.quoted(start):
        return False
    if before is not None and before.quoted:
        before = None
    told = cues.before(("speech", "press"), start, sentence.start)
    while told is not None and scene.quoted(told):
        told = cues.before(("speech", "press"), told, sentence.start)
    if told is not None:
        happening = cues.before(("occasion",), start, told + 1)
        if (happening is not None and not scene.quoted(happening)) or (before is not None and before.start >= told):
            return False
        at_event = cues.after(("at_event",), end, min(end + 30, sentence.end))
        return at_event is None or not any(t.start > at_event for t in sentence.triggers)
    if scene.quote_ended(start, max(sentence.start, start - _NEAR_CHARS)) and before is None:
        return True
    if before is not None or cues.before(("occasion",), start, sentence.start) is not None:
        return False
    later = cues.after(("speech", "press"), end, min(end + _NEAR_CHARS, sentence.end))
    return later is not None and not any(end <= t.start < later for t in sentence.triggers)


def _trigger_before(sentence: Sentence, position: int) -> Trigger | None:
    at = bisect_left(sentence.triggers, position, key=lambda t: t.start) - 1
    return sentence.triggers[at] if at >= 0 else None
