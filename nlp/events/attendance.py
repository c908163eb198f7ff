"""Who took part, as verbs tell it one region after the other: "A naik duluan, B sesudahnya, sementara C absen"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from corpus.record import EventType
from nlp.events.acting import is_destination, is_governed, is_origin, is_venue
from nlp.events.listing import RegionList
from nlp.events.scene import Cues, Scene, Sentence, within

_CAME = ("arrived", "called")
_IN: dict[EventType, tuple[str, ...]] = {"selection": ("called", "chosen"), "award": ("arrived", "called", "prize")}
_AWAY = ("away", "at_first")
_CLAUSE_CUES = ("contrast", "clause")
_CUT = re.compile(r"[;:]\s|\s[–—]\s|\.\s")
_WORDS_APART = re.compile(r"[,;:.]")
_CLOSE_CHARS = 16
_CLAUSE_CHARS = 400
_BEFORE_CHARS = 30
_SPEECH_CHARS = 60
_DATES_MAX = 20
_CUES_MAX = 40  # looked at in one sentence
_GROUPS_MAX = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """Regions named in a row and what a sentence says of them. `came`: True, False, or None when it says nothing.

    `clause` is where its clause begins. `taken_up`: the sentence takes up a happening for them ("sesi itu juga").
    """

    item: RegionList
    sentence: int
    came: bool | None
    clause: int = 0
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of coming or staying away."""

    start: int
    end: int
    came: bool


def standings_in(
    scene: Scene, sentence: Sentence, items: Sequence[RegionList], kind: EventType, taken_up: bool = False
) -> list[Standing]:
    """What a sentence says of each list of regions in it, for a happening of this type.

    A word belongs to the regions before it in its clause, or right behind it ("hadir A, absen B"); what stays away
    outweighs what came. Names in a row go on with the one before: "A tampil pagi, B siang, C sore". In a sentence that
    takes up a happening for others (`taken_up`), those of whom it says nothing else came.
    """
    items = [i for i in items[:_GROUPS_MAX] if not scene.quoted(i.start)]
    if not items or (not sentence.is_title and _is_on_members(scene, sentence)):
        return []
    cuts = cuts_of(scene, sentence)
    items = [part for item in items for part in _parts(scene, item, cuts)]
    beside = [_is_beside(scene, sentence, item) for item in items]
    acting = [item for item, other in zip(items, beside, strict=True) if not other]
    told: dict[int, list[tuple[bool, _Word]]] = {}
    for word in islice(_words(scene, sentence, kind), _CUES_MAX) if acting else ():
        owner, close = _owner(scene.text, acting, cuts, word)
        told.setdefault(acting[owner].start, []).append((close, word))
    found: list[Standing] = []
    for item, other in zip(items, beside, strict=True):
        came = _verdict(scene, told.get(item.start, []), cuts)
        if came is None and not other:
            came = True if taken_up or (found and _follows(scene, found[-1], item, cuts)) else None
        found.append(Standing(item, sentence.index, came, clause_at(cuts, item.start), taken_up))
    return found


def _verdict(scene: Scene, told: list[tuple[bool, _Word]], cuts: list[int]) -> bool | None:
    """What the words of a list say together; None: nothing.

    Nothing counts that only gives a reason or is conceded ("ikut meski bupatinya batal datang"); behind "tetapi" stands
    what came of it in the end.
    """
    words = [word for close, word in told if close] or [word for _, word in told]
    words = [w for w in words if not _opens(scene, cuts, w, "conceded")] or words
    turned = [w for w in words if _opens(scene, cuts, w, "turning")]
    words = turned or words
    return all(word.came for word in words) if words else None


def _opens(scene: Scene, cuts: list[int], word: _Word, cue: str) -> bool:
    """Says whether the clause of a word opens with such a cue."""
    low = clause_at(cuts, word.start)
    return scene.cues.has(cue, low, low + 3)


def _parts(scene: Scene, item: RegionList, cuts: list[int]) -> Iterator[RegionList]:
    """A list cut where a clause begins in it: "A, B; C berhalangan"."""
    inner = [cut for cut in cuts[bisect_right(cuts, item.start) :] if cut < item.end][:_GROUPS_MAX]
    if not inner:
        yield item
        return
    regions = scene.inputs.regions
    for low, high in pairwise((item.start, *inner, item.end)):
        first, last = (bisect_left(regions, at, key=lambda r: r.span.start) for at in (low, high))
        named = [r for r in regions[first:last] if r.level != "provinsi"]
        if named:
            yield RegionList(named[0].span.start, named[-1].span.end, tuple(dict.fromkeys(r.code for r in named)))


def _is_on_members(scene: Scene, sentence: Sentence) -> bool:
    """Says whether a sentence tells who belongs to the programme: "X dan Y ikut program ini sejak 2019"."""
    bare_year = any(len(date.value) == 4 for date in sentence.dates[:_DATES_MAX])
    return bare_year or scene.cues.has("membership", sentence.start, sentence.end)


