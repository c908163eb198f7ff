"""Which regions took part in each happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.events.acting import acting_regions, is_governed, is_venue
from nlp.events.company import SHARED, Ground, follows, goes_on, takes_part
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.listing import RegionList, local_mentions, read_lists
from nlp.events.participant import officials_in
from nlp.events.rollcall import RollCall, read_crowds, read_roll_calls
from nlp.events.scene import Scene, Sentence, within
from nlp.figures.count import Count, scan_counts

_STOP = re.compile(r"[.;:?!](?=\s)")
_NOT_CHARS = 70
_CLOSE_CHARS = 50
_BACK_SENTENCES = 2
_TRIGGERS_BACK = 8
_LEAD_SENTENCES = 4
_NATIONAL_CHARS = 25
_NATIONAL = ("menteri", "wakil_menteri", "direktur_jenderal", "direktur")
_BINDINGS_MAX = 100  # more than any article lists


@dataclass(frozen=True, slots=True)
class Binding:
    """A list of regions and what it belongs to: event types told near it (none: the main happening).

    `told`: the sentence that names the types. `goes_on`: the list takes up the sentence before ("Pesertanya ...").
    """

    codes: tuple[str, ...]
    sentence: int
    types: tuple[str, ...]
    told: int
    goes_on: bool


def regions_of_all(
    scene: Scene, happenings: Sequence[Happening], main: Happening, lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """The codes for each happening, in the same order; () when it is the whole country or nobody is named."""
    lists = read_lists(scene, lexicon.words.get("list_joiner", frozenset()))
    mentions = tuple(local_mentions(scene))
    starts = tuple(m.span.start for m in mentions)
    acting = acting_regions(scene, lists)
    words = lexicon.words
    joiner = words.get("list_joiner", frozenset())
    counts = scan_counts(scene.text)
    crowds = read_crowds(scene, counts)
    ground = Ground(scene, mentions, starts, acting, words.get("anaphor", frozenset()), joiner, main, crowds)
    calls = _called(ground, counts)
    called = {index for call in calls for index in call.named}
    bindings: list[Binding] = []
    for item in lists:
        if binding := _bind(ground, item, called, bindings[-1] if bindings else None):
            bindings.append(binding)
    bindings += calls.values()
    if _is_of_a_list(ground, bindings):
        ground = replace(ground, acting=())
    taken: dict[int, list[str]] = {}
    for binding in bindings[:_BINDINGS_MAX]:
        for at in _targets(ground, binding, happenings, main):
            taken.setdefault(at, []).extend(binding.codes)
    found = []
    for at, happening in enumerate(happenings):
        codes = tuple(dict.fromkeys([*taken.get(at, ()), *_both(ground, happening)]))
        codes = codes or _collective(ground, happening, bindings)
        found.append(codes or _own(ground, happening, happening is main) or _earlier(ground, happening, bindings))
    return found


def _is_of_a_list(ground: Ground, bindings: list[Binding]) -> bool:
    """Says whether an article without a region in its title opens with a list of those who act."""
    title = ground.scene.inputs.layout.title
    if title and any(start < title[1] for start in ground.starts[:1]):
        return False
    ranks = [ground.scene.sentences[b.sentence].rank for b in bindings if len(b.codes) >= 3]
    return any(rank is not None and rank < _LEAD_SENTENCES for rank in ranks)


def _called(ground: Ground, counts: Sequence[Count]) -> dict[RollCall, Binding]:
    """The roll calls of an article, each tied to what its sentence tells of."""
    period = ground.main.period
    year = period.first.year if period else None
    calls = read_roll_calls(ground.scene, counts, (ground.mentions, ground.starts), ground.acting, year)
    return {call: binding for call in calls if (binding := _call_binding(ground, call))}


def _call_binding(ground: Ground, call: RollCall) -> Binding | None:
    """Ties a roll call to what the sentence with its count tells of, else those with its names or the one before.

    None for a round of coaching or judging unless the sentence dates it: "empat daerah didampingi" is the programme.
    """
    sentences = ground.scene.sentences
    back = sentences[max(call.told - 1, 0) : call.told]
    codes = call.codes if call.alone else tuple(dict.fromkeys((*ground.acting, *call.codes)))
    for near in (sentences[call.told], *(sentences[index] for index in call.named), *back):
        if near.triggers and not near.is_title:
            told = dict.fromkeys(t.type for t in near.triggers[:_TRIGGERS_BACK])
            types = tuple(kind for kind in told if kind in SHARED or sentences[call.told].days)
            return Binding(codes, call.named[0], types, near.index, True) if types else None
    return Binding(codes, call.named[0], (), call.told, True) if ground.main.type in SHARED else None


def _bind(ground: Ground, item: RegionList, called: set[int], last: Binding | None) -> Binding | None:
    """Ties a list to what it tells of; None when it names others than those who took part, or a roll call holds it.

    `last`: the list bound before it, which the next sentences may go on with.
    """
    scene, acting = ground.scene, ground.acting
    sentence = scene.sentence_at(item.start)
    if sentence is None or sentence.is_title or sentence.index in called:
        return None
    joins = not acting or bool(set(acting) & set(item.codes))
    codes = tuple(dict.fromkeys((*acting, *item.codes)))
    if last and follows(ground, scene.sentences[last.sentence], sentence, item):
        return replace(last, codes=codes, sentence=sentence.index)
    floor = max(sentence.start, item.start - _NOT_CHARS)
    if scene.cues.before(("list_not",), item.start, floor) is not None:
        return None
    if not takes_part(ground, sentence, item, joins):
        return None
    types, told = _types_near(ground, sentence, item)
    return Binding(codes, sentence.index, types, told, goes_on(ground, sentence))


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


def _targets(ground: Ground, binding: Binding, happenings: Sequence[Happening], main: Happening) -> list[int]:
    """The happenings that a list belongs to: those told in its sentence, else the main one, else all of its types."""
    if not binding.types:
        away = binding.sentence not in main.sentences and not _is_open(ground, binding, main.type)
        return [] if away else [at for at, h in enumerate(happenings) if h is main]
    targets = []
    for kind in binding.types:
        of_kind = [at for at, h in enumerate(happenings) if h.type == kind]
        near = [at for at in of_kind if {binding.sentence, binding.told} & set(happenings[at].sentences)]
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
    return kind in SHARED or not ground.acting or binding.goes_on or _is_on_area(ground.scene)


def _is_on_area(scene: Scene) -> bool:
    """Says whether title or first sentences tell of what several regions of an area do together."""
    lead_end = next((s.end for s in scene.sentences if s.rank == 1), len(scene.text))
    return scene.cues.has("area", 0, lead_end)


def _both(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The regions that "Keduanya" takes up from the sentence before, with the acting ones."""
    scene = ground.scene
    for index in happening.sentences:
        sentence = scene.sentences[index]
        if index and not sentence.is_title and scene.cues.has("both", sentence.start, sentence.start + 3):
            named = ground.named_in(scene.sentences[index - 1])
            return (*ground.acting, *(m.code for m in named if not is_venue(scene, m)))
    return ()


