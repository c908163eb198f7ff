"""Person names beside titles: where they begin and end, honorifics and degrees outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.span import Span
from nlp.names.wordlist import honorific_words, name_words
from nlp.officials.lexicon import offices
from nlp.officials.page import Page

# Inside names: abbreviations written with a stop, and lower-case particles.
_ABBREVIATED = frozenset("moh moch much muh mochd muhd abd dt st tgk tk lt sy syech rr rm gst ida i md dj th fx st ag a m".split())
_PARTICLES = frozenset("bin binti van der den de al el ul ur as st da dos la".split())
_LONGEST = 8
_CUSTOMARY = frozenset("dt datuk datuak sutan tuanku daeng bagindo sidi marah rajo andi puang karaeng karaeng lalu".split())
_ONLY_ALONE = frozenset("tni pol inf kav arm czi laut purn".split())


@dataclass(frozen=True, slots=True)
class Person:
    """A name over tokens `first` to `last` (exclusive); `after` is the index behind its degrees."""

    first: int
    last: int
    after: int
    span: Span

    @property
    def words(self) -> tuple[str, ...]:
        """The name's words as printed, marks left out."""
        return tuple(re.findall(r"[^\W\d_]+(?:['’`´ʼ-][^\W\d_]+)*", self.span.text))


@lru_cache(maxsize=1)
def _degree_pattern() -> re.Pattern[str]:
    forms = sorted(honorific_words()["after"], key=lambda d: (-len(d), d))
    one = "|".join(r"\.?\ ?".join(re.escape(letter) for letter in form) for form in forms)
    return re.compile(rf"[,.]?\s?(?=[A-Z])((?i:{one}))(?![^\W\d_])\.?(?=\W|$)")


def skip_degrees(text: str, at: int) -> int:
    """Position after the degrees that follow a name ("Budi, S.Sos., M.Si" -> after "M.Si"); `at` when there are none."""
    while True:
        found = _degree_pattern().match(text, at)
        if found is None:
            return at
        word = found[1]
        if "." not in word and len(word) > 1 and word[1:].islower() and word.lower() not in ("ners", "apt", "lc"):
            return at
        at = found.end()


def skip_honorifics(page: Page, at: int) -> int:
    """Index after the honorifics, ranks and forms of address that begin here ("Drs. H. ", "Letkol Inf ")."""
    before = honorific_words()["before"]
    start = at
    while at < len(page.tokens) and (at == start or not page.breaks[at]):
        low = page.lowered[at]
        if low in before and page.tokens[at].text[0].isupper() or low in ("pak", "ibu", "bapak", "bu") and at == start:
            if len(low) == 1 and low != "h":
                break
            at += 1
            while at < len(page.tokens) and page.lowered[at] in (".", ",") and not page.breaks[at]:
                at += 1
        elif low in (")", "(") and at > start and page.lowered[at - 1] in _ONLY_ALONE | {"("}:
            at += 1
        else:
            break
    return at


def name_end(page: Page, at: int) -> int:
    """Index after the longest run of name words from here; `at` when no name begins here."""
    first = at
    while at < len(page.tokens) and at - first < _LONGEST * 2:
        if at > first and (page.breaks[at] or _stops(page, first, at)):
            break
        word, low = page.tokens[at].text, page.lowered[at]
        if word[0].isupper() and _is_name_word(page, first, at):
            at += 1
            if at < len(page.tokens) and page.lowered[at] == "." and (len(word) == 1 or low in _ABBREVIATED):
                if _goes_on(page, at):
                    at += 1
        elif at > first and low in _PARTICLES and _capital_follows(page, at):
            at += 1
        elif at > first and low == "-" and _joined(page, at):
            at += 1
        else:
            break
    while at > first and page.lowered[at - 1] in _PARTICLES | {"-"} and page.tokens[at - 1].text.islower():
        at -= 1
    return at


