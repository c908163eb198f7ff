"""Figures against the shipped cohorts, whose announced counts are public: 25, 50, 25, 48, 50, 50, 10."""

from __future__ import annotations

import pytest

from corpus.record import FigureKind
from registry.figures import link_figure
from registry.registry import load_registry


@pytest.mark.parametrize(
    ("kind", "count", "year", "unit", "status"),
    [
        pytest.param("participants", 48, 2021, "kabupaten/kota", "confirms", id="announced"),
        pytest.param("participants", 47, 2021, "kabupaten/kota", "conflicts", id="not-announced"),
        pytest.param("participants", 47, 2021, None, "conflicts", id="without-a-unit"),
        pytest.param("participants", 30, 2021, "kabupaten", "unlinked", id="one-level-only"),
        pytest.param("participants", 2, 2023, "provinsi", "unlinked", id="provinces"),
        pytest.param("participants", 50, 2022, "kabupaten", "confirms", id="loose-unit"),
        pytest.param("participants", 48, None, "kabupaten/kota", "unlinked", id="no-year"),
        pytest.param("participants", 48, 2020, "kabupaten/kota", "unlinked", id="no-cohort"),
        pytest.param("cumulative", 191, 2022, None, "confirms", id="total"),
        pytest.param("cumulative", 141, 2022, None, "confirms", id="total-before-the-year"),
        pytest.param("cumulative", 100, 2020, None, "confirms", id="total-in-a-year-between"),
        pytest.param("cumulative", 75, 2020, None, "conflicts", id="older-total-in-a-year-between"),
        pytest.param("cumulative", 198, 2022, None, "conflicts", id="not-the-total"),
        pytest.param("cumulative", 191, None, None, "confirms", id="total-without-a-year"),
        pytest.param("cumulative", 200, None, None, "unlinked", id="no-total-without-a-year"),
        pytest.param("cumulative", 241, 2023, None, "confirms", id="total-if-nobody-repeats"),
        pytest.param("cumulative", 230, 2023, None, "unlinked", id="repeats-unknown"),
        pytest.param("cumulative", 260, 2023, None, "conflicts", id="more-than-possible"),
        pytest.param("cumulative", 25, 2016, None, "unlinked", id="before-the-first"),
        pytest.param("national_total", 514, None, "kabupaten/kota", "confirms", id="country"),
        pytest.param("national_total", 38, None, "provinsi", "confirms", id="provinces-of-the-country"),
        pytest.param("national_total", 519, None, None, "conflicts", id="not-the-country"),
        pytest.param("repeats", 7, 2021, None, "confirms", id="repeats"),
        pytest.param("repeats", 5, 2021, None, "conflicts", id="other-repeats"),
        pytest.param("repeats", 5, 2023, None, "unlinked", id="unknown-repeats"),
        pytest.param("repeats", 5, None, None, "unlinked", id="repeats-of-no-year"),
        pytest.param("applicants", 88, 2022, None, "unlinked", id="applicants"),
    ],
)
def test_figures(kind: FigureKind, count: int, year: int | None, unit: str | None, status: str) -> None:
    link = link_figure(load_registry(), kind, count, year, unit)
    assert link.status == status
    assert link.reason.endswith(".")


def test_a_conflict_shows_both_numbers() -> None:
    reason = link_figure(load_registry(), "participants", 47, 2021).reason
    assert "47" in reason
    assert "48" in reason