def _collective(ground: Ground, happening: Happening, bindings: list[Binding]) -> tuple[str, ...]:
    """The list that "Keempat daerah" takes up."""
    cues = ground.scene.cues
    for sentence in (ground.scene.sentences[index] for index in happening.sentences):
        if cues.has("collective", sentence.start, happening.trigger.start):
            before = [b for b in bindings if b.sentence <= sentence.index and len(b.codes) >= 3]
            return before[-1].codes if before else ()
    return ()


def _own(ground: Ground, happening: Happening, is_main: bool) -> tuple[str, ...]:
    """The regions named as actors in the sentence of a side happening, or the acting ones."""
    scene = ground.scene
    here = ground.named_in(scene.sentences[happening.trigger.sentence])
    governed = tuple(dict.fromkeys(m.code for m in here if is_governed(scene, m) and not is_venue(scene, m)))
    if is_main or not ground.acting:
        return ground.acting if is_main or len(governed) != 1 else governed
    told = [scene.sentences[i] for i in happening.sentences if happening.is_dated_in(scene.sentences[i])]
    if told and (_is_of_all(ground, happening, told) or _is_national(ground, happening, told)):
        return ()
    turn = [m.code for s in told if scene.cues.has("turn", s.start, s.end) for m in ground.named_in(s)]
    if turn and not set(turn) & set(ground.acting):
        return tuple(dict.fromkeys(turn))
    if len(ground.acting) > 1 and happening.type not in SHARED and (told_of := _told_of(ground, told)):
        return told_of
    if any(m.code in ground.acting for m in here):
        return ground.acting
    return governed if 0 < len(governed) <= 3 else ground.acting


def _told_of(ground: Ground, told: list[Sentence]) -> tuple[str, ...]:
    """The one of several acting regions that the paragraph is about up to here, as no speaker's office; else ()."""
    scene = ground.scene
    for sentence in told:
        start = min(
            s.start
            for s in scene.sentences[max(sentence.index - 2, 0) : sentence.index + 1]
            if s.paragraph == sentence.paragraph
        )
        named = [ground.mentions[i] for i in within(ground.starts, start, sentence.end)]
        codes = dict.fromkeys(m.code for m in named if m.code in ground.acting)
        if len(codes) == 1 and not any(is_governed(scene, m) for m in named):
            return tuple(codes)
    return ()


def _is_of_all(ground: Ground, happening: Happening, told: list[Sentence]) -> bool:
    """Says whether what lies ahead is that of the whole country: "evaluasi seluruh peserta dimulai Oktober"."""
    scene = ground.scene
    if happening.type == "mou_signing" or any(ground.named_in(s) for s in told):
        return False
    if not any(scene.cues.has(cue, s.start, s.end) for s in told for cue in ("planned", "since")):
        return False
    back = [scene.sentences[s.index - 1] for s in told if s.index and happening.type != "coaching"]
    telling = [*told, *(s for s in back if s.paragraph == told[0].paragraph and not ground.named_in(s))]
    told_by = [o for s in telling for o in officials_in(scene, s)]
    return any(o.role in _NATIONAL for o in told_by) or any(scene.cues.has("everybody", s.start, s.end) for s in told)


def _is_national(ground: Ground, happening: Happening, told: list[Sentence]) -> bool:
    """Says whether a side event is a meeting of all: a forum or another one whose sentences name no acting region."""
    acts = any(m.code in ground.acting for s in told for m in ground.named_in(s))
    return happening.type == "other" and "nasional" in fold_case(_words(ground.scene, happening)) and not acts


def _words(scene: Scene, happening: Happening) -> str:
    trigger = happening.trigger
    return scene.text[trigger.start : trigger.end + _NATIONAL_CHARS]


def _earlier(ground: Ground, happening: Happening, bindings: list[Binding]) -> tuple[str, ...]:
    """Without an acting region: the long list that stands before the happening ("Mereka dijadwalkan hadir ...")."""
    dated = [s for s in map(ground.scene.sentences.__getitem__, happening.sentences) if happening.is_dated_in(s)]
    if ground.acting or (dated and _is_of_all(ground, happening, dated)):
        return ()
    told = min(happening.sentences)
    return next((b.codes for b in reversed(bindings) if b.sentence < told and len(b.codes) >= 3), ())
