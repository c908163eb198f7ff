"""How far a date stands from each trigger of its sentence, in a cost that the nearest and strongest one wins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from corpus.record import EventType
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.mentions import DateMention

# "kembali ditunjuk, dan Rabu (23/6) bimtek dibuka": what stands before the conjunction has no part in the day.
_CLAUSE = re.compile(r"[,;]\s+(?:dan|lalu|kemudian|sementara|sedangkan|tetapi|namun)\s+(?:pada\s+)?(?:hari\s+)?\Z")
_CLAUSE_CHARS = 30
_OUTCOME_CHARS = 24
_ROW_DAYS = 3
_CANDIDATES = 6  # triggers looked at on each side of a date, so that a sentence of thousands stays linear


def costs_of(
    scene: Scene, sentence: Sentence, date: DateMention, title_types: tuple[EventType, ...]
) -> Iterator[tuple[float, Trigger]]:
    """The triggers around a date, each with its cost; below 0: beside a strong one."""
    at = bisect_left(sentence.triggers, date.span.start, key=lambda t: t.start)
    quoted = scene.quoted(date.span.start)
    starts_clause = _CLAUSE.search(scene.text, max(sentence.start, date.span.start - _CLAUSE_CHARS), date.span.start)
    in_row = _is_in_row(sentence, date, at)
    for trigger in sentence.triggers[max(at - _CANDIDATES, 0) : at + _CANDIDATES]:
        after = trigger.start >= date.span.end
        if after and _is_reported(scene, date.span.end, trigger.start):
            continue
        low, high = (date.span.end, trigger.start) if after else (trigger.end, date.span.start)
        cost = min(high - low, 250) / 10 - 5 * trigger.weight
        cost += 25 * dates_between(sentence, low, high) + _triggers_between(scene, sentence, low, high)
        cost += (-15 if in_row else 10) if after else 0
        cost += 8 if trigger.quoted != quoted else 0
        cost -= 3 if trigger.type in title_types else 0
        cost += 10 if is_outcome(scene, sentence, trigger) else 0
        cost += 8 if scene.cues.has("clause", low, high) else 0
        cost += 12 if not after and starts_clause else 0
        cost += 12 if trigger.type == "other" and trigger is not sentence.triggers[0] and trigger.setting else 0
        yield cost, trigger


def _is_in_row(sentence: Sentence, date: DateMention, at: int) -> bool:
    """Says whether every day of a sentence stands before its happening: "Maret lolos, Mei teken MoU, Juli bimtek".

    `at` is the place of the first trigger behind the date.
    """
    days, triggers = sentence.days, sentence.triggers
    if len(days) < _ROW_DAYS or not triggers or days[0].span.start > triggers[0].start or at == len(triggers):
        return False
    if triggers[-1].start < days[-1].span.start:
        return False
    place = bisect_left(days, date.span.start, key=lambda d: d.span.start)
    follows = place + 1 == len(days) or triggers[at].start < days[place + 1].span.start
    return follows and (place == 0 or (at > 0 and triggers[at - 1].start > days[place - 1].span.start))


def is_outcome(scene: Scene, sentence: Sentence, trigger: Trigger) -> bool:
    """Says whether a trigger only tells what something came from: "hasil evaluasi", not "hasil evaluasi yang ..."."""
    if scene.text.startswith(" yang", trigger.end):
        return False
    floor = max(sentence.start, trigger.start - _OUTCOME_CHARS)
    return scene.cues.before(("outcome",), trigger.start, floor) is not None


def _triggers_between(scene: Scene, sentence: Sentence, low: int, high: int) -> float:
    """A nearer trigger takes a date; more so behind "setelah": "lulus setelah penilaian pada 21 Februari"."""
    at = bisect_left(sentence.triggers, low, key=lambda t: t.start)
    between = [t for t in sentence.triggers[at : at + 3] if t.start < high]
    after = scene.cues.after(("subordinator",), low, between[-1].start) if between else None
    return 5.0 * len(between) + (8.0 if after is not None else 0.0)


def _is_reported(scene: Scene, low: int, high: int) -> bool:
    """Says whether a later trigger is only what was said or a meeting's topic: "Senin (16/1), membahas masterplan"."""
    if scene.cues.has("topic", low, high + 1):
        return True
    at = scene.cues.after(("speech",), low, high)
    return at is not None and scene.cues.after(("at_event",), low, at) is None and not scene.quoted(at)


def dates_between(sentence: Sentence, low: int, high: int) -> int:
    """How many dates that reach the month start in `[low, high)`."""
    first = bisect_left(sentence.days, low, key=lambda d: d.span.start)
    return bisect_left(sentence.days, high, key=lambda d: d.span.start) - first
