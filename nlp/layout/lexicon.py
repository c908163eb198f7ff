"""The word lists behind the layout, read once from `nlp/lexicons/layout.toml`."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from corpus.errors import LexiconError
from nlp.keyed import KeyedPattern

PATH = Path(__file__).parent.parent / "lexicons" / "layout.toml"


class _Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]
    weak: list[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _ReadAlso(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: list[str]
    with_colon: list[str]


class _Bylines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: list[str]
    bare_heads: list[str]
    lines: list[str]


class _Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]
    domains: list[str]


class LayoutLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The lists of `layout.toml` and the patterns made of them. All words are lower-case."""

    abbreviations: _Abbreviations
    cues: _Words
    read_also: _ReadAlso
    bylines: _Bylines
    outlets: _Outlets
    credits: _Words

    @cached_property
    def strong_abbreviations(self) -> frozenset[str]:
        """Abbreviations after which a sentence goes on whatever follows."""
        return frozenset(self.abbreviations.words) - frozenset(self.abbreviations.weak)

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """Verbs that attach a following clause to the quote before it."""
        return frozenset(self.cues.words)

    @cached_property
    def credit_words(self) -> frozenset[str]:
        """Words of a trailing credit."""
        return frozenset(self.credits.words)

    @cached_property
    def read_also_pattern(self) -> KeyedPattern:
        """Finds the head of a pointer to another article."""
        loose, strict = _alternatives(self.read_also.phrases), _alternatives(self.read_also.with_colon)
        phrases = (*self.read_also.phrases, *self.read_also.with_colon)
        return KeyedPattern(rf"(?:(?<![^\W_])(?:{loose})|(?m:^)(?:{strict})[ \t]*:)", phrases)

    @cached_property
    def byline_pattern(self) -> re.Pattern[str]:
        """Matches at the start of a line that says who made the article."""
        heads, bare = _alternatives(self.bylines.heads), _alternatives(self.bylines.bare_heads)
        return re.compile(rf"[\s\W]{{0,4}}(?:(?:{heads})[ \t]*[:/|]|(?:{bare})(?!\w))", re.IGNORECASE)

    @cached_property
    def outlet_pattern(self) -> re.Pattern[str]:
        """Finds a newsroom's word in a dateline segment."""
        return re.compile(rf"(?<!\w)(?:{_alternatives(self.outlets.words)})(?!\w)", re.IGNORECASE)

    @cached_property
    def domain_pattern(self) -> re.Pattern[str]:
        """Finds addresses, e-mail, domains and handles."""
        tld = _alternatives(self.outlets.domains)
        name = r"(?:[A-Za-z][A-Za-z0-9-]{1,40}\.){1,4}"
        return re.compile(
            rf"https?://\S+|www\.\S+|[\w.+-]{{1,60}}@[\w-]{{1,60}}(?:\.[\w-]{{1,30}}){{1,4}}|(?<![\w.@-])@\w[\w.]{{1,40}}"
            rf"|(?<![\w.@/-]){name}(?:{tld}|go\.id|co\.id|or\.id)(?![\w-])(?:/\S*)?",
            re.IGNORECASE,
        )


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def load_layout_lexicon() -> LayoutLexicon:
    """Reads the shipped list.

    Raises:
        LexiconError: the file is not TOML, lacks a list, or a word is not lower-case.
    """
    return parse_layout_lexicon(PATH.read_bytes(), PATH.name)


def parse_layout_lexicon(content: bytes, file: str) -> LayoutLexicon:
    """Checks and types the lists of one file; `file` is named in errors. Raises `LexiconError`."""
    try:
        lexicon = msgspec.toml.decode(content, type=LayoutLexicon)
    except msgspec.DecodeError as error:
        raise LexiconError(file, "file", str(error)) from error
    for group in (lexicon.abbreviations.words, lexicon.cues.words, lexicon.credits.words, lexicon.outlets.words):
        for word in group:
            if not word.strip() or word != word.lower():
                raise LexiconError(file, repr(word), "must be a non-empty lower-case word")
    return lexicon
