"""Which title belongs to which name: names after titles, before them, in lists under one head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.names.wordlist import name_words
from nlp.officials.implied import iter_implied_links
from nlp.officials.lexicon import offices
from nlp.officials.link import Link
from nlp.officials.lists import iter_listed_links, paired
from nlp.officials.page import Page
from nlp.officials.person import Person, make_person, name_at, name_end, recognised_persons
from nlp.officials.place import behind_place, without_place
from nlp.officials.pointing import iter_pointing_links
from nlp.officials.title import Title

_LONGEST_TIE = 9
_LONGEST_CLAUSE = 8
_LONGEST_NAME_BACK = 6
_SURE = 0.9
_ACRONYM = 4  # letters
_VERB = re.compile(r"(?:me[mnry]?|ber|di|ter)[a-z]{3,}|dan|bersama|serta")
_ORG_KINDS = ("organisation", "location")


def link_titles(page: Page, titles: Sequence[Title]) -> tuple[tuple[Link, ...], tuple[Person, ...]]:
    """Ties titles to names.

    Returns:
        The links in text order (titles that make nobody an official included), and the recogniser's persons that no
        link holds.
    """
    ahead: list[tuple[Person, bool] | None] = [_ahead(page, titles, k) for k in range(len(titles))]
    rest = recognised_persons(page, [found[0] for found in ahead if found])
    behind = {person.after: person for person in rest}
    links: list[Link] = []
    used: set[Person] = set()
    for k, title in enumerate(titles):
        found = ahead[k]
        person, firm = _behind(page, titles, k, behind)
        if found and (person is None or not _prefers_behind(page, titles, k, found, person, firm, used)):
            links.append(Link(title, found[0]))
            behind[found[0].after] = found[0]
            used.add(found[0])
        elif person is not None and (firm or person not in used) and not title.generic:
            links.append(Link(title, person))
            used.add(person)
    links += iter_pointing_links(page, titles, links, rest)
    links += list(iter_implied_links(page, titles, links, rest))
    links = paired(page, titles, links, behind)
    links += iter_listed_links(page, titles, links)
    links.sort(key=lambda link: (link.title.first, link.person.first))
    held = {at for link in links for at in range(link.person.first, link.person.last)}
    return tuple(links), tuple(person for person in rest if person.first not in held)


def _ahead(page: Page, titles: Sequence[Title], k: int) -> tuple[Person, bool] | None:
    """The name after a title, and whether it follows without a comma."""
    title, at = titles[k], titles[k].tail
    limit = titles[k + 1].first if k + 1 < len(titles) else len(page.tokens)
    if at >= limit or page.breaks[at]:
        return None
    if title.generic:
        return _after_document(page, title, at)
    direct = page.lowered[at : at + 3] != ["-", "nya", ","]
    at += 0 if direct else 2  # "Kadiskominfo-nya, Budi Santosa"
    while at < limit and not page.breaks[at] and page.lowered[at] in offices()["naming"]:
        follows = min(at + 1, limit - 1)
        leads = page.name_kind(follows) == "person" or page.lowered[follows] == "lengkap"
        if page.lowered[at] not in (",", "(") and not leads:
            return None
        direct, at = False, at + 1
    if direct and page.lowered[at : at + 1] == ["yang"] and _is_led(page, at, limit):
        at += 3 if page.lowered[at + 2] == "oleh" else 2
    elif direct and page.lowered[at : at + 1] in (["terdiri"], ["beranggotakan"], ["berisi"]):
        at += 2 if page.lowered[at] == "terdiri" else 1
    elif at < limit and direct and page.lowered[at] == "yang":
        return _after_clause(page, at, limit)
    elif at < limit and direct and (apposed := _after_apposition(page, at, limit)):
        return apposed
    if at >= limit or page.breaks[at] or (not direct and _is_kin(page, title)):
        return None
    person = name_at(page, at) or (behind_place(page, title, at) if direct else None)
    if person is None or person.first >= limit:
        return None
    if not direct and not _is_plausible(page, person):
        return None
    if page.lowered[at - 1] == "(" and not _fills_bracket(page, person):
        return None
    found = without_place(page, title, person) if direct else person
    return None if found is None else (found, direct)


def _is_led(page: Page, at: int, limit: int) -> bool:
    """Says whether "yang diketuai" or the like stands here with a name behind it."""
    return at + 3 < limit and page.lowered[at + 1] in offices()["led"]


def _after_document(page: Page, title: Title, at: int) -> tuple[Person, bool] | None:
    """A name directly behind a title that is no plural: "Keputusan Menteri PANRB Abdullah Azwar Anas"."""
    before = page.lowered[title.first - 1] if title.first else ""
    person = name_at(page, at) if before in offices()["document"] else None
    return (person, True) if person is not None and page.name_kind(person.first) == "person" else None


def _after_clause(page: Page, at: int, limit: int) -> tuple[Person, bool] | None:
    """The name behind a short clause: "pembimbing yang ditugaskan kementerian, Danang Prakoso"."""
    for comma in range(at, min(at + _LONGEST_CLAUSE, limit - 1)):
        if page.breaks[comma + 1] or page.lowered[comma] in (".", '"', "“", "”"):
            return None
        if page.lowered[comma] == ",":
            person = name_at(page, comma + 1)
            return (person, False) if person and page.name_kind(person.first) == "person" else None
    return None


def _after_apposition(page: Page, at: int, limit: int) -> tuple[Person, bool] | None:
    """The name between commas behind an apposition: "Kabid Lalin Dishub tuan rumah, Said Fitra, menerangkan"."""
    for comma in range(at, min(at + _LONGEST_CLAUSE, limit - 1)):
        if page.lowered[comma] == ",":
            person = name_at(page, comma + 1) if page.lowered[comma - 1] in offices()["apposed"] else None
            closed = person is not None and page.lowered[person.after : person.after + 1] == [","]
            return (person, False) if person and closed and page.name_kind(person.first) == "person" else None
        if page.breaks[comma] or (not page.tokens[comma].text.islower() and page.region[comma] is None):
            return None
        if _VERB.fullmatch(page.lowered[comma]):
            return None
    return None


def _is_kin(page: Page, title: Title) -> bool:
    """In "Istri Bupati, Anis …" the name behind the comma is not the office-holder's."""
    return title.first > 0 and page.lowered[title.first - 1] in offices()["kin"]


