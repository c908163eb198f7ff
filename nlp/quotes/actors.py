"""The persons of an article as speakers: where each is named, and under which fullest name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.mentions import NameMention, OfficialMention, RoleMention
from nlp.quotes.lexicon import CueLexicon

_WORD = re.compile(r"\w+(?:[’'`]\w+)*")
# Capitalised words in a row, initials and a short customary particle allowed between them.
_CAPITALS = re.compile(r"[A-Z][\w’'-]*\.?(?: (?:[A-Z][\w’'-]*\.?|bin|binti))*")
_LONGEST_NAME = 8  # words


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
    ) -> None:
        self.text, self._cues = text, cues
        self._holders: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._full: dict[str, str] = {}
        for official in officials:
            if official.name not in self._holders[official.role]:
                self._holders[official.role].append(official.name)
        self._learn([*(m.name for m in officials), *(m.span.text for m in names if m.kind == "person")])
        self.actors = self._gather(officials, roles, names)
        self._starts = [actor.start for actor in self.actors]

    def _learn(self, names: Iterable[str]) -> None:
        for name in sorted(dict.fromkeys(names), key=lambda n: (-len(_words(n)), -len(n))):
            for word in dict.fromkeys(_words(name)):
                if len(self._by_word[word]) < 20:
                    self._by_word[word].append(name)

    def _gather(
        self, officials: Sequence[OfficialMention], roles: Sequence[RoleMention], names: Sequence[NameMention]
    ) -> list[Actor]:
        found = [Actor(m.span.start, m.span.end, m.name, "official", m.span.text) for m in officials]
        found += [
            Actor(m.span.start, m.span.end, self.fullest(m.span.text), "name", m.span.text)
            for m in names
            if m.kind == "person"
        ]
        found += [
            Actor(m.span.start, m.span.end, m.name or self.holder(m.role), "role", m.span.text) for m in roles
        ]  # fmt: skip
        order = {"official": 0, "name": 1, "role": 2}
        found.sort(key=lambda a: (a.start, order[a.kind]))
        kept: list[Actor] = []
        for actor in found:  # a name inside an official's mention is the same naming
            if actor.kind == "name" and kept and kept[-1].kind != "role" and actor.start < kept[-1].end:
                continue
            kept.append(actor)
        return kept

    def holder(self, role: str) -> str | None:
        """The only named holder of a role, None when there are several or none."""
        names = self._holders.get(role, [])
        return names[0] if len(names) == 1 else None

    def fullest(self, name: str) -> str:
        """The longest name in the text that holds all words of `name`; `name` itself when there is none."""
        known = self._full.get(name)
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

    def knows(self, name: str) -> bool:
        """Says whether some person of the text bears all words of `name`."""
        words = [w for w in _words(name) if w not in self._cues.honorifics]
        return bool(words) and any(set(words) <= set(_words(n)) for n in self._by_word.get(words[0], ()))

    def between(self, start: int, end: int) -> list[Actor]:
        """Actors that begin in `[start, end)`, in text order."""
        return self.actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def printed_name(self, start: int, end: int) -> str | None:
        """A name by its capitals, at the very start of `[start, end)` after words of address; None when there is none."""
        at = start
        while at < end and self.text[at] in " ,":
            at += 1
        found = _CAPITALS.match(self.text, at, end)
        while found is None and at < end:  # "pak Budi": the address in small letters
            word = _WORD.match(self.text, at, end)
            if word is None or word[0].lower() not in self._cues.honorifics:
                return None
            at = word.end()
            while at < end and self.text[at] in " .":
                at += 1
            found = _CAPITALS.match(self.text, at, end)
        if found is None:
            return None
        words = found[0].split()
        while words and words[0].rstrip(".").lower() in self._cues.honorifics and len(words) > 1:
            del words[0]
        name = " ".join(words[:_LONGEST_NAME]).rstrip(".")
        return name or None
