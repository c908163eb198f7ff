"""Where and how a happening took place, and whether it has: place, mode and status."""

from __future__ import annotations

import re
from datetime import date

from corpus.record import Mode, Status
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.scene import Scene, Sentence

_PLACE_CHARS = 110
_STATUS_CHARS = 70
_WORD = re.compile(r"[\w’'.-]+")
_PLACE_END = re.compile(
    r"[(;\n\"“”]|\.(?=\s|$)|,?\s+(?:[Ss]enin|[Ss]elasa|[Rr]abu|[Kk]amis|[Jj]um'?at|[Jj]um’at|[Ss]abtu|[Mm]inggu|tanggal)\b"
)


def read_place(scene: Scene, happening: Happening, lexicon: Lexicon) -> str | None:
    """The venue as printed, of the sentences that tell the happening; None when no venue is named."""
    prepositions = lexicon.words.get("place_preposition", frozenset())
    stops = lexicon.words.get("place_stop", frozenset())
    for index in _told_in(scene, happening):
        sentence = scene.sentences[index]
        for match in re.finditer(
            r"(?i)\b(?:" + "|".join(sorted(prepositions)) + r")\s+", scene.text[sentence.start : sentence.end]
        ):
            start = sentence.start + match.end()
            if scene.quoted(start):
                continue
            head = scene.cues.after(("venue",), start, min(start + 4, sentence.end))
            if head is not None:
                return _place_at(scene, sentence, start, stops)
    return None


def _told_in(scene: Scene, happening: Happening) -> list[int]:
    """The sentences of a happening, dated ones first, and the one after in the same paragraph."""
    told = [i for i in happening.sentences if not scene.sentences[i].is_title]
    told.sort(key=lambda i: not any(d.span.start in happening.date_starts for d in scene.sentences[i].dates))
    following = [
        i + 1
        for i in told[:1]
        if i + 1 < len(scene.sentences) and scene.sentences[i + 1].paragraph == scene.sentences[i].paragraph
    ]
    return list(dict.fromkeys(told[:4] + following))


def _place_at(scene: Scene, sentence: Sentence, start: int, stops: frozenset[str]) -> str | None:
    ceiling = min(start + _PLACE_CHARS, sentence.end)
    dates = [d.span.start for d in sentence.dates if start < d.span.start < ceiling]
    text = scene.text[start : min([ceiling, *dates])]
    end = _PLACE_END.search(text)
    text = text[: end.start()] if end else text
    for word in _WORD.finditer(text):
        if fold_case(word[0]).strip(".") in stops:
            text = text[: word.start()]
            break
    return text.strip(" ,.-–—\n\t") or None


def read_mode(scene: Scene, happening: Happening, place: str | None) -> Mode | None:
    """The mode that the text gives; a named venue with people in it counts as in person. None: not said."""
    spans = [(scene.sentences[i].start, scene.sentences[i].end) for i in _told_in(scene, happening)]
    said = {
        name for name in ("virtual", "in_person", "hybrid") for start, end in spans if scene.cues.has(name, start, end)
    }
    if "hybrid" in said:
        return "hybrid"
    if "virtual" in said:
        return "virtual"
    return "in_person" if place or scene_has_meeting(scene, spans) else None


def scene_has_meeting(scene: Scene, spans: list[tuple[int, int]]) -> bool:
    """Says whether the sentences say in words that people met."""
    words = ("tatap muka", "luring", "offline", "secara fisik")
    return any(word in fold_case(scene.text[start:end]) for start, end in spans for word in words)


def read_status(scene: Scene, happening: Happening, published: date | None) -> Status | None:
    """`held` or `planned`: by the day of publication when both are known, else by the words around; None: undecided."""
    if published and happening.period:
        if happening.period.first > published:
            return "planned"
        if happening.period.last < published:
            return "held"
    sentence = scene.sentences[happening.trigger.sentence]
    if sentence.is_title and happening.sentences:
        sentence = next((scene.sentences[i] for i in happening.sentences if not scene.sentences[i].is_title), sentence)
    anchors = [start for start in happening.date_starts if sentence.start <= start < sentence.end] + [
        happening.trigger.start
    ]
    planned = _nearest(scene, sentence, "planned", anchors)
    held = _nearest(scene, sentence, "held", anchors)
    if planned is not None and planned <= _STATUS_CHARS and (held is None or planned < held):
        return "planned"
    return "held" if happening.period or held is not None or happening.trigger.weight >= 2 else None


def _nearest(scene: Scene, sentence: Sentence, name: str, anchors: list[int]) -> int | None:
    found = []
    for anchor in anchors:
        before = scene.cues.before((name,), anchor + 1, sentence.start)
        after = scene.cues.after((name,), anchor, sentence.end)
        found += [abs(anchor - at) for at in (before, after) if at is not None]
    return min(found, default=None)
