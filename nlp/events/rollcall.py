"""Roll calls: a count of regions and the names that add up to it, perhaps over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.events.acting import is_venue
from nlp.events.scene import Scene, Sentence, within
from nlp.figures.count import Count, parse_number
from nlp.mentions import RegionMention

_SMALLEST, _LARGEST = 2, 15
_CROWD = 10
_SENTENCES = 7  # that a roll call may run over, one of them without a name
_ONLY_CHARS = 12
_GAP, _GAP_BEFORE = 1, 3  # sentences without a name between names, and before the first
_TITLE_RANKS = 5  # where the names of a title's count may begin
_COUNTS_MAX = 60
_DATES_MAX = 20
_COMPANY_CHARS = 30
_APART = ("apart", "earlier", "rival", "list_not")
# "tiga di antaranya", "enam pemerintah kabupaten", "tujuh tetangga": numbers whose unit the counts do not know.
_SHARE = re.compile(
    r"\b([^\W_]+)\s(?:di\s?antaranya|di antara mereka|pemerintah (?:kabupaten|kota|daerah)"
    r"|(?:daerah )?tetangga\w*|utusan|wakil)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:lain|lainnya|tetangga\w*)\b", re.IGNORECASE)


Places = tuple[Sequence[RegionMention], Sequence[int]]


@dataclass(frozen=True, slots=True)
class RollCall:
    """Regions that a text counts and names: "Ada delapan, yakni A, B ... Tiga lainnya F, G, dan H".

    `told`: the sentence with the count; `named`: those with the names. `alone`: nobody else did it ("hanya dua").
    """

    codes: tuple[str, ...]
    told: int
    named: tuple[int, ...]
    alone: bool


def read_roll_calls(
    scene: Scene, counts: Sequence[Count], places: Places, acting: Sequence[str], year: int | None
) -> list[RollCall]:
    """The roll calls of an article, in text order. Linear in the length of the text.

    Args:
        scene: the article.
        counts: every count of regions in it.
        places: the mentions of kabupaten and kota with their starts.
        acting: the codes of those who act in the main happening.
        year: that of the main happening; names beside earlier years only are those of other intakes. None: not known.
    """
    found: list[RollCall] = []
    for count in _small(scene, counts):
        sentence = scene.sentence_at(count.start)
        if sentence is None or _is_earlier(sentence, year):
            continue
        if _is_apart(scene, sentence) and not (sentence.triggers and sentence.days):
            continue
        others = bool(_OTHERS.search(scene.text, count.start, min(count.end + _COMPANY_CHARS, sentence.end)))
        for first in _openings(scene, sentence):
            floor = count.end if first is sentence else first.start
            call = _call(scene, places, set(acting), count.count, others, sentence, first, floor)
            if call:
                alone = (
                    scene.cues.before(("only",), count.start, max(sentence.start, count.start - _ONLY_CHARS))
                    is not None
                )
                found.append(replace(call, alone=alone))
                break
    return found


def read_crowds(scene: Scene, counts: Sequence[Count]) -> frozenset[int]:
    """The sentences outside the title that say what many regions did: "25 kepala daerah membubuhkan tanda tangan".

    In an article whose title names no region, any count of many and any "sejumlah daerah" says so.
    """
    title = scene.inputs.layout.title
    national = title is not None and not any(m.span.start < title[1] for m in scene.inputs.regions[:1])
    many = [c.start for c in counts if c.count >= _CROWD and c.family in ("region", "head", "peserta")]
    many += scene.cues.starts.get("group", []) if national else []
    found = [s for s in map(scene.sentence_at, many) if s and not s.is_title and (national or s.triggers)]
    return frozenset(s.index for s in found)


def _small(scene: Scene, counts: Sequence[Count]) -> list[Count]:
    families = ("region", "head", "rest", "part")
    small = [c for c in counts if _SMALLEST <= c.count <= _LARGEST and c.family in families]
    kept = [c for c in (*small, *_iter_shares(scene.text)) if not scene.quoted(c.start)]
    return [c for c in kept if not _is_numbering(scene.text, c.start)][:_COUNTS_MAX]


def _iter_shares(text: str) -> Iterator[Count]:
    """Numbers whose unit the counts do not know: "tiga di antaranya, yaitu ..."."""
    for match in _SHARE.finditer(text):
        number = parse_number(match[1])
        if number and _SMALLEST <= number <= _LARGEST:
            yield Count(match.start(), match.end(), number, "daerah", "part")


def _is_numbering(text: str, position: int) -> bool:
    """Says whether a number opens its line and the next line too: "12 Kota Bekasi" in a printed list."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    following = text[end:].lstrip()[:1] if end >= 0 else ""
    return text[position].isdigit() and not text[start:position].strip() and following.isdigit()


def _openings(scene: Scene, sentence: Sentence) -> Iterable[Sentence]:
    """Where the names may begin: in the sentence of the count; for a title's, in one of the first sentences."""
    if not sentence.is_title:
        return (sentence,)
    return (s for s in scene.sentences if s.rank is not None and s.rank < _TITLE_RANKS)


def _call(
    scene: Scene,
    places: Places,
    acting: set[str],
    wanted: int,
    others: bool,
    told: Sentence,
    first: Sentence,
    floor: int,
) -> RollCall | None:
    codes: dict[str, None] = {}
    named: list[int] = []
    gap = 0
    for sentence in scene.sentences[first.index : first.index + _SENTENCES]:
        if sentence is not first and _is_apart(scene, sentence):
            return None
        new = [c for c in _names(scene, *places, max(sentence.start, floor), sentence.end) if c not in codes]
        if not new:
            gap += 1
            if gap > (_GAP if named else _GAP_BEFORE):
                return None
            continue
        codes.update(dict.fromkeys(new))
        named.append(sentence.index)
        if len(set(codes) - acting) >= (1 if wanted > 2 else 2) and _adds_up(set(codes), acting, wanted, others):
            return RollCall(tuple(codes), told.index, tuple(named), False)
        if len(codes) > wanted:
            return None
    return None


def _adds_up(codes: set[str], acting: set[str], wanted: int, others: bool) -> bool:
    if others:
        return len(codes - acting) == wanted
    return len(codes) == wanted or (len(acting) == 1 and len(codes | acting) == wanted)


def _names(
    scene: Scene, mentions: Sequence[RegionMention], starts: Sequence[int], start: int, end: int
) -> Iterator[str]:
    for at in within(starts, start, end):
        if not scene.quoted(starts[at]) and not is_venue(scene, mentions[at]):
            yield mentions[at].code


def _is_earlier(sentence: Sentence, year: int | None) -> bool:
    years = [int(date.value[:4]) for date in sentence.dates[:_DATES_MAX]]
    return year is not None and bool(years) and max(years) < year


def _is_apart(scene: Scene, sentence: Sentence) -> bool:
    return any(scene.cues.has(name, sentence.start, sentence.end) for name in _APART)
