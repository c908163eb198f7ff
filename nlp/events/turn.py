"""A region's own day in a round of several: "Padang kebagian Kamis", "Solok baru akan diuji Senin depan"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.record import EventType
from nlp.events.acting import is_origin, is_venue
from nlp.events.attendance import clause_of
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.events.source import is_elsewhere
from nlp.mentions import DateMention, RegionMention

_ROUNDS: frozenset[EventType] = frozenset({"coaching", "assessment", "evaluation", "socialisation"})
_OTHER_DOINGS = ("deed", "background", "product", "foreign")
_BACK_SENTENCES = 12  # between a round and the day of one more region in it
_BEHIND_CHARS = 22
_MOVED_CHARS = 60
_REGIONS_MAX = 12
_TRIGGERS_MAX = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """The round that a day belongs to, and the codes of the regions whose day it is; () when they follow later."""

    trigger: Trigger
    codes: tuple[str, ...]


def turn_of(scene: Scene, sentence: Sentence, date: DateMention, going: bool) -> Turn | None:
    """The turn that a date in a sentence gives to regions; None when it is no turn.

    The clause of the date holds a word such as "kebagian" or "giliran", a region or a word that takes one up, and no
    happening but a round; or the sentence is a timetable of days with their regions, or goes on with a turn told
    before in its paragraph (`going`). A round that it does not name is the last one told before. An agreement has a
    turn of its own only when somebody signed it later.
    """
    start = date.span.start
    if sentence.is_title or scene.quoted(start):
        return None
    low, high = clause_of(scene, sentence, start)
    if scene.text[max(low - 2, 0) : low].startswith(":"):
        low = clause_of(scene, sentence, low - 1)[0]  # "giliran tetangganya: X ..."
    here = sentence.triggers_in(low, high)[:_TRIGGERS_MAX]
    if any(scene.cues.has(cue, low, start) for cue in _OTHER_DOINGS):
        return None
    others = [t for t in here if t.type not in _ROUNDS and t.weight > 1]
    if others:
        return _late(scene, sentence, date, others, (low, high))
    codes = _whose(scene, sentence, date, low, high)
    if not _is_slot(scene, sentence, here, (low, high)) and not (codes and not here and going):
        return None
    trigger = next((t for t in here if t.type in _ROUNDS), None) or _round_before(scene, sentence)
    codes = codes or _named_before(scene, sentence, low)
    if trigger is None or not (codes or scene.cues.has("share_of_day", low, high)):
        return None
    return Turn(trigger, codes)


def _is_slot(scene: Scene, sentence: Sentence, here: Sequence[Trigger], clause: tuple[int, int]) -> bool:
    """Says whether words of a clause or of a timetable give its day to somebody."""
    if scene.cues.has("slot", *clause):
        return True
    planned = any(scene.cues.has(cue, *clause) for cue in ("slot_planned", "next_day"))
    back = scene.sentences[max(sentence.index - 1, 0)]
    floor = back.start if back.paragraph == sentence.paragraph else sentence.start
    several = len(sentence.days) > 1 and scene.cues.has("timetable", floor, sentence.end)
    return not here and (planned or several)


def _late(
    scene: Scene, sentence: Sentence, date: DateMention, triggers: list[Trigger], clause: tuple[int, int]
) -> Turn | None:
    """Who signed later than the others: "X ketinggalan dan baru menandatangani 21 Juli"."""
    if any(t.type != "mou_signing" for t in triggers) or not scene.cues.has("late", *clause):
        return None
    codes = _whose(scene, sentence, date, *clause) or _codes(scene, _named(scene, sentence.start, clause[0])[-1:])
    return Turn(triggers[0], codes) if codes else None


def _round_before(scene: Scene, sentence: Sentence) -> Trigger | None:
    """The last round told before a sentence; None when another happening is told in between in the same paragraph."""
    for near in reversed(scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index + 1]):
        told = [t for t in near.triggers[:_TRIGGERS_MAX] if not t.quoted and (t.weight > 1 or t.type in _ROUNDS)]
        rounds = [t for t in told if t.type in _ROUNDS]
        if rounds:
            return max(rounds, key=lambda t: t.weight)
        if told and near.paragraph == sentence.paragraph:
            return None
    return None


def _whose(scene: Scene, sentence: Sentence, date: DateMention, low: int, high: int) -> tuple[str, ...]:
    """The regions before the date in its clause, or behind it when the clause opens with a day."""
    at = bisect_left(sentence.days, date.span.start, key=lambda d: d.span.start)
    first = bisect_left(sentence.days, low, key=lambda d: d.span.start)
    last = sentence.days[at - 1].span.end if at > first else low
    following = sentence.days[at + 1].span.start if at + 1 < len(sentence.days) else high
    opens = sentence.days[first].span.start if first < len(sentence.days) else high
    if not _codes(scene, _named(scene, low, opens)):
        return _codes(scene, _named(scene, date.span.end, min(following, high)))
    return _codes(scene, _named(scene, last, date.span.start))


def _named_before(scene: Scene, sentence: Sentence, low: int) -> tuple[str, ...]:
    """The region named last before a clause, in its sentence or the one before."""
    before = _named(scene, sentence.start, low)
    previous = scene.sentences[sentence.index - 1] if sentence.index else sentence
    if not before and previous.paragraph == sentence.paragraph and not previous.is_title and not previous.days:
        before = _named(scene, previous.start, previous.end)
    return _codes(scene, before[-1:])


def _named(scene: Scene, low: int, high: int) -> Sequence[RegionMention]:
    regions = scene.inputs.regions
    starts = range(
        bisect_left(regions, low, key=lambda r: r.span.start), bisect_left(regions, high, key=lambda r: r.span.start)
    )
    return [regions[i] for i in starts[:_REGIONS_MAX] if regions[i].level != "provinsi"]


def _codes(scene: Scene, mentions: Sequence[RegionMention]) -> tuple[str, ...]:
    def is_behind(cue: str, mention: RegionMention) -> bool:
        return scene.cues.before((cue,), mention.span.start, mention.span.start - _BEHIND_CHARS) is not None

    moved = [m.code for m in mentions if is_behind("moved", m)]
    apart = [is_venue(scene, m) or is_origin(scene, m) or is_behind("besides", m) for m in mentions]
    return tuple(dict.fromkeys(moved or [m.code for m, other in zip(mentions, apart, strict=True) if not other]))


def is_another_turn(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether the day is that of the region whose turn comes next: "Padang Senin, disusul Solok Selasa".

    So it is when a team moves on: "Rabu tim bergeser ke Solok".
    """
    if scene.cues.has("next_day", sentence.start, sentence.end) and is_elsewhere(scene, sentence):
        return True
    regions = scene.inputs.regions
    moved = scene.cues.after(("moved",), sentence.start, sentence.end)
    if moved is not None:
        target = bisect_left(regions, moved, key=lambda r: r.span.start)
        return target < len(regions) and regions[target].span.start < min(moved + _MOVED_CHARS, sentence.end)
    at = bisect_left(sentence.days, date.span.start, key=lambda d: d.span.start)
    if not at:
        return False
    turn = scene.cues.before(("turn",), date.span.start, sentence.days[at - 1].span.end)
    named = bisect_left(regions, turn or 0, key=lambda r: r.span.start)
    return turn is not None and named < len(regions) and regions[named].span.start < date.span.start
