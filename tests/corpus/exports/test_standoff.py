"""What leaves the house without its text does not carry it in pieces, and gets every word back from the text."""

from __future__ import annotations

import io
import re
import zipfile

import msgspec
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableInput
from corpus.exports.standoff import CUT, LIMIT_CHARS, fits, is_cut, stand_off
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.record import iter_spans
from corpus.rehydration import with_text
from corpus.span import Span
from tests.corpus.exports.records import TEXT, make_rich


def test_long_marks_are_cut_at_a_word_and_short_ones_stay() -> None:
    (bare,) = stand_off([make_rich()], with_text=False)
    assert bare.article.text is None
    assert bare.events[0].evidence[0].text == "Wali Kota Solok H. Anwar Sutan <Dt.> menandatangani MoU" + CUT
    assert bare.regions == make_rich().regions
    assert all(len(span.text) <= LIMIT_CHARS for span in iter_spans(bare))
    assert list(stand_off([make_rich()], with_text=True)) == [make_rich()]


def test_all_words_come_back_with_the_text() -> None:
    (bare,) = stand_off([make_rich()], with_text=False)
    assert with_text(bare, TEXT) == make_rich()


def test_a_cut_mark_on_other_words_is_refused() -> None:
    (bare,) = stand_off([make_rich()], with_text=False)
    moved = msgspec.structs.replace(bare.events[0].evidence[0], start=5)
    changed = msgspec.structs.replace(bare, events=(msgspec.structs.replace(bare.events[0], evidence=(moved,)),))
    with pytest.raises(UnreadableInput, match="should read"):
        with_text(changed, TEXT)


@given(st.text("ab …\n", min_size=1, max_size=200))
def test_every_stretch_fits_where_it_was_cut(text: str) -> None:
    record = make_rich()
    quote = msgspec.structs.replace(record.quotes[0], text=text, start=0, end=len(text))
    (bare,) = stand_off([msgspec.structs.replace(record, quotes=(quote,))], with_text=False)
    (cut,) = bare.quotes
    span = Span(0, len(text), cut.text)
    assert fits(span, text)
    assert len(cut.text) <= LIMIT_CHARS
    assert is_cut(span) is (len(text) > LIMIT_CHARS)


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name not in NEEDS_TEXT])
def test_no_export_without_text_holds_a_long_stretch_of_it(name: str) -> None:
    file = io.BytesIO()
    EXPORTERS[name]([make_rich()], file, with_text=False)
    found = re.sub(r"\s+", " ", _content(file.getvalue(), name))
    plain = re.sub(r"\s+", " ", TEXT)
    assert "Anwar Sutan" in found
    stretches = (plain[at : at + LIMIT_CHARS + 10] for at in range(len(plain) - LIMIT_CHARS - 10))
    assert not [stretch for stretch in stretches if stretch in found]


def _content(data: bytes, name: str) -> str:
    if name == "xlsx":
        archive = zipfile.ZipFile(io.BytesIO(data))
        return " ".join(archive.read(each).decode() for each in archive.namelist())
    if name == "parquet":
        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    return data.decode("utf-8-sig")
