"""The district, village or town between a title and its holder's name: "Camat Pulutan Sri Wahyuni"."""

from __future__ import annotations

from nlp.names.places import load_place_names
from nlp.names.wordlist import name_words
from nlp.officials.lexicon import offices
from nlp.officials.page import LONGEST_PLACE, Page
from nlp.officials.person import Person, make_person, name_at
from nlp.officials.title import Title


def behind_place(page: Page, title: Title, at: int) -> Person | None:
    """The name behind a place that no name begins with: "Camat Sungai Raya Halijah Busri"."""
    if offices()["place_offices"].isdisjoint((title.words[0], "_".join(title.words[:2]))):
        return None
    while at + 1 < len(page.tokens) and page.name_kind(at) == "location" and not page.breaks[at + 1]:
        at += 1
    return name_at(page, at) if page.name_kind(at) == "person" else None


def without_place(page: Page, title: Title, person: Person) -> Person | None:
    """Drops the place between title and name ("Camat Pulutan Sri Wahyuni", "Camat Pulutan, Sri …").

    Returns:
        The person; None when only the place is named ("Kepala Desa Suka Maju yang hadir").
    """
    begins = next((at for at in range(person.first, person.last) if page.tokens[at].start in page.given), None)
    if begins is not None:
        return make_person(page, begins, person.last)
    is_place_office = not offices()["place_offices"].isdisjoint((title.words[0], "_".join(title.words[:2])))
    if is_place_office and (begins := _behind_district(page, title, person)):
        return make_person(page, begins, person.last)
    if is_place_office or title.words[-1] in offices()["place"]:
        # "Lurah Bontang Kuala X", "Kepala Dinas Pemberdayaan Masyarakat dan Desa Lotim X"
        person = _behind_location(page, person, 2 if is_place_office and not title.regions else 1)
    place_first = title.role == "camat" or (title.role == "other_official" and not title.national)
    honoured = page.tokens[title.tail].start < person.span.start
    named_before = _place_words(page, person) if place_first else 0
    if named_before:
        return make_person(page, person.first + named_before, person.last)
    if not place_first or title.regions or honoured:
        return person
    if title.words[0] in offices()["placeless"] and not _names_behind(page, person):
        return person
    if is_place_office and _names_behind(page, person):
        return name_at(page, _comma_behind(page, person) + 1)
    return _split_place(page, person, is_place_office)


def _behind_district(page: Page, title: Title, person: Person) -> int:
    """Where the name behind a kecamatan of several words begins ("Camat Bukit Batu Ratna Dewi"); else 0."""
    start = max(title.first + 1, person.first - LONGEST_PLACE + 1)
    words = [token.text for token in page.tokens[start : person.last]]
    marks = load_place_names().mark(words, page.lowered[start : person.last])
    ends = (start + at + 1 for at, mark in enumerate(marks) if mark == "kE" and start + at >= person.first)
    end = next(ends, 0)
    return end if end < person.last else 0


def _behind_location(page: Page, person: Person, least: int) -> Person:
    """A name without the place of at least so many words before it, where the recogniser tells one from the other."""
    first = person.first
    while first < person.last and page.name_kind(first) == "location":
        first += 1
    tells = person.first + least <= first < person.last and page.name_kind(first) == "person"
    return (make_person(page, first, person.last) or person) if tells else person


def _split_place(page: Page, person: Person, is_place_office: bool) -> Person | None:
    listed = page.lowered[person.first] in name_words()["person"]
    is_place = _is_place(page, person.first) or (len(person.words) > 2 and not listed)
    if is_place_office and is_place and len(person.words) > 1:
        begins = _after_place(page, person)
        if page.lowered[begins] not in offices()["place_part"]:
            return make_person(page, begins, person.last)
    if _is_known(page, person.first):
        return person
    starts = [at for at in range(person.first + 1, person.last) if page.name_kind(at) == "person"]
    starts = starts or [at for at in range(person.first + 1, person.last) if _is_known(page, at)]
    if not starts and is_place_office and len(person.words) > 2:
        starts = [_after_place(page, person)]
    if starts:
        return make_person(page, starts[0], person.last)
    behind = _after_capitals(page, person) if is_place_office else None
    if behind is not None:
        return behind
    follows = _comma_behind(page, person) + 1
    while follows < min(person.last + 3, len(page.tokens)) and page.tokens[follows - 1].is_capital:
        follows += 1
    if page.lowered[follows - 1 : follows] == [","] and follows < len(page.tokens) and not page.breaks[follows]:
        behind = name_at(page, follows)
        closed = behind is not None and page.lowered[behind.after : behind.after + 1] == [","]
        if behind is not None and (closed or _is_known(page, behind.first)):
            return behind
    return None if is_place_office else person


def _after_capitals(page: Page, person: Person) -> Person | None:
    """The name right behind a place of several words ("Lurah Paal Dua Meiske Tumbol")."""
    at = person.last
    while at < min(person.last + 2, len(page.tokens)) and page.tokens[at].is_capital and not page.breaks[at]:
        if page.name_kind(at) == "person":
            return name_at(page, at)
        at += 1
    named = person.last < at < len(page.tokens) and not page.breaks[at] and page.name_kind(at) == "person"
    return name_at(page, at) if named else None


def _place_words(page: Page, person: Person) -> int:
    """Number of words that the text elsewhere prints as one village or district ("di Desa Suka Maju, ..."); else 0."""
    for size in range(min(len(person.words) - 1, LONGEST_PLACE), 1, -1):
        if tuple(page.lowered[person.first : person.first + size]) in page.places:
            return size
    return 0


def _names_behind(page: Page, person: Person) -> bool:
    """Says whether a comma and a name follow, so that this is no name: "Ketua Pengadilan Negeri Masohi, Juni Sabar"."""
    at = _comma_behind(page, person)
    comma = page.lowered[at : at + 1] == [","] and at + 1 < len(page.tokens)
    return comma and page.name_kind(at + 1) == "person" and not _is_known(page, person.first)


def _comma_behind(page: Page, person: Person) -> int:
    """Index of what follows the name, a closing apostrophe of the place stepped over ("Camat Alla', ...")."""
    return person.last + (page.lowered[person.last : person.last + 1] in (["'"], ["’"], ["`"]))


def _is_place(page: Page, at: int) -> bool:
    """Says whether the text elsewhere writes this word as a district or a village ("Kecamatan Nita")."""
    here = page.lowered[at - 1] if at else ""
    found = page.before.get(page.lowered[at], {})
    return any(word in offices()["place"] and times > (word == here) for word, times in found.items())


def _after_place(page: Page, person: Person) -> int:
    """Where the name begins in "Niki-Niki Un Nikson Tefa": at a word that stands elsewhere, too, else at the second."""
    for at in range(person.first + 1, person.last):
        if not page.tokens[at].is_capital or page.lowered[at] in offices()["place_part"] | {page.lowered[person.first]}:
            continue
        if page.before.get(page.lowered[at], {}).keys() - {page.lowered[at - 1]}:
            return at
    second = person.first + 1
    while page.lowered[second] == "-" and second + 2 < person.last:
        second += 2
    while second + 1 < person.last and page.lowered[second] in offices()["place_part"]:
        second += 1
    return second


def _is_known(page: Page, at: int) -> bool:
    return page.name_kind(at) == "person" or page.lowered[at] in name_words()["person"]
