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

# A run of more tokens is a list or a table, not a name.
_LONGEST = 16
# "HM", "HL", "HA": haji run together with an initial.
_HAJI = re.compile(r"H[A-Z]|TGH[A-Z]?|KH[A-Z]?|Hj?")
_NOT_LETTER = re.compile(r"[\W\d_]+")
# "Danny A.P. Girsang": two initials before a name word are no degree.
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]")
# Ranks of two letters: between two name words these begin the name, too.
_SHORT_RANKS = ("dr", "ir", "hj")
_LONG_SURNAME = 7  # letters
_SURNAME = re.compile(r"(?:iana|wati|anto|awan|uddin|udin|syah|iyanti|ningsih|ningrum|tono|yono)$")
_IN_BRACKETS = frozenset(("tni", "pol", "inf", "kav", "arm", "czi", "laut", "purn"))


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
    """Position after the degrees that follow a name ("Budi, S.Sos., M.Si": after "M.Si"); `at` when there are none."""
    while True:
        found = _degree_pattern().match(text, at)
        if found is None:
            return at
        word = found[1]
        if "." in word and len(_NOT_LETTER.sub("", word)) <= 2 and _NAME_FOLLOWS.match(text, found.end()):
            return at
        if "." not in word and len(word) > 1 and word[1:].islower() and word.lower() not in ("ners", "apt", "lc"):
            return at
        at = found.end()


def skip_honorifics(page: Page, at: int) -> int:
    """Index after the honorifics, ranks and forms of address that begin here ("Drs. H. ", "Letkol Inf ")."""
    start = at
    while at < len(page.tokens) and (at == start or not page.breaks[at]):
        if _is_honorific(page, at, start):
            at += 1
            while at < len(page.tokens) and page.lowered[at] in (".", ",") and not page.breaks[at]:
                at += 1
        elif at > start and page.lowered[at] in ("(", ")") and page.lowered[at - 1] in _IN_BRACKETS | {"("}:
            at += 1
        else:
            break
    return at


def _is_honorific(page: Page, at: int, start: int) -> bool:
    word, low = page.tokens[at].text, page.lowered[at]
    if low in ("pak", "ibu", "bapak", "bu") and at == start:
        return True
    lower_case = word.islower() and low in ("dr", "drg", "drh", "drs", "dra", "ir", "h", "hj")
    if lower_case and at + 1 < len(page.tokens):
        return page.lowered[at + 1] == "." or page.tokens[at + 1].is_capital
    return bool(_HAJI.fullmatch(word)) or (word[0].isupper() and low in honorific_words()["before"])


def name_end(page: Page, at: int) -> int:
    """Index after the longest run of name words from here; `at` when no name begins here."""
    first, particles = at, honorific_words()["particle"]
    while at < len(page.tokens) and at - first < _LONGEST:
        if at > first and (page.breaks[at] or _stops(page, first, at)):
            break
        if page.tokens[at].text[0].isupper() and _is_name_word(page, first, at):
            at += 1 + _takes_stop(page, at)
        elif at > first and _continues(page, at):
            at += 1
        else:
            break
    while at > first and (page.lowered[at - 1] == "-" or page.tokens[at - 1].text in particles):
        at -= 1
    return at


def _takes_stop(page: Page, at: int) -> bool:
    """Says whether a full stop after this token belongs to the name: "G. Plate", "Dt. Bandaro"."""
    stop = at + 1
    if stop >= len(page.tokens) or page.lowered[stop] != "." or not _goes_on(page, stop):
        return False
    low = page.lowered[at]
    two_initials = len(low) == 2 and page.tokens[at].text.isupper() and page.name_kind(stop + 1) == "person"
    return len(low) == 1 or low in honorific_words()["abbreviated"] or two_initials


def _continues(page: Page, at: int) -> bool:
    """Says whether a token without a capital goes on the name: bin, a hyphen, what the recogniser puts into it."""
    if _same_name(page, at):
        return True
    if page.lowered[at] in honorific_words()["particle"]:
        return _goes_on(page, at)
    if page.tokens[at].text.islower() and len(page.lowered[at]) >= _LONG_SURNAME:
        # "Ambo septiana": a long word that is nothing but a name.
        return page.lowered[at] in name_words()["person"] and _SURNAME.search(page.lowered[at]) is not None
    return page.lowered[at] == "-" and _joined(page, at)


def _stops(page: Page, first: int, at: int) -> bool:
    """Says whether a degree or another title begins at a token after the name's first."""
    if not page.tokens[at].text[0].isupper():
        return False
    previous, low = page.tokens[at - 1], page.lowered[at]
    if previous.text == "." and len(page.tokens[at - 2].text) > 3:
        return True
    if _is_rank(page, at):
        return True
    is_degree = skip_degrees(page.text, previous.end) > previous.end and low not in honorific_words()["customary"]
    if is_degree and not _initial(page, at):
        return True
    return offices().match(page.lowered, at) is not None and page.name_kind(at) != "person"


def _is_rank(page: Page, at: int) -> bool:
    """An honorific that stands before a whole name only, never inside one as "H." may."""
    low = page.lowered[at]
    if low in _SHORT_RANKS:
        stop = page.lowered[at + 1 : at + 2] == ["."]
        return page.tokens[at].is_capital and (stop or low == "hj") and _goes_on(page, at + stop)
    return len(low) > 2 and page.tokens[at].text[0].isupper() and low in honorific_words()["before"] - {"haji", "hajah"}


