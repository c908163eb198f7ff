"""The persons of an article as speakers: where each is named, and under which fullest name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.span import Span
from nlp.mentions import NameMention, OfficialMention, RoleMention
from nlp.quotes.lexicon import CueLexicon
from nlp.quotes.naming import Holders, Naming
from nlp.quotes.printed import PrintedNames

# A service with its place, read as one name: "Diskominfo Sukamaju".
_AGENCY = re.compile(r"(?:Dis[bdhknp]|Din(?:as|[ks])|Bappe|Baper|Kemen|Pem(?:kab|kot|ko|prov|da|erintah)\b)[a-z]*")
_HYPHENATED = re.compile(r"(?:-\w+)+")
# Offices of which a government has one: the title alone tells who is meant. "Kadis Bina Marga" is not "Kadis Kominfo".
_SOLE = frozenset({
    "presiden", "menteri", "gubernur", "wakil_gubernur", "bupati", "wakil_bupati", "wali_kota", "wakil_wali_kota",
    "sekretaris_daerah", "ketua_dprd", "direktur_jenderal",
})  # fmt: skip
# A capitalised word that no other stands beside.
_ALONE = re.compile(r"(?<![\w-])(?<![A-Z][a-z] )(?<!\w[A-Z] )[A-Z][a-z’']+(?![\w-])(?! [A-Z])")
_SHORTEST_CALL = 4  # letters of a first name that stands for its bearer
_NICKNAME_REACH = 60  # characters between a name and its nickname
_ABBREVIATION = 5  # letters of "Muh.", its point included
_TITLE_REACH = 4000  # characters back to where a title was introduced
_TITLE_TRIES = 5
_OLD_OFFICE = re.compile(r"\b(?:mantan|eks|bekas)\s+$", re.IGNORECASE)
_OLD_REACH = 12  # characters before a title in which a word says that it is past
_HOLDER_REACH = 60  # characters between a title and its holder's name


@dataclass(frozen=True, slots=True)
class Actor:
    """One naming of a person, or of an office by its title alone (`name` None where no holder is known)."""

    start: int
    end: int
    name: str | None
    kind: Literal["official", "role", "name"]
    text: str


def joined_names(text: str, names: Sequence[NameMention]) -> list[Span]:
    """The persons' spans, an abbreviated first part joined to the rest: "Moh." and "Nurul Huda" are one name."""
    spans: list[Span] = []
    for found in sorted(m.span for m in names if m.kind == "person"):
        rest = _HYPHENATED.match(text, found.end)  # "Park Joon-ho"
        span = Span.of(text, found.start, rest.end()) if rest else found
        if spans:
            last = spans[-1]
            between = text[last.end : span.start]
            if (
                len(last.text) <= _ABBREVIATION
                and between in (" ", ". ")
                and (last.text + between).rstrip().endswith(".")
            ):
                spans[-1] = Span.of(text, last.start, span.end)
                continue
        spans.append(span)
    return spans


def _is_title(span: Span, titles: Sequence[Span]) -> bool:
    """Says whether a name is but a part of one of the sorted titles ("Wamenkomdigi")."""
    index = bisect_right(titles, span.start, key=lambda title: title.start) - 1
    return index >= 0 and titles[index].holds(span)


def _runs_into(span: Span, known: Sequence[Span]) -> bool:
    """Says whether an official's own mention begins inside a name, which then took in the title ("Sekkot Budi")."""
    index = bisect_right(known, span.start, key=lambda other: other.start)
    return index < len(known) and known[index].start < span.end


def only_titles(between: str) -> bool:
    """Says whether nothing but titles, places and commas stands there: every word capitalised or very short."""
    words = between.replace(",", " ").replace(".", " ").split()
    return len(words) <= 16 and all(w[0].isupper() or len(w) <= 3 or w[0] in "(/-" for w in words)


