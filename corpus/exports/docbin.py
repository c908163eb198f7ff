"""Export as spaCy DocBin (`.spacy`): training data and corpora for any spaCy project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from corpus.exports.marks import flat_marks, iter_marks, require_text
from corpus.exports.tokens import tag_tokens
from corpus.record import Record


def write_docbin(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one file and returns the number of records.

    Names are in `doc.ents`, all marks (quotes and evidence too) in `doc.spans["pantau"]` by label, with their value as
    `kb_id`; `doc.user_data["pantau"]` carries id, address, hash and relevance, `doc.cats["relevant"]` 1 or 0. The
    format packs all documents into one block, so this one holds them in memory, packed.

    Raises:
        SettingsError: `with_text` is False.
    """
    from spacy.tokens import Doc, DocBin
    from spacy.util import get_words_and_spaces
    from spacy.vocab import Vocab

    vocab, count = Vocab(), 0
    packed = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    for record in records:
        text = require_text(record, "docbin", with_text)
        count += 1
        marks = list(iter_marks(record))
        # Cut at every mark, not only at the flat ones, so that all of them fall on tokens.
        words = [token.text for token in tag_tokens(text, marks)]
        doc = Doc(vocab, *get_words_and_spaces(words, text))
        spans = {
            mark: doc.char_span(mark.span.start, mark.span.end, label=mark.label, kb_id=mark.value) for mark in marks
        }
        doc.spans["pantau"] = [span for span in spans.values() if span is not None]
        doc.set_ents([span for mark in flat_marks(marks) if (span := spans[mark]) is not None])
        doc.cats = {"relevant": float(record.relevance.relevant)}
        doc.user_data["pantau"] = msgspec.json.encode(_facts(record)).decode()
        packed.add(doc)
    file.write(packed.to_bytes())
    return count


def _facts(record: Record) -> dict[str, object]:
    article = record.article
    return {
        "id": record.id, "url": article.canonical_url or article.url, "outlet": article.outlet,
        "published": article.published, "text_sha256": article.text_sha256, "relevant": record.relevance.relevant,
    }  # fmt: skip
