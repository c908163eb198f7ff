"""Under which fullest name a person goes, and who holds an office, as far as one article tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlp.mentions import OfficialMention
from nlp.quotes.lexicon import CueLexicon

_WORD = re.compile(r"\w+(?:[’'`]\w+)*")
_MOST_NAMESAKES = 20  # names kept a word
_MOST_WORDS = 500  # words that a misspelling is looked for among
_SHORT_FORM = 3  # letters of a name that may be cut short
_SHORT_INNER = 4  # letters of a short form that may begin any word of the name, not only the first
_LONG_WORD = 7  # letters from which one wrong letter is taken for a misspelling


def name_words(name: str) -> list[str]:
    """The words of a name in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


class Naming:
    """All names of an article's persons, and which of them are one person's."""

    def __init__(self, cues: CueLexicon) -> None:
        self._cues = cues
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, str] = {}
        self._other: dict[str, str] = {}
        self._full: dict[str, str] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Adds names; of those that share words, the earlier learnt and then the longer one counts as the fuller."""
        for name in sorted(dict.fromkeys(names), key=lambda n: (-len(name_words(n)), -len(n))):
            for word in dict.fromkeys(name_words(name)):
                if len(self._by_word[word]) < _MOST_NAMESAKES:
                    self._by_word[word].append(name)
                self._by_letters.setdefault(_letters(word), word)

    def call(self, nickname: str, name: str) -> None:
        """Takes `nickname` as another name of `name`."""
        if nickname != name:
            self._other.setdefault(nickname, name)

    def knows(self, name: str) -> bool:
        """Says whether some person of the text bears all words of `name`."""
        return name in self._other or self._candidate(self._bare(name)) is not None

    def fullest(self, name: str) -> str:
        """The fullest name in the text that holds all words of `name`, misspelt or not; else `name` itself."""
        if name in self._other:
            return self._other[name]
        if name not in self._full:
            bare = self._bare(name)
            found = self._candidate(bare) or self._candidate([self._spelling(word) for word in bare])
            found = found or self._shortened(bare)
            self._full[name] = found or name
        full = self._full[name]
        return self._other.get(full, full)

    def respell(self, name: str) -> bool:
        """Says whether an unknown name misspells or cuts short a known one; from then on it is that name."""
        if self.knows(name):
            return False
        bare = self._bare(name)
        right = self._candidate([self._spelling(word) for word in bare]) or self._shortened(bare)
        if right is not None:
            self.call(name, right)
        return right is not None

    def _bare(self, name: str) -> list[str]:
        words = name_words(name)
        return [word for word in words if word not in self._cues.honorifics] or words

    def _candidate(self, words: Sequence[str]) -> str | None:
        if not words:
            return None
        wanted = set(words)
        namesakes = self._by_word.get(words[0], ())
        return next((name for name in namesakes if wanted <= set(name_words(name))), None)

    def _shortened(self, words: Sequence[str]) -> str | None:
        """The one person whose name a short form begins ("Thohir": Thohirul Hakim), a customary title left out.

        None where several names begin so.
        """
        if len(words) > 1:
            return self._candidate(words[1:]) if words[0] in self._cues.customary else None
        if not words or len(words[0]) < _SHORT_FORM or len(self._by_word) > _MOST_WORDS:
            return None
        longer = {
            name for word, names in self._by_word.items() if word.startswith(words[0]) and word != words[0]
            for name in names
            if len(words[0]) >= _SHORT_INNER or name_words(name)[0] == word
        }  # fmt: skip
        return next(iter(longer)) if len(longer) == 1 else None

    def _spelling(self, word: str) -> str:
        """The known word that `word` misspells: letters changed places, or one letter of a long word is wrong."""
        if word in self._by_word or len(word) < 4:
            return word
        swapped = self._by_letters.get(_letters(word))
        if swapped is not None and swapped[0] == word[0]:
            return swapped
        if len(word) >= _LONG_WORD and len(self._by_word) <= _MOST_WORDS:
            close = process.extractOne(word, list(self._by_word), scorer=OSA.distance, score_cutoff=1)
            if close is not None and len(close[0]) >= _LONG_WORD:
                return str(close[0])
        return word


def _letters(word: str) -> str:
    return "".join(sorted(word))


class Holders:
    """Who holds which office, by the article's officials."""

    def __init__(self, officials: Iterable[OfficialMention]) -> None:
        self._held: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._of_region: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        for official in sorted(officials, key=lambda o: o.span.start):
            if official.former:  # "mantan Wali Kota X" is not meant by "kata wali kota"
                continue
            self.add(official.span.start, official.name, official.role, official.region_code)

    def add(self, start: int, name: str, role: str, region_code: str | None) -> None:
        """Adds a naming; namings must come in text order."""
        self._held[role].append((start, name))
        self._of_region[role, region_code].add(name)
        self._names[role].add(name)

    def find(self, role: str, region_code: str | None, at: int) -> str | None:
        """The holder of a role: the only one, else the only one of that region, else the one named last before `at`.

        None when the text names no holder, or none before `at` while there are several.
        """
        for names in (self._names.get(role), self._of_region.get((role, region_code)) if region_code else None):
            if names is not None and len(names) == 1:
                return next(iter(names))
        held = self._held.get(role, [])
        index = bisect_left(held, (at,)) - 1
        return held[index][1] if index >= 0 else None

    def last(self, roles: Iterable[str], at: int) -> str | None:
        """The holder of one of several roles who was named last before `at`, else first after it; None without any."""
        latest: tuple[int, str] | None = None
        coming: tuple[int, str] | None = None
        for role in roles:
            held = self._held.get(role, [])
            index = bisect_left(held, (at,)) - 1
            if index >= 0 and (latest is None or held[index] > latest):
                latest = held[index]
            if index + 1 < len(held) and (coming is None or held[index + 1] < coming):
                coming = held[index + 1]
        found = latest or coming
        return found[1] if found else None
