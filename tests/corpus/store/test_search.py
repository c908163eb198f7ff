"""Search: finds what it should, takes whatever a person types, and follows every change of an article."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import record as rec
from corpus.errors import QueryError
from corpus.store import Filters, Store
from corpus.store.articles import write_article
from corpus.store.check import check_store
from corpus.store.records import write_record
from corpus.store.search import count_found, search
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.records import make_record


@pytest.fixture
def filled(store: Store) -> Store:
    return _fill(store)


def _fill(store: Store) -> Store:
    with store.begin() as conn:
        write_article(conn, make_article(1, title="Solok Teken MoU", text="Wali kota meneken nota kesepahaman."), NOW)
        write_article(
            conn, make_article(2, title="Panen Raya", text="Kota itu cerdas mengolah padi.", outlet="Lain"), NOW
        )
        write_article(conn, make_article(3, title="Kabar", text="Program kota cerdas di Solok. Café ramai."), NOW)
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("solok", ["a1", "a3"], id="title-before-text"),
        pytest.param("kota cerdas", ["a2", "a3"], id="all-words"),
        pytest.param('"kota cerdas"', ["a3"], id="phrase"),
        pytest.param('"kota cerdas', ["a3"], id="open-quote"),
        pytest.param("kesepaham*", ["a1"], id="beginning"),
        pytest.param("sepaham", ["a1"], id="stem"),
        pytest.param('"sepaham"', [], id="phrases-are-not-stemmed"),
        pytest.param("peneken", ["a1"], id="another-form-of-the-word"),
        pytest.param("CAFE", ["a3"], id="case-and-accents"),
        pytest.param("padi OR cafe", ["a2", "a3"], id="or"),
        pytest.param("kota NOT cerdas", ["a1"], id="not"),
        pytest.param("-cerdas", ["a1"], id="nothing-but-not"),
        pytest.param("(padi OR meneken) kota -raya", ["a1"], id="brackets"),
        pytest.param("solok AND (", ["a1", "a3"], id="open-bracket"),
        pytest.param("padi OR", ["a2"], id="operator-that-leads-nowhere"),
        pytest.param("cerdas or padi", [], id="small-letters-are-words"),
        pytest.param("title:solok", ["a1"], id="title"),
        pytest.param('title:"panen raya"', ["a2"], id="phrase-in-the-title"),
        pytest.param("outlet:Lain", ["a2"], id="field"),
        pytest.param("cerdas -outlet:Lain", ["a3"], id="not-a-field"),
        pytest.param("outlet:Lain OR cafe", ["a2", "a3"], id="field-or-word"),
        pytest.param("since:2022-04-21 until:2022-04-21 padi", ["a2"], id="days"),
        pytest.param("author:solok", [], id="an-unknown-field-is-words"),
        pytest.param("nota-kesepahaman", ["a1"], id="hyphen"),
        pytest.param("'; DROP TABLE article; --", [], id="injection"),
    ],
)
def test_queries(filled: Store, query: str, ids: list[str]) -> None:
    with filled.read() as conn:
        assert sorted(hit.article_id for hit in search(conn, query)) == sorted(ids)


@pytest.mark.parametrize(("ranked", "looked_up", "few"), [(0, 0, 0), (0, 0, 9), (0, 9, 9), (1, 9, 9)])
@pytest.mark.parametrize(
    "query", ["solok", "kota outlet:Lain", "kota -cerdas", "kota since:2022-04-21", "solok OR padi"]
)
def test_however_many_match_the_same_are_found(
    filled: Store, query: str, ranked: int, looked_up: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.read() as conn:
        found = [hit.article_id for hit in search(conn, query)]
        for database in ("sqlite", "postgresql"):
            monkeypatch.setattr(f"corpus.store.{database}_index.RANKED", ranked)
        monkeypatch.setattr("corpus.store.sqlite_index._LOOKED_UP", looked_up)
        monkeypatch.setattr("corpus.store.sqlite_index._FEW", few)
        assert sorted(hit.article_id for hit in search(conn, query)) == sorted(found)
        assert len(search(conn, query, limit=1)) == 1


def test_of_many_articles_the_newest_are_ranked(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for database in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"corpus.store.{database}_index.RANKED", 1)
    monkeypatch.setattr("corpus.store.search.WEIGHED", 2)
    with filled.read() as conn:
        hits = search(conn, "kota", limit=2)
        assert {hit.article_id for hit in hits} == {"a2", "a3"}
        assert hits[0].score >= hits[1].score
        assert [hit.article_id for hit in search(conn, "solok", limit=1)] == ["a1"]


def test_a_word_in_the_title_counts_more(filled: Store) -> None:
    with filled.read() as conn:
        hits = search(conn, "solok")
    assert [hit.article_id for hit in hits] == ["a1", "a3"]
    assert hits[0].score > hits[1].score


def test_marks_show_the_words_found(filled: Store) -> None:
    with filled.read() as conn:
        (hit,) = search(conn, '"kota cerdas"')
    assert hit.snippet == "Program kota cerdas di Solok. Café ramai."
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["kota cerdas"]
    assert (hit.title, hit.outlet, hit.url) == ("Kabar", "Contoh", "https://contoh.id/berita/3")


def test_filters_and_limit(filled: Store) -> None:
    with filled.read() as conn:
        assert [hit.article_id for hit in search(conn, "kota", filters=Filters(outlet="Lain"))] == ["a2"]
        assert len(search(conn, "kota", limit=1)) == 1


def test_a_query_without_words_gives_the_newest(filled: Store) -> None:
    with filled.begin() as conn:
        write_article(conn, make_article(4, published="2023-01-01"), NOW)
        write_article(conn, make_article(5, published=None), NOW)
        assert [hit.article_id for hit in search(conn, " -- ")] == ["a4", "a3", "a2", "a1", "a5"]


def test_a_changed_article_is_found_by_its_new_text_only(filled: Store) -> None:
    with filled.begin() as conn:
        write_article(conn, make_article(1, title="Ralat", text="Bukan penandatanganan."), NOW)
        assert search(conn, "kesepahaman") == ()
        assert [hit.article_id for hit in search(conn, "ralat")] == ["a1"]
        assert list(check_store(conn)) == []


@pytest.mark.parametrize("query", ["since:kemarin", "event:pesta", "relevant:maybe", "region:Solok", "pillar:food"])
def test_a_wrong_value_is_an_error_that_names_it(filled: Store, query: str) -> None:
    with filled.read() as conn, pytest.raises(QueryError, match=query):
        search(conn, f"kota {query}")


def test_counts_agree_with_what_is_found(filled: Store) -> None:
    with filled.read() as conn:
        for query in ("kota", "-cerdas", "outlet:Lain", "", "outlet:Lain OR cafe"):
            assert count_found(conn, query) == len(search(conn, query, limit=9))


def test_fields_of_records(store: Store) -> None:
    record = make_record()
    pillars = (rec.PillarMention(pillar="economy", mentions=()),)
    with store.begin() as conn:
        write_article(conn, make_article(text=record.article.text), NOW)
        write_article(conn, make_article(2), NOW)
        write_record(conn, "a1", msgspec.structs.replace(record, pillars=pillars))
        fields = ("region:13.72", "region:13", "event:mou_signing", "relevant:ya", "pillar:economy", "copies:no -2")
        for query in fields:
            assert [hit.article_id for hit in search(conn, f"solok {query}")] == ["a1"], query
        assert search(conn, "region:13.75 OR event:award OR copies:yes") == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=30) | st.text(alphabet='"*^()-+ ANDORNETa\x00{}', max_size=20))
def test_no_query_is_wrong(filled: Store, query: str) -> None:
    with filled.read() as conn:
        for hit in search(conn, query.replace(":", " ")):
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


_WORD = st.sampled_from(
    ["kota", "cerdas", "peneken", "padi", "café", "title:solok", "so*", '"kota cerdas"', "outlet:Lain"]
)
_QUERY = st.recursive(
    _WORD,
    lambda part: st.one_of(
        st.tuples(part, part).map(" ".join), st.tuples(part, part).map(" OR ".join), part.map(lambda each: f"-({each})")
    ).map(lambda each: f"({each})"),
    max_leaves=6,
)


@pytest.fixture
def both(shared_store: Store, file_store: Store) -> tuple[Store, Store]:
    return _fill(shared_store), _fill(file_store)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=_QUERY)
def test_both_databases_find_the_same(both: tuple[Store, Store], query: str) -> None:
    server, file = both
    with server.read() as one, file.read() as other:
        assert sorted(hit.article_id for hit in search(one, query)) == sorted(
            h.article_id for h in search(other, query)
        )
        assert count_found(one, query) == count_found(other, query)
