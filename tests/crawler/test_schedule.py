from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.store.visits import Visit
from crawler.discover import FoundLink
from crawler.schedule import LONGEST, SHORTEST, plan_visit, rate_of_dates

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


def visit(rate: float | None, ago: timedelta, failures: int = 0) -> Visit:
    return Visit(source="k", visited_at=NOW - ago, next_visit_at=NOW, links_a_day=rate, failures=failures)


def dated(*hours: float) -> list[FoundLink]:
    return [FoundLink(url=f"https://k.id/{h}", published=(NOW - timedelta(hours=h)).isoformat()) for h in hours]


@pytest.mark.parametrize(
    ("found", "wait"),
    [
        pytest.param(dated(*(n / 2 for n in range(48))), timedelta(hours=2.4479), id="two-an-hour"),
        pytest.param(dated(1, 30, 100, 400), LONGEST, id="four-in-weeks"),
        pytest.param(dated(*(n / 60 for n in range(60))), SHORTEST, id="one-a-minute"),
        pytest.param(dated(600, 700), LONGEST, id="fell-silent"),
        pytest.param([FoundLink(url="https://k.id/1")], timedelta(hours=1), id="no-dates"),
        pytest.param([], timedelta(hours=1), id="nothing"),
    ],
)
def test_first_visit_learns_the_rate_from_the_feed(found: list[FoundLink], wait: timedelta) -> None:
    planned = plan_visit(None, "k", found, len(found), False, NOW)
    assert (planned.next_visit_at - NOW).total_seconds() == pytest.approx(wait.total_seconds(), rel=0.01)


def test_many_new_links_bring_the_next_visit_nearer_and_none_put_it_off() -> None:
    held = visit(48.0, timedelta(hours=12))
    usual, many, none = (plan_visit(held, "k", [], new, False, NOW).next_visit_at for new in (24, 240, 0))
    assert many < usual < none


def test_rate_follows_a_source_that_changes_its_habits() -> None:
    held, now = visit(48.0, timedelta(hours=2)), NOW
    for _ in range(60):
        now += timedelta(hours=12)
        held = plan_visit(held, "k", [], 1, False, now)
    assert held.links_a_day == pytest.approx(2.0, abs=0.1)


def test_failures_double_the_wait_and_leave_the_rate() -> None:
    held, waits = visit(120.0, timedelta(hours=1)), []
    for _ in range(8):
        held = plan_visit(held, "k", [], 0, True, NOW)
        waits.append(held.next_visit_at - NOW)
    assert [wait / timedelta(hours=1) for wait in waits[:4]] == [2, 4, 8, 12]
    assert waits[-1] == LONGEST
    assert (held.links_a_day, held.failures) == (120.0, 8)
    assert plan_visit(held, "k", [], 3, False, NOW + timedelta(hours=1)).failures == 0


@given(
    st.none() | st.floats(0, 1e6), st.floats(-10, 1e8), st.integers(0, 10**6), st.booleans(),
    st.lists(st.text(max_size=30) | st.datetimes().map(lambda d: d.isoformat()), max_size=5),
)  # fmt: skip
def test_wait_always_lies_within_its_bounds(
    rate: float | None, ago_s: float, new: int, failed: bool, published: list[str]
) -> None:
    found = [FoundLink(url="https://k.id/", published=text) for text in published]
    for held in (None, visit(rate, timedelta(seconds=ago_s))):
        planned = plan_visit(held, "k", found, new, failed, NOW)
        assert SHORTEST <= planned.next_visit_at - NOW <= LONGEST


def test_dates_of_the_future_and_no_dates_tell_nothing() -> None:
    assert rate_of_dates([(NOW + timedelta(days=1)).isoformat()] * 5, NOW) is None
    assert rate_of_dates(["kemarin", "2024-02-29"], NOW) is None
