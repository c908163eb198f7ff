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
_NEAR_CHARS = 70
_AFTER_CHARS = 45
_LEAD_SENTENCES = 4
_WORD = re.compile(r"[\w’'-]+")
_PLACE_END = re.compile(
    r"[;\n\"“”]|\((?!\w{2,14}\))|\.(?=\s|$)"
    r"|,?\s+(?:[Ss]enin|[Ss]elasa|[Rr]abu|[Kk]amis|[Jj]um['’,]?at|[Ss]abtu|[Mm]inggu|tanggal|kemarin)\b"
)
_PREPOSITION = re.compile(r"\b(?:[Bb]ertempat\s+di|[Bb]ertempat|[Dd]i|[Dd]ari)\s+")


def read_place(scene: Scene, happening: Happening, lexicon: Lexicon, is_main: bool) -> str | None:
    """The venue as printed, of the sentences that tell the happening; None when no place is named.

    A named venue ("di Aula ...") outranks a bare place beside the date ("di Jakarta, Kamis (1/12)").
    """
    stops = lexicon.words.get("place_stop", frozenset())
    told = _told_in(scene, happening)
    lead = [s.index for s in scene.sentences if s.rank is not None and s.rank < _LEAD_SENTENCES] if is_main else []
    for index in dict.fromkeys([*told, *lead]):
        sentence = scene.sentences[index]
        for start in _place_starts(scene, sentence):
            if scene.cues.has("venue", start, min(start + 4, sentence.end)):
                return _place_at(scene, sentence, start, stops)
    for index in told[:1]:
        sentence = scene.sentences[index]
        for start in _place_starts(scene, sentence):
            if scene.text[start : start + 1].isupper() and _beside(scene, sentence, happening, start):
                return _place_at(scene, sentence, start, stops)
    return None


def _place_starts(scene: Scene, sentence: Sentence) -> list[int]:
    matches = _PREPOSITION.finditer(scene.text, sentence.start, sentence.end)
    return [match.end() for match in matches if not scene.quoted(match.end())]


def _beside(scene: Scene, sentence: Sentence, happening: Happening, start: int) -> bool:
    """Says whether a bare place stands beside the happening's own date, with no speaker between."""
    near = [
        at for at in happening.date_starts if sentence.start <= at < sentence.end and abs(at - start) <= _NEAR_CHARS
    ]
    return any(scene.cues.after(("speech", "press"), min(at, start), max(at, start)) is None for at in near)


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
        name_goes_on = word[0] == "dan" and text[word.end() + 1 : word.end() + 2].isupper()
        if fold_case(word[0]) in stops and not name_goes_on and word.start():
            text = text[: word.start()]
            break
    text = re.split(r",\s+(?=[a-z])", text)[0]
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
    for index in _told_in(scene, happening)[:2]:
        sentence = scene.sentences[index]
        anchors = [start for start in happening.date_starts if sentence.start <= start < sentence.end]
        anchors += [happening.trigger.start] if happening.trigger.sentence == index else []
        planned = _nearest(scene, sentence, "planned", anchors)
        held = _nearest(scene, sentence, "held", anchors)
        if planned is not None and planned <= _STATUS_CHARS and (held is None or planned < held):
            return "planned"
    return "held" if happening.period or happening.trigger.weight >= 2 else None


def _nearest(scene: Scene, sentence: Sentence, name: str, anchors: list[int]) -> int | None:
    """How far before these anchors, or just behind, the nearest such cue stands in the sentence."""
    found = []
    for anchor in anchors[:10]:
        before = scene.cues.before((name,), anchor + 1, sentence.start)
        after = scene.cues.after((name,), anchor, min(anchor + _AFTER_CHARS, sentence.end))
        found += [abs(anchor - at) for at in (before, after) if at is not None]
    return min(found, default=None)
