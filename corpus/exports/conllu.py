"""Export as CoNLL-U: tokens in sentences, names as `NE=` in the last column, offsets as `TokenRange=`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from corpus.exports.lines import write_texts
from corpus.exports.marks import flat_marks, iter_marks
from corpus.exports.tokens import Token, split_sentences, tag_tokens
from corpus.record import Record


def write_conllu(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes sentence after sentence and returns the number of records.

    Columns that we do not fill (lemma, part of speech, head) are `_`. `TokenRange` holds code points into the article
    (as UDPipe writes it), `SpaceAfter=No` and `SpacesAfter=\\n` bring the text back.

    Raises:
        SettingsError: `with_text` is False.
    """
    return write_texts(records, file, "conllu", with_text, _lines)


def _lines(record: Record, text: str) -> Iterator[str]:
    marks = flat_marks(iter_marks(record))
    yield f"# newdoc id = {_comment(record.id)}"
    for name, value in (("url", record.article.canonical_url or record.article.url),
                        ("text_sha256", record.article.text_sha256)):  # fmt: skip
        if value:
            yield f"# {name} = {_comment(value)}"
    for number, sentence in enumerate(split_sentences(text, tag_tokens(text, marks), marks), 1):
        yield f"# sent_id = {_comment(record.id)}-{number}"
        yield f"# text = {_comment(text[sentence[0].start : sentence[-1].end])}"
        for position, token in enumerate(sentence, 1):
            following = sentence[position].start if position < len(sentence) else None
            misc = "|".join(_misc(text, token, following))
            yield "\t".join([str(position), token.text, *"_" * 7, misc])
        yield ""


def _comment(value: str) -> str:
    return " ".join(value.split())


def _misc(text: str, token: Token, following: int | None) -> Iterator[str]:
    if token.tag != "O":
        yield f"NE={token.tag}"
    after = text[token.end : token.end + 1]
    if after and not after.isspace():
        yield "SpaceAfter=No"
    elif after == "\n" and following is None:
        gap = text[token.end :]
        yield "SpacesAfter=" + "\\n" * (len(gap) - len(gap.lstrip("\n")))
    yield f"TokenRange={token.start}:{token.end}"
