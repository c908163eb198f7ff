"""Records become events: the same ones in whatever order articles come, with a history, and as people say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from corpus.article import Article
from corpus.errors import UnreadableInput
from corpus.record import Record
from corpus.store import Store, open_store
from corpus.store.articles import write_article
from corpus.store.changes import iter_changes, iter_doubts
from corpus.store.events import EventCluster, iter_events
from monitor.belonging import are_apart
from monitor.events import cluster_events
from monitor.merging import keep_apart, merge_events, split_event
from registry.registry import load_registry
from tests.records import make_record

NOW = datetime(2022, 4, 25, tzinfo=UTC)
SOLOK, AGAM, BOTH = ("13.72",), ("13.06",), ("13.06", "13.72")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "pantau.db")
    yield opened
    opened.close()


def report(name: str, *events: dict[str, object], published: str = "2022-04-22T08:00:00+07:00") -> Record:
    """A record whose events are the builder's with changes."""
    record = make_record(id=name, text=f"Kota Solok meneken nota kesepahaman, Kamis (21/4/2022), warta {name:<40}")
    base = msgspec.structs.replace(record.events[0], evidence=())
    found = tuple(msgspec.structs.replace(base, **changes) for changes in events)
    head = msgspec.structs.replace(record.article, published=published)
    return msgspec.structs.replace(record, events=found, article=head)


def read(store: Store, *records: Record) -> list[EventCluster]:
    """Stores and clusters the records; all events afterwards."""
    with store.begin() as conn:
        for record in records:
            head = record.article
            assert head.text is not None
            article = Article(
                id=record.id, text=head.text, text_sha256=head.text_sha256, url=head.url, outlet=f"Media {record.id}",
                published=head.published,
            )  # fmt: skip
            write_article(conn, article, NOW)
            cluster_events(conn, record.id, record, load_registry(), NOW)
    return events(store)


def events(store: Store) -> list[EventCluster]:
    """All events."""
    with store.read() as conn:
        return list(iter_events(conn))


def contents(found: Sequence[EventCluster]) -> set[tuple[object, ...]]:
    """What events say, apart from ids and times."""
    return {
        (c.type, c.date, tuple(sorted(c.region_codes)), c.cohort, c.status, c.registry.status,
         tuple(sorted(a.article_id for a in c.articles)))
        for c in found
    }  # fmt: skip


def kinds(store: Store, event_id: str) -> list[str]:
    """The steps of an event's history."""
    with store.read() as conn:
        return [change.kind for change in iter_changes(conn, event_id)]


def test_every_order_of_articles_gives_the_same_events(tmp_path: Path) -> None:
    records = [
        report("a", {"region_codes": SOLOK}),
        report("b", {"region_codes": AGAM}, published="2022-04-22T09:00:00+07:00"),
        report("c", {"region_codes": BOTH, "date": "2022-04"}, published="2022-04-23T09:00:00+07:00"),
        report("d", {"region_codes": SOLOK, "type": "award", "cohort": None}),
    ]
    seen = []
    for number, order in enumerate(itertools.permutations(records)):
        store = open_store(tmp_path / f"{number}.db")
        seen.append(contents(read(store, *order)))
        store.close()
    assert all(found == seen[0] for found in seen)
    assert len(seen[0]) == 2, "the report of both places shows that it is one signing"


def test_history_tells_what_each_article_changed(store: Store) -> None:
    read(store, report("a", {"date": "2022-04", "status": "planned"}))
    [event] = read(store, report("b", {"date": "2022-04-21", "status": "held"}))
    with store.read() as conn:
        opened, joined = iter_changes(conn, event.id)
    assert (opened.kind, opened.article_id, opened.changes) == ("opened", "a", {})
    assert (joined.kind, joined.article_id) == ("joined", "b")
    assert joined.changes["date"] == ("2022-04", "2022-04-21")
    assert joined.changes["status"] == ("planned", "held")


def test_a_corrected_article_changes_its_event_and_makes_no_other(store: Store) -> None:
    [first] = read(store, report("a", {"date": "2022-04-21"}))
    [event] = read(store, report("a", {"date": "2022-05-12"}))
    assert (event.id, event.date) == (first.id, "2022-05-12")
    assert kinds(store, event.id) == ["opened", "changed"]


def test_reading_the_same_again_leaves_no_trace(store: Store) -> None:
    record = report("a", {})
    [event] = read(store, record)
    assert read(store, record) == [event]
    assert kinds(store, event.id) == ["opened"]


