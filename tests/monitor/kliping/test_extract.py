"""Extracts: two told sentences, no dateline, no pointers; sayings of officials, short."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import normalise_text
from corpus.record import Quote, Record
from monitor.kliping.extract import SAYING_CHARS, SENTENCE_CHARS, find_saying, make_extract
from monitor.kliping.kliping import Person
from tests.records import make_record

TWO = "Balai kota ramai. Warga antre."
PEOPLE = {"Rinaldi": Person(name="Rinaldi", office="Wali Kota")}


def record_of(text: str, *quotes: Quote, title: str | None = None) -> Record:
    base = make_record()
    head = msgspec.structs.replace(base.article, text=text, title=title, outlet="Warta Nagari")
    return msgspec.structs.replace(base, article=head, events=(), quotes=quotes)


def quote_of(text: str, speaker: str | None = "Rinaldi", start: int = 0) -> Quote:
    return Quote(speaker=speaker, kind="direct", text=text, start=start, end=start + len(text), cue=None)


@pytest.mark.parametrize(
    ("text", "extract"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("SOLOK, Warta Nagari – Balai kota ramai. Warga antre. Hujan.", TWO, id="dateline"),
        pytest.param("Satu kalimat saja", "Satu kalimat saja", id="one sentence"),
        pytest.param("Balai kota ramai.\n\nBaca juga: Harga cabai naik\n\nWarga antre.", TWO, id="pointer"),
    ],
)  # fmt: skip
def test_extracts(text: str, extract: str) -> None:
    assert make_extract(record_of(text)) == extract


def test_speech_is_not_told() -> None:
    text = "Balai kota ramai. “Kami siap,” kata Rinaldi. Warga antre sejak pagi."
    assert (
        make_extract(record_of(text, quote_of("Kami siap,", start=19))) == "Balai kota ramai. Warga antre sejak pagi."
    )


def test_an_article_that_only_speaks_gives_its_speech() -> None:
    assert make_extract(record_of("“Kami siap,” kata Rinaldi.", quote_of("Kami siap,", start=1)))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_gives_a_short_extract(text: str, title: str) -> None:
    extract = make_extract(record_of(normalise_text(text), title=title))
    assert len(extract) <= 2 * SENTENCE_CHARS + 1
    assert "\n" not in extract


def test_sayings_are_of_officials_and_short() -> None:
    long = quote_of("kata " * 100)
    fitting = quote_of("Layanan harus cepat dan murah bagi semua warga,")
    saying = find_saying(
        record_of("x", quote_of("Saya pedagang di pasar raya sejak lama", "Yusna"), long, fitting), PEOPLE
    )
    assert saying is not None
    assert saying.text == "Layanan harus cepat dan murah bagi semua warga"
    cut = find_saying(record_of("x", long), PEOPLE)
    assert cut is not None
    assert len(cut.text) <= SAYING_CHARS
    assert cut.text.endswith("…")
    assert find_saying(record_of("x", quote_of("Kami siap", None)), PEOPLE) is None
