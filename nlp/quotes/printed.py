"""Names by their capitals alone, for speakers whom no recogniser has found."""

from __future__ import annotations

import re
from functools import cached_property

from nlp.names.wordlist import name_words
from nlp.quotes.lexicon import CueLexicon

_WORD = re.compile(r"[\w’'-]+")
# Capitalised words in a row, with initials and the particles of patronyms between them.
_CAPITALS = re.compile(r"[A-Z][\w’'-]*\.?(?: (?:[A-Z][\w’'-]*\.?|bin|binti))*")
_LONGEST_NAME = 5  # words


# A person's name as a sentence without a known person has it: behind a small word or one that says who it is.
_ALONE = re.compile(r"(?<![\w-])[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}(?=,? [a-z]|, \(|\.)")


def named_by_capitals(text: str, start: int, end: int) -> str | None:
    """The only name by its capitals in `[start, end)`, a trade before it left out ("Pelatih Rudi Hartono").

    None where there is none or where several stand; runs that begin like a place, a body or a title are no names.
    """
    words = name_words()
    others = words["place"] | words["organisation"] | words["organisation_head"]
    found: list[str] = []
    for run in _ALONE.finditer(text, start, end):
        parts = run[0].split()
        if parts[0].lower() in words["title"]:
            parts = parts[1:]
        known = any(part.lower() in others or part.isupper() for part in parts)
        if len(parts) > 1 and not known and "\n" not in run[0]:
            found.append(" ".join(parts))
    return found[0] if len(set(found)) == 1 else None


class PrintedNames:
    """The runs of capitalised words of one text."""

    def __init__(self, text: str, cues: CueLexicon, body_start: int = 0) -> None:
        self._text, self._cues = text, cues
        self._body_start = body_start  # a headline capitalises every word

    def at(self, start: int, end: int) -> str | None:
        """The name that begins `[start, end)` after words of address and titles; None when none does."""
        position, address = start, None
        while position < end:
            while position < end and self._text[position] in (" ." if position > start else " .,"):
                position += 1
            title = self._cues.title.match(self._text, position, end)
            word = _WORD.match(self._text, position, end)
            if title is not None:
                position = title.end()
            elif word is not None and word[0].lower() in self._cues.honorifics:
                position, address = word.end(), word[0]
            else:
                break
        found = _CAPITALS.match(self._text, position, end)
        if found is None:  # "Mas Gus": a word of address that is the name
            return address if address and address[0].isupper() else None
        return " ".join(self._without_calendar(found[0].split())).rstrip(".") or None

    def longest(self, name: str) -> str:
        """The longest printed form that begins with `name`: "Chang" where the text has "Chang Heng Chee"."""
        words = name.lower().split()
        best = name
        for run in self._runs.get(words[0], ()):
            if len(run) > len(best.split()) and [word.lower() for word in run[: len(words)]] == words:
                best = " ".join(run).rstrip(".")
        return best

    @cached_property
    def _runs(self) -> dict[str, list[list[str]]]:
        runs: dict[str, list[list[str]]] = {}
        for found in _CAPITALS.finditer(self._text, self._body_start):
            words = found[0].split()[: 4 * _LONGEST_NAME]
            for index in range(len(words)):
                known = runs.setdefault(words[index].lower().rstrip("."), [])
                if len(known) < 50:
                    known.append(self._without_calendar(words[index : index + _LONGEST_NAME]))
        return runs

    def _without_calendar(self, words: list[str]) -> list[str]:
        for index, word in enumerate(words[:_LONGEST_NAME]):
            if word.lower().strip(".") in self._cues.calendar:
                return words[:index]
        return words[:_LONGEST_NAME]