def _is_doctor(page: Page, at: int) -> bool:
    """A "dr." in small letters before a name."""
    if page.tokens[at].text not in ("dr", "drg", "drh", "drs", "dra"):
        return False
    return _goes_on(page, at + (page.lowered[at + 1 : at + 2] == ["."]))


def _initial(page: Page, at: int) -> bool:
    """A single letter with a stop before another capital word that is no degree: an initial inside a name."""
    return len(page.tokens[at].text) == 1 and at + 2 < len(page.tokens) and len(page.tokens[at + 2].text) > 3


def _goes_on(page: Page, at: int) -> bool:
    follows = at + 1
    return follows < len(page.tokens) and not page.breaks[follows] and page.tokens[follows].text[0].isupper()


def _same_name(page: Page, at: int) -> bool:
    """A word in lower case that the recogniser puts into the same name ("Ambo septiana")."""
    name = page.name[at]
    return name is not None and name.kind == "person" and name is page.name[at - 1] and page.lowered[at].isalpha()


def _joined(page: Page, at: int) -> bool:
    """Says whether a hyphen stands tight between two capitalised words."""
    if not _goes_on(page, at):
        return False
    return page.tokens[at - 1].end == page.tokens[at].start and page.tokens[at].end == page.tokens[at + 1].start


def _is_name_word(page: Page, first: int, at: int) -> bool:
    low = page.lowered[at]
    person = page.name_kind(at) == "person"
    if page.region[at] is not None:
        return person and page.name[at] is not None and _inside(page, at)
    if low in name_words()["person"] or low in honorific_words()["customary"]:
        return True
    if low in name_words()["not_name"]:
        ranked = at > 0 and (_is_rank(page, at - 1) or (page.lowered[at - 1] == "." and _is_rank(page, at - 2)))
        if at == first and ranked:
            return True
        return person and not page.headline[at]
    if low in name_words()["organisation"] and not person:
        follows = page.name_kind(at + 1) if at + 1 < len(page.tokens) else None
        return page.name_kind(at) != "organisation" and follows == "person"
    if low == "anak" and page.lowered[at + 1 : at + 2] == ["agung"]:
        return True
    return person or not (low in offices()["strong"] and len(low) > 1 and (at > first or not page.headline[at]))


def _inside(page: Page, at: int) -> bool:
    name, region = page.name[at], page.region[at]
    return name is not None and region is not None and name.span.holds(region.span) and name.span != region.span


def name_at(page: Page, at: int, *, after_title: bool = True) -> Person | None:
    """The person named from this token on, honorifics stepped over; None when no name stands here."""
    first = skip_honorifics(page, at)
    last = name_end(page, first)
    if last < len(page.tokens) and not page.breaks[last] and (_is_rank(page, last) or _is_doctor(page, last)):
        # "Dandim 0711 Pemalang Letkol Inf Budi": what stands before the rank is a place.
        first = skip_honorifics(page, last)
        last = name_end(page, first)
    if last == first:
        return None
    if page.headline[first]:
        last = _headline_end(page, first, last)
    person = make_person(page, first, last) if last > first else None
    if person is None or not after_title:
        return person
    return person if any(len(word) > 2 for word in person.words) else None


def _headline_end(page: Page, first: int, last: int) -> int:
    """In a headline every word is capitalised: only the recogniser or the name list tell a name's end."""
    end = first
    while end < last:
        low = page.lowered[end]
        if page.name_kind(end) != "person" and low not in name_words()["person"] and len(low) > 1:
            break
        end += 1
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


def _with_initials(page: Page, at: int) -> int:
    """Takes in "M." or "Moh." before a name that the recogniser began too late."""
    while at > 1 and page.lowered[at - 1] == "." and not page.breaks[at] and not page.breaks[at - 1]:
        low, capital = page.lowered[at - 2], page.tokens[at - 2].is_capital
        if not capital or (low not in honorific_words()["abbreviated"] and len(low) > 1) or low == "h":
            break
        at -= 2
    return at - 1 if at > 1 and _begins_name(page, at - 1) else at


def _begins_name(page: Page, at: int) -> bool:
    """Says whether a capitalised word inside a sentence, of no other kind, is the beginning of the name behind it."""
    low, before = page.lowered[at], page.tokens[at - 1]
    if not page.tokens[at].is_capital or not page.tokens[at].text[1:].islower():
        return False
    if page.breaks[at] or page.breaks[at + 1]:
        return False
    if page.headline[at] or page.name[at] is not None or page.region[at] is not None:
        return False
    if low in offices()["months"]:  # "Agustus Hamonangan": a month with no day before it begins a name
        return before.text.isalpha() and before.text.lower() not in offices()["dated"]
    if not before.text.islower():
        return False
    words = name_words()
    other = words["not_name"] | words["organisation"] | words["organisation_head"] | words["place"] | words["title"]
    if low in other or low in offices()["strong"] or low in honorific_words()["before"] | honorific_words()["address"]:
        return False
    return len(low) > 2 and offices().match(page.lowered, at) is None


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
        first = _with_initials(page, skip_honorifics(page, at))
        begins = first + (page.lowered[first] in offices()["months"] and page.name[first] is None)
        last = min(max(name_end(page, begins), first), max(end, first)) if first < end else first
        last = max(last, name_end(page, begins)) if first < end and not page.headline[first] else last
        while last > first and (last - 1) in covered:
            last -= 1
        person = make_person(page, first, last) if last > first else None
        if person is not None and page.tokens[person.first].text[0].isupper():
            found.append(person)
        at = max(end, last, at + 1)
    return found
