"""A query, and the words that it looks for, in PostgreSQL's text search types.

https://www.postgresql.org/docs/current/datatype-textsearch.html. Words are those of `corpus.words`, not PostgreSQL's
parser's, so that both databases find the same. Stems stand at the places of their words behind a `~`, which no word
holds; places in the title bear weight A.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.search.query import And, Not, Or, Query, Term
from corpus.words import split_words, stem

# PostgreSQL's limits: places beyond the last one fall together, so that no phrase is found there; a word is cut where
# its lexeme stays below 2 kB.
_LAST_PLACE = 16_383
_WORD_CHARACTERS = 500
# No phrase goes from the title into the text.
_GAP = 10


def to_tsvector(title: str, text: str) -> str:
    """A title and a text as a tsvector in its text form."""
    places: dict[str, list[str]] = {}
    for place, form in _placed(title, 1):
        _put(places, form, f"{place}A")
    for place, form in _placed(text, len(split_words(title)) + _GAP):
        _put(places, form, str(place))
    return " ".join(f"'{form}':{','.join(found)}" for form, found in places.items())


def _placed(part: str, first: int) -> Iterator[tuple[int, str]]:
    for place, form in enumerate(split_words(part), first):
        yield min(place, _LAST_PLACE), form[:_WORD_CHARACTERS]


def _put(places: dict[str, list[str]], form: str, place: str) -> None:
    places.setdefault(form, []).append(place)
    places.setdefault(f"~{stem(form)}", []).append(place)


def to_tsquery(query: Query) -> str:
    """A tree of words only (`corpus.search.query.is_text`) as a tsquery in its text form."""
    if isinstance(query, Term):
        return f"({' <-> '.join(_lexemes(query))})"
    if isinstance(query, And | Or):
        operator = " & " if isinstance(query, And) else " | "
        return f"({operator.join(map(to_tsquery, query.parts))})"
    if isinstance(query, Not):
        return f"!{to_tsquery(query.part)}"
    raise TypeError(f"{query!r} holds more than words")


def _lexemes(term: Term) -> Iterator[str]:
    weight, stemmed = "A" if term.title_only else "", "~" if term.kind == "stem" else ""
    for i, form in enumerate(term.words, 1):
        star = "*" if term.kind == "prefix" and i == len(term.words) else ""
        marks = f":{star}{weight}" if star or weight else ""
        yield f"'{stemmed}{form[:_WORD_CHARACTERS]}'{marks}"
