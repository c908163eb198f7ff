"""The query language: what it reads, that it takes anything, and that it stays quick."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.fts5 import to_fts5
from corpus.search.query import And, Field, Not, Or, Query, Term, is_text, iter_terms, map_fields, parse_query


def word(form: str) -> Term:
    """A plain word."""
    return Term((form,), "stem")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("kota", word("kota"), id="word"),
        pytest.param("penandatanganan", word("tandatang"), id="stem"),
        pytest.param('"Kota  CERDAS"', Term(("kota", "cerdas"), "exact"), id="phrase"),
        pytest.param("sepaham*", Term(("sepaham",), "prefix"), id="prefix"),
        pytest.param("nota-kesepahaman", Term(("nota", "sepaham"), "stem"), id="hyphen-inside"),
        pytest.param("kota padi", And((word("kota"), word("padi"))), id="and-is-implied"),
        pytest.param("kota AND padi", And((word("kota"), word("padi"))), id="and"),
        pytest.param("a b OR c", Or((And((word("a"), word("b"))), word("c"))), id="and-before-or"),
        pytest.param("a (b OR c)", And((word("a"), Or((word("b"), word("c"))))), id="brackets"),
        pytest.param("a -b", And((word("a"), Not(word("b")))), id="minus"),
        pytest.param("NOT NOT a", word("a"), id="twice-not"),
        pytest.param("-(a b)", Not(And((word("a"), word("b")))), id="minus-brackets"),
        pytest.param('region:"Kota Solok"', Field("region", "Kota Solok"), id="quoted-field"),
        pytest.param("since:2022-04-21", Field("since", "2022-04-21"), id="field"),
        pytest.param("title:mou", Term(("mou",), "stem", title_only=True), id="title"),
        pytest.param("pukul 10:30", And((word("pukul"), Term(("10", "30"), "stem"))), id="colon"),
        pytest.param("a OR", word("a"), id="or-at-the-end"),
        pytest.param(")a) b", And((word("a"), word("b"))), id="stray-brackets"),
        pytest.param('region:"" … -', None, id="nothing"),
        pytest.param("", None, id="empty"),
    ],
)
def test_queries(text: str, query: Query | None) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        pytest.param("kota", '{title_stems text_stems} : "kota"', id="word"),
        pytest.param('title:"kota cerdas"', '{title} : "kota cerdas"', id="title-phrase"),
        pytest.param("sepaham*", '{title text} : "sepaham" *', id="prefix"),
        pytest.param("-kota", None, id="nothing-but-not"),
        pytest.param("a OR -b", None, id="not-beside-or"),
        pytest.param("region:13", None, id="field"),
    ],
)
def test_fts5(text: str, expression: str | None) -> None:
    query = parse_query(text)
    assert query is not None
    assert to_fts5(query) == expression


def test_terms_behind_not_are_not_shown() -> None:
    query = parse_query("kota -(padi OR -sawah) event:award")
    assert list(iter_terms(query)) == [word("kota")]
    assert query is not None
    assert not is_text(query)


def test_fields_are_mapped_wherever_they_stand() -> None:
    query = parse_query("a (region:x OR -region:y) event:award")
    assert query is not None
    mapped = map_fields(query, lambda field: Field(field.name, field.value.upper()))
    assert mapped == parse_query("a (region:X OR -region:Y) event:AWARD")


@pytest.mark.parametrize("text", ["(" * 5000 + "a", "-" * 5000 + "a", "a OR " * 5000, "a (" * 2000 + ") b" * 2000])
def test_long_and_deep_queries_are_read(text: str) -> None:
    query = parse_query(text)
    assert query is not None
    assert list(iter_terms(map_fields(query, lambda field: field))) is not None


@given(st.text(max_size=60) | st.text(alphabet='"()-*: ANDORNTabregion', max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    query = parse_query(text)
    if query is not None and is_text(query):
        to_fts5(query)
    assert all(term.words for term in iter_terms(query))
