"""Who came to an event, who did not, and on which day, when the text tells it one region after the other."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.nlp.event_cases import dated, events_of

CASES: list[dict[str, Any]] = [
    case
    for name in ("event_roll_cases.toml", "event_beside_cases.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_every_dated_event_with_its_regions(case: dict[str, Any]) -> None:
    events = events_of(case["text"].lstrip("\n"))
    assert {" ".join([e.type, e.date, *sorted(e.region_codes)]) for e in events if e.date} == set(case["events"])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        pytest.param("kemarin", "2022-03-17", id="yesterday"),
        pytest.param("semalam", "2022-03-17", id="last-night"),
        pytest.param("besok", "2022-03-19", id="tomorrow"),
        pytest.param("lusa", "2022-03-20", id="in-two-days"),
        pytest.param("kemarin {d 2022-03-15|Selasa (15/3)}", "2022-03-15", id="printed-date-stands"),
    ],
)
def test_days_counted_from_publication(words: str, day: str) -> None:
    text = f"Sosialisasi Smart City\nSosialisasi smart city {{r 72.71|Palu}} digelar {words} di balai kota."
    assert dated(text, published=date(2022, 3, 18)) == {("socialisation", day)}


@pytest.mark.parametrize("words", ["kemarin dulu", "sejak kemarin", "tahun kemarin"])
def test_vague_words_are_no_day(words: str) -> None:
    text = f"Sosialisasi Smart City\nSosialisasi smart city {{r 72.71|Palu}} digelar {words} di balai kota."
    assert dated(text, published=date(2022, 3, 18)) == set()


def test_without_a_day_of_publication_yesterday_stays_open() -> None:
    assert dated("Sosialisasi Smart City\nSosialisasi smart city {r 72.71|Palu} digelar kemarin.") == set()


def test_a_name_is_no_day() -> None:
    text = "Evaluasi\nVerifikator Sofian Lusa mengevaluasi smart city {r 72.71|Palu}."
    assert dated(text, published=date(2022, 3, 18)) == set()
