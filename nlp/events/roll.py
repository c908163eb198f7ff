"""The regions that an article's verbs tell to have come to each happening, and those that stayed away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.record import EventType
from nlp.events.acting import is_destination
from nlp.events.attendance import Standing, clause_at, cuts_of, standings_in
from nlp.events.happening import Happening
from nlp.events.listing import RegionList
from nlp.events.scene import Scene, Sentence
from nlp.events.topic import topics_of

_PARAGRAPHS = 3  # between a happening and who came, or one who came and the next
_TITLE_SENTENCES, _TITLE_NAMES = 3, 12
_COMPANY_CHARS = 30
_GROUPS_MIN = 2  # so many groups of others make a roll; a single list is told otherwise


@dataclass(frozen=True, slots=True)
class Roll:
    """The codes of those who came to a happening and of those who did not, in text order."""

    came: tuple[str, ...] = ()
    away: tuple[str, ...] = ()


def read_rolls(
    scene: Scene, lists: Sequence[RegionList], happenings: Sequence[Happening], main: Happening, acting: Sequence[str]
) -> list[Roll]:
    """The roll of each happening, in the same order. Titles only tell who stayed away. Linear in the text.

    A happening has a roll when the verbs of its sentences tell of two or more groups beside the acting regions.
    """
    topics = topics_of(scene, happenings, main)
    by_sentence: dict[int, list[RegionList]] = {}
    for item in lists:
        sentence = scene.sentence_at(item.start)
        if sentence:
            by_sentence.setdefault(sentence.index, []).append(item)
    told: list[list[Standing]] = [[] for _ in happenings]
    sure = [False] * len(happenings)
    for index, items in by_sentence.items():
        at, sentence = topics[index], scene.sentences[index]
        if at is None:
            continue
        before = topics[index - 1] if index and scene.sentences[index - 1].paragraph == sentence.paragraph else None
        taken_up = _is_taken_up(scene, sentence)
        for standing in standings_in(scene, sentence, items, happenings[at].type, taken_up):
            here = at if _is_of_its_day(scene, sentence, standing, happenings[at]) else before
            if here is not None:
                told[here].append(standing)
                joined = taken_up or _is_company(scene, sentence, standing, happenings[here])
                sure[here] |= standing.came is True and joined
    turns = {h.type for h in happenings if h.apart}
    if acting and all("." not in code for code in acting):
        turns |= {main.type}  # a province calls its regions together
    kept = set(acting) if len(acting) == 1 else set(acting) & set(_in_title(by_sentence, scene))
    found = []
    for at, happening in enumerate(happenings):
        needed = 0 if happening.apart else 1 if sure[at] or happening.type in turns else _GROUPS_MIN
        found.append(_roll(scene, told[at], happening, (kept, happening is main), needed))
    return found


def _is_taken_up(scene: Scene, sentence: Sentence) -> bool:
    """Says whether a sentence takes up the happening with others in it: "Sesi tersebut juga diikuti X"."""
    cues = scene.cues
    return cues.has("same_event", sentence.start, sentence.end) and cues.has("same_too", sentence.start, sentence.end)


def _is_company(scene: Scene, sentence: Sentence, standing: Standing, happening: Happening) -> bool:
    """Says whether regions are named as company beside the day: "mengikuti asesmen November bersama X"."""
    start = standing.item.start
    days = [day for day in happening.date_starts if sentence.start <= day < sentence.end]
    return bool(days) and scene.cues.before(("with",), start, start - _COMPANY_CHARS) is not None


def absent_in_title(scene: Scene, lists: Sequence[RegionList], kind: EventType) -> frozenset[str]:
    """The regions that the title tells to have stayed away: "X Lolos, Y Gigit Jari"."""
    found: set[str] = set()
    for sentence in scene.sentences[:_TITLE_SENTENCES]:
        items = [item for item in lists if sentence.start <= item.start < sentence.end] if sentence.is_title else []
        named = [m for m in scene.inputs.regions[:_TITLE_NAMES] if sentence.start <= m.span.start < sentence.end]
        others = {m.code for m in named if not is_destination(scene, m)}
        told = standings_in(scene, sentence, items, kind)
        away = {code for standing in told if standing.came is False for code in standing.item.codes}
        found |= away if others - away else set()
    return frozenset(found)


def _in_title(by_sentence: dict[int, list[RegionList]], scene: Scene) -> Iterator[str]:
    for sentence in scene.sentences[:_TITLE_SENTENCES]:
        if sentence.is_title:
            yield from (code for item in by_sentence.get(sentence.index, ()) for code in item.codes)


def _is_of_its_day(scene: Scene, sentence: Sentence, standing: Standing, happening: Happening) -> bool:
    """Says whether regions stand in the clause of the happening's day or behind, when their sentence holds one."""
    days = [start for start in happening.date_starts if sentence.start <= start < sentence.end]
    return not days or standing.clause >= clause_at(cuts_of(scene, sentence), min(days))


def _roll(
    scene: Scene, standings: list[Standing], happening: Happening, actors: tuple[set[str], bool], needed: int
) -> Roll:
    """Gathers what the sentences say, when they tell of as many groups beside the acting regions as are needed.

    `actors` are the acting regions and whether this is the main happening: there only the title may say that they
    stayed away.
    """
    acting, is_main = actors
    came: dict[str, None] = {}
    away: dict[str, None] = {}
    others = 0
    told = [scene.sentences[index].paragraph for index in happening.sentences]
    last = told[0]  # the paragraph of the one who came before
    for standing in standings:
        sentence, codes = scene.sentences[standing.sentence], standing.item.codes
        if standing.came is None or (sentence.is_title and standing.came):
            continue
        far = min(abs(sentence.paragraph - near) for near in (*told, last)) > _PARAGRAPHS
        if far and not sentence.is_title and not standing.taken_up:
            continue
        last = sentence.paragraph
        left = () if standing.came else {*happening.named, *(acting if is_main and not sentence.is_title else ())}
        (came if standing.came else away).update((c, None) for c in codes if c not in left)
        others += sentence.is_title or not acting.issuperset(codes) or not (standing.came or is_main)
    if others < needed:
        return Roll()
    return Roll(tuple(c for c in came if c not in away), tuple(c for c in away if c not in came))
