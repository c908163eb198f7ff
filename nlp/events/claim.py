"""Claims: a happening as one place of the text tells it, its date linked to the words that name it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.record import EventType
from nlp.events.cost import costs_of, dates_between, is_outcome
from nlp.events.dating import DateRole, date_role
from nlp.events.lexicon import fold_case
from nlp.events.period import Period, parse_period
from nlp.events.replaced import is_given_up
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.events.source import LEAD_SENTENCES, day_before, first_of, source_of
from nlp.events.turn import is_another_turn, turn_of
from nlp.mentions import DateMention

# What can be done at another happening: "Piagam diserahkan pada penutupan bimtek".
_AT_ANOTHER: tuple[EventType, ...] = ("award", "masterplan", "mou_signing", "launch")

# Types that last more than a day: two claims of neighbouring days are one happening.
ROUNDS: frozenset[EventType] = frozenset({"coaching", "assessment", "evaluation", "socialisation", "other"})
_LETTER_COST = -20.0  # a selection has the date of its letter, whatever else a text dates
TURN_COST = 10.0
GUESS_COST = 22.0  # of a date in a sentence of the opening that names no happening at all
_SAME_CHARS = 140
_ITEM_CHARS = 25
_OPENING_CHARS, _ROUND_DAYS = 40, 5
_TIED_BACK, _AGENDA_BACK = 3, 10
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A happening as one place of the text tells it: a type, its date if any, and the sentences that say so.

    `cost` says how far the date stands from the trigger; below 0: beside a strong one, from 20: in another sentence.
    `until`: the date is only the last day ("hingga Kamis"); `closing`: perhaps the last one ("ditutup Kamis"); `apart`:
    the day is another region's turn, and `named` are the codes of those whose turn it is, when the clause says so.
    """

    type: EventType
    period: Period | None
    date: DateMention | None
    trigger: Trigger
    sentences: tuple[int, ...]
    cost: float = 0.0
    until: bool = False
    closing: bool = False
    apart: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known before the dates are read.

    `types` are those of the title, or the article's main one; `signing_days` the MoU days that the registry knows;
    `coordinator` the words that join two happenings of one day.
    """

    types: tuple[EventType, ...]
    signing_days: frozenset[datetime.date]
    coordinator: frozenset[str]


def iter_claims(scene: Scene, frame: Frame) -> Iterator[Claim]:
    """Every dated claim, in text order, then every undated one."""
    claimed: set[int] = set()
    dated: list[Claim] = []
    turned = -1  # the paragraph that told somebody's turn last
    for sentence in scene.sentences:
        for date in sentence.dates:
            apart = is_another_turn(scene, sentence, date)
            for claim in _claims_of(scene, sentence, date, frame, turned == sentence.paragraph):
                turned = sentence.paragraph if claim.named else turned
                dated.append(replace(claim, apart=apart or claim.apart))
                claimed.add(claim.trigger.start)
    dated = _without_guesses(dated)
    yield from dated
    by_sentence: dict[int, list[Claim]] = {}
    for claim in dated:
        for index in claim.sentences:
            by_sentence.setdefault(index, []).append(claim)
    for sentence in scene.sentences:
        for trigger in sentence.triggers:
            if trigger.start in claimed:
                continue
            taken = _taken_over(scene, sentence, trigger, by_sentence)
            yield taken or Claim(trigger.type, None, None, trigger, (sentence.index,))


def _without_guesses(dated: list[Claim]) -> list[Claim]:
    """Drops a date that only its place in the opening ties to a happening which the text has dated before."""
    kept: list[Claim] = []
    known: set[EventType] = set()
    for claim in dated:
        if claim.cost == GUESS_COST and claim.type in known:
            continue
        kept.append(claim)
        known.add(claim.type)
    return kept


def _claims_of(scene: Scene, sentence: Sentence, date: DateMention, frame: Frame, going: bool = False) -> list[Claim]:
    period = parse_period(date.value)
    if period is None or period.days > 400:
        return []
    role = date_role(scene, sentence, date)
    if role == "letter":
        return _letter_claims(scene, sentence, date, period, frame.types)
    if role == "speech" and period.first in frame.signing_days:
        return _signed_that_day(scene, sentence, date, period)
    if role not in ("event", "until", "closing"):
        return []
    if _is_announced(scene, sentence, date, frame.types):
        return []
    if role == "event" and (turn := turn_of(scene, sentence, date, going)):
        told = tuple(dict.fromkeys((turn.trigger.sentence, sentence.index)))
        return [Claim(turn.trigger.type, period, date, turn.trigger, told, TURN_COST, apart=True, named=turn.codes)]
    ranked = sorted(costs_of(scene, sentence, date, frame.types), key=lambda pair: pair[0])
    rounds = [p for p in ranked if p[1].type in ROUNDS - {"other"}] if role == "closing" else []
    if rounds:
        cost, best = rounds[0]
        return [Claim(best.type, period, date, best, (sentence.index,), cost, closing=True)]
    if ranked:
        cost, best = ranked[0]
        if _is_of_another(scene, sentence, best, date):
            other = source_of(scene, sentence, date, frame.types)
            if other is None or other.type == best.type:
                return []
            return [Claim(other.type, period, date, other, (other.sentence, sentence.index), 20.0)]
        chosen = [best, *(t for _, t in ranked[1:] if _coordinated(scene, best, t, frame.coordinator))]
        if best.type == "other" and scene.cues.has("closing", sentence.start, date.span.start):
            chosen += [t for t in [first_of(scene, frame.types)] if t and t.type != "other"]
        claims = [Claim(t.type, period, date, t, (sentence.index,), cost, role == "until") for t in chosen]
        for trigger in _done_there(sentence, best, date):
            closing = 1 < period.days < 8 and scene.cues.has("closing", trigger.end, best.start)
            day = period.last_day() if closing else period
            claims.append(Claim(trigger.type, day, date, trigger, (sentence.index,), cost))
        return claims
    return _sourced_claims(scene, sentence, date, frame, period, role)


def _sourced_claims(
    scene: Scene, sentence: Sentence, date: DateMention, frame: Frame, period: Period, role: DateRole
) -> list[Claim]:
    """What a sentence that names no happening says of one: "Kegiatan berlangsung dua hari hingga Selasa"."""
    source = source_of(scene, sentence, date, frame.types)
    if source and role == "until" and source.type not in ROUNDS:
        source = next((t for t in scene.iter_triggers() if t.type in ROUNDS), None)
    if source is None:
        return []
    told = any(scene.cues.has(cue, sentence.start, sentence.end) for cue in ("occasion", "closing"))
    cost = 20.0 if told or sentence.rank == 0 else GUESS_COST
    return [Claim(source.type, period, date, source, (source.sentence, sentence.index), cost, role == "until")]


def _is_announced(scene: Scene, sentence: Sentence, date: DateMention, types: tuple[EventType, ...]) -> bool:
    """Says whether on the date the outcome of an evaluation gets known: "hasil evaluasi diumumkan Desember"."""
    at = bisect_left(sentence.triggers, date.span.start, key=lambda t: t.start) - 1
    trigger = sentence.triggers[at] if at >= 0 else None
    if trigger and trigger.type == "selection" and types[:1] == ("evaluation",) and trigger.weight < 3:
        return scene.cues.has("outcome", sentence.start, trigger.start)  # "Hasilnya diumumkan Desember"
    if trigger is None or any(t.type != "evaluation" for t in sentence.triggers[:_TIED_BACK]):
        return False
    if not is_outcome(scene, sentence, trigger):
        return False
    return scene.cues.after(("published",), trigger.end, date.span.start) is not None


def _is_of_another(scene: Scene, sentence: Sentence, best: Trigger, date: DateMention) -> bool:
    """Says whether a later date is that of other doings: "usai FGD (1/12), Bupati menggelar rapat, (3/12)".

    Such a date stands behind the trigger's own, and not as the next item of its list ("18 Juli dan 20 Agustus").
    """
    at = bisect_left(sentence.days, date.span.start, key=lambda d: d.span.start)
    if best.end > date.span.start or not dates_between(sentence, best.end, date.span.start):
        return False
    if is_given_up(scene, sentence, sentence.days[at - 1]):
        return False  # "yang semula 7 Juni dan sempat ditunda digelar 14 Juni"
    gap_start = sentence.days[at - 1].span.end
    foreign = scene.cues.before(("foreign", "product"), date.span.start, gap_start) is not None
    return foreign or (
        date.span.start - gap_start > _ITEM_CHARS and scene.cues.has("doing", gap_start, date.span.start)
    )


def _signed_that_day(scene: Scene, sentence: Sentence, date: DateMention, period: Period) -> list[Claim]:
    """A statement made on a day that the registry knows as a signing day, in an article on a signing that is done."""
    for trigger in scene.iter_triggers():
        told = scene.sentences[trigger.sentence]
        if trigger.type == "mou_signing" and trigger.weight == 3 and not trigger.quoted and not told.dates:
            if scene.cues.before(("planned",), trigger.start, told.start) is None:
                return [Claim("mou_signing", period, date, trigger, (trigger.sentence, sentence.index), 30.0)]
            return []
    return []


def _done_there(sentence: Sentence, best: Trigger, date: DateMention) -> list[Trigger]:
    """What was done at a happening that is only the setting: "Piagam diserahkan pada penutupan bimtek"."""
    if not best.setting or best.start > date.span.start:
        return []
    at = bisect_left(sentence.triggers, best.start, key=lambda t: t.start)
    return [
        t
        for t in sentence.triggers[max(at - 1, 0) : at]
        if t.type in _AT_ANOTHER and t.type != best.type and not dates_between(sentence, t.end, best.start)
    ]


def _letter_claims(
    scene: Scene, sentence: Sentence, date: DateMention, period: Period, types: tuple[EventType, ...]
) -> list[Claim]:
    """A dated letter tells of a selection when it or a neighbour says what it announces, or the article is on one."""
    nearby = scene.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    around = [sentence, *(s for s in nearby if s is not sentence and s.paragraph == sentence.paragraph)]
    result = any(scene.cues.has("outcome", s.start, s.end) for s in around)
    for near in around:
        for trigger in near.triggers:
            if trigger.type == "selection" or (result and trigger.type == "assessment" and near is sentence):
                return [Claim("selection", period, date, trigger, (near.index, sentence.index), _LETTER_COST)]
    if scene.cues.has("request", sentence.start, sentence.end):
        return []
    source = first_of(scene, types) if types[:1] == ("selection",) else None
    return [Claim("selection", period, date, source, (source.sentence, sentence.index), 15.0)] if source else []


def _coordinated(scene: Scene, best: Trigger, other: Trigger, coordinator: frozenset[str]) -> bool:
    """Says whether another trigger happened together with the best: both strong, joined by "dan"."""
    if other.type == best.type or other.weight < 3 or best.weight < 3:
        return False
    low, high = sorted((best, other), key=lambda t: t.start)
    gap = fold_case(scene.text[low.end : high.start])
    if dates_between(scene.sentences[low.sentence], low.end, high.start):
        return False
    if scene.cues.has("subordinator", low.end, high.start):
        return False
    return (
        len(gap) <= 100 and not any(mark in gap for mark in ";.") and any(w in coordinator for w in _WORD.findall(gap))
    )


def _taken_over(
    scene: Scene, sentence: Sentence, trigger: Trigger, by_sentence: dict[int, list[Claim]]
) -> Claim | None:
    """An undated happening told as part of the dated one before it: "Dalam kesempatan itu ... menandatangani MoU".

    "Pada hari kedua ..." is the last day of a round told just before.
    """
    if trigger.weight < 3 or trigger.quoted or sentence.is_title or not sentence.index:
        return None
    if scene.cues.has("last_day", sentence.start, min(sentence.start + _OPENING_CHARS, trigger.start)):
        for claim in (c for index in (sentence.index - 1, sentence.index - 2) for c in by_sentence.get(index, ())):
            if claim.type != trigger.type and claim.period and 1 < claim.period.days <= _ROUND_DAYS:
                told = (*claim.sentences, sentence.index)
                return Claim(trigger.type, claim.period.last_day(), claim.date, trigger, told, 25.0)
    back = _steps_back(scene, sentence, trigger)
    for index in range(sentence.index, max(sentence.index - 1 - back, -1), -1):
        for claim in by_sentence.get(index, ()) if index < sentence.index or back == _TIED_BACK else ():
            if claim.type != trigger.type:
                return Claim(trigger.type, claim.period, claim.date, trigger, (index, sentence.index), 25.0)
    day = day_before(scene, sentence) if back == _TIED_BACK else None
    if day and date_role(scene, scene.sentences[sentence.index - 1], day) == "event":
        return Claim(trigger.type, parse_period(day.value), day, trigger, (sentence.index - 1, sentence.index), 25.0)
    return None


def _steps_back(scene: Scene, sentence: Sentence, trigger: Trigger) -> int:
    """How many sentences back the date of an undated happening may stand; 0: it may not be taken over."""
    cues, previous = scene.cues, scene.sentences[sentence.index - 1]
    opening = cues.has("same_occasion", sentence.start, min(sentence.start + 25, trigger.start))
    at = cues.after(("same_occasion",), trigger.end, min(trigger.end + _SAME_CHARS, sentence.end))
    if opening or (
        at is not None and not any(trigger.end <= t.start < at and t.type != trigger.type for t in sentence.triggers)
    ):
        return _TIED_BACK
    if previous.paragraph != sentence.paragraph:
        return 0
    if cues.has("agenda", previous.start, previous.end):
        return _AGENDA_BACK
    lead = sentence.rank is not None and sentence.rank < LEAD_SENTENCES
    if not lead or trigger.type not in ("mou_signing", "launch", "award"):
        return 0
    return 0 if cues.before(("planned", "background"), trigger.start, sentence.start) is not None else 2
