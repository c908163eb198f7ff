"""Rules over coverage that is missing: silent members and sources that are down."""

from __future__ import annotations

import json

from corpus.store import Store
from corpus.store.outbox import iter_outbox
from corpus.store.runs import start_run
from corpus.store.subscriptions import write_source_results
from monitor.alerts.gathering import gather, register
from monitor.alerts.outbox import deliver
from monitor.alerts.parsing import Plan
from registry.registry import load_registry
from tests.monitor.alerts.world import Clock, Printed, plan_of, read, report

LAYAR = '[channels.layar]\nkind = "stdout"\n'


class Desk:
    """A store with one rule that prints; `run` is what happens after a watch."""

    def __init__(self, store: Store, clock: Clock, printed: Printed, rule: str) -> None:
        self.store, self.clock, self.printed = store, clock, printed
        self.plan: Plan = plan_of(f'{LAYAR}[rules.{rule}]\nchannels = ["layar"]\n')

    def run(self) -> list[str]:
        """Looks at the rule; the lines that were printed."""
        register(self.store, self.plan, self.clock)
        gather(self.store, self.plan, load_registry(), self.clock)
        self.printed.lines.clear()
        deliver(self.store, self.plan, self.printed.tools(self.clock))
        return self.printed.lines


def test_silent_members_are_told_once_a_week_and_only_when_the_store_reaches_back(
    store: Store, clock: Clock, printed: Printed
) -> None:
    desk = Desk(store, clock, printed, "silent-members")
    with store.begin() as conn:
        start_run(conn, "watch", clock())
    clock.move(days=29)
    assert desk.run() == [], "a store of 29 days cannot know"
    clock.move(days=2)
    read(store, clock, [report("a", {}, published="2022-05-20T08:00:00+07:00")])
    [line] = desk.run()
    assert "anggota program tanpa berita sejak 26 April 2022" in line
    with store.read() as conn:
        [row] = iter_outbox(conn)
    silent = {region["code"] for region in json.loads(row.payload)["content"]["regions"]}
    assert "13.72" not in silent
    assert len(silent) > 100
    assert desk.run() == []
    clock.move(days=7)
    assert len(desk.run()) == 1


def test_a_source_is_told_after_three_runs_and_once_an_outage(store: Store, clock: Clock, printed: Printed) -> None:
    desk = Desk(store, clock, printed, "source-down")
    read(store, clock, [])
    told = []
    for failed in (["media-a"], ["media-a"], ["media-a"], ["media-a"], [], ["media-a"], ["media-a"], ["media-a"]):
        clock.move(minutes=30)
        with store.begin() as conn:
            write_source_results(conn, {"media-a"} - set(failed), failed, clock())
        told.append(len(desk.run()))
    assert told == [0, 0, 1, 0, 0, 0, 0, 1]


def test_a_source_that_was_not_asked_neither_fails_nor_recovers(store: Store, clock: Clock, printed: Printed) -> None:
    desk = Desk(store, clock, printed, "source-down")
    read(store, clock, [])
    for failed in (["media-a"], [], ["media-a"], [], ["media-a"]):
        with store.begin() as conn:
            write_source_results(conn, (), failed, clock())
    [line] = desk.run()
    assert "Media a" in line
