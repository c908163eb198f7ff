"""The outbox and what surrounds it in the store: one row a version, marks before and after, history and decisions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from corpus.store import Store
from corpus.store.changes import EventChange, first_changes, iter_changes, iter_doubts, newest_change, write_change
from corpus.store.judgements import Judgement, iter_judgements, write_judgement
from corpus.store.outbox import (
    Destination,
    begin_sending,
    count_outbox,
    due_rows,
    end_sending,
    enqueue,
    iter_outbox,
    last_told,
    postpone,
    recover_interrupted,
    retry,
)
from corpus.store.subscriptions import (
    end_silence,
    read_silenced,
    read_source_failures,
    read_subscriptions,
    subscribe,
    write_seen,
    write_silence,
    write_source_results,
)
from tests.corpus.store.conftest import NOW

TO = Destination(rule="new-mou", channel="surat", address="a@contoh.id")
LATER = NOW + timedelta(hours=26)


def _put(store: Store, version: str, subject: str = "event/e1", earlier: tuple[str, ...] = ()) -> bool:
    with store.begin() as conn:
        return enqueue(conn, subject, TO, version, "{}", now=NOW, due_at=NOW, earlier=earlier)


def _send(store: Store) -> None:
    with store.begin() as conn:
        numbers = [row.number for row in due_rows(conn, NOW, LATER)]
        begin_sending(conn, numbers)
        end_sending(conn, numbers, NOW)


def _states(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as conn:
        return [(row.version, row.kind, row.state) for row in iter_outbox(conn)]


def test_a_version_is_there_once(store: Store) -> None:
    assert [_put(store, "v1"), _put(store, "v1")] == [True, False]
    _send(store)
    assert not _put(store, "v1")
    assert _states(store) == [("v1", "new", "sent")]


def test_a_version_not_sent_yet_gives_way_to_the_newer_one_and_may_come_back(store: Store) -> None:
    _put(store, "v1")
    assert _put(store, "v2")
    assert _states(store) == [("v1", "new", "superseded"), ("v2", "new", "due")]
    assert _put(store, "v1")
    assert _states(store) == [("v1", "new", "due"), ("v2", "new", "superseded")]


def test_after_the_first_one_a_message_is_an_update_of_what_was_told(store: Store) -> None:
    _put(store, "v1")
    _send(store)
    _put(store, "v2")
    with store.read() as conn:
        told, due = iter_outbox(conn)
        assert due.kind == "update"
        assert last_told(conn, due) == told
        assert last_told(conn, told) is None


def test_what_was_told_of_a_part_counts_for_the_whole(store: Store) -> None:
    _put(store, "v1", "event/part")
    _send(store)
    assert not _put(store, "v1", "event/whole", earlier=("event/part",))
    assert _put(store, "v2", "event/whole", earlier=("event/part",))
    assert ("v2", "update", "due") in _states(store)


def test_an_interrupted_row_comes_again_once(store: Store) -> None:
    _put(store, "v1")
    found = []
    for _ in range(3):
        with store.begin() as conn:
            begin_sending(conn, [row.number for row in due_rows(conn, NOW, LATER)])
            found.append(recover_interrupted(conn, NOW))
    assert found == [(1, 0), (0, 1), (0, 0)]
    with store.begin() as conn:
        assert count_outbox(conn) == {"unsure": 1}
        [row] = iter_outbox(conn, ["unsure"], channel="surat")
        assert retry(conn, [row.number], NOW) == 1
        assert count_outbox(conn) == {"due": 1}


def test_a_row_put_off_is_due_later_or_when_the_clock_was_set_back(store: Store) -> None:
    _put(store, "v1")
    with store.begin() as conn:
        [row] = due_rows(conn, NOW, LATER)
        postpone(conn, row.number, NOW + timedelta(hours=1), "no answer")
        assert due_rows(conn, NOW, LATER) == []
        assert len(due_rows(conn, NOW + timedelta(hours=1), LATER + timedelta(hours=1))) == 1
        back = NOW - timedelta(days=30)
        assert len(due_rows(conn, back, back + timedelta(hours=26))) == 1
        postpone(conn, row.number, NOW, "gone", failed=True)
        assert due_rows(conn, NOW, LATER) == []


def test_a_subscription_begins_when_it_is_first_seen_and_anew_with_its_rule(store: Store) -> None:
    with store.begin() as conn:
        subscribe(conn, TO, "d1", 3, NOW)
        subscribe(conn, TO, "d1", 9, NOW)
        write_seen(conn, "new-mou", 7, 5)
        [held] = read_subscriptions(conn, "new-mou")
        assert (held.start_change, held.seen_change, held.seen_record) == (3, 7, 5)
        subscribe(conn, TO, "d2", 9, NOW)
        [held] = read_subscriptions(conn, "new-mou")
        assert (held.to, held.start_change, held.seen_change) == (TO, 9, 9)


def test_silence_ends_by_itself_or_by_a_word(store: Store) -> None:
    with store.begin() as conn:
        write_silence(conn, "rule/a", NOW + timedelta(days=1), "siti", NOW)
        write_silence(conn, "event/e1", None, "siti", NOW)
        assert set(read_silenced(conn, NOW)) == {"rule/a", "event/e1"}
        assert set(read_silenced(conn, NOW + timedelta(days=2))) == {"event/e1"}
        assert end_silence(conn, "event/e1")
        assert not end_silence(conn, "event/e1")


def test_failures_of_sources_count_up_and_end(store: Store) -> None:
    with store.begin() as conn:
        write_source_results(conn, (), ["a", "b"], NOW)
        write_source_results(conn, ["b"], ["a"], NOW + timedelta(hours=1))
        [failure] = read_source_failures(conn)
        assert (failure.source, failure.since, failure.runs) == ("a", NOW, 2)


def test_history_is_told_in_order_and_by_number(store: Store) -> None:
    steps = [
        EventChange(event_id="e1", at=NOW, kind="opened", article_id="a1"),
        EventChange(event_id="e2", at=NOW, kind="opened", article_id="a2"),
        EventChange(event_id="e1", at=NOW, kind="changed", changes={"date": (None, "2022-04-21")}),
        EventChange(event_id="e2", at=NOW, kind="doubt", other_id="e1"),
    ]
    with store.begin() as conn:
        for step in steps:
            write_change(conn, step)
        assert [(c.kind, c.changes) for c in iter_changes(conn, "e1")] == [
            ("opened", {}), ("changed", {"date": (None, "2022-04-21")}),
        ]  # fmt: skip
        assert [(d.event_id, d.other_id) for d in iter_doubts(conn)] == [("e2", "e1")]
        newest = newest_change(conn)
        assert newest == 4
        assert first_changes(conn, newest - 2) == {"e1": 1, "e2": 2}
        assert first_changes(conn, newest) == {}


@pytest.mark.parametrize(("prefix", "verdicts"), [("article/a/", ["unsure", "positive"]), ("article/a_", ["negative"])])
def test_decisions_are_found_by_what_they_are_about(store: Store, prefix: str, verdicts: list[str]) -> None:
    rows = (("article/a/event/1", "unsure"), ("article/a_/event/1", "negative"), ("article/a/event/1", "positive"))
    with store.begin() as conn:
        for name, verdict in rows:
            found = Judgement(at=NOW, who="siti", object=name, verdict=verdict)  # type: ignore[arg-type]
            write_judgement(conn, found)
        assert [judgement.verdict for judgement in iter_judgements(conn, prefix)] == verdicts
