"""Stand-off records get their text back, checked: the text must be the one that the record was made from."""

from __future__ import annotations

import msgspec

from corpus.article import normalise_text, text_digest
from corpus.errors import UnreadableInput
from corpus.exports.standoff import fits
from corpus.record import Record, iter_spans, map_spans
from corpus.span import Span


def with_text(record: Record, text: str) -> Record:
    """The record with its text, and with all the words of each mark.

    Raises:
        UnreadableInput: the text has another hash than the record names, or a mark reads otherwise there (a masked or
            changed export).
    """
    text = normalise_text(text)
    if text_digest(text) != record.article.text_sha256:
        raise UnreadableInput(record.id, "the text has changed since: its SHA-256 is not the record's")
    for span in iter_spans(record):
        if not fits(span, text[span.start : span.end]):
            raise UnreadableInput(
                record.id, f"{span.start}:{span.end} should read {span.text!r}; the export was changed"
            )
    whole = map_spans(record, lambda span: Span.of(text, span.start, span.end))
    return msgspec.structs.replace(whole, article=msgspec.structs.replace(record.article, text=text))
