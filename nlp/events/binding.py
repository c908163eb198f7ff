"""Ties the lists and roll calls of regions to the happenings that they took part in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.events.acting import is_host, is_venue
from nlp.events.company import PARTS, SHARED, Ground, clause_around, follows, goes_on, takes_part
from nlp.events.happening import Happening
from nlp.events.listing import RegionList
from nlp.events.rollcall import RollCall, read_roll_calls
from nlp.events.scene import Scene, Sentence, within
from nlp.figures.count import Count
from nlp.mentions import RegionMention

_STOP = re.compile(r"[.;:?!](?=\s)")
_NOT_CHARS = 70
_CLOSE_CHARS = 50
_BACK_SENTENCES = 2
_TRIGGERS_BACK = 8
_DATES_MAX = 20
_CAME = ("presence", "gathered")
_GIVEN = ("part", "prize", "presence", "share", "there", "member")  # what gives the regions of a roll call their part


@dataclass(frozen=True, slots=True)
class Binding:
    """A list of regions and what it belongs to: event types told near it (none: the main happening).

    `told`: the sentence that names the types. `goes_on`: the list takes up the sentence before ("Pesertanya ...").
    `clause`: the part of the sentence that tells of the list alone ("sementara X baru meneken Juli"); (0, 0): none.
    """

    codes: tuple[str, ...]
    sentence: int
    types: tuple[str, ...]
    told: int
    goes_on: bool
    clause: tuple[int, int] = (0, 0)


def bind_calls(ground: Ground, counts: Sequence[Count]) -> dict[RollCall, Binding]:
    """The roll calls of an article, each tied to what its sentence tells of."""
    period = ground.main.period
    year = period.first.year if period else None
    calls = read_roll_calls(ground.scene, counts, (ground.mentions, ground.starts), ground.acting, year)
    return {call: binding for call in calls if (binding := _call_binding(ground, call))}


def _call_binding(ground: Ground, call: RollCall) -> Binding | None:
    """Ties a roll call to what the sentence with its count tells of, else those with its names or the one before.

    None for a round of coaching or judging unless the sentence dates it: "empat daerah didampingi" is the programme.
    """
    sentences, cues = ground.scene.sentences, ground.scene.cues
    told = sentences[call.told]
    codes = call.codes if call.alone else tuple(dict.fromkeys((*ground.acting, *call.codes)))
    given = told.is_title or any(cues.has(cue, told.start, told.end) for cue in _GIVEN)
    back = sentences[max(call.told - 1, 0) : call.told] if given else ()
    for near in (told, *(sentences[index] for index in call.named), *back):
        if near.triggers and not near.is_title:
            kinds = dict.fromkeys(t.type for t in near.triggers[:_TRIGGERS_BACK])
            types = tuple(kind for kind in kinds if kind in SHARED or told.days)
            return Binding(codes, call.named[0], types, near.index, True) if types else None
    came = call.named == (call.told,) and any(cues.has(cue, told.start, told.end) for cue in _CAME)
    of_main = came or (given and ground.main.type in SHARED) or call.told in ground.main.sentences
    return Binding(codes, call.named[0], (), call.told, True) if of_main else None


def bind_list(ground: Ground, item: RegionList, called: set[int], last: Binding | None) -> Binding | None:
    """Ties a list to what it tells of; None when it names others than those who took part, or a roll call holds it.

    `last`: the list bound before it, which the next sentences may go on with.
    """
    scene, acting = ground.scene, ground.acting
    sentence = scene.sentence_at(item.start)
    if sentence is None or sentence.is_title or sentence.index in called:
        return None
    if is_host(scene, _first(ground, item)):
        return None
    joins = not acting or bool(set(acting) & set(item.codes))
    codes = tuple(dict.fromkeys((*acting, *item.codes)))
    if last and follows(ground, scene.sentences[last.sentence], sentence, item):
        return replace(last, codes=codes, sentence=sentence.index)
    if took_up := _of_that_day(ground, sentence, item, codes):
        return took_up
    floor = max(sentence.start, item.start - _NOT_CHARS)
    if scene.cues.before(("list_not",), item.start, floor) is not None or _only_near(ground, sentence, item, floor):
        return None
    if not takes_part(ground, sentence, item, joins):
        return None
    types, told = _types_near(ground, sentence, item)
    clause = clause_around(scene, sentence, item)
    clause = (0, 0) if clause == (sentence.start, sentence.end) or not sentence.triggers_in(*clause) else clause
    if clause[0] > sentence.start and any(clause[0] <= d.span.start < clause[1] for d in sentence.days[:_DATES_MAX]):
        codes = item.codes
    return Binding(codes, sentence.index, types, told, goes_on(ground, sentence), clause)


def _of_that_day(ground: Ground, sentence: Sentence, item: RegionList, codes: tuple[str, ...]) -> Binding | None:
    """Ties a list to the day of the sentence before, which "Waktu itu X dinilai bersama Y" takes up; else None."""
    scene, cues = ground.scene, ground.scene.cues
    previous = scene.sentences[max(sentence.index - 1, 0)]
    if previous.paragraph != sentence.paragraph or not previous.days or not previous.triggers or sentence.days:
        return None
    if not cues.has("back_then", sentence.start, sentence.end) or scene.quoted(item.start):
        return None
    left = cues.starts.get("apart", [])
    taken_up = cues.starts.get("back_then", [])
    days = {taken_up[i] for i in within(taken_up, sentence.start, sentence.end)}
    apart = any(left[i] not in days for i in within(left, sentence.start, sentence.end))
    if apart or not cues.has("joined", sentence.start, sentence.end) or is_venue(scene, _first(ground, item)):
        return None
    strong = max(t.weight for t in previous.triggers)
    types = tuple(dict.fromkeys(t.type for t in previous.triggers[:_TRIGGERS_BACK] if t.weight == strong))
    parts = {cue for kind in types for cue in PARTS.get(kind, ())}
    if parts and not sentence.triggers and not any(cues.has(cue, sentence.start, sentence.end) for cue in parts):
        return None
    return Binding(codes, sentence.index, types, previous.index, True)


def _only_near(ground: Ground, sentence: Sentence, item: RegionList, floor: int) -> bool:
    """Says whether regions are only called neighbours: not "tetangga yang juga meraihnya", "tetangga X meneken"."""
    neighbour = ground.scene.cues.before(("neighbour",), item.start, floor)
    if neighbour is None or ground.scene.cues.after(("also",), neighbour, item.start) is not None:
        return False
    return not any(t.start >= item.end for t in sentence.triggers_in(item.end, item.end + _CLOSE_CHARS))


def _first(ground: Ground, item: RegionList) -> RegionMention:
    return ground.mentions[bisect_left(ground.starts, item.start)]


def _types_near(ground: Ground, sentence: Sentence, item: RegionList) -> tuple[tuple[str, ...], int]:
    at = bisect_left(sentence.triggers, item.start, key=lambda t: t.start)
    before = [t.type for t in sentence.triggers[max(at - _TRIGGERS_BACK, 0) : at]]
    back = ground.scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index]
    previous = [s for s in back if not s.is_title]
    if before:
        sequel = goes_on(ground, sentence)
        same = [
            t.type
            for s in previous[-1:]
            if sequel and s.paragraph == sentence.paragraph
            for t in s.triggers[:_TRIGGERS_BACK]
        ]
        return tuple(dict.fromkeys(before + same)), sentence.index
    after = sentence.triggers_in(item.end, item.end + _CLOSE_CHARS)
    if after and not _STOP.search(ground.scene.text, item.end, after[0].start):
        return tuple(dict.fromkeys(t.type for t in after)), sentence.index
    for near in reversed(previous):
        if near.triggers:
            return tuple(dict.fromkeys(t.type for t in near.triggers[:_TRIGGERS_BACK])), near.index
    return (), sentence.index


def targets_of(ground: Ground, binding: Binding, happenings: Sequence[Happening], main: Happening) -> list[int]:
    """The happenings that a list belongs to: those told in its sentence, else the main one, else all of its types."""
    if not binding.types:
        away = binding.sentence not in main.sentences and not _is_open(ground, binding, main.type)
        return [] if away else [at for at, h in enumerate(happenings) if h is main]
    targets = []
    for kind in binding.types:
        of_kind = [at for at, h in enumerate(happenings) if h.type == kind]
        near = [at for at in of_kind if {binding.sentence, binding.told} & set(happenings[at].sentences)]
        low, high = binding.clause
        if high:
            near = [at for at in near if any(low <= start < high for start in happenings[at].date_starts)]
        mains = [at for at in of_kind if happenings[at] is main]
        chosen = kind in ("selection", "assessment") and not any(happenings[at].period for at in near)
        if chosen and main.type == "mou_signing":
            targets += [at for at, h in enumerate(happenings) if h is main]  # who was chosen signs
            continue
        if not any(binding.sentence in happenings[at].sentences for at in near) and not _is_open(ground, binding, kind):
            continue
        targets += near or mains or of_kind
    return targets


def _is_open(ground: Ground, binding: Binding, kind: str) -> bool:
    """Says whether a list away from the happening's own sentences may name who took part.

    A round is the region's own, unless the list takes it up at once or the article is on an area ("FGD kawasan").
    """
    return kind in SHARED or not ground.acting or binding.goes_on or is_on_area(ground.scene)


def is_on_area(scene: Scene) -> bool:
    """Says whether title or first sentences tell of what several regions of an area do together."""
    lead_end = next((s.end for s in scene.sentences if s.rank == 1), len(scene.text))
    return scene.cues.has("area", 0, lead_end)
