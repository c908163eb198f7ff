"""Event clusters: told once, found by region, type and article."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from corpus.record import RegistryLink
from corpus.span import Span
from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.events import (
    EventArticle,
    EventCluster,
    delete_event,
    iter_events,
    iter_events_of,
    iter_unreported,
    read_event,
    write_event,
    write_reported,
)
from tests.corpus.store.articles import TEXT, make_article
from tests.corpus.store.conftest import NOW


def _event(name: str = "e1", **changes: object) -> EventCluster:
    article = make_article()
    found = EventCluster(
        id=name, type="mou_signing", date="2022-04-21", region_codes=("13.72", "13.75"), cohort=2022, place=None,
        mode="virtual", status="held", registry=RegistryLink(status="adds", membership="2022/13.72", reason="New."),
        articles=(
            EventArticle(article_id="a1", text_sha256=article.text_sha256, evidence=(Span.of(TEXT, 0, 12),)),
        ),
        first_seen=NOW, last_seen=NOW,
    )  # fmt: skip
    return msgspec.structs.replace(found, **changes)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as conn:
        for number in (1, 2):
            write_article(conn, make_article(number), NOW)
    return store


def test_an_event_comes_back_as_it_was_written(filled: Store) -> None:
    with filled.begin() as conn:
        write_event(conn, _event())
        assert read_event(conn, "e1") == _event()
        assert read_event(conn, "none") is None


def test_writing_again_replaces_regions_and_articles(filled: Store) -> None:
    changed = _event(region_codes=("13.75",), articles=(), cohort=None, last_seen=NOW + timedelta(hours=1))
    with filled.begin() as conn:
        write_event(conn, _event())
        write_event(conn, changed)
        assert read_event(conn, "e1") == changed


def test_an_event_is_told_once(filled: Store) -> None:
    later = NOW + timedelta(hours=1)
    with filled.begin() as conn:
        write_event(conn, _event("e1"))
        write_event(conn, _event("e2"))
        write_reported(conn, ["e1"], NOW)
        write_reported(conn, ["e1"], later)
        assert [event.id for event in iter_unreported(conn)] == ["e2"]
        told = read_event(conn, "e1")
        assert told is not None
        assert told.reported_at == NOW


def test_events_are_found_by_what_they_are(filled: Store) -> None:
    with filled.begin() as conn:
        write_event(conn, _event("e1", first_seen=NOW + timedelta(hours=1)))
        write_event(conn, _event("e2", type="award", region_codes=("35.78",), cohort=None, articles=()))
        assert [event.id for event in iter_events(conn)] == ["e2", "e1"]
        assert [event.id for event in iter_events(conn, event_type="award")] == ["e2"]
        assert [event.id for event in iter_events(conn, region_code="13.75")] == ["e1"]
        assert [event.id for event in iter_events(conn, cohort=2022)] == ["e1"]
        assert [event.id for event in iter_events(conn, event_type="award", region_code="13.75")] == []
        assert [event.id for event in iter_events_of(conn, "a1")] == ["e1"]
        assert list(iter_events_of(conn, "a2")) == []


def test_a_deleted_event_leaves_nothing_behind(filled: Store) -> None:
    with filled.begin() as conn:
        write_event(conn, _event())
        delete_event(conn, "e1")
        assert read_event(conn, "e1") is None
        write_event(conn, _event(region_codes=(), articles=()))
        assert read_event(conn, "e1") == _event(region_codes=(), articles=())
