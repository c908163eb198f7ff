"""Which regions took part in each happening."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nlp.events.acting import acting_regions, is_governed, is_venue
from nlp.events.anaphora import Groups, joined_by, read_groups, taken_up, that_one
from nlp.events.beside import named_beside
from nlp.events.binding import Binding, bind_calls, bind_list, targets_of
from nlp.events.company import SHARED, Ground
from nlp.events.guest import guests_of
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.listing import RegionList, local_mentions, read_lists
from nlp.events.participant import officials_in
from nlp.events.roll import Roll, absent_in_title, read_rolls
from nlp.events.rollcall import read_crowds
from nlp.events.scene import Scene, Sentence, within
from nlp.figures.count import scan_counts
from nlp.mentions import RegionMention

_LEAD_SENTENCES = 4
_NATIONAL_CHARS = 25
_ORIGIN_CHARS = 12
_WITH_CHARS = 30
_NATIONAL = ("menteri", "wakil_menteri", "direktur_jenderal", "direktur")
_OF_MEMBERS = ("assessment", "selection", "mou_signing", "coaching")
_ROUNDS = ("coaching", "evaluation", "assessment", "socialisation")
_ONE_BY_ONE = ("evaluation", "assessment")  # a team judges a region a day
_TURNS = ("evaluation", "assessment", "socialisation")
_ALONE = 3  # regions that a side happening may name beside the acting ones
_BINDINGS_MAX = 100  # more than any article lists


def regions_of_all(
    scene: Scene, happenings: Sequence[Happening], main: Happening, lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """The codes for each happening, in the same order; () when it is the whole country or nobody is named."""
    lists = read_lists(scene, lexicon.words.get("list_joiner", frozenset()))
    mentions = tuple(local_mentions(scene))
    starts = tuple(m.span.start for m in mentions)
    acting = acting_regions(scene, lists, absent_in_title(scene, lists, main.type))
    if _opens_with_list(scene, lists, acting, {m.code: m.span.start for m in reversed(mentions)}):
        acting = ()
    words = lexicon.words
    joiner = words.get("list_joiner", frozenset())
    counts = scan_counts(scene.text)
    crowds = read_crowds(scene, counts)
    ground = Ground(scene, mentions, starts, acting, words.get("anaphor", frozenset()), joiner, main, crowds)
    calls = bind_calls(ground, counts)
    called = {index for call in calls for index in call.named}
    bindings: list[Binding] = []
    for item in lists:
        if binding := bind_list(ground, item, called, bindings[-1] if bindings else None):
            bindings.append(binding)
    bindings += calls.values()
    if _is_of_a_list(ground, bindings):
        ground = replace(ground, acting=())
    taken: dict[int, list[str]] = {}
    for binding in bindings[:_BINDINGS_MAX]:
        for at in targets_of(ground, binding, happenings, main):
            taken.setdefault(at, []).extend(binding.codes)
    rolls = read_rolls(scene, lists, happenings, main, ground.acting)
    groups = read_groups(ground)
    found: list[tuple[str, ...]] = []
    for at, happening in enumerate(happenings):
        codes = _told(ground, happening, taken.get(at, ()), found[:1], lists, bindings, groups)
        if happening.named:
            codes = (*(codes if happening is main else ()), *happening.named)
        found.append(_with_roll(codes, rolls[at], ground.acting))
    return _one_turn_each(happenings, rolls, found)


def _told(
    ground: Ground,
    happening: Happening,
    taken: Sequence[str],
    mains: list[tuple[str, ...]],
    lists: list[RegionList],
    bindings: list[Binding],
    groups: Groups,
) -> tuple[str, ...]:
    """The regions of a happening by the lists bound to it, else by what its sentences take up, else its actors."""
    if happening is not ground.main and (one := that_one(ground, happening)):
        return one
    group = () if taken else taken_up(ground, happening, groups)
    named = [*taken, *(group or _both(ground, happening))]
    if guests := guests_of(ground, happening):
        named += [*(() if named else ground.acting), *guests]
    codes = tuple(dict.fromkeys(named))
    if happening is not ground.main and (beside := named_beside(ground, happening)):
        return tuple(dict.fromkeys(c for c in (*codes, *beside.codes) if c not in beside.apart))
    codes = codes or _collective(ground, happening, lists) or _of_group(ground, happening, mains)
    codes = codes or _own(ground, happening, happening is ground.main) or _earlier(ground, happening, bindings)
    return tuple(dict.fromkeys([*codes, *joined_by(ground, happening)]))


def _one_turn_each(
    happenings: Sequence[Happening], rolls: list[Roll], found: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Of rounds in which every region has its own day, each day without those who are told to have another one."""
    own = [{*h.named, *roll.came} for h, roll in zip(happenings, rolls, strict=True)]
    taken: dict[str, set[str]] = {}
    for happening, codes in zip(happenings, own, strict=True):
        taken.setdefault(happening.type, set()).update(codes)
    turns = {h.type for h in happenings if h.apart and h.type in _TURNS}
    return [
        tuple(c for c in codes if c in mine or c not in taken[h.type]) if mine and h.type in turns else codes
        for h, mine, codes in zip(happenings, own, found, strict=True)
    ]


