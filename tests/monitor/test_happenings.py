"""Which reports tell of one happening."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.happenings import Happening, date_range, is_same

SOLOK, AGAM = frozenset({"13.72"}), frozenset({"13.06"})
MANY = frozenset(f"13.{n:02}" for n in range(1, 31))


def happening(day: str | None = "2022-04-21", **changes: object) -> Happening:
    fields: dict[str, object] = {"type": "mou_signing", "date": day, "regions": SOLOK, "cohort": 2022} | changes
    return Happening(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(happening(), happening(), True, id="equal"),
        pytest.param(happening(), happening(type="award"), False, id="other type"),
        pytest.param(happening(), happening(regions=AGAM), False, id="other region"),
        pytest.param(happening(), happening("2022-04-22"), False, id="other day"),
        pytest.param(happening(), happening("2022-04"), True, id="month holds day"),
        pytest.param(happening(), happening("2022-04-20/2022-04-21"), True, id="interval holds day"),
        pytest.param(happening(), happening(regions=SOLOK | AGAM), True, id="one of two regions"),
        pytest.param(
            happening(regions=frozenset({"13.06"})), happening(regions=MANY), False, id="one of thirty regions"
        ),
        pytest.param(happening(cohort=2022), happening(cohort=2023), False, id="other cohort"),
        pytest.param(
            happening(), happening(None, published=date(2022, 4, 23)), True, id="undated, printed two days on"
        ),
        pytest.param(happening(), happening(None, published=date(2023, 4, 23)), False, id="undated, printed a year on"),
        pytest.param(happening(None), happening(None), True, id="both undated, one cohort"),
        pytest.param(happening(None, cohort=None), happening(None, cohort=None), False, id="nothing known"),
        pytest.param(happening(regions=frozenset()), happening(regions=frozenset()), True, id="whole country"),
        pytest.param(happening(regions=frozenset()), happening(), False, id="whole country is not one region"),
    ],
)
def test_is_same_is_right_and_symmetric(a: Happening, b: Happening, same: bool) -> None:
    assert is_same(a, b) is same
    assert is_same(b, a) is same


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-08-06/2024-08-07", date(2024, 8, 6), date(2024, 8, 7)),
        ("2018/2023", date(2018, 1, 1), date(2023, 12, 31)),
    ],
)
def test_date_range(value: str, first: date, last: date) -> None:
    assert date_range(value) == (first, last)
