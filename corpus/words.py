"""The words of a text as search, concordance and near-duplicates see them, and their Indonesian stems."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
# meN- and peN- swallow the t of a root: tandatangan, menandatangani. Snowball would leave "andatangan".
_SWALLOWED_T = re.compile(r"([mp]en)(?=[aiueo])")
_N_ROOTS = Path(__file__).parent / "data" / "n_roots.csv"
# Names and numbers are endless; the words of running Indonesian fit in here several times over.
_CACHE_WORDS = 1 << 17


class Word(NamedTuple):
    """One word at `text[start:end]`; `form` is in lower case and without accents."""

    start: int
    end: int
    form: str


def iter_words(text: str) -> Iterator[Word]:
    """Yields the runs of letters and digits of a text, in order. "se-Indonesia" gives two."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), fold(match.group()))


def split_words(text: str) -> list[str]:
    """The forms of `iter_words`."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return [word.lower() if word.isascii() else fold(word) for word in _WORD.findall(text)]


def fold(word: str) -> str:
    """Lower case, accents dropped: "Café" gives "cafe"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


class _Local(threading.local):
    """A stemmer keeps the word that it works on, so each thread has its own."""

    def __init__(self) -> None:
        self.stemmer: _Stemmer = snowballstemmer.stemmer("indonesian")


_local = _Local()


@lru_cache(maxsize=_CACHE_WORDS)
def stem(form: str) -> str:
    """The stem of a folded word: "menandatangani" and "penandatanganan" give "tandatang".

    The t that meN- and peN- swallow comes back unless the root is known to begin with n; the rest is Snowball's stemmer
    after Tala (2003), "A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia", University of
    Amsterdam. Words with digits stay as they are.
    """
    if not form.isalpha():
        return form
    if _SWALLOWED_T.match(form):
        form = form[:3] + ("n" if form[2:].startswith(_load_n_roots()) else "t") + form[3:]
    # Twice: "penandatanganan" loses its second "an" as "tandatangan" does.
    return _local.stemmer.stemWord(_local.stemmer.stemWord(form))


@lru_cache(maxsize=1)
def _load_n_roots() -> tuple[str, ...]:
    lines = _N_ROOTS.read_text(encoding="utf-8").split()
    return tuple(lines[lines.index("root") + 1 :])


def stem_text(text: str) -> str:
    """The stems of a text, a blank between two of them."""
    return " ".join([stem(form) for form in split_words(text)])
