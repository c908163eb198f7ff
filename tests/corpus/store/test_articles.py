"""Articles: one a page, every text kept, each pipeline's work list."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.store import Filters, Store, articles
from corpus.store.articles import (
    count_articles,
    count_unread,
    find_article,
    iter_articles,
    iter_unread,
    make_article_id,
    published_day,
    read_article,
    read_text,
    write_article,
)
from corpus.store.records import write_record
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.records import make_record


def test_an_article_comes_back_as_it_was_written(store: Store) -> None:
    found = make_article(fetched=datetime(2022, 4, 22, 1, tzinfo=UTC), byline="Rini", dateline="SOLOK")
    with store.begin() as conn:
        assert write_article(conn, found, NOW, source="contoh").outcome == "new"
        assert read_article(conn, found.id) == found
        assert find_article(conn, "https://contoh.id/berita/1") == found
        assert read_article(conn, "none") is None


def test_the_same_page_and_text_again_changes_nothing(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(), NOW)
        again = write_article(conn, make_article(id="other", title="Lain"), NOW)
        assert (again.id, again.outcome) == ("a1", "same")
        assert count_articles(conn) == 1


def test_a_changed_text_becomes_the_newest_and_the_older_stays(store: Store) -> None:
    old, new = make_article(), make_article(id="other", text="Teks yang diperbaiki.", title="Ralat")
    with store.begin() as conn:
        write_article(conn, old, NOW)
        assert write_article(conn, new, NOW).outcome == "changed"
        held = read_article(conn, "a1")
        assert held is not None
        assert (held.id, held.text, held.title) == ("a1", new.text, "Ralat")
        assert read_text(conn, old.text_sha256) == old.text
        assert count_articles(conn) == 1
        assert write_article(conn, old, NOW).outcome == "changed"


def test_two_pages_may_share_one_text(store: Store) -> None:
    with store.begin() as conn:
        for number in (1, 2):
            assert write_article(conn, make_article(number, text="Siaran pers yang sama."), NOW).outcome == "new"
        assert [article.id for article in iter_articles(conn)] == ["a1", "a2"]


def test_articles_without_an_address_are_told_apart_by_id(store: Store) -> None:
    with store.begin() as conn:
        for number in (1, 2):
            write_article(conn, make_article(number, url=None, canonical_url=None, capture=None), NOW)
        assert count_articles(conn) == 2
        assert read_article(conn, "a2") is not None


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        pytest.param(Filters(), ["a1", "a2", "a3"], id="all"),
        pytest.param(Filters(outlet="Lain"), ["a2"], id="outlet"),
        pytest.param(Filters(since=date(2022, 4, 21)), ["a1"], id="since-inclusive"),
        pytest.param(Filters(until=date(2022, 4, 20)), ["a2"], id="until-inclusive"),
        pytest.param(Filters(relevant=True), ["a1"], id="relevant"),
        pytest.param(Filters(region_code="13.72"), ["a1"], id="region"),
        pytest.param(Filters(region_code="13"), ["a1"], id="province"),
        pytest.param(Filters(region_code="13.7"), [], id="half-a-code"),
        pytest.param(Filters(event_type="mou_signing"), ["a1"], id="event"),
        pytest.param(Filters(event_type="award"), [], id="other-event"),
    ],
)
def test_filters(store: Store, filters: Filters, ids: list[str]) -> None:
    first = make_record()
    with store.begin() as conn:
        write_article(conn, make_article(text=first.article.text), NOW)
        write_article(conn, make_article(2, outlet="Lain", published="2022-04-20"), NOW)
        write_article(conn, make_article(3, published=None), NOW)
        write_record(conn, "a1", first)
        assert [article.id for article in iter_articles(conn, filters)] == ids
        assert count_articles(conn, filters) == len(ids)


def test_unread_are_those_what_a_pipeline_has_not_read(store: Store) -> None:
    read = make_record()
    with store.begin() as conn:
        write_article(conn, make_article(text=read.article.text), NOW)
        write_article(conn, make_article(2), NOW)
        write_record(conn, "a1", read)
        assert [found.id for _, found in iter_unread(conn, "test")] == ["a2"]
        (first, a1), (_, a2) = iter_unread(conn, "other")
        assert [a1.id, a2.id] == ["a1", "a2"]
        assert [found.id for _, found in iter_unread(conn, "other", after=first)] == ["a2"]
        write_article(conn, make_article(text="Diperbaiki."), NOW)
        assert count_unread(conn, "test") == 2


def test_a_walk_goes_over_page_borders(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "_PAGE_ROWS", 2)
    with store.begin() as conn:
        for number in range(1, 6):
            write_article(conn, make_article(number), NOW)
        assert [article.id for article in iter_articles(conn)] == ["a1", "a2", "a3", "a4", "a5"]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        pytest.param("2022-04-21T23:30:00+07:00", date(2022, 4, 21), id="own-zone"),
        pytest.param("2022-04-21", date(2022, 4, 21), id="bare-day"),
        pytest.param("kemarin", None, id="not-a-date"),
        pytest.param(None, None, id="unknown"),
    ],
)
def test_published_day(published: str | None, day: date | None) -> None:
    assert published_day(published) == day


def test_ids_depend_on_the_address_only() -> None:
    assert make_article_id("https://contoh.id/1") == make_article_id("https://contoh.id/1")
    assert make_article_id("https://contoh.id/1") != make_article_id("https://contoh.id/2")
    assert len(make_article_id("https://contoh.id/1")) == 16
