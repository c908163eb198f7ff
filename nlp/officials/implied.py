"""Offices whose holder the text names apart from them: "… X. “…,” kata orang nomor satu di Pemkab Y itu"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.record import Role
from nlp.mentions import RegionMention
from nlp.officials.lexicon import offices
from nlp.officials.link import Link
from nlp.officials.page import Page
from nlp.officials.person import Person
from nlp.officials.title import Title
from nlp.quotes.lexicon import load_cues

_REACH = 150  # tokens between a name and the office that is said of its bearer
_EPITHET_REACH = 6  # tokens between an epithet and its region
_CLOSES = frozenset("\"”’'»")
_HEADS: dict[str, Role] = {"kabupaten": "bupati", "kota": "wali_kota", "provinsi": "gubernur"}
_DEPUTIES: dict[str, Role] = {"kabupaten": "wakil_bupati", "kota": "wakil_wali_kota", "provinsi": "wakil_gubernur"}
_LEVELS: dict[Role, str] = {role: level for level, role in _HEADS.items()}
_NYA = re.compile(r"[a-z]{4,}nya")


def iter_epithets(page: Page) -> Iterator[Title]:
    """Epithets of a region's head or deputy that name the region: "orang nomor satu di Pemkab Sumenep itu"."""
    heads = offices()["epithet_heads"]
    for first, low in enumerate(page.lowered):
        if low not in heads or not first:
            continue
        found = load_cues().epithet.match(page.text, page.tokens[first - 1].end)
        if found is None or not (found["head"] or found["deputy"]):
            continue
        last = page.index_at(found.end())
        region = _region_behind(page, last)
        if region is None or page.ignored[first]:
            continue
        role = (_DEPUTIES if found["deputy"] else _HEADS)[region.level]
        tail = page.end_of(last, region.span.end)
        words = tuple(role.split("_"))
        yield Title(first, tail, tail, role, region.level, regions=(region,), words=words)


def _region_behind(page: Page, at: int) -> RegionMention | None:
    for i in range(at, min(at + _EPITHET_REACH, len(page.tokens))):
        if page.breaks[i] or not page.tokens[i].text[0].isalnum():
            return None
        if page.region[i] is not None:
            return page.region[i]
    return None


def iter_implied_links(
    page: Page, titles: Sequence[Title], links: Sequence[Link], persons: Sequence[Person]
) -> Iterator[Link]:
    """Ties an office that speaks, and whose holder the text names nowhere, to the person told of right before.

    The person is the last one named before, within some sentences, alone in that sentence, and holds no office; an
    office that is said in small letters with nothing to point back ("jawab wali kota") takes the only person of the
    text of whom nothing is said. Linear in titles and persons.
    """
    held = {link.title.role for link in links}
    taken = {link.person.first for link in links}
    tied = {link.title.first for link in links}
    named = sorted(persons, key=lambda p: p.first)
    firsts = sorted({person.first for person in named} | taken)
    free = {p.first: p for p in named if p.first not in taken and page.name_kind(p.first) == "person"}
    plain = _only_plain(page, free)
    for title in sorted((*titles, *iter_epithets(page)), key=lambda t: t.first):
        if title.role is None or title.generic or title.first in tied or title.role in held:
            continue
        if not _speaks(page, title) and not _opens(page, title):
            continue
        person = _told_before(page, title, firsts, free) if _points(page, title) else None
        if person is None and plain is not None and plain.first < title.first and _is_bare(page, title):
            person = plain
        if person is not None:
            held.add(title.role)
            yield Link(title, person)


def _speaks(page: Page, title: Title) -> bool:
    """Says whether a verb of saying between speech and title makes the title its speaker."""
    at = title.first
    cue = at > 1 and page.lowered[at - 2] in _CLOSES and load_cues().after.fullmatch(page.lowered[at - 1])
    return bool(cue) and not page.breaks[at]


def _opens(page: Page, title: Title) -> bool:
    """Says whether an epithet opens a sentence: "Orang nomor satu di Binjai itu menambahkan"."""
    at = page.tokens[title.first].start
    return page.lowered[title.first] in offices()["epithet_heads"] and page.sentence_start(at) == at


def _points(page: Page, title: Title) -> bool:
    points = offices()["points"]
    return not points.isdisjoint(page.lowered[title.tail - 1 : title.tail + 1])


def _told_before(page: Page, title: Title, firsts: Sequence[int], free: dict[int, Person]) -> Person | None:
    """The last person named before a title, when free and alone in its sentence; None else."""
    at = bisect_left(firsts, title.first) - 1
    if at < 0 or title.first - firsts[at] > _REACH or firsts[at] not in free:
        return None
    opening = page.index_at(page.sentence_start(page.tokens[firsts[at]].start))
    alone = at == 0 or firsts[at - 1] < opening
    person = free[firsts[at]]
    return person if alone and _is_plain(page, person) else None


def _only_plain(page: Page, free: dict[int, Person]) -> Person | None:
    """The one person of more than one word in the text of whom nothing is said; None without or with several."""
    plain = [person for person in free.values() if len(person.words) > 1 and _is_plain(page, person)]
    return plain[0] if len({person.words for person in plain}) == 1 else None


def _is_plain(page: Page, person: Person) -> bool:
    """Says whether nothing beside the name tells who it is: no noun before it, no apposition or age behind it."""
    first, before = person.first, page.lowered[person.first - 1] if person.first else ""
    if any(page.ignored[first : person.last]) or page.headline[first]:
        return False
    behind = page.lowered[person.after] if person.after < len(page.tokens) else ""
    if behind in (",", "("):
        return False
    opens = first == 0 or page.breaks[first] or (not before[0].isalnum() and before != ",")
    led = before in offices()["governs"] or _NYA.fullmatch(before) is not None or before in offices()["before_subject"]
    return opens or led


def _is_bare(page: Page, title: Title) -> bool:
    """Says whether a head of the text's own government is meant by the title alone, in small letters."""
    level = _LEVELS.get(title.role) if title.role else None
    if level is None or title.regions or title.former or title.acting or not page.tokens[title.first].text.islower():
        return False
    return any(region is not None and region.level == level for region in page.region)
