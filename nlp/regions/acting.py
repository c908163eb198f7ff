"""Names that are words, rivers or persons, too, read as regions where they act or where their seat is named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from nlp.mentions import Layout
from nlp.regions.candidates import Candidate, Lines
from nlp.regions.gazetteer import Sense
from nlp.regions.lexicon import RegionLexicon
from nlp.regions.reading import Reading
from nlp.regions.seats import find_seats

_KINDS = ("guarded", "strict")
_LEAST_COMPANY = 3  # sure regions that make an article one of many regions
_WINDOW = 40
_OPENS = re.compile(r"(?:^|\n|[.!?:;][\"”’]?\s{1,2}|[\"“”‘—–]\s?)$")
_AFTER_COMMA = re.compile(r"[,)]\s$")
_AFTER_WORD = re.compile(r"(?<![^\W_])([^\W\d_]{2,})\s$")
_CAPITAL_BEFORE = re.compile(r"(?<![^\W_])([A-Z][a-z]+)\s$")
_ALONE = re.compile(r"\s?(?:[,.;:!?)\"”—–]|\d|$)|\s[a-z]|\n")
_NEXT = re.compile(r",?\s([^\W\d_]+)")
_RATED = re.compile(r"\s\d")
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|r|l|w|y)?|ber|ter|di)[a-z]{3,}")


class Acting:
    """Answers, for one text, whether a name that needs support is a region all the same.

    `readings` are those of the text in its order; the senses that they have left are what the text has shown so far.
    """

    def __init__(self, layout: Layout, lines: Lines, lexicon: RegionLexicon, readings: Sequence[Reading]) -> None:
        self._layout, self._lines, self._lexicon = layout, lines, lexicon
        self._sure = {sense.code for reading in readings for sense in reading.senses}
        self._shown = [reading.candidate.start for reading in readings if reading.senses]
        self._seats = {code for seat in find_seats(layout.text) for code in seat.codes}
        self._provinces = {code[:2] for code in self._sure}
        self._persons = {r.candidate.key for r in readings if not r.senses and self._ends_name(r)}

    def senses(self, reading: Reading) -> tuple[Sense, ...]:
        """The senses that hold for a name without other support; () for none. Looks at a few words around it."""
        candidate, text = reading.candidate, self._layout.text
        if candidate.lower or candidate.key in self._persons or not _ALONE.match(text, candidate.end):
            return ()
        found = tuple(s for s in candidate.senses if s.kind in _KINDS and s.code in self._seats)
        if found and not self._ends_name(reading):
            return found
        if not self._lines.is_plain(candidate.start):
            return ()
        near = tuple(s for s in candidate.senses if s.kind in _KINDS and s.code[:2] in self._provinces)
        if near:
            return near if self._acts(candidate) else ()
        weak = tuple(s for s in candidate.senses if s.kind == "weak" and s.code[:2] in self._provinces)
        if weak:
            return weak if self._is_listed(candidate, {sense.code[:2] for sense in weak}) else ()
        far = tuple(s for s in candidate.senses if s.kind == "guarded")
        crowd = len(self._sure) >= _LEAST_COMPANY and self._in_company(candidate)
        return far if far and crowd and self._acts(candidate) else ()

    def _acts(self, candidate: Candidate) -> bool:
        """Says whether the name is the subject of what follows: "Ende yang sudah mendaftar", "Palu memamerkan"."""
        text = self._layout.text
        before = text[max(0, candidate.start - _WINDOW) : candidate.start]
        word = _AFTER_WORD.search(before)
        opens = _OPENS.search(before) or _AFTER_COMMA.search(before)
        if not opens and not (word and word[1].lower() in self._lexicon.leads):
            return False
        following = _NEXT.match(text, candidate.end)
        if following is None:
            return word is not None
        low = following[1].lower()
        return low in self._lexicon.acts or (following[1].islower() and _VERB.fullmatch(low) is not None)

    def _in_company(self, candidate: Candidate) -> bool:
        """Says whether the sentence, or the end of the one before it, names a sure region, too."""
        start, end = self._layout.sentence_at(candidate.start)
        at = bisect_left(self._shown, max(0, start - _WINDOW))
        return at < len(self._shown) and self._shown[at] < end

    def _is_listed(self, candidate: Candidate, provinces: Set[str]) -> bool:
        """Says whether a short form stands behind a comma, rated or acting, in a sentence with sure regions."""
        text = self._layout.text
        before = text[max(0, candidate.start - _WINDOW) : candidate.start]
        follows = _RATED.match(text, candidate.end) or self._acts(candidate)
        return bool(_AFTER_COMMA.search(before) and follows and self._in_company(candidate) and provinces)

    def _ends_name(self, reading: Reading) -> bool:
        """Says whether a capitalised word that opens no clause stands right before the name: "Togar Samosir"."""
        text, start = self._layout.text, reading.candidate.start
        before = text[max(0, start - _WINDOW) : start]
        word = _CAPITAL_BEFORE.search(before)
        if word is None or reading.support or not self._lines.is_plain(start):
            return False
        return word[1].lower() not in self._lexicon.leads
