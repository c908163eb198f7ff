"""Which regions took part in each happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.events.acting import COMPANY_CHARS, acting_regions, is_governed, is_venue
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.listing import RegionList, local_mentions, read_lists
from nlp.events.participant import officials_in
from nlp.events.scene import Scene, Sentence, within
from nlp.mentions import RegionMention

_STOP = re.compile(r"[.;:?!](?=\s)")
_NOT_CHARS = 70
_CLOSE_CHARS = 50
_BACK_SENTENCES = 2
_TRIGGERS_BACK = 8
_US_CHARS = 12
_ENVOY_CHARS = 30
_OPENER_CHARS = 3
_LEAD_SENTENCES = 4
_LOCAL = ("coaching", "evaluation", "socialisation", "masterplan")  # a region's own rounds
_NATIONAL = ("menteri", "wakil_menteri", "direktur_jenderal", "direktur")
_BINDINGS_MAX = 100  # more than any article lists


@dataclass(frozen=True, slots=True)
class Ground:
    """What the regions of all happenings are read from, gathered once."""

    scene: Scene
    mentions: tuple[RegionMention, ...]
    starts: tuple[int, ...]
    acting: tuple[str, ...]
    anaphor: frozenset[str]

    def named_in(self, sentence: Sentence) -> list[RegionMention]:
        """The kabupaten and kota that a sentence names."""
        return [self.mentions[i] for i in within(self.starts, sentence.start, sentence.end)]


@dataclass(frozen=True, slots=True)
class Binding:
    """A list of regions and what it belongs to: event types told near it (none: the main happening).

    `goes_on`: its sentence takes up the one before ("Pesertanya ...").
    """

    codes: tuple[str, ...]
    sentence: int
    types: tuple[str, ...]
    goes_on: bool = False


def regions_of_all(
    scene: Scene, happenings: Sequence[Happening], main: Happening, lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """The codes for each happening, in the same order; () when it is the whole country or nobody is named."""
    lists = read_lists(scene, lexicon.words.get("list_joiner", frozenset()))
    mentions = tuple(local_mentions(scene))
    starts = tuple(m.span.start for m in mentions)
    acting = acting_regions(scene, lists)
    ground = Ground(scene, mentions, starts, acting, lexicon.words.get("anaphor", frozenset()))
    bindings = [binding for item in lists if (binding := _bind(ground, item))]
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


def _bind(ground: Ground, item: RegionList) -> Binding | None:
    """Ties a list to what it tells of; None when it names others than those who took part."""
    scene, acting = ground.scene, ground.acting
    sentence = scene.sentence_at(item.start)
    if sentence is None or sentence.is_title:
        return None
    floor = max(sentence.start, item.start - _NOT_CHARS)
    if scene.cues.before(("list_not",), item.start, floor) is not None:
        return None
    joins = not acting or bool(set(acting) & set(item.codes))
    if not joins and not sentence.days and scene.cues.has("earlier", sentence.start, sentence.end):
        return None
    if not (
        _in_long_list(ground, sentence, item, joins)
        or _in_short_list(ground, sentence, item, joins)
        or (not joins and _is_present(ground, sentence, item))
    ):
        return None
    codes = tuple(dict.fromkeys((*acting, *item.codes)))
    return Binding(codes, sentence.index, _types_near(ground, sentence, item), _goes_on(ground, sentence))


def _in_long_list(ground: Ground, sentence: Sentence, item: RegionList, joins: bool) -> bool:
    """Three or more regions: with the acting one among them, or others ("serupa", "lainnya") beside a trigger."""
    if len(item.codes) < 3:
        return False
    floor = max(sentence.start, item.start - COMPANY_CHARS)
    if joins and (ground.acting or ground.scene.cues.before(("company",), item.start, floor) is not None):
        return True
    end = min(sentence.end, item.end + _US_CHARS)
    if ground.scene.quoted(item.start) and not joins and not ground.scene.cues.has("us", item.end, end):
        return False
    attending = ground.scene.cues.has("attending", sentence.start, item.start)
    tied = bool(sentence.triggers) or attending or _goes_on(ground, sentence)
    return tied and (joins or ground.scene.cues.after(("list_more",), sentence.start, end) is not None)


def _in_short_list(ground: Ground, sentence: Sentence, item: RegionList, joins: bool) -> bool:
    """Two regions with the acting one right behind a trigger, or one or two behind "bersama" beside a trigger."""
    if len(item.codes) > 2 or not ground.acting:
        return False
    near = sentence.triggers_in(item.start - _CLOSE_CHARS, item.end + _CLOSE_CHARS)
    floor = max(sentence.start, item.start - COMPANY_CHARS)
    if ground.scene.cues.before(("company",), item.start, floor) is not None:
        if ground.scene.cues.has("others", sentence.start, item.start):
            return not joins
        beside = near if len(item.codes) == 1 else sentence.triggers
        return bool(beside) and (not joins or len(item.codes) == 2)
    if _is_also(ground, sentence, item):
        return not joins
    return joins and len(item.codes) == 2 and any(t.end <= item.start for t in near)


def _is_present(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether others came or are counted too: "Tampak pula utusan X dan Y", "Dari Jambi ada Z"."""
    cues = ground.scene.cues
    if ground.scene.quoted(item.start):
        return False
    floor = max(sentence.start, item.start - _ENVOY_CHARS)
    if cues.before(("envoy",), item.start, floor) is not None and cues.has("there", sentence.start, sentence.end):
        return True
    back = ground.scene.sentences[max(sentence.index - 1, 0) : sentence.index]
    told = any(s.triggers and not s.is_title and s.paragraph == sentence.paragraph for s in (*back, sentence))
    opens = cues.has("opener", sentence.start, sentence.start + _OPENER_CHARS)
    if opens and cues.before(("came",), item.start, item.start - COMPANY_CHARS) is not None:
        return True
    if len(item.codes) >= 3 and cues.before(("member",), item.start, floor) is not None:
        return True
    return told and opens and cues.before(("there",), item.start, sentence.start) is not None


