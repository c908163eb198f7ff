"""Counts of regions in the programme: which numbers count, of what kind, for which year."""

from __future__ import annotations

import re
from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from corpus.span import Span
from nlp.dates import find_dates
from nlp.figures import find_figures
from nlp.figures.count import parse_number
from nlp.layout import parse_layout
from nlp.mentions import Context, FigureMention, RegionMention
from tests.nlp.figure_cases import COUNTED, KINDS, NOT_COUNTED, NUMBERS, PIECES_OF_TEXT, SPELLINGS, YEARS

# Makes a case one about the programme; it stands after the case and counts nothing.
PROGRAMME = (
    "\n\nGerakan Menuju Smart City dijalankan Kementerian Komunikasi dan Informatika bersama pemerintah kabupaten."
)
SIZES = {2017: 25, 2018: 50, 2019: 25, 2021: 48, 2022: 50, 2023: 50, 2024: 10}
TOTALS = {2017: 25, 2018: 75, 2019: 100, 2021: 141, 2022: 191, 2023: 241, 2024: 251}
PROVINCES = re.compile("Jawa Timur|Sumatera Barat|Kalimantan Selatan")


def read(text: str, published: str | None = None) -> tuple[FigureMention, ...]:
    context = Context(published=date.fromisoformat(published) if published else None)
    regions = [RegionMention(Span.of(text, *m.span()), "35", "provinsi", 1.0, "") for m in PROVINCES.finditer(text)]
    layout = parse_layout(text, context)
    return find_figures(text, layout, find_dates(text, layout, context), regions, context, SIZES, TOTALS)


@pytest.mark.parametrize(("text", "published", "expected"), COUNTED + YEARS)
def test_counts_with_their_years(text: str, published: str | None, expected: list[tuple[int, int | None]]) -> None:
    assert [(figure.count, figure.year) for figure in read(text + PROGRAMME, published)] == expected


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_keeps_out_other_counts(text: str) -> None:
    assert read(text + PROGRAMME, "2022-04-22") == ()


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_tells_the_kinds_apart(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(figure.count, figure.kind) for figure in read(text + PROGRAMME, "2022-04-22")] == expected


@pytest.mark.parametrize(("printed", "count"), SPELLINGS)
def test_reads_every_spelling_of_the_unit(printed: str, count: int) -> None:
    text = f"Kota itu termasuk {printed} yang terpilih." + PROGRAMME
    (figure,) = read(text, "2022-04-22")
    assert (figure.span.text, figure.count) == (printed, count)


@pytest.mark.parametrize(("words", "value"), NUMBERS)
def test_reads_number_words(words: str, value: int | None) -> None:
    assert parse_number(words) == value


def test_text_on_something_else_has_no_figures() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_figures")
    text = "Tercatat 83 kota/kabupaten se-Indonesia menjadi pasar perusahaan itu."
    elsewhere, programme = nlp(text), nlp(text + PROGRAMME)
    assert list(elsewhere.spans["figures"]) == []
    assert [span.text for span in programme.spans["figures"]] == ["83 kota/kabupaten"]


def test_name_of_a_regency_is_no_count() -> None:
    text = "Warga 50 Kota menyambut baik." + PROGRAMME
    context = Context()
    layout = parse_layout(text, context)
    region = RegionMention(Span.of(text, 6, 13), "13.07", "kabupaten", 1.0, "")
    assert find_figures(text, layout, (), (region,), context) == ()


PIECES = st.sampled_from(PIECES_OF_TEXT)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_never_raises_and_spans_read_their_text(text: str) -> None:
    text += PROGRAMME
    for figure in read(text, "2022-04-22"):
        figure.span.check(text)
        assert figure.count > 1


@pytest.mark.parametrize(
    "unit",
    [
        "50 kabupaten/kota, ",
        "lima puluh ",
        "25 dari 50 kota. ",
        "dua ",
        "7 lainnya. ",
        "tahun 2022 50 daerah ",
        "tahap I ",
        "peserta ",
        "jumlah daerah ",
        "2017 (25), ",
    ],
)
def test_long_runs_are_read(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + PROGRAMME
    context = Context(published=date(2022, 4, 22))
    layout = parse_layout(text, context)
    for mention in find_figures(text, layout, find_dates(text, layout, context), (), context):
        mention.span.check(text)