def _with_roll(codes: tuple[str, ...], roll: Roll, acting: tuple[str, ...]) -> tuple[str, ...]:
    """The regions of a happening with those that verbs tell to have come, without those that stayed away."""
    stayed = [c for c in codes if c not in roll.away or c in roll.came]
    together = tuple(dict.fromkeys([*stayed, *roll.came]))
    if not codes:
        return together
    return together or tuple(c for c in acting if c not in roll.away) or codes


def _opens_with_list(scene: Scene, lists: list[RegionList], acting: tuple[str, ...], firsts: dict[str, int]) -> bool:
    """Says whether an article without a region in its title names a list of those who act before the acting one."""
    title = scene.inputs.layout.title
    if not acting or (title and any(start < title[1] for start in firsts.values())):
        return False
    named = min(firsts.get(code, 0) for code in acting)
    for item in lists:
        sentence = scene.sentence_at(item.start)
        if item.start >= named or sentence is None or sentence.rank is None or sentence.rank >= _LEAD_SENTENCES:
            return False
        if len(item.codes) >= 3 and sentence.triggers:
            return True
    return False


def _is_of_a_list(ground: Ground, bindings: list[Binding]) -> bool:
    """Says whether an article without a region in its title opens with a list of those who act."""
    title = ground.scene.inputs.layout.title
    if title and any(start < title[1] for start in ground.starts[:1]):
        return False
    ranks = [ground.scene.sentences[b.sentence].rank for b in bindings if len(b.codes) >= 3]
    return any(rank is not None and rank < _LEAD_SENTENCES for rank in ranks)


