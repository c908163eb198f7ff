"""Puts the parts of a text together."""

from __future__ import annotations

from nlp.layout.dateline import Dateline, parse_dateline
from nlp.layout.ignored import find_ignored, merge_ranges
from nlp.layout.lexicon import load_layout_lexicon
from nlp.layout.sentences import iter_paragraphs, split_sentences
from nlp.layout.title import find_title
from nlp.mentions import Context, Layout
from nlp.regions.gazetteer import load_gazetteer, squeeze

_TYPE_WORDS = ("kabupaten ", "kab. ", "kab ", "kota ", "provinsi ", "prov. ")


def parse_layout(text: str, context: Context) -> Layout:
    """Splits a stored text into its parts. Pure; linear in the length of `text`.

    Args:
        text: a stored text (NFC, `\\n` line ends).
        context: what is known beside it; title and outlet sharpen the result, both may be None.
    """
    lexicon = load_layout_lexicon()
    paragraphs = list(iter_paragraphs(text))
    sentences = [s for start, end in paragraphs for s in split_sentences(text, start, end, lexicon)]
    title = find_title(text, paragraphs, context)
    ignored = find_ignored(text, paragraphs, context.outlet, lexicon)
    dateline = _dateline(text, paragraphs, title, merge_ranges(ignored), context.outlet)
    if dateline:
        ignored += dateline.outlets
    place = dateline.place if dateline else None
    return Layout(text, tuple(paragraphs), tuple(sentences), title, place, merge_ranges(ignored))


def _dateline(
    text: str,
    paragraphs: list[tuple[int, int]],
    title: tuple[int, int] | None,
    ignored: tuple[tuple[int, int], ...],
    outlet: str | None,
) -> Dateline | None:
    """The first dateline among the paragraphs after the title, bylines skipped."""
    covered = set(ignored)
    body = [p for p in paragraphs[:8] if p != title and p not in covered and (not title or p > title)]
    for paragraph in body[:4]:
        dateline = parse_dateline(text, paragraph, load_layout_lexicon(), is_region_name, outlet)
        if dateline:
            return dateline
        if paragraph[1] - paragraph[0] > 200:
            break
    return None


def is_region_name(words: str) -> bool:
    """Says whether the words are exactly a name of a region, with or without its type word, any case and spacing."""
    folded = words.casefold().strip(" .,")
    for prefix in _TYPE_WORDS:
        folded = folded.removeprefix(prefix)
    entry = load_gazetteer().entries.get(squeeze(folded)[0])
    return entry is not None and bool(entry.senses)
