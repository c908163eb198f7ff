"""What the words around a word before a name say of it: a name's first word, or a region, a body, a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from typing import NamedTuple

from nlp.names.wordlist import honorific_words, name_words
from nlp.officials.lexicon import offices
from nlp.officials.page import Page
from nlp.officials.title import Title
from nlp.quotes.lexicon import load_cues

# By the sounds that the prefixes take: "merdeka" is no verb, "merangkul" is.
_VERB = re.compile(r"(?:me(?:[lrwy](?=[aeiou])|m(?=[bfpvaeiou])|n(?=[cdgjstyzaeiou]))|ber|di|ter|ny|ng)[a-z]{3,}")
_STOPS = frozenset(".!?:;–—|")
_OPENS = _STOPS | frozenset('"“”‘’')
_CLOSES = frozenset("\"”’'»")
_PLACE_REACH = 4  # words of the place between a title and a name
_DOUBTFUL = 0.6  # score up to which the recogniser's body may be another thing
_CLAUSE = 4  # words from yang to a title in its clause
_PLACED = ("di", "ke", "dari", "asal", "warga", "arah", "se")


class Pair(NamedTuple):
    """A word at token `at` and the rest of what may be one name, tokens `at + 1` to `last` (exclusive)."""

    at: int
    last: int


@lru_cache(maxsize=5_000)
def _is_cue(low: str) -> bool:
    return low in name_words()["cue"] or load_cues().after.fullmatch(low) is not None


@lru_cache(maxsize=1)
def _never_given() -> frozenset[str]:
    cues = load_cues()
    return cues.honorifics | cues.customary | cues.posts | cues.calendar


class Sight:
    """Answers for one text. `doubtful` are the tokens that stand before a name."""

    def __init__(self, page: Page, titles: Sequence[Title], doubtful: Set[int]) -> None:
        self._page = page
        self._title_at = {at: title for title in titles for at in range(title.first, title.tail + 1)}
        self._codes = {r.code for at, r in enumerate(page.region) if r is not None and at not in doubtful}
        self._doubtful = {page.lowered[at] for at in doubtful}

    def may_be(self, pair: Pair) -> bool:
        """Says whether the word is neither a title, a body, an agency, an honorific nor a word of the calendar."""
        page, at = self._page, pair.at
        low, words, title = page.lowered[at], name_words(), self._title_at.get(at)
        if low in words["title"] | words["title_local"] | words["organisation_head"] | offices()["strong"]:
            return False
        if low in honorific_words()["before"] | honorific_words()["address"] or low in _never_given():
            return False
        if page.region[at] is None and (offices().match(page.lowered, at) is not None or self._is_body(pair)):
            return False
        return title is None or at >= title.last

    def _is_body(self, pair: Pair) -> bool:
        """Says whether a word that is a body's name is meant as one; a title behind makes it a person's ("Merdeka")."""
        if self._page.lowered[pair.at] not in name_words()["organisation"]:
            return False
        name = self._page.name[pair.at]
        return (name is not None and name.score > _DOUBTFUL) or not self._has_title_behind(pair)

    @cached_property
    def _speakers(self) -> Set[str]:
        words = enumerate(self._page.lowered)
        return {low for at, low in words if at and low in self._doubtful and self._speaks(at, plain=True)}

    def is_speaker(self, at: int) -> bool:
        """Says whether the text lets the word alone speak, elsewhere, and no body goes by it."""
        page = self._page
        return page.lowered[at] in self._speakers and page.name_kind(at) != "organisation"

    def tells(self, pair: Pair) -> bool:
        """Says whether this place alone shows the word to be the first of the name."""
        page, at = self._page, pair.at
        name, follows = page.name[at], page.name[at + 1]
        misread = name is not None and name is follows and page.region[at] is None
        if page.headline[at] or self._in_title(at) or (misread and not self._has_title_behind(pair, sole=True)):
            return False
        title = self._title_at.get(at)
        if title is not None:
            return self._is_told(pair, title)
        if at == 0 or page.breaks[at] or page.lowered[at - 1] in _STOPS:
            return self._opens(pair)
        before = page.lowered[at - 1]
        if before == ",":
            plain = page.region[at - 2] is None and page.name_kind(at - 2) not in ("location", "person")
            office = self._title_at.get(at - 1)
            named = office is not None and office.tail == at - 1 and not office.generic and page.region[at] is not None
            return named or (self._has_title_behind(pair) and plain)
        if page.tokens[at - 1].is_capital:
            honoured = before in honorific_words()["before"] | honorific_words()["address"]
            return honoured or self._behind_district(pair)
        return _is_cue(before) or before in offices()["governs"] or _VERB.fullmatch(before) is not None

    def _in_title(self, at: int) -> bool:
        title, start = self._page.layout.title, self._page.tokens[at].start
        return title is not None and title[0] <= start < title[1]

    def _opens(self, pair: Pair) -> bool:
        """At a sentence's head a region can only be a name's part; of another word a title behind must show it."""
        page, at = self._page, pair.at
        if page.region[at] is not None:
            return True
        low, words = page.lowered[at], name_words()
        if low in words["not_name"] | words["cue"] | words["place"] or _VERB.fullmatch(low) or low.endswith("nya"):
            return False
        return self._has_title_behind(pair)

    def _has_title_behind(self, pair: Pair, sole: bool = False) -> bool:
        """Says whether a comma and a title, or (not `sole`) a clause that says who it is, follow the name."""
        page, follows = self._page, pair.last + 1
        if page.lowered[pair.last : follows] not in ([","], ["("]) or follows >= len(page.tokens):
            return False
        if page.lowered[follows] != "yang":
            return follows in self._title_at
        return not sole or any(at in self._title_at for at in range(follows + 1, follows + _CLAUSE))

    def _behind_district(self, pair: Pair) -> bool:
        """Says whether an office with its district stands right before: "Camat Babakan Madang Subang Kurniadi"."""
        page, at = self._page, pair.at
        region = page.region[at]
        if region is None or region.code in self._codes or pair.last - at > 2:
            return False
        for back in range(at - 1, max(-1, at - 1 - _PLACE_REACH), -1):
            if page.breaks[back + 1] or not page.tokens[back].is_capital:
                return False
            title = self._title_at.get(back)
            if title is not None:
                return title.role == "camat" and title.tail <= back
        return False

    def _is_told(self, pair: Pair, title: Title) -> bool:
        """Says whether the office in front has its region already, so that this one belongs to the name."""
        page, at = self._page, pair.at
        region = page.region[at]
        if region is None:
            return at == title.tail and page.name[at + 1] is not page.name[at] and self._is_common(title, at)
        if region.level == "provinsi" or not page.tokens[at - 1].is_capital:
            return False
        return any(page.region[i] is not None for i in range(title.first, at))

    def _is_common(self, title: Title, at: int) -> bool:
        """Says whether an everyday word that no district's name is stands behind a title: "Kabid Aptika Selamat"."""
        return self._page.lowered[at] in name_words()["not_name"] and title.role != "camat"

    def _speaks(self, at: int, plain: bool = False) -> bool:
        """Says whether a capitalised word alone is said to speak: "seloroh Malang", "menurut Medan".

        `plain`: right behind speech, where only its speaker can stand.
        """
        page, before = self._page, self._page.lowered[at - 1]
        if not page.tokens[at].text.istitle() or page.breaks[at]:
            return False
        if at + 1 < len(page.tokens) and page.tokens[at + 1].is_capital and not page.breaks[at + 1]:
            return False
        if before == "menurut" or before in honorific_words()["before"]:
            return not plain
        ends = page.lowered[at - 2] if at > 1 else ""
        quoted = ends in _CLOSES or (ends == "," and not plain)
        return quoted and _is_cue(before) and _VERB.fullmatch(before) is None

    def iter_alone(self, words: Set[str]) -> Iterator[int]:
        """Places where one of these first words stands for its bearer."""
        page = self._page
        located = {page.lowered[at] for at, region in enumerate(page.region) if region is not None and self._placed(at)}
        for at, low in enumerate(page.lowered):
            if low not in words or page.name_kind(at) == "person" or page.ignored[at]:
                continue
            if at and (self._speaks(at) or (low not in located and self._acts(at))):
                yield at

    def _placed(self, at: int) -> bool:
        """Says whether a region is typed, an office's, or behind a word of place."""
        page, region = self._page, self._page.region[at]
        typed = region is not None and region.span.start != page.tokens[at].start
        return typed or (at > 0 and page.lowered[at - 1] in _PLACED)

    def _acts(self, at: int) -> bool:
        """Says whether the word opens a sentence and a verb follows: "Malang menjawab belum tahu"."""
        page = self._page
        opens = page.breaks[at] or page.lowered[at - 1] in _OPENS
        follows = page.lowered[at + 1] if at + 1 < len(page.tokens) else ""
        return opens and page.tokens[at].text.istitle() and _VERB.fullmatch(follows) is not None