def _stops(page: Page, first: int, at: int) -> bool:
    """Says whether a degree or another title begins at a token after the name's first."""
    if not page.tokens[at].text[0].isupper():
        return False
    previous = page.tokens[at - 1]
    if previous.text == "." and len(page.tokens[at - 2].text) > 3:
        return True
    here = previous.end
    if page.lowered[at] not in _CUSTOMARY and skip_degrees(page.text, here) > here and not _initial(page, at):
        return True
    return offices().match(page.lowered, at) is not None and page.name_kind(at) != "person"


def _initial(page: Page, at: int) -> bool:
    """A single letter with a stop before another capital word that is no degree: an initial inside a name."""
    return len(page.tokens[at].text) == 1 and at + 2 < len(page.tokens) and len(page.tokens[at + 2].text) > 3


def _goes_on(page: Page, at: int) -> bool:
    follows = at + 1
    return follows < len(page.tokens) and not page.breaks[follows] and page.tokens[follows].text[0].isupper()


def _capital_follows(page: Page, at: int) -> bool:
    return _goes_on(page, at)


def _joined(page: Page, at: int) -> bool:
    tight = page.tokens[at - 1].end == page.tokens[at].start
    return tight and at + 1 < len(page.tokens) and page.tokens[at].end == page.tokens[at + 1].start and _goes_on(page, at)


def _is_name_word(page: Page, first: int, at: int) -> bool:
    low = page.lowered[at]
    person = page.name_kind(at) == "person"
    if page.region[at] is not None:
        return person and page.name[at] is not None and _inside(page, at)
    if low in name_words()["person"] or low in _CUSTOMARY:
        return True
    if low in name_words()["not_name"]:
        return False
    return person or not (low in offices().strong and len(low) > 1 and (at > first or not page.headline[at]))


def _inside(page: Page, at: int) -> bool:
    name, region = page.name[at], page.region[at]
    return name is not None and region is not None and name.span.holds(region.span) and name.span != region.span


def name_at(page: Page, at: int, *, after_title: bool = True) -> Person | None:
    """The person named from this token on, honorifics stepped over; None when no name stands here."""
    first = skip_honorifics(page, at)
    last = name_end(page, first)
    if last == first or last > len(page.tokens):
        return None
    if page.headline[first]:
        last = _headline_end(page, first, last)
    person = make_person(page, first, last) if last > first else None
    if person is None or not after_title:
        return person
    return person if any(len(word) > 2 for word in person.words) else None


def _headline_end(page: Page, first: int, last: int) -> int:
    """In a headline every word is capitalised: only the recogniser or the name list tell a name's end."""
    known = name_words()["person"]
    end = first
    for at in range(first, last):
        if page.name_kind(at) == "person" or page.lowered[at] in known or len(page.tokens[at].text) == 1 or page.lowered[at] == ".":
            end = at + 1
        else:
            break
    return end


def make_person(page: Page, first: int, last: int) -> Person | None:
    """A person over these tokens, a last full stop left out."""
    while last > first and page.lowered[last - 1] in (".", "-", ","):
        last -= 1
    if last == first:
        return None
    span = Span.of(page.text, page.tokens[first].start, page.tokens[last - 1].end)
    after = page.index_at(skip_degrees(page.text, span.end))
    return Person(first, last, max(after, last), span)


def recognised_persons(page: Page, taken: Iterable[Person]) -> list[Person]:
    """The recogniser's persons that no name beside a title covers, trimmed like those."""
    covered: set[int] = {at for person in taken for at in range(person.first, person.last)}
    found: list[Person] = []
    at = 0
    while at < len(page.tokens):
        name = page.name[at]
        if name is None or name.kind != "person" or at in covered:
            at += 1
            continue
        end = page.end_of(at, name.span.end)
        first = skip_honorifics(page, at)
        last = min(max(name_end(page, first), first), max(end, first)) if first < end else first
        last = max(last, name_end(page, first)) if first < end and not page.headline[first] else last
        while last > first and (last - 1) in covered:
            last -= 1
        person = make_person(page, first, last) if last > first else None
        if person is not None and page.tokens[person.first].text[0].isupper():
            found.append(person)
        at = max(end, last, at + 1)
    return found
