"""Records: one a reading, the newest reading of the newest text is the current one."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from corpus.record import Record
from corpus.store import Filters, Store
from corpus.store.articles import iter_unread, write_article, write_articles
from corpus.store.check import check_store
from corpus.store.records import count_records, iter_records, read_record, write_record, write_records
from corpus.store.search import search
from corpus.store.tables import record as record_table
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.records import TEXT, make_record


def _reading(pipeline: str, **changes: object) -> Record:
    found = make_record()
    provenance = msgspec.structs.replace(found.provenance, pipeline=pipeline)
    return msgspec.structs.replace(found, provenance=provenance, **changes)


def test_a_record_comes_back_as_it_was_written(store: Store) -> None:
    found = make_record()
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        assert write_record(conn, "a1", found) is True
        assert read_record(conn, "a1") == found
        assert read_record(conn, "a1", pipeline="test") == found
        assert read_record(conn, "a1", pipeline="other") is None
        assert read_record(conn, "none") is None


def test_the_text_is_kept_once(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", make_record())
        stored = conn.execute(select(record_table.c.json)).scalar_one()
        assert '"text":""' in stored


def test_a_reading_is_stored_once(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", _reading("one"))
        assert write_record(conn, "a1", _reading("one", regions=())) is False
        assert read_record(conn, "a1") == _reading("one")


def test_the_newest_reading_is_current_and_the_older_stays(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", _reading("one"))
        write_record(conn, "a1", _reading("two", regions=(), events=()))
        assert read_record(conn, "a1") == _reading("two", regions=(), events=())
        assert read_record(conn, "a1", pipeline="one") == _reading("one")
        assert count_records(conn) == 1
        assert count_records(conn, Filters(event_type="mou_signing")) == 0


def test_a_changed_text_has_no_current_record_until_it_is_read(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", _reading("one"))
        write_article(conn, make_article(text="Diperbaiki."), NOW)
        assert read_record(conn, "a1") is None
        write_record(conn, "a1", _reading("two"))
        assert read_record(conn, "a1") is None


def test_a_page_that_goes_back_to_an_earlier_text_has_its_record_again(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", _reading("one"))
        write_article(conn, make_article(text="Diperbaiki."), NOW)
        assert count_records(conn, Filters(region_code="13.72")) == 0
        write_article(conn, make_article(text=TEXT), NOW)
        assert [found.id for _, found in iter_unread(conn, "one")] == ["a1"]
        assert write_record(conn, "a1", _reading("one")) is False
        assert read_record(conn, "a1") == _reading("one")
        assert count_records(conn, Filters(region_code="13.72", relevant=True)) == 1
        assert list(iter_unread(conn, "one")) == []
        assert list(check_store(conn)) == []


def test_many_at_once_are_stored_as_one_after_the_other(store: Store) -> None:
    with store.begin() as conn:
        written = write_articles(conn, [make_article(n, text=f"{TEXT} {n % 2}") for n in (1, 2, 3, 1)], NOW)
        assert [each.outcome for each in written] == ["new", "new", "new", "same"]
        texts = {n: f"{TEXT} {n % 2}" for n in (1, 2, 3)}
        pairs = [(f"a{n}", make_record(id=str(n), text=texts[n])) for n in (1, 2, 3, 1)]
        assert write_records(conn, pairs) == [True, True, True, False]
        assert [(found.id, found.article.text) for found in iter_records(conn)] == [
            (str(n), text) for n, text in texts.items()
        ]
        again = write_articles(conn, [make_article(n, text=f"{TEXT} baru") for n in (1, 4)], NOW)
        assert [each.outcome for each in again] == ["changed", "new"]
        assert [hit.article_id for hit in search(conn, "baru")] == ["a1", "a4"]
        assert list(check_store(conn)) == []


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        pytest.param(Filters(), 2, id="all"),
        pytest.param(Filters(relevant=False), 1, id="not-relevant"),
        pytest.param(Filters(region_code="13.72"), 1, id="region"),
        pytest.param(Filters(outlet="Contoh", event_type="mou_signing"), 1, id="both"),
        pytest.param(Filters(outlet="Lain"), 0, id="other-outlet"),
    ],
)
def test_filters(store: Store, filters: Filters, count: int) -> None:
    plain = make_record(id="b")
    relevance = msgspec.structs.replace(plain.relevance, relevant=False)
    with store.begin() as conn:
        for number in (1, 2):
            write_article(conn, make_article(number, text=TEXT), NOW)
        write_record(conn, "a1", make_record())
        write_record(conn, "a2", msgspec.structs.replace(plain, regions=(), events=(), relevance=relevance))
        assert len(list(iter_records(conn, filters))) == count_records(conn, filters) == count


def test_a_region_that_only_an_event_names_is_found(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(text=TEXT), NOW)
        write_record(conn, "a1", _reading("one", regions=()))
        assert count_records(conn, Filters(region_code="13.72")) == 1
