"""Days that did not hold: what a text says was meant at first, and the day that stands instead of it."""

from __future__ import annotations

import re
from bisect import bisect_left

from nlp.events.scene import Scene, Sentence
from nlp.mentions import DateMention

_FIRST_CHARS = 70  # between "semula kegiatan tersebut diagendakan" and the day
_CLAUSE_CHARS = 140  # the same where such words open the sentence and no other clause begins before the day
_OPENING_CHARS = 12
_BACK_SENTENCES = 2
_DAYS_MAX = 6
_BARE = re.compile(r"[\s,(–—-]*")  # "17 Juni (semula 9 Juni)"


def is_given_up(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether a day was only meant at first: "yang semula 7 Juni akhirnya digelar 14 Juni", "(semula 7 Juni)".

    The day that came of it may stand in the same sentence or in one shortly before.
    """
    first = _at_first(scene, sentence, date)
    if first is None:
        return False
    at_last = scene.cues.after(("at_last",), date.span.end, sentence.end)
    if at_last is not None and any(d.span.start > at_last for d in sentence.days[-_DAYS_MAX:]):
        return True
    at = bisect_left(sentence.days, date.span.start, key=lambda d: d.span.start)
    if at:
        return _BARE.fullmatch(scene.text, sentence.days[at - 1].span.end, first) is not None
    if first - sentence.start > _OPENING_CHARS or not scene.cues.has("but", date.span.end, sentence.end):
        return False
    return len(sentence.days) == 1 and day_instead(scene, sentence, date.value) is not None


def _at_first(scene: Scene, sentence: Sentence, date: DateMention) -> int | None:
    """Where the words stand that say that a day was meant at first, behind the day before it; None without them."""
    at = bisect_left(sentence.days, date.span.start, key=lambda d: d.span.start)
    floor = sentence.days[at - 1].span.end if at else sentence.start
    first = scene.cues.before(("at_first",), date.span.start, max(floor, date.span.start - _CLAUSE_CHARS))
    if first is None or date.span.start - first <= _FIRST_CHARS:
        return first
    opens = first - sentence.start <= _OPENING_CHARS and "," not in scene.text[first : date.span.start]
    return first if opens else None


def day_instead(scene: Scene, sentence: Sentence, value: str) -> str | None:
    """The one day that a sentence shortly before gives the happening which was meant for the day `value`.

    It is a later one, or one that lies ahead; what took place earlier is another round. A sentence that names a
    happening of its own takes up none but that of the same type.
    """
    own = {t.type for t in sentence.triggers[:_DAYS_MAX]}
    ahead = scene.inputs.published
    for near in reversed(scene.sentences[max(sentence.index - _BACK_SENTENCES, 0) : sentence.index]):
        if near.is_title or not near.days:
            continue
        told = {t.type for t in near.triggers[:_DAYS_MAX]}
        new = near.days[0].value
        later = new > value or (ahead is not None and new > ahead.isoformat())
        fits = len(near.days) == 1 and new != value and later and bool(told) and (not own or bool(own & told))
        return new if fits else None
    return None


def day_meant(scene: Scene, sentence: Sentence, value: str) -> str | None:
    """The day that the sentence before says was meant at first, where this one gives the new day `value`; else None."""
    if not sentence.index:
        return None
    before = scene.sentences[sentence.index - 1]
    meant = next((d for d in before.days[:1] if _at_first(scene, before, d) is not None), None)
    return meant.value if meant and len(before.days) == 1 and meant.value != value else None
