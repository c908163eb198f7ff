"""Each address is told once of each event, and again only when something material changed: whatever happens between."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection

from corpus.errors import DeliveryError
from corpus.store import Store
from corpus.store.events import iter_events
from corpus.store.outbox import OutboxRow, iter_outbox, retry
from corpus.store.subscriptions import end_silence, write_silence
from monitor.alerts.channels import ChannelEntry, Tools
from monitor.alerts.digest import MAX_ATTEMPTS
from monitor.alerts.gathering import gather, register
from monitor.alerts.message import Message
from monitor.alerts.outbox import AlertReport, deliver, preview
from monitor.alerts.parsing import Plan
from monitor.merging import merge_events
from registry.registry import load_registry
from tests.monitor.alerts.world import Clock, Printed, plan_of, read, report

SOLOK, AGAM, BOTH = ("13.72",), ("13.06",), ("13.06", "13.72")


NEW_MOU = '[rules.new-mou]\nchannels = ["meja"]'


class Killed(BaseException):
    """The process is gone at this point."""


class Desk(ChannelEntry, frozen=True, kw_only=True):
    """A channel whose receiver is a list, and that can be made to fail."""

    taken: list[Message] = msgspec.field(default_factory=list)
    faults: list[Callable[[], BaseException]] = msgspec.field(default_factory=list)
    killed_after: list[bool] = msgspec.field(default_factory=list)
    people: tuple[str, ...] = ("",)

    def addresses(self) -> tuple[str, ...]:
        return self.people

    def send(self, message: Message, address: str, tools: Tools) -> None:
        if self.faults:
            raise self.faults.pop(0)()
        self.taken.append(message)
        if self.killed_after and self.killed_after.pop(0):
            raise Killed

    @property
    def told(self) -> list[tuple[str, str]]:
        """Kind and subject of all alerts taken, in order."""
        alerts = [alert for message in self.taken for alert in json.loads(message.body)["alerts"]]
        return [(alert["kind"], alert["subject"]) for alert in alerts]


class Office:
    """Store, plan with one desk, and clock: one `run` is what happens after a watch."""

    def __init__(self, store: Store, clock: Clock, printed: Printed, rules: str = NEW_MOU, **desk: object) -> None:
        self.store, self.clock, self.tools = store, clock, printed.tools(clock)
        self.desk = Desk(name="meja", **desk)  # type: ignore[arg-type]
        plan = plan_of('[channels.meja]\nkind = "stdout"\n' + rules)
        self.plan = Plan(rules=plan.rules, channels={"meja": self.desk})
        register(store, self.plan, clock)

    def run(self, *records: object) -> AlertReport:
        """Reads records, looks at the rules and sends."""
        read(self.store, self.clock, records)  # type: ignore[arg-type]
        register(self.store, self.plan, self.clock)
        gather(self.store, self.plan, load_registry(), self.clock)
        return deliver(self.store, self.plan, self.tools)

    def event_id(self) -> str:
        """The id of the only event."""
        with self.store.read() as conn:
            [event] = iter_events(conn)
        return event.id

    def rows(self) -> list[OutboxRow]:
        """The whole outbox."""
        with self.store.read() as conn:
            return list(iter_outbox(conn))


@pytest.fixture
def office(store: Store, clock: Clock, printed: Printed) -> Office:
    return Office(store, clock, printed)


def down() -> DeliveryError:
    """What a channel that is down raises."""
    return DeliveryError("meja", "no answer")


def test_an_event_is_told_once_over_ten_runs(office: Office) -> None:
    office.run(report("a", {}))
    for _ in range(9):
        office.clock.move(minutes=30)
        office.run(report("a", {}))
    assert office.desk.told == [("new", f"event/{office.event_id()}")]


def test_more_outlets_are_no_news(office: Office) -> None:
    office.run(report("a", {}))
    office.run(report("b", {}), report("c", {}))
    assert len(office.desk.told) == 1


def test_events_of_before_the_rule_are_not_told(store: Store, clock: Clock, printed: Printed) -> None:
    read(store, clock, [report("a", {})])
    office = Office(store, clock, printed)
    office.run(report("b", {}))
    assert office.desk.told == []
    office.run(report("c", {"date": "2022-06-01"}))
    assert [kind for kind, _ in office.desk.told] == ["new"]


@pytest.mark.parametrize(
    ("first", "then", "field"),
    [
        ({"date": "2022-04"}, {"date": "2022-04-21"}, "date"),
        ({"status": "planned"}, {"status": "held"}, "status"),
        ({"region_codes": SOLOK}, {"region_codes": BOTH}, "regions"),
    ],
)
def test_a_material_change_is_told_as_such(
    office: Office, first: dict[str, object], then: dict[str, object], field: str
) -> None:
    office.run(report("a", first))
    office.run(report("b", then))
    office.run(report("b", then))
    assert [kind for kind, _ in office.desk.told] == ["new", "update"]
    [update] = json.loads(office.desk.taken[1].body)["alerts"]
    assert list(update["changes"]) == [field]
    assert "Yang berubah" in office.desk.taken[1].text


def test_going_back_and_forth_tells_each_state_once(office: Office) -> None:
    for date in ("2022-04-21", "2022-04-22", "2022-04-21", "2022-04-22"):
        office.run(report("a", {"date": date}))
    assert [kind for kind, _ in office.desk.told] == ["new", "update"]


def test_a_rule_may_want_no_updates(store: Store, clock: Clock, printed: Printed) -> None:
    office = Office(store, clock, printed, '[rules.new-mou]\nchannels = ["meja"]\nupdates = false')
    office.run(report("a", {"status": "planned"}))
    office.run(report("a", {"status": "held"}))
    assert [kind for kind, _ in office.desk.told] == ["new"]


def test_an_event_that_no_article_tells_any_more_is_withdrawn(office: Office) -> None:
    office.run(report("a", {}))
    office.run(report("a"))
    assert [kind for kind, _ in office.desk.told] == ["new", "update"]
    assert office.desk.taken[1].title.startswith("[Pantau] Ditarik")


def test_an_event_that_comes_under_another_id_by_merging_is_not_told_again(office: Office) -> None:
    office.run(report("a", {"date": "2022-04-21"}), report("b", {"date": "2022-05-21"}))
    with office.store.begin() as conn:
        first, second = iter_events(conn)
        merge_events(conn, second.id, [first.id], load_registry(), office.clock(), "siti")
    office.run()
    assert [kind for kind, _ in office.desk.told] == ["new", "new"], "the merged event says what one of them said"


def test_every_order_of_articles_tells_the_same_events(tmp_path: Path, clock: Clock, printed: Printed) -> None:
    from corpus.store import open_store

    records = [
        report("a", {"region_codes": SOLOK}), report("b", {"region_codes": AGAM}),
        report("c", {"region_codes": BOTH, "date": "2022-04"}),
    ]  # fmt: skip
    for number, order in enumerate(itertools.permutations(records)):
        store = open_store(tmp_path / f"{number}.db")
        office = Office(store, clock, printed)
        office.run(*order)
        assert office.desk.told == [("new", f"event/{office.event_id()}")]
        store.close()


def test_a_channel_that_is_down_for_a_day_gets_the_newest_state_once(office: Office) -> None:
    office.desk.faults.extend([down] * 7)
    office.run(report("a", {"status": "planned"}))
    reports = []
    for _ in range(48):
        office.clock.move(minutes=30)
        reports.append(office.run(report("a", {"status": "held"})))
    assert [kind for kind, _ in office.desk.told] == ["new"]
    assert "Baru: Penandatanganan MoU · Kota Solok" in office.desk.taken[0].text
    assert reports[0].problems == ("meja: no answer",)
    assert reports[-1] == AlertReport()


def test_a_channel_that_is_down_is_asked_once_a_run(office: Office) -> None:
    office.desk.faults.extend([down] * 9)
    sent = office.run(*(report(name, {"date": f"2022-05-0{day}"}) for day, name in enumerate("abc", start=1)))
    assert len(office.desk.faults) == 8
    assert (sent.waiting, sent.is_partial) == (3, True)


def test_a_channel_that_never_comes_back_is_given_up_and_kept(office: Office) -> None:
    office.desk.faults.extend([down] * MAX_ATTEMPTS)
    office.run(report("a", {}))
    for _ in range(MAX_ATTEMPTS):
        office.clock.move(hours=6)
        last = office.run()
    assert (last.failed, len(office.desk.faults)) == (1, 0)
    with office.store.begin() as conn:
        assert retry(conn, [row.number for row in office.rows()], office.clock()) == 1
    office.run()
    assert len(office.desk.told) == 1


def test_one_refused_address_harms_no_other(store: Store, clock: Clock, printed: Printed) -> None:
    office = Office(store, clock, printed, people=("a@contoh.id", "b@contoh.id"))
    office.desk.faults.append(lambda: DeliveryError("meja", "550 no such user", permanent=True))
    sent = office.run(report("a", {}))
    assert (sent.sent, sent.failed) == (1, 1)
    assert sent.problems == ("meja: 550 no such user (a@contoh.id)",)
    office.clock.move(days=1)
    assert office.run().sent == 0


def test_killed_before_sending_nothing_is_lost(office: Office) -> None:
    office.desk.faults.append(Killed)
    with pytest.raises(Killed):
        office.run(report("a", {}))
    office.run()
    office.run()
    assert len(office.desk.told) == 1


def test_killed_after_sending_there_is_one_second_copy_with_the_same_id(office: Office) -> None:
    office.desk.killed_after.append(True)
    with pytest.raises(Killed):
        office.run(report("a", {}))
    for _ in range(10):
        office.run()
    assert len(office.desk.told) == 2
    assert len({message.delivery for message in office.desk.taken}) == 1


def test_killed_twice_at_the_same_point_it_waits_for_a_person(office: Office) -> None:
    office.desk.killed_after.extend([True, True])
    for _ in range(2):
        with pytest.raises(Killed):
            office.run(report("a", {}))
    reports = [office.run() for _ in range(10)]
    assert len(office.desk.told) == 2, "at most one second copy, ever"
    assert reports[-1].unsure == 1
    assert reports[-1].is_partial


def test_killed_while_filling_the_outbox_nothing_is_lost_or_doubled(office: Office) -> None:
    read(office.store, office.clock, [report("a", {}), report("b", {"date": "2022-05-05"})])
    with pytest.raises(Killed):
        gather(_Dying(office.store), office.plan, load_registry(), office.clock)  # type: ignore[arg-type]
    assert office.rows() == []
    office.run()
    assert len(office.desk.told) == len(set(office.desk.told)) == 2


class _Dying:
    """A store whose process is gone just before a write would be kept."""

    def __init__(self, store: Store) -> None:
        self.read, self._store = store.read, store

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with self._store.begin() as conn:
            yield conn
            raise Killed


def test_quiet_hours_put_off_and_lose_nothing(store: Store, clock: Clock, printed: Printed) -> None:
    office = Office(store, clock, printed, quiet="09:00-12:00")
    assert office.run(report("a", {})).waiting == 1
    office.clock.move(hours=2)
    assert office.run().sent == 1
    assert len(office.desk.told) == 1


def test_a_daily_digest_is_one_message(store: Store, clock: Clock, printed: Printed) -> None:
    office = Office(store, clock, printed, digest="daily", hour=6)
    office.run(report("a", {}), report("b", {"date": "2022-05-05"}))
    office.clock.move(hours=19)
    office.run(report("c", {"date": "2022-06-05"}))
    assert office.desk.taken == []
    office.clock.move(hours=1)
    office.run()
    [message] = office.desk.taken
    assert message.title == "[Pantau] 3 kabar, Selasa, 26 April 2022"
    assert len(office.desk.told) == 3


@pytest.mark.parametrize("years", [-1, 1], ids=["set back", "set ahead"])
def test_a_clock_that_jumps_loses_and_repeats_nothing(office: Office, years: int) -> None:
    office.desk.faults.append(down)
    office.run(report("a", {}))
    office.clock.move(days=365 * years)
    office.run(report("b", {"date": "2022-06-01"}))
    office.clock.move(days=-365 * years)
    office.run()
    office.run()
    assert len(office.desk.told) == 2
    assert len(set(office.desk.told)) == 2


def test_what_is_silenced_is_not_told_until_it_is_heard_again(office: Office) -> None:
    office.desk.faults.append(down)
    office.run(report("a", {"status": "planned"}))
    subject = f"event/{office.event_id()}"
    with office.store.begin() as conn:
        write_silence(conn, subject, None, "siti", office.clock())
    office.clock.move(hours=1)
    office.run(report("b", {"status": "held"}))
    assert office.desk.told == []
    with office.store.begin() as conn:
        assert end_silence(conn, subject)
    office.run()
    assert office.desk.told == []
    office.run(report("c", {"region_codes": BOTH}))
    assert office.desk.told == [("new", subject)]


def test_a_dry_run_stores_and_sends_nothing(office: Office) -> None:
    office.desk.faults.append(down)
    office.run(report("a", {}))
    office.clock.move(hours=1)
    before = office.rows()
    [(channel, address, message)] = preview(office.store, office.plan, load_registry(), office.tools)
    assert (channel, address) == ("meja", "")
    assert "Kota Solok" in message.title
    assert office.rows() == before
    assert office.desk.told == []


def test_a_dry_run_shows_what_no_run_has_looked_at_yet(office: Office) -> None:
    read(office.store, office.clock, [report("a", {})])
    [(_, _, message)] = preview(office.store, office.plan, load_registry(), office.tools)
    assert "Kota Solok" in message.title
    assert office.rows() == []
    assert office.run().sent == 1


def test_messages_of_a_channel_that_is_gone_wait_and_are_named(office: Office) -> None:
    office.desk.faults.append(down)
    office.run(report("a", {}))
    office.clock.move(hours=1)
    sent = deliver(office.store, Plan(rules={}, channels={}), office.tools)
    assert sent.waiting == 1
    assert "meja" in sent.problems[0]


def test_a_new_address_is_not_told_of_the_past(store: Store, clock: Clock, printed: Printed) -> None:
    office = Office(store, clock, printed, people=("a",))
    office.run(report("a", {}))
    later = Office(store, clock, printed, people=("a", "b"))
    later.run(report("b", {}))
    assert later.desk.told == []
    assert {row.address for row in later.rows()} == {"a"}


def test_negative_coverage_tells_copies_once(store: Store, clock: Clock, printed: Printed) -> None:
    from corpus.record import Tone
    from corpus.store.articles import iter_articles
    from corpus.store.duplicates import write_duplicate

    office = Office(store, clock, printed, '[rules.negative-coverage]\nchannels = ["meja"]')
    bad, good = (Tone(headline="neutral", body=body, score=0.8) for body in ("negative", "positive"))
    text = "Program kota cerdas di Kota Solok dikritik warga karena aplikasinya kerap macet dan tidak terurus. " * 8
    records = [report("a", text=text, tone=bad), report("b", text=text + " ", tone=bad), report("c", tone=good)]
    read(store, clock, records)
    with store.begin() as conn:
        for number, article in enumerate(iter_articles(conn), start=1):
            write_duplicate(conn, number, article)
    office.run()
    office.run()
    assert office.desk.told == [("new", "article/a")]
    assert "Nada: judul netral, isi negatif" in office.desk.taken[0].text