def test_an_event_without_articles_goes_and_says_so(store: Store) -> None:
    [event] = read(store, report("a", {}))
    assert read(store, report("a")) == []
    assert kinds(store, event.id) == ["opened", "closed"]


def test_an_article_that_leaves_takes_its_regions_along(store: Store) -> None:
    read(store, report("a", {"region_codes": SOLOK}), report("b", {"region_codes": BOTH}))
    [event] = read(store, report("b"))
    assert event.region_codes == SOLOK
    assert kinds(store, event.id) == ["opened", "joined", "left"]


def test_a_neighbouring_day_is_a_doubt_for_people(store: Store) -> None:
    first, second = read(store, report("a", {"date": "2022-04-21"}), report("b", {"date": "2022-04-22"}))
    with store.read() as conn:
        [doubt] = iter_doubts(conn)
    assert {doubt.event_id, doubt.other_id} == {first.id, second.id}


def test_a_doubt_is_decided_and_stays_so(store: Store) -> None:
    first, second = read(store, report("a", {"date": "2022-04-21"}), report("b", {"date": "2022-04-22"}))
    with store.begin() as conn:
        keep_apart(conn, first.id, second.id, NOW, "siti")
        assert are_apart(conn, first, second)
        with pytest.raises(UnreadableInput, match="itself"):
            keep_apart(conn, first.id, first.id, NOW, "siti")
    assert len(read(store, report("b", {"date": "2022-04-21"}))) == 2, "not even when the days agree"
    assert kinds(store, first.id)[-1] == "apart"


@pytest.mark.parametrize("again", ["a", "b"])
def test_what_people_merged_stays_together_when_read_again(store: Store, again: str) -> None:
    dates = {"a": "2022-04-21", "b": "2022-05-21"}
    first, second = read(store, *(report(name, {"date": date}) for name, date in dates.items()))
    with store.begin() as conn:
        merge_events(conn, first.id, [second.id], load_registry(), NOW, "siti")
    [event] = read(store, report(again, {"date": dates[again]}))
    assert event.id == first.id
    assert {share.article_id for share in event.articles} == {"a", "b"}
    assert kinds(store, second.id)[-1] == "absorbed"


@pytest.mark.parametrize("again", ["a", "b"])
def test_what_people_split_stays_apart_when_read_again(store: Store, again: str) -> None:
    [event] = read(store, report("a", {}), report("b", {}))
    with store.begin() as conn:
        opened = split_event(conn, event.id, ["b"], load_registry(), NOW, "siti")
    found = {e.id: [share.article_id for share in e.articles] for e in read(store, report(again, {}))}
    assert found == {event.id: ["a"], opened.id: ["b"]}


def test_merging_undoes_a_split(store: Store) -> None:
    [event] = read(store, report("a", {}), report("b", {}))
    with store.begin() as conn:
        opened = split_event(conn, event.id, ["b"], load_registry(), NOW, "siti")
        merge_events(conn, event.id, [opened.id], load_registry(), NOW, "siti")
    [again] = read(store, report("b", {}))
    assert again.id == event.id
    assert len(again.articles) == 2


@pytest.mark.parametrize(
    ("merge", "named"),
    [
        pytest.param(("{a}", "{a}"), "itself", id="with itself"),
        pytest.param(("{a}", "{b}"), "award", id="of another type"),
        pytest.param(("{a}", "tiada"), "tiada", id="unknown"),
    ],
)
def test_impossible_merges_are_refused(store: Store, merge: tuple[str, str], named: str) -> None:
    second, first = sorted(read(store, report("a", {}), report("b", {"type": "award"})), key=lambda e: e.type)
    keep, other = (value.format(a=first.id, b=second.id) for value in merge)
    with store.begin() as conn, pytest.raises(UnreadableInput, match=named):
        merge_events(conn, keep, [other], load_registry(), NOW, "siti")


@pytest.mark.parametrize("articles", [["x"], ["a"]], ids=["not of this event", "all of it"])
def test_impossible_splits_are_refused(store: Store, articles: list[str]) -> None:
    [event] = read(store, report("a", {}))
    with store.begin() as conn, pytest.raises(UnreadableInput):
        split_event(conn, event.id, articles, load_registry(), NOW, "siti")


def test_two_events_of_one_article_in_one_cluster_count_together(store: Store) -> None:
    twice: tuple[dict[str, object], ...] = ({"region_codes": SOLOK, "date": "2022-04"}, {"region_codes": BOTH})
    [event] = read(store, report("a", *twice))
    assert set(event.region_codes) == set(BOTH)
    assert event.date == "2022-04-21"
