"""Masked exports hold no name of a person, and their offsets still fit."""

from __future__ import annotations

import io

import msgspec
import pytest

from corpus.exports.masking import MASK, mask_people
from corpus.exports.table import EXPORTERS
from corpus.record import encode_record, iter_spans
from tests.corpus.exports.records import make_rich
from tests.records import make_record


def test_no_word_of_a_name_is_left_and_offsets_fit() -> None:
    record = mask_people(make_rich())
    text = record.article.text
    assert text is not None
    assert "anwar" not in encode_record(record).decode().casefold()
    assert "sutan" not in encode_record(record).decode().casefold()
    assert len(text) == len(make_rich().article.text or "")
    for span in iter_spans(record):
        span.check(text)
    assert [span.text for span in record.officials[0].mentions] == [f"{MASK * 5} {MASK * 5}", MASK * 5]
    assert record.officials[0].name == record.quotes[0].speaker == record.events[0].participants[0].name
    assert record.officials[0].name == "wali_kota 13.72"


def test_places_stay_readable_and_addresses_lose_names() -> None:
    head = msgspec.structs.replace(
        make_rich().article, url="https://contoh.id/wali-kota-anwar-hadir", byline="Rina Dewi", canonical_url=None
    )
    record = mask_people(msgspec.structs.replace(make_rich(), article=head))
    assert record.article.url == "https://contoh.id/"
    assert record.article.byline is None
    assert record.regions == make_rich().regions
    assert mask_people(make_rich()).article.url == "https://contoh.id/r"


def test_a_record_without_people_keeps_its_text() -> None:
    assert mask_people(make_record()) == make_record()


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"xlsx", "parquet", "brat", "docbin"}))
def test_no_format_lets_a_name_through(name: str) -> None:
    file = io.BytesIO()
    EXPORTERS[name](map(mask_people, [make_rich()]), file, with_text=True)
    assert b"anwar" not in file.getvalue().lower()
