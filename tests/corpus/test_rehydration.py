"""A text comes back only to the record that was made from it."""

from __future__ import annotations

import msgspec
import pytest

from corpus.errors import UnreadableInput
from corpus.rehydration import with_text
from tests.corpus.exports.records import TEXT, make_rich


def bare() -> object:
    record = make_rich()
    return msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, text=None))


def test_the_text_comes_back_whole() -> None:
    assert with_text(bare(), TEXT) == make_rich()  # type: ignore[arg-type]
    assert with_text(bare(), TEXT.replace("\n", "\r\n")) == make_rich()  # type: ignore[arg-type]


def test_another_text_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="changed since"):
        with_text(bare(), TEXT + " ")  # type: ignore[arg-type]


def test_moved_offsets_are_refused() -> None:
    record = make_rich()
    quote = msgspec.structs.replace(record.quotes[0], start=record.quotes[0].start + 1)
    with pytest.raises(UnreadableInput, match="should read"):
        with_text(msgspec.structs.replace(record, quotes=(quote,)), TEXT)
