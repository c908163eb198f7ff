"""Decides what each date of an article dates: a happening, a letter, a statement or nothing of the programme."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from nlp.events.period import parse_period
from nlp.events.relative import is_counted_from
from nlp.events.replaced import is_given_up
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.mentions import DateMention

_DATELINE = re.compile(r"[^a-z]*")  # "SUMBAWA BESAR, SR (08/03)": the day of the report
_LOWER = re.compile(r"[a-z]{2}")
DateRole = Literal["event", "until", "closing", "letter", "speech", "none"]

_OF_ONE_DAY = ("mou_signing", "selection", "award", "launch", "masterplan")
_NEAR_CHARS = 60
_NEXT_CHARS = 25
_LETTER_CHARS = 140
_SINCE_CHARS = 8
_NEXT_TRIGGERS = 6
_LEAD_SENTENCES = 4
_EARLY_DAYS = 2  # so much earlier than the statement in it an article may be dated
_SAID_DAYS = 14  # what somebody told longer before the news came out is no statement of that day


def date_role(scene: Scene, sentence: Sentence, date: DateMention) -> DateRole:
    """Says what a date dates, judged by the words of its own sentence."""
    start, end, cues = date.span.start, date.span.end, scene.cues
    if _is_dateline(scene, sentence, date):
        return "none"
    before = _trigger_before(sentence, start)
    counted = is_counted_from(scene.inputs, cues, start, (sentence.start, sentence.end))
    if counted is not None and (before is None or before.end <= counted):
        return "none"  # the day of another thing: "sehari setelah upacara 1 Juni"
    said = cues.before(("letter",), start, max(sentence.start, start - _LETTER_CHARS))
    if said is None and (before is None or before.type in ("selection", "assessment")):
        said = cues.before(("dated_on",), start, max(sentence.start, start - _NEXT_CHARS))
    if said is not None and (before is None or before.start < said or before.type == "selection"):
        elsewhere = cues.after(("foreign", "while"), said, start)
        return "letter" if elsewhere is None else "none"
    elsewhere = cues.before(("foreign",), start, max(sentence.start, start - _NEXT_CHARS))
    if before is None and elsewhere is not None and date.granularity == "day" and "," in scene.text[elsewhere:start]:
        return "none"
    if (
        _is_arrival(scene, sentence, date)
        or _is_background(scene, sentence, date, before)
        or is_given_up(scene, sentence, date)
    ):
        return "none"
    if _may_be_said_on(scene, date) and _is_statement(scene, sentence, start, end, before):
        return "speech"
    if cues.before(("until",), start, max(sentence.start, start - 20)) is not None:
        return "until"
    closing = cues.before(("ended",), start, max(sentence.start, start - _NEXT_CHARS))
    if closing is not None and before is not None and before.start > closing and before.type in _OF_ONE_DAY:
        closing = None  # "usai MoU 21 April"
    return "event" if closing is None or date.granularity != "day" else "closing"


def _is_dateline(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether a first sentence is nothing but place, outlet and day."""
    if sentence.rank != 0 or not _DATELINE.fullmatch(scene.text, sentence.start, date.span.start):
        return False
    return _LOWER.search(scene.text, date.span.end, sentence.end) is None


def _is_arrival(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether somebody is only there since that day: "Peserta bimtek tiba di hotel sejak Rabu"."""
    start, cues = date.span.start, scene.cues
    since = cues.before(("since",), start, max(sentence.start, start - _SINCE_CHARS))
    return since is not None and cues.before(("travel",), since, max(sentence.start, since - _NEAR_CHARS)) is not None


def _is_background(scene: Scene, sentence: Sentence, date: DateMention, before: Trigger | None) -> bool:
    """Says whether the words before a date make it a deadline, or the day of a rule or of the past ("sejak Maret")."""
    start, end, cues = date.span.start, date.span.end, scene.cues
    if any(end <= t.start < end + _NEXT_CHARS for t in sentence.triggers[:_NEXT_TRIGGERS]):
        return False
    if cues.before(("deadline",), start, max(sentence.start, start - 20)) is not None:
        return True
    rule = cues.before(("rule", "background"), start, max(sentence.start, start - 40))
    if rule is None or (before is not None and (before.end > rule or before.type == "masterplan")):
        return False  # a master plan comes into force by a rule
    if cues.before(("since",), start, max(sentence.start, start - _SINCE_CHARS)) is not None:
        opens = sentence.rank is not None and sentence.rank < _LEAD_SENTENCES and date.granularity == "day"
        if opens or _opens_clause(scene, sentence, date) or _is_done_since(scene, before, date):
            return False
    held = cues.before(("occasion",), start, max(sentence.start, start - 40)) is not None
    return date.granularity != "interval" and not (date.granularity == "day" and held)


def _opens_clause(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether a sentence starts with a date and tells at once what began then: "Sejak 5 Mei MoU itu berlaku"."""
    at = bisect_left(sentence.triggers, date.span.end, key=lambda t: t.start)
    if date.granularity != "day" or date.span.start - sentence.start > _NEXT_CHARS or at == len(sentence.triggers):
        return False
    return "," not in scene.text[date.span.end : sentence.triggers[at].start]


def _is_done_since(scene: Scene, before: Trigger | None, date: DateMention) -> bool:
    """Says whether "sejak" only gives the day of what is done once: "meneken MoU sejak 21 April"."""
    if before is None or before.type not in ("mou_signing", "selection", "launch") or date.granularity != "day":
        return False
    near = date.span.start - before.end < _NEAR_CHARS
    return near and not scene.cues.has("valid", before.end, date.span.start)


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
