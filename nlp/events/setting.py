"""Where and how a happening took place, and whether it has: place, mode and status."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import islice

from corpus.record import Mode, Status
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon, fold_case
from nlp.events.scene import Scene, Sentence, within

_PLACE_CHARS = 110
_STATUS_CHARS = 70
_NEAR_CHARS = 70
_AFTER_CHARS = 45
_DATES_AROUND = 3
_PLACES_MAX = 30  # places looked at in one sentence
_LEAD_SENTENCES = 6
_SEATED = ("coaching", "socialisation")  # people sit together even when the speaker is on a screen
_MODES = ("virtual", "meeting", "hybrid", "remote")
_WORD = re.compile(r"[\w’'-]+")
_PLACE_END = re.compile(
    r"[;\n\"“”]|\((?!\w{2,14}\))|\.(?=\s|$)"
    r"|,?\s+(?:[Ss]enin|[Ss]elasa|[Rr]abu|[Kk]amis|[Jj]um['’,]?at|[Ss]abtu|[Mm]inggu|tanggal|kemarin)\b"
)
_COMMA_BEFORE = re.compile(r",\s+(?:\w{1,5}\.?\s+)?$")
_PREPOSITION = re.compile(r"\b(?:[Bb]ertempat\s+di|[Bb]ertempat|[Dd]i|[Dd]ari)\s+")


def read_place(scene: Scene, happening: Happening, lexicon: Lexicon, is_main: bool) -> tuple[str | None, bool]:
    """The place as printed and whether it is a venue, from the sentences that tell the happening; None: none is named.

    A named venue ("di Aula ...") outranks a bare place beside the date ("di Jakarta, Kamis (1/12)").
    """
    stops = lexicon.words.get("place_stop", frozenset())
    told = _told_in(scene, happening)
    lead = [s.index for s in scene.sentences if s.rank is not None and s.rank < _LEAD_SENTENCES] if is_main else []
    bare: str | None = None
    for index in dict.fromkeys([*told, *lead]):
        sentence = scene.sentences[index]
        for start, names in islice(_place_starts(scene, sentence), _PLACES_MAX):
            if not _is_own(sentence, happening, start):
                continue
            place = _place_at(scene, sentence, start, stops)
            if (
                place
                and not _is_interview(scene, sentence, start)
                and any(scene.cues.has(name, start, start + len(place.split(",")[0])) for name in names)
            ):
                return place, True
            if (
                bare is None
                and place
                and place[0].isupper()
                and len(names) > 1
                and _beside(scene, sentence, happening, start)
            ):
                bare = place
    return bare, False


def _is_own(sentence: Sentence, happening: Happening, start: int) -> bool:
    """Says whether the date nearest to a place is the happening's own, or the sentence holds no date."""
    at = bisect_right(sentence.dates, start, key=lambda d: d.span.start)
    around = sentence.dates[max(at - _DATES_AROUND, 0) : at + _DATES_AROUND]
    near = [d.span.start for d in around if d.granularity != "year"]
    nearest = min(near, key=lambda position: abs(position - start), default=None)
    return nearest is None or not happening.date_starts or nearest in happening.date_starts


def _is_interview(scene: Scene, sentence: Sentence, start: int) -> bool:
    """Says whether a place only tells where somebody was interviewed."""
    return scene.cues.before(("press",), start + 1, max(sentence.start, start - _AFTER_CHARS)) is not None


def _place_starts(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where a place may begin, with the cues that make it a venue there; "dari" needs a room, "di" any venue."""
    if sentence.rank is not None and scene.cues.has("venue", sentence.start, sentence.start + 2):
        yield sentence.start, ("venue",)
    for match in _PREPOSITION.finditer(scene.text, sentence.start, sentence.end):
        start = match.end()
        if scene.quoted(start):
            continue
        if match[0].startswith(("dari", "Dari")):
            yield start, ("venue",)
        else:
            yield start, ("venue", "institution" if scene.cues.has("institution", start, start + 2) else "venue")


def _beside(scene: Scene, sentence: Sentence, happening: Happening, start: int) -> bool:
    """Says whether a bare place stands beside the happening's own date, with no speaker between."""
    near = [
        at for at in happening.date_starts if sentence.start <= at < sentence.end and abs(at - start) <= _NEAR_CHARS
    ]
    return any(scene.cues.after(("speech", "press"), min(at, start), max(at, start)) is None for at in near)


def _told_in(scene: Scene, happening: Happening) -> list[int]:
    """The sentences of a happening, dated ones first, and the one after in the same paragraph."""
    told = [i for i in happening.sentences if not scene.sentences[i].is_title]
    told.sort(key=lambda i: not happening.is_dated_in(scene.sentences[i]))
    following = [
        i + 1
        for i in told[:1]
        if i + 1 < len(scene.sentences) and scene.sentences[i + 1].paragraph == scene.sentences[i].paragraph
    ]
    return list(dict.fromkeys(told[:4] + following))


def _place_at(scene: Scene, sentence: Sentence, start: int, stops: frozenset[str]) -> str | None:
    ceiling = min(start + _PLACE_CHARS, sentence.end)
    at = bisect_right(sentence.dates, start, key=lambda d: d.span.start)
    text = scene.text[start : min([ceiling, *(d.span.start for d in sentence.dates[at : at + 1])])]
    end = _PLACE_END.search(text)
    text = text[: end.start()] if end else text
    for word in _WORD.finditer(text):
        name_goes_on = word[0] == "dan" and text[word.end() + 1 : word.end() + 2].isupper()
        if fold_case(word[0]) in stops and not name_goes_on and word.start():
            text = text[: word.start()]
            break
    text = re.split(r",\s+(?=[a-z\d])", text)[0]
    office = scene.cues.after(("government",), start + 1, start + len(text))
    while office is not None and not _COMMA_BEFORE.search(text[: office - start]):
        office = scene.cues.after(("government",), office + 1, start + len(text))
    text = text if office is None else text[: text.rfind(",", 0, office - start)]
    return text.strip(" ,.-–—\n\t") or None


def read_mode(scene: Scene, happening: Happening, has_venue: bool, is_main: bool) -> Mode | None:
    """The mode that the text gives; a named venue with people in it counts as in person. None: not said."""
    indices = list(_told_in(scene, happening))
    if is_main:
        indices += [
            s.index
            for s in scene.sentences[: _LEAD_SENTENCES + 1]
            if s.rank is not None and _tells(scene, s, happening)
        ]
    said = {name for name in _MODES for i in indices if _is_said(scene, scene.sentences[i], happening, name)}
    if "hybrid" in said or {"virtual", "meeting"} <= said:
        return "hybrid"
    if "virtual" in said:
        return "hybrid" if has_venue and happening.type in _SEATED and "remote" not in said else "virtual"
    return "in_person" if has_venue or "meeting" in said else None


def _is_said(scene: Scene, sentence: Sentence, happening: Happening, name: str) -> bool:
    """Says whether a sentence holds such a cue that is not nearer to another happening's day."""
    starts = scene.cues.starts.get(name, [])
    return any(_is_own(sentence, happening, starts[i]) for i in within(starts, sentence.start, sentence.end))


def _tells(scene: Scene, sentence: Sentence, happening: Happening) -> bool:
    same = any(t.type == happening.type for t in sentence.triggers)
    return same or scene.cues.has("occasion", sentence.start, sentence.end)


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
