"""Export as IOB columns in the layout of CoNLL-2003: word, `-X-`, offsets, tag; an empty line after each sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from corpus.exports.marks import flat_marks, iter_marks, require_text
from corpus.exports.tokens import split_sentences, tag_tokens
from corpus.record import Record


def write_iob(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes document after document and returns the number of records.

    Readers of CoNLL-2003 take the first column as the word and the last as the tag. The second column is `-X-`, where
    they may look for a part of speech; the third is `start:end` in code points of the article.

    Raises:
        SettingsError: `with_text` is False.
    """
    count = 0
    for record in records:
        text = require_text(record, "iob", with_text)
        count += 1
        marks = flat_marks(iter_marks(record))
        file.write(b"-DOCSTART- -X- O O\n\n")
        for sentence in split_sentences(text, tag_tokens(text, marks), marks):
            for token in sentence:
                file.write(f"{token.text} -X- {token.start}:{token.end} {token.tag}\n".encode())
            file.write(b"\n")
    return count
