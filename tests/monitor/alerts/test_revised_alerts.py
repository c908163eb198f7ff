"""A signing that is announced, put off and called off: who is told what, over real channels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from email.message import Message as Mail

import feedparser
import icalendar
import pytest

from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from monitor.alerts.gathering import gather, register
from monitor.alerts.outbox import AlertReport, deliver
from monitor.alerts.parsing import Plan
from monitor.events import cluster_events
from monitor.feeds import FORMATS, Feed, FeedOrder, read_entries
from monitor.reading import Reader, load_reader
from tests.monitor.alerts.receivers import Mailbox, Posts, mail_server, web_server
from tests.monitor.alerts.world import Clock, Printed, plan_of
from tests.monitor.press import NOW, PRESS, record_of


class Newsroom:
    """A store whose alerts go to a mail server and a web server."""

    def __init__(self, store: Store, reader: Reader, mailbox: Mailbox, posts: Posts) -> None:
        self.store, self.reader, self.mailbox, self.posts = store, reader, mailbox, posts
        self.clock = Clock(NOW)
        self.tools = Printed().tools(self.clock)
        self.plan: Plan = plan_of(
            f'[channels.surat]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
            'sender = "pantau@contoh.id"\nto = ["redaksi@contoh.id"]\n'
            f'[channels.kait]\nkind = "webhook"\nurl = "{posts.url}"\nsecret = "env:PANTAU_SECRET_KAIT"\n'
            '[rules.new-mou]\nchannels = ["surat", "kait"]\n'
        )

    def read(self, *names: str) -> None:
        """Reads articles."""
        for name in names:
            article, record = record_of(self.reader, name)
            with self.store.begin() as conn:
                write_article(conn, article, self.clock())
                write_record(conn, name, record)
                cluster_events(conn, name, record, self.reader.registry, self.clock())

    def run(self) -> AlertReport:
        """One run of a timer."""
        register(self.store, self.plan, self.clock)
        gather(self.store, self.plan, self.reader.registry, self.clock)
        return deliver(self.store, self.plan, self.tools)

    def day(self, *names: str) -> None:
        """Reads articles, then runs three times as a timer does."""
        self.read(*names)
        for _ in range(3):
            assert self.run().problems == ()
            self.clock.move(hours=8)

    def posted(self) -> list[dict[str, object]]:
        """The alerts that the web server got."""
        return [alert for _, body in self.posts.taken for alert in json.loads(body)["alerts"]]

    def feed(self, form: str, made: datetime = NOW) -> bytes:
        """All events as a feed."""
        with self.store.read() as conn:
            entries = read_entries(conn, FeedOrder(), self.reader.registry)
        return FORMATS[form](
            Feed(title="x", author="x", address=None, language="id", made=made, entries=entries)
        )  # fmt: skip

    def appointment(self) -> tuple[str, int, str, str]:
        """Status, sequence, first day and uid of the only appointment."""
        [found] = icalendar.Calendar.from_ical(self.feed("ical")).walk("VEVENT")
        return str(found["STATUS"]), int(found["SEQUENCE"]), found["DTSTART"].dt.isoformat(), str(found["UID"])


@pytest.fixture
def newsroom(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("PANTAU_SECRET_KAIT", "garam")
    with mail_server() as mailbox, web_server() as posts:
        room = Newsroom(store, load_reader(), mailbox, posts)
        register(store, room.plan, room.clock)
        yield room


def plain(mail: Mail) -> str:
    """The text of a mail."""
    part = mail.get_body(("plain",))  # type: ignore[attr-defined]
    return str(part.get_content())


def test_each_change_is_told_once_with_old_and_new_and_its_sentence(newsroom: Newsroom) -> None:
    newsroom.day("plan")
    newsroom.day("plan-too")
    newsroom.day("moved", "moved-loosely")
    newsroom.day("held")
    told = [(alert["kind"], alert["changes"]) for alert in newsroom.posted()]
    assert told == [
        ("new", {}),
        ("update", {"date": ["2026-06-05", "2026-06-12"]}),
        ("update", {"status": ["planned", "held"]}),
    ]
    assert len({alert["subject"] for alert in newsroom.posted()}) == 1
    mails = [plain(mail) for _, mail in newsroom.mailbox.mails]
    assert len(mails) == 3
    assert "Yang berubah: tanggal: 5 Juni 2026 → 12 Juni 2026" in mails[1]
    assert f"“{PRESS['moved'][1]}”" in mails[1]
    assert "https://moved.id/mou" in mails[1]


def test_a_signing_that_is_off_is_told_and_leaves_the_calendar(newsroom: Newsroom) -> None:
    newsroom.day("plan")
    before = newsroom.appointment()
    updated = feedparser.parse(newsroom.feed("atom")).entries[0]
    newsroom.day("off", "off-loosely")
    after = newsroom.appointment()
    assert (before[0], after[0]) == ("TENTATIVE", "CANCELLED")
    assert after[1] > before[1]
    assert after[2:] == before[2:]
    entry = feedparser.parse(newsroom.feed("atom")).entries[0]
    assert entry.updated_parsed > updated.updated_parsed
    assert entry.title == "Penandatanganan MoU (batal): Kota Solok"
    assert [(a["kind"], a["changes"]) for a in newsroom.posted()] == [
        ("new", {}), ("update", {"status": ["planned", "cancelled"]}),
    ]  # fmt: skip
    _, mail = newsroom.mailbox.mails[-1]
    assert mail["Subject"] == "[Pantau] Perubahan: Penandatanganan MoU (batal) · Kota Solok · semula 5 Juni 2026"
    assert "status: rencana → batal" in plain(mail)


def test_what_is_put_off_comes_back_on_its_new_day(newsroom: Newsroom) -> None:
    newsroom.day("plan")
    newsroom.day("put-off")
    off = newsroom.appointment()
    newsroom.day("moved")
    back = newsroom.appointment()
    assert (off[0], off[2]) == ("CANCELLED", "2026-06-05")
    assert (back[0], back[2]) == ("TENTATIVE", "2026-06-12")
    assert (back[1] > off[1], back[3]) == (True, off[3])
    assert len(newsroom.mailbox.mails) == len(newsroom.posted()) == 3


def test_a_receiver_that_answers_500_for_a_day_gets_what_holds_then_once(newsroom: Newsroom) -> None:
    newsroom.posts.answers = [(500, {})] * 1000
    newsroom.mailbox.refused["redaksi@contoh.id"] = "451 later"
    newsroom.read("plan")
    for half_hour in range(48):
        if half_hour == 24:
            newsroom.read("moved")
        newsroom.run()
        newsroom.clock.move(minutes=30)
    assert newsroom.posted() == []
    assert newsroom.posts.asked < 20, "it is asked less and less often"
    newsroom.posts.answers.clear()
    newsroom.mailbox.refused.clear()
    for _ in range(3):
        newsroom.clock.move(hours=6)
        assert newsroom.run().problems == ()
    [alert] = newsroom.posted()
    assert (alert["kind"], alert["content"]["event"]["date"]) == ("new", "2026-06-12")  # type: ignore[index]
    [(_, mail)] = newsroom.mailbox.mails
    assert mail["Subject"] == "[Pantau] Baru: Penandatanganan MoU (rencana) · Kota Solok · 12 Juni 2026"


@pytest.mark.parametrize("order", [("moved", "plan", "held"), ("held", "moved", "plan"), ("plan", "held", "moved")])
def test_articles_in_any_order_end_with_one_event_told_as_it_is(newsroom: Newsroom, order: tuple[str, ...]) -> None:
    newsroom.day(*order)
    [alert] = newsroom.posted()
    event = alert["content"]["event"]  # type: ignore[index]
    assert (alert["kind"], event["date"], event["status"], event["articles"]) == ("new", "2026-06-12", "held", 3)


@pytest.mark.parametrize("order", [("moved", "plan", "held"), ("held", "moved", "plan"), ("plan", "held", "moved")])
def test_one_article_a_day_in_any_order_tells_one_new_event(newsroom: Newsroom, order: tuple[str, ...]) -> None:
    for name in order:
        newsroom.day(name)
    kinds = [alert["kind"] for alert in newsroom.posted()]
    assert kinds.count("new") == (2 if order[0] == "plan" and order[1] == "held" else 1), "two until they prove one"
    assert newsroom.posted()[-1]["content"]["event"]["status"] == "held"  # type: ignore[index]