def _is_also(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether others did the same: "Selain X, ada Y yang ikut menandatangani", "Satunya lagi adalah Y"."""
    cues = ground.scene.cues
    if cues.has("also", sentence.start, sentence.start + 3) and not sentence.triggers:
        return len(item.codes) == 1 and sentence.end - item.end < 4 and _goes_on(ground, sentence)
    close = range(max(item.start - _CLOSE_CHARS, sentence.start), min(item.end + _CLOSE_CHARS, sentence.end))
    near = sentence.triggers_in(close.start, close.stop)
    after = any(item.end <= t.start for t in near)
    before = any(t.end <= item.start and cues.has("also", t.end, item.start) for t in near)
    return before or (after and cues.has("also", close.start, close.stop))


def _goes_on(ground: Ground, sentence: Sentence) -> bool:
    """Says whether a sentence takes up the happening before it ("Pesertanya ...") or is an item of a numbered list."""
    opening = fold_case(ground.scene.text[sentence.start : sentence.start + 40]).split()
    word = opening[0].strip("\"“”'‘’.)") if opening else ""
    return word in ground.anaphor or word.isdigit() or word in ("-", "•", "")


def _types_near(ground: Ground, sentence: Sentence, item: RegionList) -> tuple[str, ...]:
    at = bisect_left(sentence.triggers, item.start, key=lambda t: t.start)
    before = [t.type for t in sentence.triggers[max(at - _TRIGGERS_BACK, 0) : at]]
    back = ground.scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index]
    previous = [s for s in back if not s.is_title]
    if before:
        goes_on = _goes_on(ground, sentence)
        same = [
            t.type
            for s in previous[-1:]
            if goes_on and s.paragraph == sentence.paragraph
            for t in s.triggers[:_TRIGGERS_BACK]
        ]
        return tuple(dict.fromkeys(before + same))
    after = [t.type for t in sentence.triggers_in(item.end, item.end + _CLOSE_CHARS)]
    if after and not _STOP.search(ground.scene.text, item.end, item.end + _CLOSE_CHARS):
        return tuple(dict.fromkeys(after))
    for near in reversed(previous):
        if near.triggers:
            return tuple(dict.fromkeys(t.type for t in near.triggers[:_TRIGGERS_BACK]))
    return ()


def _targets(ground: Ground, binding: Binding, happenings: Sequence[Happening], main: Happening) -> list[int]:
    """The happenings that a list belongs to: those told in its sentence, else the main one, else all of its types."""
    if not binding.types:
        away = main.type in _LOCAL and ground.acting and not binding.goes_on and binding.sentence not in main.sentences
        return [] if away else [at for at, h in enumerate(happenings) if h is main]
    targets = []
    for kind in binding.types:
        of_kind = [at for at, h in enumerate(happenings) if h.type == kind]
        near = [at for at in of_kind if binding.sentence in happenings[at].sentences]
        mains = [at for at in of_kind if happenings[at] is main]
        if main.type == "mou_signing" and kind in ("selection", "assessment") and not near:
            targets += [at for at, h in enumerate(happenings) if h is main]  # who was chosen signs
            continue
        if kind in _LOCAL and ground.acting and not near and not binding.goes_on:
            continue
        targets += near or mains or of_kind
    return targets


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
    if is_main or not ground.acting:
        return ground.acting
    scene = ground.scene
    told = [scene.sentences[i] for i in happening.sentences if happening.is_dated_in(scene.sentences[i])]
    if told and _is_of_all(ground, happening, told):
        return ()
    turn = [m.code for s in told if scene.cues.has("turn", s.start, s.end) for m in ground.named_in(s)]
    if turn and not set(turn) & set(ground.acting):
        return tuple(dict.fromkeys(turn))
    here = ground.named_in(scene.sentences[happening.trigger.sentence])
    if any(m.code in ground.acting for m in here):
        return ground.acting
    governed = [m.code for m in here if is_governed(scene, m) and not is_venue(scene, m)]
    return tuple(dict.fromkeys(governed)) if 0 < len(governed) <= 3 else ground.acting


def _is_of_all(ground: Ground, happening: Happening, told: list[Sentence]) -> bool:
    """Says whether what lies ahead is that of the whole country: "evaluasi seluruh peserta dimulai Oktober"."""
    scene = ground.scene
    if happening.type == "mou_signing" or any(ground.named_in(s) for s in told):
        return False
    if not any(scene.cues.has(cue, s.start, s.end) for s in told for cue in ("planned", "since")):
        return False
    told_by = [o for s in told for o in officials_in(scene, s)]
    return any(o.role in _NATIONAL for o in told_by) or any(scene.cues.has("everybody", s.start, s.end) for s in told)


def _earlier(ground: Ground, happening: Happening, bindings: list[Binding]) -> tuple[str, ...]:
    """Without an acting region: the long list that stands before the happening ("Mereka dijadwalkan hadir ...")."""
    if ground.acting:
        return ()
    told = min(happening.sentences)
    return next((b.codes for b in reversed(bindings) if b.sentence < told and len(b.codes) >= 3), ())
