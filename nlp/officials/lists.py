"""Titles over several names: pairs, lists under a plural head, teams, "one of them", and whom a holder follows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.names.wordlist import name_words
from nlp.officials.lexicon import offices
from nlp.officials.link import Link
from nlp.officials.page import Page
from nlp.officials.person import Person, name_at
from nlp.officials.title import Title

_EXAMPLE_REACH = 6  # words between a plural head and its list
_PART_REACH = 60  # words between a plural head and "salah satunya, X"
_SUCCESSION_REACH = 40  # words between a title and "menggantikan X"
_AND = (",", "dan", "serta")
_JOINTS = (["dan"], ["/"], ["beserta"], ["bersama"], ["serta"], ["-"])
_ORG_KINDS = ("organisation", "location")
# Offices of which a body has several, so that one title in front may stand for all names of a list.
_SHARED_ROLES = ("tenaga_ahli", "anggota_dpr")


def paired(page: Page, titles: Sequence[Title], links: Sequence[Link], behind: Mapping[int, Person]) -> list[Link]:
    """Reads "Bupati dan Wakil Bupati Solok, A dan B" and "A dan B sebagai Bupati dan Wakil Bupati Solok".

    The first title takes the first name, the second the second. `behind` finds a person by the index after it.

    Returns:
        All links, those of such pairs set right.
    """
    by_title = {link.title: link for link in links}
    for first, second in pairwise(titles):
        if page.lowered[first.tail : second.first] not in _JOINTS or first.generic:
            continue
        link = by_title.get(second)
        if link is not None and first not in by_title and not first.regions:
            _pair_ahead(page, first, second, link, by_title)
        elif link is None and first in by_title:
            _pair_behind(page, first, second, by_title, behind)
    return list(by_title.values())


def _pair_ahead(page: Page, first: Title, second: Title, link: Link, by_title: dict[Title, Link]) -> None:
    if page.lowered[first.tail] == "/" and link.person.first >= second.tail:
        by_title[first] = Link(first, link.person)
    after = link.person.after
    listed = after + 1 < len(page.tokens) and page.lowered[after] in ("dan", "-", "/", "beserta", "bersama", "serta")
    person = name_at(page, after + 1) if listed and link.person.first >= second.tail else None
    if person is not None:
        by_title[first] = Link(replace(first, regions=second.regions), link.person)
        by_title[second] = Link(second, person)


def _pair_behind(
    page: Page, first: Title, second: Title, by_title: dict[Title, Link], behind: Mapping[int, Person]
) -> None:
    last = by_title[first].person
    before = _person_before(page, last, behind)
    if last.last > first.first or before is None:
        return
    by_title[first] = Link(replace(first, regions=first.regions or second.regions), before)
    by_title[second] = Link(second, last)


def _person_before(page: Page, person: Person, behind: Mapping[int, Person]) -> Person | None:
    """The name that a "dan" or a hyphen joins to this one from the left, honorifics between stepped over."""
    for at in range(person.first, max(0, person.first - 6), -1):
        if page.lowered[at - 1] in ("dan", "-", "–", "beserta", "bersama", "serta", "&"):
            return behind.get(at - 1)
        if page.breaks[at]:
            return None
    return None


def iter_listed_links(page: Page, titles: Sequence[Title], links: Sequence[Link]) -> Iterator[Link]:
    """Further names under one title, in no order."""
    starts = [title.first for title in titles]
    held = {link.person.first for link in links}
    for link in links:
        shared = link.title.words[0] == "tim" or link.title.role in _SHARED_ROLES
        if shared and link.person.first >= link.title.tail:
            limit = _limit(page, starts, link.person.first)
            yield from (found for found in _listed(page, link.title, link.person.after, limit) if _is_new(found, held))
    for k, title in enumerate(titles):
        if title.generic and title.role is not None:
            limit = titles[k + 1].first if k + 1 < len(titles) else len(page.tokens)
            yield from _examples(page, title, limit)
    yield from _parts(page, titles, held)
    yield from _successions(page, titles, links, held)
    yield from _handovers(page, titles, held)


def _is_new(link: Link, held: set[int]) -> bool:
    return link.person.first not in held


def _limit(page: Page, starts: Sequence[int], at: int) -> int:
    follows = bisect_right(starts, at)
    return starts[follows] if follows < len(starts) else len(page.tokens)


def _listed(page: Page, title: Title, at: int, limit: int) -> list[Link]:
    """The names of a list that goes on here with a comma or "dan"; a name with a title of its own ends it."""
    found: list[Link] = []
    while at < limit and page.lowered[at] in _AND and not page.breaks[at]:
        while at < limit and page.lowered[at] in _AND:
            at += 1
        person = name_at(page, at) if at < limit and not page.breaks[at] else None
        if person is None or person.last > limit or page.name_kind(person.first) in _ORG_KINDS:
            break
        if person.after + 1 == limit < len(page.tokens) and page.lowered[person.after] in (",", "(", "selaku"):
            break
        found.append(Link(replace(title, generic=False, regions=()), person))
        at = person.after
    return found


def _examples(page: Page, title: Title, limit: int) -> Iterator[Link]:
    """Names under a plural head: "para kepala dinas, di antaranya Budi, Rina dan Joko", "dua asesor, A dan B"."""
    opening = range(title.tail, min(title.tail + _EXAMPLE_REACH, limit))
    at = next((i + 1 for i in opening if page.lowered[i] in offices()["examples"]), limit)
    if at == limit and title.tail + 1 < limit and page.lowered[title.tail] in (",", ":"):
        known = page.lowered[title.tail + 1] in name_words()["person"]
        at = title.tail + 1 if known or page.name_kind(title.tail + 1) == "person" else limit
    while at < limit and page.lowered[at] in (",", ":"):
        at += 1
    person = name_at(page, at) if at < limit and not page.breaks[at] else None
    if person is not None and person.last <= limit:
        yield Link(replace(title, generic=False, regions=()), person)
        yield from _listed(page, title, person.after, limit)


def _parts(page: Page, titles: Sequence[Title], held: set[int]) -> Iterator[Link]:
    """ "Dua evaluator memeriksa bukti. Salah satunya, X, …": one of those whom a plural head has brought in."""
    heads = [title for title in titles if title.role is not None and title.generic]
    starts = [title.first for title in heads]
    for at in range(len(page.tokens) - 3):
        if page.lowered[at] not in ("salah", "seorang") or page.lowered[at + 1] not in offices()["part"]:
            continue
        index = bisect_right(starts, at) - 1
        if index < 0 or at - heads[index].tail > _PART_REACH or heads[index].words[0] in ("bupati", "gubernur"):
            continue
        follows = at + 2
        while follows < min(at + 6, len(page.tokens) - 1) and page.lowered[follows] in offices()["part"]:
            follows += 1
        person = name_at(page, follows)
        if person is not None and person.first not in held and page.name_kind(person.first) == "person":
            yield Link(replace(heads[index], generic=False, regions=()), person)


def _successions(page: Page, titles: Sequence[Title], links: Sequence[Link], held: set[int]) -> Iterator[Link]:
    """The one who held the office before: "X dilantik menjadi Kepala Dinas Kominfo, menggantikan Y"."""
    ordered = sorted((link for link in links if link.title.role is not None), key=lambda link: link.title.first)
    starts = [link.title.first for link in ordered]
    succeeds = offices()["succeeds"]
    for at in range(1, len(page.tokens) - 1):
        if page.lowered[at] not in succeeds:
            continue
        index = bisect_right(starts, at) - 1
        if index < 0 or at - starts[index] > _SUCCESSION_REACH:
            continue
        title = ordered[index].title
        if page.sentence_start(page.tokens[title.first].start) != page.sentence_start(page.tokens[at].start):
            continue
        appointed = range(max(0, title.first - _SUCCESSION_REACH), title.first)
        if not any(page.lowered[i] in offices()["appoints"] for i in appointed):
            continue
        follows = at + 1
        while follows < len(page.tokens) - 1 and page.lowered[follows] in offices()["predecessor"]:
            follows += 1
        person = name_at(page, follows)
        if person is not None and person.first not in held and page.name_kind(person.first) != "organisation":
            yield Link(replace(title, former=True, acting=False), person)


def _handovers(page: Page, titles: Sequence[Title], held: set[int]) -> Iterator[Link]:
    """Both names of "serah terima jabatan Kapolres Sikka dari AKBP A kepada AKBP B": A held the office before."""
    for title in titles:
        if title.role is None or page.lowered[title.tail : title.tail + 1] != ["dari"]:
            continue
        old = name_at(page, title.tail + 1) if title.tail + 1 < len(page.tokens) else None
        if old is None or old.after + 1 >= len(page.tokens) or page.lowered[old.after] not in ("kepada", "ke"):
            continue
        new = name_at(page, old.after + 1)
        if new is not None and old.first not in held and new.first not in held:
            yield Link(replace(title, generic=False, former=True), old)
            yield Link(replace(title, generic=False), new)
