"""A candidate on its way to a decision, and how neighbouring names are linked into enumerations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from corpus.record import Level
from nlp.regions.candidates import Candidate
from nlp.regions.gazetteer import Sense
from nlp.regions.surroundings import Surroundings

Link = Literal["comma", "and", "hyphen", "number", "bracket", "beside"]

_SEPARATORS: tuple[tuple[Link, re.Pattern[str]], ...] = (
    ("comma", re.compile(r"\s{0,3}(?:\([^()\n]{1,30}\)\s{0,3}|[)\]])?[,;/]\s{0,3}(?:di\s)?")),
    (
        "and",
        re.compile(
            r"\s{0,3}(?:\([^()\n]{1,30}\)\s{0,3}|[)\]])?,?\s{0,3}(?:dan|serta|maupun|hingga|atau|bersama|disusul|lalu|&|\+)\s{1,3}(?:juga\s|di\s)?"
        ),
    ),
    ("hyphen", re.compile(r"[ \t]?[-–—][ \t]?")),
    ("number", re.compile(r"[^\S\n]*[,;.]?\n\s{0,4}(?:\d{1,3}|[-•*·])[.)]?\s{0,3}")),
    ("bracket", re.compile(r"\s?[(\[]\s?")),
    ("beside", re.compile(r"[)\]]?[ \t]{1,2}")),
)
_LONGEST_SEPARATOR = 60
# Of a longer enumeration the first names suffice as company.
LONGEST_LIST = 60


@dataclass(slots=True)
class Reading:
    """One candidate with its surroundings; `code` stays None until it is decided.

    `level` is the type that holds for it, its own or that of the enumeration it stands in. `support` says that
    something beside its capital shows it to be a region. `link` ties it to the reading before it.
    """

    candidate: Candidate
    around: Surroundings
    senses: tuple[Sense, ...]
    level: Level | None
    support: bool
    link: Link | None = None
    code: str | None = None
    score: float = 0.0
    reason: str = ""
    both: bool = False
    neighbours: list[Reading] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the mention begins: at its type word when it has one."""
        return self.candidate.start if self.around.word_start is None else self.around.word_start

    def decide(self, sense: Sense, score: float, reason: str) -> None:
        """Settles the reading."""
        self.code, self.score, self.reason = sense.code, score, reason
        if self.candidate.misspelt:
            self.score, self.reason = 0.8 * score, f"{reason}; misspelt"

    def of_level(self, level: Level | None) -> list[Sense]:
        """The senses of a level."""
        return [sense for sense in self.senses if sense.level == level]


def link_readings(text: str, readings: list[Reading]) -> None:
    """Sets each reading's link to the one before it, and the members of its enumeration."""
    chain: list[Reading] = []
    for before, reading in zip([None, *readings], readings, strict=False):
        reading.link = None if before is None else _link(text, before.candidate.end, reading.start)
        if reading.link in ("comma", "and", "number"):
            chain.append(reading)
        else:
            chain = [reading]
        reading.neighbours = chain


def _link(text: str, end: int, start: int) -> Link | None:
    if not 0 < start - end <= _LONGEST_SEPARATOR:
        return None
    between = text[end:start]
    return next((name for name, pattern in _SEPARATORS if pattern.fullmatch(between)), None)
