"""What an item quotes: at most two sentences of the article, and one short saying of an official. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus.record import Quote, Record
from monitor.kliping.kliping import Person, Saying
from monitor.plain import plain_text, shorten
from nlp.layout import parse_layout
from nlp.mentions import Context, Layout

# Short quotations with their source are free (UU 28/2014, article 43); whole paragraphs are the outlet's.
SENTENCE_CHARS = 320
SAYING_CHARS = 240
# What stands between a dateline and its sentence; an opening quote or bracket belongs to the sentence.
_MARKS = re.compile(r"[\s\-–—:|,.;)\]/]*(?:\(\s*\)[\s\-–—:|,]*)?")


def make_extract(record: Record) -> str:
    """The sentence that tells of the main event (else the lead) and the next one that is told, not spoken."""
    head, text = record.article, record.article.text or ""
    layout = parse_layout(text, Context(title=head.title, published=None, outlet=head.outlet, url=head.url))
    body = list(_body(layout))
    spoken = [quote for quote in record.quotes if quote.kind == "direct"]
    told = [s for s in body if not any(quote.start < s[1] and s[0] < quote.end for quote in spoken)] or body
    if not told:
        return ""
    at = _main(record, told)
    return " ".join(shorten(_sentence(text, start, end), SENTENCE_CHARS) for start, end in told[at : at + 2])


def _body(layout: Layout) -> Iterator[tuple[int, int]]:
    """The sentences behind the title, without datelines, bylines and pointers to other articles."""
    after = layout.title[1] if layout.title else 0
    if layout.dateline:
        after = max(after, layout.dateline[1])
    for start, end in layout.sentences:
        start = _begin(layout, max(start, after))
        ignored = sum(min(end, b) - max(start, a) for a, b in layout.ignored if a < end and start < b)
        if end - start > 2 * ignored:
            yield start, end


def _begin(layout: Layout, start: int) -> int:
    """Behind what stands before the first word: an outlet in a dateline, brackets, dashes."""
    for a, b in layout.ignored:
        if a <= start + len(_head(layout.text, start)) < b:
            start = b
    return start + len(_head(layout.text, start))


def _head(text: str, start: int) -> str:
    found = _MARKS.match(text, start)
    return found.group() if found else ""


def _main(record: Record, told: list[tuple[int, int]]) -> int:
    """Which sentence tells of the main event; the first when none does."""
    evidence = [span for event in record.events[:1] for span in event.evidence]
    for number, (start, end) in enumerate(told):
        if any(span.start < end and start < span.end for span in evidence):
            return number
    return 0


def _sentence(text: str, start: int, end: int) -> str:
    return plain_text(text[start:end])


def find_saying(record: Record, people: Mapping[str, Person]) -> Saying | None:
    """The first direct quotation of an official that fits, else the first one cut; None when no official speaks."""
    spoken = [quote for quote in record.quotes if quote.kind == "direct" and (quote.speaker or "") in people]
    if not spoken:
        return None
    quote = next((quote for quote in spoken if 30 <= len(quote.text) <= SAYING_CHARS), spoken[0])
    return Saying(speaker=people[quote.speaker or ""], text=_words(quote))


def _words(quote: Quote) -> str:
    return shorten(plain_text(quote.text).strip("\"“”'‘’ ").rstrip(","), SAYING_CHARS)
