"""Regions that a sentence takes up without naming them: "Ketiganya dinyatakan lulus", "Kabupaten itu meneken MoU"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.events.acting import is_destination, is_origin, is_venue
from nlp.events.company import Ground
from nlp.events.happening import Happening
from nlp.events.lexicon import fold_case
from nlp.events.scene import Sentence

_SIZES = range(2, 9)
_CUES_MAX = 60  # more than any article holds
_NAMED_MAX = 40  # regions looked at in one sentence
_BACK_SENTENCES = 14
_OPENING_CHARS = 45
_THAT = re.compile(
    r"^\W*(?:mereka\b|(?:kabupaten|kota|daerah|negeri|pulau|wilayah|pemkab|pemkot)\s(?:\w+\s){0,3}(?:itu|tersebut|ini)\b)"
)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that an article has taken up so far, by their size, and the one that a sentence took up."""

    by_size: dict[int, tuple[str, ...]] = field(default_factory=dict)
    by_sentence: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read_groups(ground: Ground) -> Groups:
    """What every "keduanya" or "keempat daerah" of an article stands for; sentences that leave it open are not in.

    A number stands for the regions named last before that are so many; later on for the same ones again.
    """
    scene, groups = ground.scene, Groups()
    found = sorted((start, size) for size in _SIZES for start in scene.cues.starts.get(f"group_of_{size}", ()))
    for start, size in found[:_CUES_MAX]:
        sentence = scene.sentence_at(start)
        if sentence is None or sentence.is_title or sentence.index in groups.by_sentence:
            continue
        codes = groups.by_size.get(size) or _so_many(ground, sentence, start, size)
        if codes:
            groups.by_size[size] = codes
            groups.by_sentence[sentence.index] = codes
    for start in scene.cues.starts.get("each", [])[:_CUES_MAX]:
        sentence = scene.sentence_at(start)
        before = groups.by_sentence.get(sentence.index - 1) if sentence else None
        if sentence and before and scene.sentences[sentence.index - 1].paragraph == sentence.paragraph:
            groups.by_sentence.setdefault(sentence.index, before)
    return groups


def _so_many(ground: Ground, sentence: Sentence, position: int, size: int) -> tuple[str, ...]:
    """The regions named last before a position, when a sentence makes them exactly `size`; else ().

    The acting ones when they are so many; those of sentences on absent ones only when it does not come out without.
    """
    if len(ground.acting) == size:
        return ground.acting
    return _counted(ground, sentence, position, size, True) or _counted(ground, sentence, position, size, False)


def _counted(ground: Ground, sentence: Sentence, position: int, size: int, present: bool) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for near in reversed(ground.scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index + 1]):
        if near.is_title:
            break
        if present and near is not sentence and ground.scene.cues.has("away", near.start, near.end):
            continue
        codes.update(dict.fromkeys(_names(ground, near, position)))
        if len(codes) >= size:
            return tuple(codes) if len(codes) == size else ()
    codes.update(dict.fromkeys(ground.acting))
    return tuple(codes) if len(codes) == size else ()


def _names(ground: Ground, sentence: Sentence, ceiling: int) -> Sequence[str]:
    scene = ground.scene
    return [
        m.code
        for m in ground.named_in(sentence)[-_NAMED_MAX:]
        if m.span.start < ceiling
        and not scene.quoted(m.span.start)
        and not (is_venue(scene, m) or is_origin(scene, m) or is_destination(scene, m))
    ]


def taken_up(ground: Ground, happening: Happening, groups: Groups) -> tuple[str, ...]:
    """The regions that the sentences of a happening take up; () when they name some or take up none."""
    for index in happening.sentences:
        if index in groups.by_sentence:
            return groups.by_sentence[index]
    return ()


def joined_by(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The one region of the sentence before that shared a happening with others: "Meski sama-sama ikut bimtek"."""
    scene, trigger = ground.scene, happening.trigger
    sentence = scene.sentences[trigger.sentence]
    previous = scene.sentences[max(sentence.index - 1, 0)]
    if sentence.is_title or previous.is_title or previous.paragraph != sentence.paragraph:
        return ()
    if ground.named_in(sentence) or not scene.cues.has("together", sentence.start, trigger.start):
        return ()
    named = dict.fromkeys(_names(ground, previous, previous.end))
    return tuple(named) if len(named) == 1 else ()


def that_one(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The one region of the sentence before, which "Mereka" or "Kabupaten itu" takes up; () when it is not clear."""
    scene = ground.scene
    sentence = scene.sentences[happening.trigger.sentence]
    opening = fold_case(scene.text[sentence.start : min(sentence.start + _OPENING_CHARS, sentence.end)])
    previous = scene.sentences[max(sentence.index - 1, 0)]
    if sentence.is_title or previous.is_title or previous.paragraph != sentence.paragraph or previous is sentence:
        return ()
    if ground.named_in(sentence) or not _THAT.match(opening):
        return ()
    named = dict.fromkeys(_names(ground, previous, previous.end))
    return tuple(named) if len(named) == 1 else ()