class Cast:
    """All actors in text order, with look-up by place and by part of a name."""

    def __init__(
        self,
        text: str,
        officials: Sequence[OfficialMention],
        roles: Sequence[RoleMention],
        names: Sequence[NameMention],
        cues: CueLexicon,
        body_start: int = 0,
    ) -> None:
        self.text, self._cues = text, cues
        self._printed = PrintedNames(text, cues, body_start)
        self._naming = Naming(cues)
        self._holders = Holders(officials)
        titles = sorted(role.span for role in roles)
        known = sorted(m.span for m in officials)
        people = [m for m in joined_names(text, names) if self._is_person(m, body_start) and not _is_title(m, titles)]
        people = [m for m in people if not _runs_into(m, known)]
        self._naming.learn(m.name for m in officials)
        for official in officials:
            self._naming.call(official.span.text, official.name)
        bare = [self._without_title(span) for span in people]
        for name in sorted(dict.fromkeys(bare), key=lambda n: (-len(n.split()), -len(n))):
            if not self._naming.respell(name):
                self._naming.learn([name])
        people = sorted([*people, *self._bare_words(people, [*people, *known])])
        self.actors = self._gather(officials, roles, people)
        self._starts = [actor.start for actor in self.actors]
        self._learn_nicknames()

    def _is_person(self, span: Span, body_start: int) -> bool:
        """Sorts out titles read as names, and capitalised words of a headline that the body does not print."""
        words = span.text.split()
        if len(words) > 1 and _AGENCY.match(words[0]):
            return False
        if all(self._cues.title.fullmatch(word) or word.lower() in self._cues.honorifics for word in words):
            return False
        return span.start >= body_start or self.text.find(span.text, body_start) >= 0

    def _bare_words(self, people: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
        """Places where a person of a longer name is called by its first word alone and no recogniser saw it."""
        firsts: dict[str, set[str]] = {}
        for person in people:
            words = self._without_title(person).split()
            if len(words) > 1 and len(words[0]) >= _SHORTEST_CALL and words[0].lower() not in self._cues.honorifics:
                firsts.setdefault(words[0], set()).add(self._naming.fullest(" ".join(words)))
        held = sorted((span.start, span.end) for span in taken)
        found: list[Span] = []
        for single in _ALONE.finditer(self.text) if firsts else ():
            if len(firsts.get(single[0], ())) != 1:
                continue
            index = bisect_right(held, (single.end(), -1)) - 1
            if index < 0 or held[index][1] <= single.start():
                found.append(Span.of(self.text, single.start(), single.end()))
        return found

    def _without_title(self, span: Span) -> str:
        """ "Bupati Safaruddin", read as one name, is Safaruddin."""
        if self._cues.title.match(span.text) is None:
            return span.text
        return self._printed.at(span.start, span.end) or span.text

    def _gather(
        self, officials: Sequence[OfficialMention], roles: Sequence[RoleMention], people: Sequence[Span]
    ) -> list[Actor]:
        found = [Actor(m.span.start, m.span.end, m.name, "official", m.span.text) for m in officials]
        for person in people:
            full = self._naming.fullest(self._without_title(person))
            found.append(Actor(person.start, person.end, full, "name", person.text))
        found.sort(key=lambda actor: actor.start)
        starts = [actor.start for actor in found]
        for role in roles:
            index = bisect_left(starts, role.span.end)
            follower = found[index] if index < len(starts) else None
            name = role.name or self._holder_beside(role, follower)
            if name is None and (role.role in _SOLE or " " not in role.span.text):
                name = self._holders.find(role.role, role.region_code, role.span.start)
            found.append(Actor(role.span.start, role.span.end, name, "role", role.span.text))
        return _without_doubles(found)

    def _holder_beside(self, role: RoleMention, follower: Actor | None) -> str | None:
        """The name right after a title that the officials lack: "Wali Kota Tarakan, Syamsul"; None without one."""
        if follower is None or follower.start - role.span.end > _HOLDER_REACH:
            return None
        between = self.text[role.span.end : follower.start]
        if "\n" in between or not only_titles(between):
            return None
        old = _OLD_OFFICE.search(self.text, max(0, role.span.start - _OLD_REACH), role.span.start)
        if follower.kind == "name" and follower.name is not None and not old:
            self._holders.add(role.span.start, follower.name, role.role, role.region_code)
        return follower.name

    def _learn_nicknames(self) -> None:
        """Takes the name after "akrab disapa" for the person before it, and that before "sapaan" for the one after."""
        for phrase in self._cues.nickname.finditer(self.text):
            before = self.between(phrase.start() - _NICKNAME_REACH, phrase.start())
            nickname = self._printed.at(phrase.end(), min(len(self.text), phrase.end() + _NICKNAME_REACH))
            if not before or before[-1].name is None:
                continue
            if nickname is not None and self.fullest(nickname) == nickname:
                self._naming.call(nickname, before[-1].name)
                continue
            owner = next(iter(self.between(phrase.end(), phrase.end() + _NICKNAME_REACH)), None)
            if before[-1].kind == "name" and owner is not None and owner.kind != "name" and owner.name is not None:
                self._naming.call(before[-1].name, owner.name)  # "Buyung, sapaan sang bupati"

    def called(self, start: int, end: int) -> str | None:
        """Whom a nickname told in `[start, end)` means, nobody being named before it; None for no or unknown ones."""
        phrase = self._cues.nickname.search(self.text, start, end)
        if phrase is None or any(actor.kind != "role" for actor in self.between(start, phrase.start())):
            return None
        name = self.heading(phrase.end(), end)
        return name if name is not None and self.knows(name) else None

    def holder(self, role: str, at: int) -> str | None:
        """The named holder of a role as of `at`; None when the text names none."""
        return self._holders.find(role, None, at)

    def last_holder(self, roles: Sequence[str], at: int) -> str | None:
        """The holder of any of these roles who was named last before `at`, else first after it; None without any."""
        return self._holders.last(roles, at)

    def fullest(self, name: str) -> str:
        """The fullest name of the person whom the text calls `name`."""
        return self._naming.fullest(name)

    def knows(self, name: str) -> bool:
        """Says whether some person of the text bears all words of `name`."""
        return self._naming.knows(name)

    def heading(self, start: int, end: int) -> str | None:
        """A name by its capitals that begins `[start, end)`, as full as the text prints it; None without one."""
        name = self._printed.at(start, end)
        if name is None:
            return None
        full = self.fullest(name)
        return self._unaddressed(full if full != name or self.knows(name) else self._printed.longest(name))

    def titled(self, title: str, before: int) -> str | None:
        """The person whom the text introduces with this title ("Rektor Universitas X, Siti"); None when there is none.

        For titles outside public office, which no role mention covers. Looks at the last few occurrences only.
        """
        at = before
        for _ in range(_TITLE_TRIES):
            at = self.text.rfind(title, max(0, at - _TITLE_REACH), at)
            if at < 0:
                return None
            people = self.between(at + len(title), at + len(title) + _HOLDER_REACH)
            if people and people[0].kind == "name" and only_titles(self.text[at + len(title) : people[0].start]):
                return self.name_of(people[0])
        return None

    def name_of(self, actor: Actor) -> str | None:
        """The actor's fullest name, nicknames resolved; None for an office whose holder the text does not name."""
        return None if actor.name is None else self._unaddressed(self._naming.fullest(actor.name))

    def _unaddressed(self, name: str) -> str:
        """ "Mbah Karso Dikromo" is Karso Dikromo; a word of address before a single name stays."""
        words = name.split()
        address = (self._cues.honorifics - self._cues.customary) | self._cues.posts
        while len(words) > 2 and words[0].lower().rstrip(".") in address:
            words = words[1:]
        return " ".join(words)

    def between(self, start: int, end: int) -> list[Actor]:
        """Actors that begin in `[start, end)`, in text order."""
        return self.actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _without_doubles(found: list[Actor]) -> list[Actor]:
    """Leaves out a name that lies inside an official's mention or inside the naming before it."""
    order = {"official": 0, "name": 1, "role": 2}
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, order[a.kind])):
        if actor.kind == "name" and kept and kept[-1].kind != "role" and actor.start < kept[-1].end:
            continue
        kept.append(actor)
    return kept