def _both(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The regions that "Keduanya" takes up from the sentence before, with the acting ones."""
    scene = ground.scene
    for index in happening.sentences:
        sentence = scene.sentences[index]
        if index and not sentence.is_title and scene.cues.has("both", sentence.start, sentence.start + 3):
            named = ground.named_in(scene.sentences[index - 1])
            return (*ground.acting, *(m.code for m in named if not is_venue(scene, m)))
    return ()


def _collective(ground: Ground, happening: Happening, lists: list[RegionList]) -> tuple[str, ...]:
    """The list that "Keempat daerah" takes up."""
    cues = ground.scene.cues
    for sentence in (ground.scene.sentences[index] for index in happening.sentences):
        if cues.has("collective", sentence.start, happening.trigger.start):
            before = [item for item in lists if item.end <= sentence.end and len(item.codes) >= 3]
            return before[-1].codes if before else ()
    return ()


def _of_group(ground: Ground, happening: Happening, mains: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Those who took part in the main happening, when "Mereka" takes up their heads: "Para bupati ke Jakarta"."""
    scene = ground.scene
    for sentence in (scene.sentences[index] for index in happening.sentences):
        opening = fold_case(scene.text[sentence.start : sentence.start + _ORIGIN_CHARS]).split()[:1]
        back = scene.sentences[max(sentence.index - 1, 0)]
        if opening == ["mereka"] and scene.cues.has("group_of", back.start, back.end):
            return next((codes for codes in mains if len(codes) > 1), ())
    return ()


def _own(ground: Ground, happening: Happening, is_main: bool) -> tuple[str, ...]:
    """The regions named as actors in the sentence of a side happening, or the acting ones."""
    scene = ground.scene
    here = ground.named_in(scene.sentences[happening.trigger.sentence])
    governed = tuple(dict.fromkeys(m.code for m in here if is_governed(scene, m) and not is_venue(scene, m)))
    if is_main or not ground.acting:
        return ground.acting if is_main or len(governed) != 1 else governed
    told = [scene.sentences[i] for i in happening.sentences if happening.is_dated_in(scene.sentences[i])]
    if _is_like(ground, happening, told):
        return ()
    if told and (_is_of_all(ground, happening, told) or _is_national(ground, happening, told)):
        return ()
    if spoken := _spoken(ground, happening):
        return spoken
    if _is_of_members(ground, happening) and not here:
        return ()
    cues = ("turn", "moved", "next_day") if happening.type in _ONE_BY_ONE else ("turn", "moved")
    turns = [s for s in told if scene.cues.after(cues, s.start, s.end) is not None]
    turn = [m.code for s in turns for m in ground.named_in(s)]
    if turn and not set(turn) & set(ground.acting):
        return tuple(dict.fromkeys(turn))
    if len(ground.acting) > 1 and happening.type not in SHARED and (told_of := _told_of(ground, told)):
        return told_of
    alike = {m.code for s in told for m in ground.named_in(s)} if _is_alike(scene, told) else set()
    if happening.type in _ROUNDS and len(alike) == 1:
        return tuple(alike)
    if any(m.code in ground.acting for m in here):
        return ground.acting
    alone = tuple(dict.fromkeys(m.code for m in here if not _is_aside(scene, m)))
    if any(scene.cues.before(("with",), m.span.start, m.span.start - _WITH_CHARS) is not None for m in here):
        return tuple(dict.fromkeys((*ground.acting, *alone)))
    return governed if 0 < len(governed) <= 3 else alone if 0 < len(alone) <= _ALONE else ground.acting


def _is_like(ground: Ground, happening: Happening, told: list[Sentence]) -> bool:
    """Says whether an earlier or later meeting of the same kind is told: "Forum serupa pernah digelar di Surabaya"."""
    acts = any(m.code in ground.acting for s in told for m in ground.named_in(s))
    return happening.type == "other" and not acts and _is_alike(ground.scene, told)


def _is_alike(scene: Scene, told: list[Sentence]) -> bool:
    return any(scene.cues.has("alike", s.start, s.end) for s in told)


def _is_aside(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region is a place, an origin, a way or part of direct speech."""
    start = mention.span.start
    origin = fold_case(scene.text[max(start - _ORIGIN_CHARS, 0) : start]).split()[-1:] in (["dari"], ["asal"], ["ke"])
    return origin or is_venue(scene, mention) or scene.quoted(start)


def _spoken(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The region of the one who tells a happening in direct speech, when it is one of several acting ones; else ()."""
    inputs = ground.scene.inputs
    at = bisect_right(ground.scene.quote_starts, happening.trigger.start) - 1
    if len(ground.acting) < 2 or not happening.trigger.quoted or at < 0:
        return ()
    speaker = next((q.speaker for q in inputs.quotes if q.span.start == ground.scene.quote_starts[at]), None)
    office = next((o for o in inputs.officials if o.name == speaker and o.region_code in ground.acting), None)
    return (office.region_code,) if office and office.region_code else ()


def _is_of_members(ground: Ground, happening: Happening) -> bool:
    """Says whether a province only looks on: outside its own programme only its members sign and are coached."""
    programme = "province_programme" in ground.scene.cues.starts
    return not programme and all("." not in code for code in ground.acting) and happening.type in _OF_MEMBERS


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
    day, today = happening.period, scene.inputs.published
    ahead = day is not None and today is not None and day.first > today
    if not ahead and not any(scene.cues.has(cue, s.start, s.end) for s in told for cue in ("planned", "since")):
        return False
    back = [scene.sentences[s.index - 1] for s in told if s.index and happening.type != "coaching"]
    back = [s for s in back if s.paragraph == told[0].paragraph and not ground.named_in(s)]
    telling = [*told, *back]
    told_by = [o for s in telling for o in officials_in(scene, s)]
    return any(o.role in _NATIONAL for o in told_by) or any(
        scene.cues.has("everybody", s.start, s.end) for s in telling
    )


def _is_national(ground: Ground, happening: Happening, told: list[Sentence]) -> bool:
    """Says whether a side event is a meeting of all: a forum or another one whose sentences name no acting region."""
    acts = any(m.code in ground.acting for s in told for m in ground.named_in(s))
    been = any(ground.scene.cues.has("been", s.start, happening.trigger.start) for s in told)  # "oleh-oleh dari forum"
    words = ground.scene.text[happening.trigger.start : happening.trigger.end + _NATIONAL_CHARS]
    return happening.type == "other" and "nasional" in fold_case(words) and not (acts or been)


def _earlier(ground: Ground, happening: Happening, bindings: list[Binding]) -> tuple[str, ...]:
    """Without an acting region: the long list that stands before the happening ("Mereka dijadwalkan hadir ...")."""
    dated = [s for s in map(ground.scene.sentences.__getitem__, happening.sentences) if happening.is_dated_in(s)]
    if ground.acting or (dated and _is_of_all(ground, happening, dated)):
        return ()
    told = min(happening.sentences)
    return next((b.codes for b in reversed(bindings) if b.sentence < told and len(b.codes) >= 3), ())
