"""The query language: what a person typed becomes a tree that knows nothing of databases.

    expression = part { "OR" part }          part = piece { ["AND"] piece }          piece = ["NOT" | "-"] atom
    atom = "(" expression ")" | word | beginning* | "a phrase" | field:value | field:"value"

Words are compared by stem, phrases and beginnings as they are printed, all without case and accents. Operators are in
capitals, so that "dan" and "or" stay words. Nothing is a mistake but the value of a field: a bracket or an operator
that leads nowhere is passed over, and a colon after anything but a field's name is a sign like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

from corpus.words import split_words, stem

FieldName = Literal["title", "region", "event", "pillar", "outlet", "since", "until", "relevant", "copies"]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
# Brackets deeper than any person's are passed over: the tree is walked by recursion.
_MAX_DEPTH = 40
_TOKEN = re.compile(
    r'(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=["\w(])'
    rf'|(?P<field>{"|".join(FIELDS)}):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s()"]+))'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s()"]+)'
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand beside each other. `kind`: "stem" compares stems, "exact" forms, "prefix" the last one's
    beginning. `title_only`: in the title, else in title or text."""

    words: tuple[str, ...]
    kind: Literal["stem", "exact", "prefix"]
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on the article or its record, its value as typed."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; there are at least two."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part holds; there are at least two."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Query


Query = Term | Field | And | Or | Not
_Match = re.Match[str]


def parse_query(text: str) -> Query | None:
    """Reads a query; None when it holds neither word nor field.

    Example: `kota -padi region:13.75` gives `And((Term(kota), Not(Term(padi)), Field(region, 13.75)))`.
    """
    return _Parser(list(_TOKEN.finditer(text.replace("\x00", " ")))).parse()


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[_Match]) -> None:
        self._tokens, self._next = tokens, 0

    def parse(self) -> Query | None:
        parts = []
        while self._next < len(self._tokens):
            part = self._expression(0)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _peek(self) -> _Match | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _expression(self, depth: int) -> Query | None:
        parts = [self._conjunction(depth)]
        while (token := self._peek()) is not None and token["word"] == "OR":
            self._next += 1
            parts.append(self._conjunction(depth))
        if self._peek() is not None:
            self._next += 1  # a closing bracket, this expression's or a stray one
        return _joined(Or, [part for part in parts if part is not None])

    def _conjunction(self, depth: int) -> Query | None:
        parts = []
        while (token := self._peek()) is not None and not token["close"] and token["word"] != "OR":
            part = self._piece(depth)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _piece(self, depth: int) -> Query | None:
        negative = False
        while (token := self._peek()) is not None and (token["minus"] or token["word"] in ("AND", "NOT")):
            negative ^= token["word"] != "AND"
            self._next += 1
        if token is None or token["close"] or token["word"] == "OR":
            return None
        self._next += 1
        if token["open"]:
            part = self._expression(depth + 1) if depth < _MAX_DEPTH else None
        else:
            part = _atom(token)
        return Not(part) if negative and part is not None else part


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


def _atom(token: _Match) -> Query | None:
    if token["field"] is not None:
        value = token["quoted"] if token["quoted"] is not None else token["value"]
        if token["field"] == "title":
            return _term(value, "exact" if token["quoted"] is not None else _kind(value), title_only=True)
        return Field(cast(FieldName, token["field"]), value.strip()) if value.strip() else None
    if token["phrase"] is not None:
        return _term(token["phrase"], "exact")
    return _term(token["word"] or "", _kind(token["word"] or ""))


def _kind(word: str) -> Literal["stem", "prefix"]:
    return "prefix" if word.endswith("*") else "stem"


def _term(text: str, kind: Literal["stem", "exact", "prefix"], title_only: bool = False) -> Term | None:
    forms = split_words(text)
    if not forms:
        return None
    return Term(tuple(stem(form) for form in forms) if kind == "stem" else tuple(forms), kind, title_only)


def map_fields(query: Query, change: Callable[[Field], Query]) -> Query:
    """The same tree with every field replaced by what `change` gives for it."""
    if isinstance(query, Field):
        return change(query)
    if isinstance(query, Not):
        return Not(map_fields(query.part, change))
    if isinstance(query, And | Or):
        return type(query)(tuple(map_fields(part, change) for part in query.parts))
    return query


def iter_terms(query: Query | None) -> Iterator[Term]:
    """The terms that an article is found by, in order; those behind a NOT are left out."""
    if isinstance(query, Term):
        yield query
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from iter_terms(part)


def holds_words(query: Query) -> bool:
    """Says whether a tree looks at words at all."""
    if isinstance(query, And | Or):
        return any(holds_words(part) for part in query.parts)
    return holds_words(query.part) if isinstance(query, Not) else isinstance(query, Term)


def is_text(query: Query) -> bool:
    """Says whether a tree looks at words only, so that a full-text index can answer all of it."""
    if isinstance(query, And | Or):
        return all(is_text(part) for part in query.parts)
    return is_text(query.part) if isinstance(query, Not) else isinstance(query, Term)
