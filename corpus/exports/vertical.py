"""Export as vertical text for NoSketch Engine and the Corpus Workbench: a token a line, structures as tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from corpus.exports.lines import write_texts
from corpus.exports.marks import flat_marks, iter_marks
from corpus.exports.tokens import Token, split_sentences, tag_tokens
from corpus.record import Record
from corpus.words import fold, stem


def write_vertical(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes document after document and returns the number of records.

    Columns: word, stem, tag (IOB), offset in code points. `<doc>` carries what to build subcorpora by, `<p>` is a line
    of the article, `<s>` a sentence, `<g/>` stands where no blank separates two tokens. docs/exports.md has the
    registry file for `compilecorp` and the call of `cwb-encode`.

    Raises:
        SettingsError: `with_text` is False.
    """
    return write_texts(records, file, "vertical", with_text, _lines)


def _lines(record: Record, text: str) -> Iterator[str]:
    marks = flat_marks(iter_marks(record))
    yield f"<doc {' '.join(f'{name}={quoteattr(value)}' for name, value in _attributes(record).items())}>"
    line, last = -1, None
    for sentence in split_sentences(text, tag_tokens(text, marks), marks):
        number = text.count("\n", 0 if last is None else last, sentence[0].start) + max(line, 0)
        if last is None or number != line:
            yield from ([] if last is None else ["</p>"])
            yield "<p>"
        line, last = number, sentence[0].start
        yield "<s>"
        yield from _tokens(sentence)
        yield "</s>"
    yield from ([] if last is None else ["</p>"])
    yield "</doc>"


def _tokens(sentence: list[Token]) -> Iterator[str]:
    for position, token in enumerate(sentence):
        if position and sentence[position - 1].end == token.start:
            yield "<g/>"
        yield f"{escape(token.text)}\t{escape(stem(fold(token.text)) or token.text)}\t{token.tag}\t{token.start}"


def _attributes(record: Record) -> dict[str, str]:
    """Lists are separated by `|`, as NoSketch Engine's MULTISEP reads them; an empty value is `-`."""
    article = record.article
    values = {
        "id": record.id, "url": article.canonical_url or article.url, "outlet": article.outlet, "title": article.title,
        "published": article.published and article.published[:10], "year": article.published and article.published[:4],
        "relevant": "yes" if record.relevance.relevant else "no",
        "regions": "|".join(region.code for region in record.regions if region.focus),
        "events": "|".join(dict.fromkeys(event.type for event in record.events)),
        "pillars": "|".join(dict.fromkeys(pillar.pillar for pillar in record.pillars)),
        "tone": record.tone.body, "sha256": article.text_sha256,
    }  # fmt: skip
    return {name: " ".join(value.split()) if value else "-" for name, value in values.items()}
