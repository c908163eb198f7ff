"""Feeds read back with other programs' readers: feedparser, icalendar, plain JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from corpus.errors import QueryError
from corpus.search.query import parse_query
from corpus.store import Store, open_store
from corpus.store.events import iter_events
from monitor.events import cluster_events
from monitor.feeds import FORMATS, Entry, Feed, FeedOrder, read_entries
from monitor.plain import plain_text
from registry.registry import load_registry
from tests.monitor.kliping.desk import HOSTILE_TITLE, NOW, SIGNED, fill, make_report

HOSTILE = plain_text(HOSTILE_TITLE)
SOON = {"type": "coaching", "status": "planned"}
LATER = NOW + dt.timedelta(days=3)


def dated(name: str, date: str | None, **changes: Any) -> Any:
    """A report of a signing on another day."""
    report = make_report(name, SIGNED.replace("(21/4", f"({name}, 21/4"), "2022-04-21T09:00:00+07:00", **changes)
    values = {"date": date, **changes.get("event", {})}
    return msgspec.structs.replace(report, events=(msgspec.structs.replace(report.events[0], **values),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "pantau.db")
    fill(opened, [
        dated("signed", "2022-04-21", title=HOSTILE_TITLE),
        dated("again", "2022-04-21"),
        dated("soon", "2022-06-02/2022-06-03", event=SOON | {"place": "Balai; Kota, Solok"}),
        dated("month", "2022-07", event={"type": "evaluation"}),
    ])  # fmt: skip
    yield opened
    opened.close()


def entries(store: Store, **order: Any) -> tuple[Entry, ...]:
    with store.read() as conn:
        return read_entries(conn, FeedOrder(**order), load_registry())


def feed_of(store: Store, **changes: Any) -> Feed:
    values: dict[str, Any] = {"title": "Kota & cerdas", "author": "Humas <Solok>", "language": "id", "made": NOW}
    return Feed(**values | {"address": "https://contoh.go.id/f", "entries": entries(store)} | changes)


def test_atom_is_valid_and_escapes_the_press(store: Store) -> None:
    found = feedparser.parse(FORMATS["atom"](feed_of(store)))
    assert not found.bozo
    assert (found.version, found.feed.title, found.feed.author) == ("atom10", "Kota & cerdas", "Humas <Solok>")
    assert found.feed.id == "https://contoh.go.id/f"
    signing = next(entry for entry in found.entries if entry.title == "Penandatanganan MoU: Kota Solok")
    assert signing.id.startswith("urn:uuid:")
    assert {link.href for link in signing.links} == {"https://contoh.id/signed", "https://contoh.id/again"}
    assert [tag.term for tag in signing.tags] == ["mou_signing", "13.72"]
    raw = etree.fromstring(FORMATS["atom"](feed_of(store)))
    for content in raw.iter("{http://www.w3.org/2005/Atom}content"):
        assert html.fragment_fromstring(content.text or "", create_parent="div").xpath("//script") == []


def test_json_feed_has_what_version_1_1_demands(store: Store) -> None:
    found = json.loads(FORMATS["json"](feed_of(store)))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://contoh.go.id/f"
    assert len({item["id"] for item in found["items"]}) == 3
    for item in found["items"]:
        assert item["content_text"]
        assert "<script" not in item["content_html"]
        assert dt.datetime.fromisoformat(item["date_modified"]) >= dt.datetime.fromisoformat(item["date_published"])
    signing = next(item for item in found["items"] if item["_pantau"]["type"] == "mou_signing")
    assert signing["url"] == signing["_pantau"]["articles"][0]["url"]
    assert HOSTILE in {article["title"] for article in signing["_pantau"]["articles"]}


def test_calendar_holds_the_events_of_known_days(store: Store) -> None:
    data = FORMATS["ical"](feed_of(store))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = icalendar.Calendar.from_ical(data)
    events = {str(event["SUMMARY"]): event for event in found.walk("VEVENT")}
    assert set(events) == {"Penandatanganan MoU: Kota Solok", "Bimtek/pendampingan (rencana): Kota Solok"}
    soon = events["Bimtek/pendampingan (rencana): Kota Solok"]
    assert (soon["DTSTART"].dt, soon["DTEND"].dt) == (dt.date(2022, 6, 2), dt.date(2022, 6, 4))
    assert (soon["STATUS"], soon["LOCATION"]) == ("TENTATIVE", "Balai; Kota, Solok")
    signed = events["Penandatanganan MoU: Kota Solok"]
    assert (signed["STATUS"], signed["DTEND"].dt) == ("CONFIRMED", dt.date(2022, 4, 22))
    assert signed["DTSTAMP"].dt.tzinfo is not None
    assert not found.errors


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_text_comes_through_a_calendar(place: str, evidence: str) -> None:
    entry = msgspec.structs.replace(SAMPLE, place=plain_text(place) or "x", evidence=plain_text(evidence))
    data = FORMATS["ical"](Feed(title="t", author="a", address=None, language="id", made=NOW, entries=(entry,)))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["LOCATION"]) == entry.place
    assert entry.evidence in str(event["DESCRIPTION"])
    assert not feedparser.parse(FORMATS["atom"](Feed(title="t", author="a", address=None, language="id", made=NOW,
                                                     entries=(entry,)))).bozo  # fmt: skip


def test_entries_change_only_with_their_event(store: Store) -> None:
    before = {entry.event_id: entry for entry in entries(store)}
    with store.begin() as conn:
        cluster_events(conn, "again", dated("again", "2022-04-21"), load_registry(), LATER)
    assert {entry.event_id: entry for entry in entries(store)} == before, "read again, nothing new"
    moved = dated("soon", "2022-06-20", event=SOON)
    with store.begin() as conn:
        cluster_events(conn, "soon", moved, load_registry(), LATER)
    first, *rest = entries(store)
    assert first.uid == before[first.event_id].uid
    assert (first.updated, first.changes) == (LATER, before[first.event_id].changes + 1)
    assert [entry.updated for entry in rest] == [NOW, NOW]


@pytest.mark.parametrize(
    ("order", "dates"),
    [
        pytest.param({}, {"2022-04-21", "2022-06-02/2022-06-03", "2022-07"}, id="all"),
        pytest.param({"event_type": "coaching"}, {"2022-06-02/2022-06-03"}, id="type"),
        pytest.param({"since": dt.date(2022, 6, 3)}, {"2022-06-02/2022-06-03", "2022-07"}, id="since"),
        pytest.param({"until": dt.date(2022, 6, 1)}, {"2022-04-21"}, id="until"),
        pytest.param({"region_code": "13"}, {"2022-04-21", "2022-06-02/2022-06-03", "2022-07"}, id="province"),
        pytest.param({"region_code": "32"}, set(), id="another province"),
        pytest.param({"query": parse_query('outlet:"Media month"')}, {"2022-07"}, id="query"),
        pytest.param({"registry": "confirms"}, set(), id="registry"),
    ],
)
def test_orders_narrow_a_feed(store: Store, order: dict[str, Any], dates: set[str]) -> None:
    assert {entry.date for entry in entries(store, **order)} == dates


def test_limit_and_wrong_queries(store: Store) -> None:
    assert len(entries(store, limit=1)) == 1
    with pytest.raises(QueryError):
        entries(store, query=parse_query("since:kemarin"))


def test_an_event_without_steps_is_as_old_as_it_is(store: Store) -> None:
    from corpus.store.alert_tables import event_change

    with store.begin() as conn:
        conn.execute(event_change.delete())
        first = next(iter_events(conn)).first_seen
    assert {(entry.updated, entry.changes) for entry in entries(store)} == {(first, 0)}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_empty_feeds_are_feeds(store: Store, form: str, language: str) -> None:
    data = FORMATS[form](feed_of(store, entries=(), language=language, address=None))
    if form == "atom":
        assert not feedparser.parse(data).bozo
    elif form == "json":
        assert json.loads(data)["items"] == []
    else:
        assert icalendar.Calendar.from_ical(data).walk("VEVENT") == []


def _sample() -> Entry:
    import uuid

    return Entry(
        uid=uuid.UUID(int=1), event_id="a", type="award", date="2022-04-21",
        days=(dt.date(2022, 4, 21), dt.date(2022, 4, 21)), status=None, regions=("Kota Solok",),
        region_codes=("13.72",), cohort=None, place="", registry="unlinked", membership=None, evidence="", url=None,
        sources=(), published=NOW, updated=NOW, changes=0,
    )  # fmt: skip


SAMPLE = _sample()
