"""Which regions took part in each happening."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.events.acting import RegionList, acting_regions, is_venue, local_mentions, read_lists
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.scene import Scene, Sentence, within

_NOT_CHARS = 70
_CLOSE_CHARS = 50
_BACK_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Binding:
    """A list of regions and what it belongs to: event types told near it (none: the main happening)."""

    codes: tuple[str, ...]
    start: int
    sentence: int
    types: tuple[str, ...]


def regions_of_all(
    scene: Scene, happenings: Sequence[Happening], main: Happening, lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """The codes for each happening, in the same order; () when it is the whole country or nobody is named."""
    lists = read_lists(scene, lexicon.words.get("list_joiner", frozenset()))
    acting = acting_regions(scene, lists)
    bindings = [b for item in lists if (b := _bind(scene, item, acting, lexicon.words.get("anaphor", frozenset())))]
    taken: dict[int, list[str]] = {}
    for binding in bindings:
        for at in _targets(binding, happenings, main):
            taken.setdefault(at, []).extend(binding.codes)
    found = []
    for at, happening in enumerate(happenings):
        codes = tuple(dict.fromkeys(taken.get(at, ())))
        found.append(
            codes or _own(scene, happening, happening is main, acting) or _earlier(scene, happening, acting, bindings)
        )
    return found


def _bind(scene: Scene, item: RegionList, acting: tuple[str, ...], anaphor: frozenset[str]) -> Binding | None:
    at = bisect_right([s.start for s in scene.sentences], item.start) - 1
    if at < 0:
        return None
    sentence, cues = scene.sentences[at], scene.cues
    floor = max(sentence.start, item.start - _NOT_CHARS)
    if sentence.is_title or cues.before(("list_not",), item.start, floor) is not None:
        return None
    end = min(sentence.end, item.end + 12)
    with_us = cues.after(("list_more",), sentence.start, end) is not None
    joins = not acting or bool(set(acting) & set(item.codes))
    close = any(item.start - _CLOSE_CHARS <= t.end <= item.start for t in sentence.triggers)
    if not (joins or with_us) or (len(item.codes) < 3 and not (close and joins and acting)):
        return None
    codes = item.codes if joins else (*acting, *item.codes)
    return Binding(codes, item.start, at, _types_near(scene, sentence, item, anaphor))


def _types_near(scene: Scene, sentence: Sentence, item: RegionList, anaphor: frozenset[str]) -> tuple[str, ...]:
    before = [t.type for t in sentence.triggers if t.start < item.start]
    words = fold_case(scene.text[sentence.start : sentence.start + 40]).split()
    back = scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index]
    previous = [s for s in back if not s.is_title]
    if before and not (words and words[0] in anaphor):
        return tuple(dict.fromkeys(before))
    if before:
        same = [t.type for s in previous[-1:] if s.paragraph == sentence.paragraph for t in s.triggers]
        return tuple(dict.fromkeys(before + same))
    for near in reversed(previous):
        if near.triggers:
            return tuple(dict.fromkeys(t.type for t in near.triggers))
    return ()


def _targets(binding: Binding, happenings: Sequence[Happening], main: Happening) -> list[int]:
    """The happenings that a list belongs to: those told in its sentence, else the main one, else all of its types."""
    if not binding.types:
        return [at for at, h in enumerate(happenings) if h is main]
    targets = []
    for kind in binding.types:
        of_kind = [at for at, h in enumerate(happenings) if h.type == kind]
        near = [at for at in of_kind if binding.sentence in happenings[at].sentences]
        mains = [at for at in of_kind if happenings[at] is main]
        targets += near or mains or of_kind
    return targets


def _own(scene: Scene, happening: Happening, is_main: bool, acting: tuple[str, ...]) -> tuple[str, ...]:
    """The regions named as actors in the sentence of a side happening, or the acting ones."""
    if is_main or not acting:
        return acting
    mentions = local_mentions(scene)
    sentence = scene.sentences[happening.trigger.sentence]
    here = [mentions[i] for i in within([m.span.start for m in mentions], sentence.start, sentence.end)]
    if any(m.code in acting for m in here):
        return acting
    governed = [
        m.code
        for m in here
        if scene.cues.before(("government",), m.span.start + 1, m.span.start - 25) is not None
        and not is_venue(scene, m)
    ]
    return tuple(dict.fromkeys(governed)) if len(governed) <= 3 and governed else acting


def _earlier(scene: Scene, happening: Happening, acting: tuple[str, ...], bindings: list[Binding]) -> tuple[str, ...]:
    """Without an acting region: the long list that stands before the happening ("Mereka dijadwalkan hadir ...")."""
    if acting:
        return ()
    told = scene.sentences[min(happening.sentences)]
    return next((b.codes for b in reversed(bindings) if b.sentence < told.index and len(b.codes) >= 3), ())
