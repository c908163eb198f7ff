"""Whatever happens between runs, nothing is lost and no message comes more than twice, and twice only after a kill."""

from __future__ import annotations

import tempfile
from collections import Counter
from functools import lru_cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store import Store, open_store
from corpus.store.events import iter_events
from corpus.store.outbox import iter_outbox
from monitor.alerts.alert import decode_alert
from monitor.report import event_news
from registry.registry import load_registry
from tests.monitor.alerts.test_outbox import Killed, Office, down
from tests.monitor.alerts.world import Clock, Printed, report

_DATES = ("2022-04", "2022-04-21", "2022-05-02")
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from("abc"), st.sampled_from(_DATES)),
        st.tuples(st.sampled_from(("down", "killed before", "killed after")), st.just(""), st.just("")),
        st.tuples(st.just("clock"), st.sampled_from(("-400", "-1", "7", "400")), st.just("")),
    ),
    max_size=12,
)  # fmt: skip


@lru_cache(maxsize=1)
def _empty_store() -> bytes:
    """The file of a store without anything in it; making one costs more than copying it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pantau.db"
        open_store(path).close()
        return path.read_bytes()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_STEPS)
def test_nothing_is_lost_and_second_copies_come_from_kills_only(steps: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pantau.db"
        path.write_bytes(_empty_store())
        store = open_store(path)
        office = Office(store, Clock(), Printed())
        kills = sum(_step(office, *step) for step in steps)
        office.desk.faults.clear()
        office.desk.killed_after.clear()
        for _ in range(3):
            office.clock.move(days=500)
            office.run()
        copies = Counter(message.delivery for message in office.desk.taken)
        assert max(copies.values(), default=0) <= 2
        assert sum(copies.values()) - len(copies) <= kills
        _all_told(store)
        store.close()


def _step(office: Office, kind: str, value: str, date: str) -> bool:
    """Takes one step and runs; True when the run was killed after sending."""
    records: list[object] = []
    if kind == "read":
        records.append(report(value, {"date": date}))
    elif kind == "clock":
        office.clock.move(hours=int(value))
    elif kind == "down":
        office.desk.faults.append(down)
    elif kind == "killed before":
        office.desk.faults.append(Killed)
    else:
        office.desk.killed_after.append(True)
    try:
        office.run(*records)
    except Killed:
        return True
    return False


def _all_told(store: Store) -> None:
    """Every event's present state was sent, or waits for a person after two kills; nothing is due any more."""
    with store.read() as conn:
        rows = list(iter_outbox(conn))
        told = {(row.subject, row.version) for row in rows if row.state in ("sent", "unsure")}
        for cluster in iter_events(conn):
            alert = decode_alert(next(row.payload for row in rows if row.subject == f"event/{cluster.id}"))
            news = event_news(conn, cluster, load_registry())
            content = type(alert.content)(event=news)  # type: ignore[call-arg]
            now = type(alert)(subject=alert.subject, rule=alert.rule, why=(), content=content)
            assert (now.subject, now.version) in told
    assert not [row for row in rows if row.state in ("due", "sending", "failed")]
