"""News that puts off, calls off or corrects an event changes the event that is known, and makes no other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from corpus.store import Store, open_store
from corpus.store.articles import write_article
from corpus.store.changes import iter_changes, iter_doubts
from corpus.store.events import EventCluster, iter_events
from monitor.events import cluster_events
from monitor.reading import Reader, load_reader
from monitor.report import event_news
from tests.monitor.press import NOW, PRESS, record_of


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "pantau.db")
    yield opened
    opened.close()


def read(store: Store, reader: Reader, *names: str) -> list[EventCluster]:
    """Reads articles in this order; all events afterwards."""
    for name in names:
        article, record = record_of(reader, name)
        with store.begin() as conn:
            write_article(conn, article, NOW)
            cluster_events(conn, name, record, reader.registry, NOW)
    with store.read() as conn:
        return list(iter_events(conn))


def history(store: Store, event: EventCluster) -> list[tuple[str | None, dict[str, tuple[object, object]], str | None]]:
    """What changed an event: article, fields, sentence."""
    with store.read() as conn:
        return [(step.article_id, step.changes, step.sentence) for step in iter_changes(conn, event.id) if step.changes]


@pytest.mark.parametrize(
    ("names", "day", "state"),
    [
        pytest.param(("plan", "moved"), "2026-06-12", "planned", id="put off to another day"),
        pytest.param(
            ("plan", "plan-too", "moved-loosely"), "2026-06-12", "planned", id="without a word on the old day"
        ),
        pytest.param(("plan", "put-off"), "2026-06-05", "postponed", id="no new day yet"),
        pytest.param(("plan", "put-off", "moved"), "2026-06-12", "planned", id="then a new day"),
        pytest.param(("plan", "moved", "put-off"), "2026-06-12", "planned", id="the older news comes late"),
        pytest.param(("plan", "off"), "2026-06-05", "cancelled", id="called off"),
        pytest.param(("plan", "off-loosely"), "2026-06-05", "cancelled", id="called off without a day"),
        pytest.param(("plan", "off", "off-loosely"), "2026-06-05", "cancelled", id="called off by two outlets"),
        pytest.param(("plan", "moved", "held"), "2026-06-12", "held", id="held on its new day"),
        pytest.param(("plan", "moved", "plan-too"), "2026-06-12", "planned", id="a late report of the old day"),
        pytest.param(("plan", "off", "plan-too"), "2026-06-05", "cancelled", id="a late report of what is off"),
        pytest.param(("held", "annulled"), "2026-06-12", "held", id="held and annulled later"),
        pytest.param(("held-wrong", "corrected"), "2026-06-12", "held", id="a wrong day is set right"),
        pytest.param(("held", "held-wrong", "corrected"), "2026-06-12", "held", id="one outlet was wrong"),
    ],
)
def test_one_event_follows_the_news(
    store: Store, reader: Reader, names: Sequence[str], day: str, state: str
) -> None:  # fmt: skip
    [event] = read(store, reader, *names)
    assert (event.date, event.status) == (day, state)
    assert {share.article_id for share in event.articles} == set(names)


@pytest.mark.parametrize(
    "names",
    [("plan", "moved", "held"), ("plan", "plan-too", "off"), ("held-wrong", "corrected"), ("plan", "moved-loosely"),
     ("plan", "off-loosely"), ("plan", "put-off", "moved")],
    ids="-".join,
)  # fmt: skip
def test_the_order_of_articles_changes_nothing(tmp_path: Path, reader: Reader, names: tuple[str, ...]) -> None:
    seen = set()
    for number, order in enumerate(itertools.permutations(names)):
        store = open_store(tmp_path / f"{number}.db")
        seen.add(tuple((e.date, e.status, len(e.articles)) for e in read(store, reader, *order)))
        store.close()
    assert len(seen) == 1
    assert len(seen.pop()) == 1, "one event"


def test_history_has_old_and_new_value_article_and_sentence(store: Store, reader: Reader) -> None:
    [event] = read(store, reader, "plan", "moved", "off")
    [(article, changes, sentence)] = history(store, event)
    assert (article, changes["date"]) == ("moved", ("2026-06-05", "2026-06-12"))
    assert sentence == PRESS["moved"][1]
    with store.read() as conn:
        news = event_news(conn, event, reader.registry)
    assert (news.evidence, news.url) == (PRESS["moved"][1], "https://moved.id/mou")


def test_what_is_called_off_on_its_old_day_after_it_was_moved_is_not_off(store: Store, reader: Reader) -> None:
    [event] = read(store, reader, "plan", "moved", "off")
    assert (event.date, event.status) == ("2026-06-12", "planned")


def test_another_place_is_left_alone(store: Store, reader: Reader) -> None:
    found = read(store, reader, "plan", "padang", "off")
    assert {(e.region_codes, e.status) for e in found} == {(("13.72",), "cancelled"), (("13.71",), "planned")}


def test_what_may_take_back_two_events_is_a_doubt(store: Store, reader: Reader) -> None:
    [event] = read(store, reader, "plan")
    with store.begin() as conn:
        article, record = record_of(reader, "plan-too")
        later = msgspec.structs.replace(record.events[0], date="2026-06-20")
        write_article(conn, article, NOW)
        cluster_events(conn, "plan-too", msgspec.structs.replace(record, events=(later,)), reader.registry, NOW)
    found = read(store, reader, "off-loosely")
    assert sorted((e.status or "", len(e.articles)) for e in found) == [
        ("cancelled", 1),
        ("planned", 1),
        ("planned", 1),
    ]
    [off] = (e for e in found if e.status == "cancelled")
    with store.read() as conn:
        doubts = {doubt.other_id for doubt in iter_doubts(conn) if doubt.event_id == off.id}
    assert doubts == {e.id for e in found if e.id != off.id}
    assert event.id in doubts


def test_a_person_may_say_that_it_is_not_off(store: Store, reader: Reader) -> None:
    [event] = read(store, reader, "plan", "off")
    assert event.status == "cancelled"
    _, record = record_of(reader, "off")
    mended = msgspec.structs.replace(record.events[0], status="planned")
    with store.begin() as conn:
        cluster_events(conn, "off", msgspec.structs.replace(record, events=(mended,)), reader.registry, NOW)
        [event] = iter_events(conn)
    assert event.status == "planned"
