"""Days, weeks and months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.kliping.period import Period, day_of, month_of, week_of, wib_moment

PERIODS = [day_of, week_of, month_of]


@pytest.mark.parametrize(
    ("period", "first", "last", "first_before"),
    [
        pytest.param(day_of(date(2024, 3, 1)), "2024-03-01", "2024-03-01", "2024-02-29", id="day"),
        pytest.param(week_of(date(2022, 4, 21)), "2022-04-18", "2022-04-24", "2022-04-11", id="week"),
        pytest.param(week_of(date(2023, 1, 1)), "2022-12-26", "2023-01-01", "2022-12-19", id="week of two years"),
        pytest.param(month_of(date(2024, 2, 9)), "2024-02-01", "2024-02-29", "2024-01-01", id="leap month"),
        pytest.param(month_of(date(2022, 1, 31)), "2022-01-01", "2022-01-31", "2021-12-01", id="January"),
    ],
)
def test_periods(period: Period, first: str, last: str, first_before: str) -> None:
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.before.first.isoformat() == first_before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(PERIODS))
def test_periods_hold_their_day_and_meet(day: date, make: object) -> None:
    period = make(day)  # type: ignore[operator]
    assert period.holds(day)
    assert (period.first - period.before.last).days == 1
    assert period.before.kind == period.kind
    assert len(period.days()) == (period.last - period.first).days + 1


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2022-04-22T00:30:00+08:00", "2022-04-21T23:30:00+07:00"),
        ("2022-04-21T19:00:00Z", "2022-04-22T02:00:00+07:00"),
        ("2022-04-21T19:00:00", "2022-04-21T19:00:00+07:00"),
        ("2022-04-21", "2022-04-21T12:00:00+07:00"),
        ("kemarin", None),
        (None, None),
    ],
)
def test_moments_in_wib(published: str | None, moment: str | None) -> None:
    found = wib_moment(published)
    assert (found and found.isoformat()) == moment