def _fills_bracket(page: Page, person: Person) -> bool:
    closed = page.lowered[person.after : person.after + 1] == [")"]
    return closed and (page.name_kind(person.first) == "person" or len(person.words) > 1)


def _is_plausible(page: Page, person: Person) -> bool:
    """Says whether what follows a comma can be a person although the recogniser takes it for something else."""
    name = page.name[person.first]
    if name is None or name.kind == "person" or page.lowered[person.first] in name_words()["person"]:
        return True
    return (name.score < _SURE or "(" in name.span.text) and page.lowered[person.first] not in name_words()[
        "organisation"
    ]


def _behind(page: Page, titles: Sequence[Title], k: int, behind: dict[int, Person]) -> tuple[Person | None, bool]:
    """The name before a title and whether words such as "selaku" make the tie sure."""
    title = titles[k]
    at, firm, floor = title.first, False, max(0, title.first - _LONGEST_TIE)
    ties = offices()["firm"] | offices()["loose"] | offices()["past"]
    while at > floor and not page.breaks[at] and page.lowered[at - 1] in ties:
        firm = firm or page.lowered[at - 1] in offices()["firm"]
        at -= 1 if page.lowered[at - 1] != "," else 1 + _age_before(page, at - 1)
        if firm and k and at in (titles[k - 1].last, titles[k - 1].tail):
            at = _before_move(page, titles[k - 1].first)
        if at in behind and (firm or not page.headline[at - 1]):
            return behind[at], firm
    if at == title.first:
        return None, False
    person = _run_before(page, at)
    if person is not None and not firm and (page.headline[at - 1] or not _opens_sentence(page, person)):
        return None, False
    return person, firm


def _age_before(page: Page, at: int) -> int:
    """Number of tokens of an age in brackets that ends here ("Budi Santoso (52), Kadis"), 0 without one."""
    low = page.lowered[max(0, at - 3) : at]
    return 3 if len(low) == 3 and low[0] == "(" and low[1].isdigit() and low[2] == ")" else 0


def _before_move(page: Page, at: int) -> int:
    """Index before the words that lead to a former office: "X, dari Sekretaris Bappeda menjadi Kepala Dinas"."""
    while at and not page.breaks[at] and page.lowered[at - 1] in offices()["moved"]:
        at -= 1
    return at


def _opens_sentence(page: Page, person: Person) -> bool:
    """Only at a sentence's beginning does a comma alone tie an unknown name to the title behind it."""
    at = person.first
    return (page.breaks[at] or page.lowered[at - 1] in (".", '"', "”", "“")) and page.region[at] is None


def _run_before(page: Page, end: int) -> Person | None:
    """The capitalised run that ends here, for a name that the recogniser did not see."""
    first = end
    while (
        first > max(0, end - _LONGEST_NAME_BACK) and not page.breaks[first] and page.tokens[first - 1].text[0].isupper()
    ):
        first -= 1
    if first == end - 1 and page.tokens[first].text.isupper() and len(page.tokens[first].text) <= _ACRONYM:
        return None  # "X, PPK sekaligus Kabid"
    while first < end:
        if page.region[first] is None and page.name_kind(first) not in _ORG_KINDS and name_end(page, first) >= end:
            return make_person(page, first, end)
        first += 1
    return None


def _prefers_behind(
    page: Page,
    titles: Sequence[Title],
    k: int,
    found: tuple[Person, bool],
    person: Person,
    firm: bool,
    used: set[Person],
) -> bool:
    """Decides for the name before a title although one follows: "Budi, Kadis Kominfo, Sari, Sekda"."""
    ahead, direct = found
    if direct or person in used:
        return False
    if firm:
        return True
    upcoming = titles[k + 1] if k + 1 < len(titles) else None
    return (
        upcoming is not None
        and 0 <= upcoming.first - ahead.after <= 1
        and page.lowered[ahead.after : upcoming.first] == [","]
        and _ahead(page, titles, k + 1) is None
    )