def _words(scene: Scene, sentence: Sentence, kind: EventType) -> Iterator[_Word]:
    cues = scene.cues
    for name in (*_IN.get(kind, _CAME), *_AWAY):
        starts = cues.starts.get(name, [])
        for at in within(starts, sentence.start, sentence.end):
            if not scene.quoted(starts[at]):
                yield _Word(starts[at], cues.ends[name][at], name not in _AWAY)


def cuts_of(scene: Scene, sentence: Sentence, cues: tuple[str, ...] = _CLAUSE_CUES) -> list[int]:
    """Where the clauses of a sentence begin that marks or these cues open, in text order; at least one."""
    return _cuts_in(scene, sentence.start, sentence.end, cues)


def clause_of(scene: Scene, sentence: Sentence, position: int) -> tuple[int, int]:
    """The clause around a position, no longer than a few lines to each side."""
    low, high = max(sentence.start, position - _CLAUSE_CHARS), min(sentence.end, position + _CLAUSE_CHARS)
    cuts = _cuts_in(scene, low, high)
    at = bisect_right(cuts, position)
    return cuts[at - 1], cuts[at] if at < len(cuts) else high


def _cuts_in(scene: Scene, start: int, end: int, cues: tuple[str, ...] = _CLAUSE_CUES) -> list[int]:
    marks = [m.end() for m in _CUT.finditer(scene.text, start, end)]
    return sorted([start, *marks, *_starts(scene.cues, cues, start, end)])


def clause_at(cuts: Sequence[int], position: int) -> int:
    """Where the clause begins that holds a position."""
    return cuts[max(bisect_right(cuts, position) - 1, 0)]


def _starts(cues: Cues, names: tuple[str, ...], start: int, end: int) -> Iterator[int]:
    for name in names:
        starts = cues.starts.get(name, [])
        yield from (starts[at] for at in within(starts, start, end))


def _owner(text: str, items: Sequence[RegionList], cuts: list[int], word: _Word) -> tuple[int, bool]:
    """The list that a word belongs to, and whether it does so for sure: before it in its clause, or behind at once."""
    low = clause_at(cuts, word.start)
    at = bisect_right(cuts, word.start)
    high = cuts[at] if at < len(cuts) else len(text)
    after = bisect_left(items, word.start, key=lambda i: i.start)
    before = after - 1
    follows = after < len(items) and items[after].start < high
    if before >= 0 and items[before].start >= low:
        at_once = follows and _is_close(text, items[before].end, word, items[after])
        return (after if at_once else before), True
    if follows:
        return after, "," not in text[word.end : items[after].start]
    return (before, True) if before >= 0 else (after, False)


def _is_close(text: str, end: int, word: _Word, item: RegionList) -> bool:
    """Says whether a word opens a part of its own with the regions right behind it: "A hadir, absen B"."""
    if item.start - word.end > _CLOSE_CHARS or _WORDS_APART.search(text, word.end, item.start):
        return False
    return "," in text[end : word.start]


def _is_beside(scene: Scene, sentence: Sentence, item: RegionList) -> bool:
    """Says whether a list is a place, a way to one, or the office of somebody who only speaks."""
    text = scene.text
    if (
        text[item.start - 1 : item.start] == "/"
        or scene.cues.before(("home",), item.start, item.start - _BEFORE_CHARS) is not None
    ):
        return True
    dateline = scene.inputs.layout.dateline
    if dateline and dateline[0] <= item.start < dateline[1]:
        return True
    first = scene.inputs.regions[bisect_left(scene.inputs.regions, item.start, key=lambda r: r.span.start)]
    timed = scene.cues.has("at_hour", item.end, item.end + 2)
    if (is_venue(scene, first) and not timed) or is_origin(scene, first) or is_destination(scene, first):
        return True
    speech = scene.cues.before(("speech",), item.start, max(sentence.start, item.start - _SPEECH_CHARS))
    said = speech is not None and scene.quote_ended(speech + 1, max(sentence.start, speech - 5))
    return said or (
        is_governed(scene, first)
        and scene.cues.after(("speech",), item.end, min(item.end + _SPEECH_CHARS, sentence.end)) is not None
    )


def _follows(scene: Scene, last: Standing, item: RegionList, cuts: list[int]) -> bool:
    """Says whether a list goes on with one that came, or stands behind "Sesudah X" in its clause."""
    if clause_at(cuts, item.start) == last.clause:
        behind = scene.cues.before(("after_one",), last.item.start, max(last.item.start - _CLOSE_CHARS, last.clause))
        if behind is not None:
            return True
    return bool(last.came) and _goes_on(scene, last.item, item, cuts)


def _goes_on(scene: Scene, last: RegionList, item: RegionList, cuts: list[int]) -> bool:
    """Says whether a list goes on with the one before it in the sentence, with no new clause between."""
    followed = scene.cues.before(("called",), item.start, item.start - _CLOSE_CHARS)
    if followed is not None and followed > last.end and "," not in scene.text[last.end : item.start]:
        return False  # "A menyusul B": B came another time
    at = bisect_right(cuts, last.end)
    between = [cut for cut in cuts[at : at + 2] if cut <= item.start]
    return not between or scene.text[between[0] - 2] == ";"
