"""Which happening a sentence goes on about that gives a date and names none."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile

from corpus.record import EventType
from nlp.events.relative import BY_DISTANCE
from nlp.events.scene import Scene, Sentence, Trigger
from nlp.mentions import DateMention

_APART_COST = 6.0  # of a happening that another paragraph dates
_WAY_CHARS = 50
_DAYS_MAX = 20
_NAMED_MAX = 40  # regions looked at in one sentence
LEAD_SENTENCES = 3  # a date in them is the article's own even when nothing near names the happening


def source_of(
    scene: Scene, sentence: Sentence, date: DateMention, title_types: tuple[EventType, ...]
) -> Trigger | None:
    """The trigger that a sentence with a date but without a trigger goes on about; None when nothing ties them."""
    lead = sentence.rank is not None and sentence.rank < LEAD_SENTENCES
    generic = scene.cues.has("occasion", sentence.start, sentence.end)
    if scene.cues.before(("product", "foreign"), date.span.start, sentence.start) is not None:
        return None
    if date.reason == BY_DISTANCE or _is_of_a_letter(scene, sentence, date) or _is_of_a_journey(scene, sentence, date):
        return None
    if scene.cues.has("deed", sentence.start, sentence.end) or scene.cues.has("topic", date.span.end, sentence.end):
        return None
    if not (lead or generic or scene.cues.has("closing", sentence.start, sentence.end)):
        return None
    best: tuple[float, Trigger] | None = None
    for near in scene.sentences[max(sentence.index - 2, 0) : sentence.index + 3]:
        distance = abs(near.index - sentence.index)
        if near.is_title or not distance or not _tied(scene, sentence, near):
            continue
        for trigger in near.triggers[:20]:
            value = (
                2.0 * trigger.weight - 1.5 * distance + (3 if trigger.type in title_types else 0) - 3 * trigger.quoted
            )
            value += (
                4 if near.index > sentence.index and scene.cues.has("same_occasion", near.start, near.start + 20) else 0
            )
            value -= _APART_COST if near.days and near.paragraph != sentence.paragraph and sentence.rank else 0
            if best is None or value > best[0]:
                best = (value, trigger)
    if best or len(date.value) == 7:
        return best[1] if best else None
    if not lead and not scene.cues.has("own_occasion", sentence.start, sentence.end):
        return None
    ahead = scene.cues.before(("planned",), date.span.start, sentence.start)
    if scene.cues.has("alike", sentence.start, sentence.end):
        return first_of(scene, title_types)
    return first_of(scene, title_types) if lead or ahead is None else None


def _is_of_a_letter(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether the day is that on which a letter came, whose own date stands behind: "Kamis ramai: surat ..."."""
    others = sentence.days[:_DAYS_MAX]
    return any(d.span.start > date.span.end and scene.cues.has("letter", date.span.end, d.span.start) for d in others)


def _is_of_a_journey(scene: Scene, sentence: Sentence, date: DateMention) -> bool:
    """Says whether the day is that of a way: "Rombongan tiba di hotel sejak Rabu"."""
    start = date.span.start
    way = scene.cues.before(("travel",), start, max(sentence.start, start - _WAY_CHARS))
    return way is not None and scene.cues.after(("occasion",), way, start) is None


def _tied(scene: Scene, sentence: Sentence, near: Sentence) -> bool:
    if near.paragraph == sentence.paragraph:
        return True
    if near.index > sentence.index:
        return sentence.rank == 0 or scene.cues.has("same_occasion", near.start, near.start + 20)
    return sentence.rank is not None and sentence.rank < LEAD_SENTENCES


def first_of(scene: Scene, types: tuple[EventType, ...]) -> Trigger | None:
    """The first trigger of the article's main type."""
    return next((t for t in scene.iter_triggers() if t.type == types[0]), None) if types else None


def day_before(scene: Scene, sentence: Sentence) -> DateMention | None:
    """The one day of the sentence before in the paragraph, which a sentence takes up: "Di sana pula ..."."""
    previous = scene.sentences[sentence.index - 1]
    tied = not previous.is_title and previous.paragraph == sentence.paragraph and not previous.triggers
    return previous.days[0] if tied and len(previous.days) == 1 and not sentence.days else None


def is_elsewhere(scene: Scene, sentence: Sentence) -> bool:
    """Says whether a sentence is on other regions than the one before in the paragraph: "X baru diuji esok harinya"."""
    previous = scene.sentences[max(sentence.index - 1, 0)]
    before, here = _named(scene, previous), _named(scene, sentence)
    return previous.paragraph == sentence.paragraph and bool(before and here) and not before & here


def _named(scene: Scene, sentence: Sentence) -> frozenset[str]:
    regions = scene.inputs.regions
    first = bisect_left(regions, sentence.start, key=lambda r: r.span.start)
    named = takewhile(lambda r: r.span.start < sentence.end, islice(regions, first, first + _NAMED_MAX))
    return frozenset(r.code for r in named if r.level != "provinsi")
