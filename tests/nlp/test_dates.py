"""Date expressions as regional news prints them: values, spans, years from context, and what is no date."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import find_dates
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention
from tests.nlp.date_cases import CONTEXT, EXPLICIT, NO_DATE, PUBLISHED, RANGES

# A paragraph after the case, so that a short case is not taken for the credit line that closes an article.
REST = "\n\nDemikian kabar yang diterima warga di balai desa setempat pada pertemuan itu."


def read(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    text = f"Menurut panitia, {text} di aula." if text[-1].isalnum() or text[-1] in ")," else text
    text += REST
    context = Context(published=date.fromisoformat(published) if published else None)
    return find_dates(text, parse_layout(text, context), context)


def found(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [(mention.span.text, mention.value) for mention in read(text, published)]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT + RANGES)
def test_reads_what_is_printed(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NO_DATE)
def test_keeps_out_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expression", "value"), CONTEXT)
def test_takes_the_year_from_the_text(text: str, expression: str, value: str) -> None:
    assert (expression, value) in found(text)


@pytest.mark.parametrize(("text", "published", "expected"), PUBLISHED)
def test_takes_the_year_from_the_publication_date(text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, published) == expected


def test_bare_weekday_needs_the_publication_date() -> None:
    assert found("Di Banda Aceh, Rabu, ia mengatakan itu pada 2022.") == [("2022", "2022")]


def test_year_that_nothing_decides_is_left_out() -> None:
    assert found("Hal itu disampaikan Rabu (19/1).") == []


@pytest.mark.parametrize(
    ("text", "agrees", "alternative"),
    [
        pytest.param("Kamis (21/4/2022)", True, "", id="agrees"),
        pytest.param("Selasa (25/2/2019)", False, "2020-02-25", id="other-year"),
        pytest.param("Selasa 4 September 2022", False, "2022-10-04", id="other-month"),
        pytest.param("21 April 2022", None, "", id="no-weekday"),
        pytest.param("Senin-Selasa (24-25/6/2019)", True, "", id="both-days"),
    ],
)
def test_checks_the_weekday(text: str, agrees: bool | None, alternative: str) -> None:
    (mention,) = read(text)
    assert mention.weekday_agrees is agrees
    assert alternative in mention.reason


def test_says_where_the_year_comes_from() -> None:
    assert [mention.basis for mention in read("Kamis (21/4/2022)", "2022-04-22")] == ["explicit"]
    assert [mention.basis for mention in read("Kamis (21/4)", "2022-04-22")] == ["published"]
    assert [mention.basis for mention in read("Tahun 2022 tiba. Kamis (21/4)")] == ["explicit", "context"]


def test_day_that_the_calendar_lacks_falls_back_to_its_month() -> None:
    (mention,) = read("pada 31 September 2023")
    assert (mention.value, mention.granularity) == ("2023-09", "month")
    assert "no such day" in mention.reason


def test_dates_in_ignored_stretches_are_left_out() -> None:
    text = "Baca juga: Pelantikan 3 Mei 2021.\n\nNota diteken 21 April 2022."
    context = Context()
    layout = parse_layout(text, context)
    ignored = layout.ignored or ((0, text.index("\n")),)
    layout = type(layout)(text, layout.paragraphs, layout.sentences, layout.title, layout.dateline, ignored)
    assert [mention.value for mention in find_dates(text, layout, context)] == ["2022-04-21"]


PIECES = st.sampled_from(
    [
        "Kamis",
        "(",
        ")",
        "21",
        "/",
        "4",
        "2022",
        "April",
        "-",
        "dan",
        ",",
        " ",
        "s.d.",
        "lalu",
        "tahun",
        "\n",
        "31",
        "Jum'at",
        "99",
        "pukul",
        "Mei",
        "'22",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_never_raises_and_spans_read_their_text(text: str, published: date | None) -> None:
    context = Context(published=published)
    for mention in find_dates(text, parse_layout(text, context), context):
        mention.span.check(text)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", mention.value)


@given(st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_every_day_reads_back_from_each_way_to_print_it(day: date) -> None:
    names = (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    )
    weekdays = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    forms = (
        f"{weekdays[day.weekday()]} ({day.day}/{day.month}/{day.year})", f"{day.day} {names[day.month - 1]} {day.year}",
        f"{weekdays[day.weekday()]}, {day.day:02d}-{day.month:02d}-{day.year}", day.isoformat(),
    )  # fmt: skip
    for form in forms:
        assert found(f"Rapat {form} di aula.") == [(form, day.isoformat())]


@pytest.mark.parametrize(
    "unit",
    [
        "21/4/2022, ",
        "1234567890",
        "Senin-",
        "21 April - ",
        "2018-2023 ",
        "Kamis (",
        "1, ",
        "Mei dan ",
        "12 dan ",
        "https://",
        "(21/4) ",
    ],
)
def test_long_runs_are_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for mention in find_dates(text, parse_layout(text, Context()), Context(published=date(2022, 4, 22))):
        mention.span.check(text)
