"""Export as IOB columns in the layout of CoNLL-2003: word, `-X-`, offsets, tag; an empty line after each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from corpus.exports.lines import write_texts
from corpus.exports.marks import flat_marks, iter_marks
from corpus.exports.tokens import split_sentences, tag_tokens
from corpus.record import Record


def write_iob(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes document after document and returns the number of records.

    Readers of CoNLL-2003 take the first column as the word and the last as the tag. The second column is `-X-`, where
    they may look for a part of speech; the third is `start:end` in code points of the article.

    Raises:
        SettingsError: `with_text` is False.
    """
    return write_texts(records, file, "iob", with_text, _lines)


def _lines(record: Record, text: str) -> Iterator[str]:
    marks = flat_marks(iter_marks(record))
    yield "-DOCSTART- -X- O O\n"
    for sentence in split_sentences(text, tag_tokens(text, marks), marks):
        yield from (f"{token.text} -X- {token.start}:{token.end} {token.tag}" for token in sentence)
        yield ""
