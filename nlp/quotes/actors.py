"""The persons of an article as speakers: where each is named, and under which fullest name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.span import Span
from nlp.mentions import NameMention, OfficialMention, RoleMention
from nlp.quotes.lexicon import CueLexicon
from nlp.quotes.printed import PrintedNames

_WORD = re.compile(r"\w+(?:[’'`]\w+)*")
_NICKNAME_REACH = 60  # characters between a name and its nickname
_RECENT = 20  # namings of a role that are looked at


@dataclass(frozen=True, slots=True)
class Actor:
    """One naming of a person, or of an office by its title alone (`name` None where no holder is known)."""

    start: int
    end: int
    name: str | None
    kind: Literal["official", "role", "name"]
    text: str


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


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
        self._holders: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._full: dict[str, str] = {}
        self._nicknames: dict[str, str] = {}
        names = [m for m in names if m.kind == "person" and self._is_body_name(m.span, body_start)]
        for official in officials:
            self._holders[official.role].append((official.span.start, official.name, official.region_code or ""))
        for held in self._holders.values():
            held.sort()
        self._learn([*(m.name for m in officials), *(m.span.text for m in names)])
        self.actors = self._gather(officials, roles, names)
        self._starts = [actor.start for actor in self.actors]
        self._learn_nicknames()

    def _is_body_name(self, span: Span, body_start: int) -> bool:
        """Headlines capitalise every word: a name found there is one only when the body prints it, too."""
        return span.start >= body_start or self.text.find(span.text, body_start) >= 0

    def _learn(self, names: Iterable[str]) -> None:
        for name in sorted(dict.fromkeys(names), key=lambda n: (-len(_words(n)), -len(n))):
            for word in dict.fromkeys(_words(name)):
                if len(self._by_word[word]) < 20:
                    self._by_word[word].append(name)

    def _gather(
        self, officials: Sequence[OfficialMention], roles: Sequence[RoleMention], names: Sequence[NameMention]
    ) -> list[Actor]:
        found = [Actor(m.span.start, m.span.end, m.name, "official", m.span.text) for m in officials]
        for person in names:
            found.append(
                Actor(person.span.start, person.span.end, self.fullest(person.span.text), "name", person.span.text)
            )
        for role in roles:
            name = role.name or self.holder(role.role, role.region_code, role.span.start)
            found.append(Actor(role.span.start, role.span.end, name, "role", role.span.text))
        order = {"official": 0, "name": 1, "role": 2}
        found.sort(key=lambda a: (a.start, order[a.kind]))
        kept: list[Actor] = []
        for actor in found:  # a name inside an official's mention is the same naming
            if actor.kind == "name" and kept and kept[-1].kind != "role" and actor.start < kept[-1].end:
                continue
            kept.append(actor)
        return kept

    def _learn_nicknames(self) -> None:
        """Takes the name after "akrab disapa" as another name of the person before it."""
        for phrase in self._cues.nickname.finditer(self.text):
            before = self.between(phrase.start() - _NICKNAME_REACH, phrase.start())
            nickname = self._printed.at(phrase.end(), min(len(self.text), phrase.end() + _NICKNAME_REACH))
            if nickname and before and before[-1].name and not self.knows(nickname):
                self._nicknames[nickname] = before[-1].name

    def holder(self, role: str, region_code: str | None = None, at: int | None = None) -> str | None:
        """The named holder of a role: of that region's office when several hold it, else the last named before `at`.

        None when the text names no holder, or several and `at` is not given.
        """
        held = self._holders.get(role, [])
        names = {name for _, name, _ in held}
        if region_code is not None and len(names) > 1:
            names = {name for _, name, region in held if region == region_code} or names
        if len(names) == 1:
            return names.pop()
        if not names or at is None:
            return None
        before = [name for start, name, _ in held[: bisect_left(held, (at,))][-_RECENT:] if name in names]
        return before[-1] if before else None

    def fullest(self, name: str) -> str:
        """The longest name in the text that holds all words of `name`; `name` itself when there is none."""
        known = self._full.get(name) or self._nicknames.get(name)
        if known is not None:
            return known
        words = [w for w in _words(name) if w not in self._cues.honorifics] or _words(name)
        best = name
        for candidate in self._by_word.get(words[0], ()) if words else ():
            if set(words) <= set(_words(candidate)):
                best = candidate
                break
        self._full[name] = best
        return best

    def heading(self, start: int, end: int) -> str | None:
        """A name by its capitals that begins `[start, end)`, as full as the text prints it; None without one."""
        name = self._printed.at(start, end)
        if name is None:
            return None
        return self.fullest(name) if self.knows(name) else self._printed.longest(name)

    def knows(self, name: str) -> bool:
        """Says whether some person of the text bears all words of `name`."""
        words = [w for w in _words(name) if w not in self._cues.honorifics]
        return name in self._nicknames or (
            bool(words) and any(set(words) <= set(_words(n)) for n in self._by_word.get(words[0], ()))
        )

    def between(self, start: int, end: int) -> list[Actor]:
        """Actors that begin in `[start, end)`, in text order."""
        return self.actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
