"""Records without their text: long stretches of it go too, so that no export gives the article away in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from corpus.record import Record, map_spans
from corpus.span import Span

# A name with its titles or a date fits; of a quote or a sentence enough to find it again. Offsets stay whole.
LIMIT_CHARS = 60
CUT = "…"


def stand_off(records: Iterable[Record], with_text: bool) -> Iterator[Record]:
    """Records as they are for `with_text`, else without text, the words of each mark cut to 60 characters."""
    for record in records:
        yield record if with_text else _without_text(record)


def _without_text(record: Record) -> Record:
    head = msgspec.structs.replace(record.article, text=None)
    return msgspec.structs.replace(map_spans(record, _shortened), article=head)


def _shortened(span: Span) -> Span:
    if len(span.text) <= LIMIT_CHARS:
        return span
    words = span.text[: LIMIT_CHARS - len(CUT) + 1]
    kept = words[: words.rfind(" ")] if " " in words.strip() else words[:-1]
    return Span(span.start, span.end, kept + CUT)


def is_cut(span: Span) -> bool:
    """Says whether a mark of a stand-off export names only the beginning of its words."""
    return span.text.endswith(CUT) and len(span.text) < span.end - span.start


def fits(span: Span, words: str) -> bool:
    """Says whether a mark of a stand-off export may stand on these words."""
    return span.text == words or (is_cut(span) and words.startswith(span.text.removesuffix(CUT)))
