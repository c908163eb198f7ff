"""Sentence boundaries in news prose: abbreviations, initials, decimals and quotes do not break a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from nlp.layout.lexicon import LayoutLexicon

_CLOSERS = "\"”“’'»)\\]"
# A full stop with white space, or one run on between a lower-case word and a capital ("serentak.Bupati").
_END = re.compile(rf"[.!?…][{_CLOSERS}]{{0,3}}\s+|(?<=[a-z]{{3}})[.!?][”\"]?(?=[“\"]?[A-Z][a-z])")
_NEXT = re.compile(r"[\"“‘'«(\[]*([^\W_]+)")
_WORD_BEFORE = re.compile(r"[^\W_][\w.-]*$|[^\W_]$")
_LIST_NUMBER = re.compile(r"\s*(?:\d{1,2}|[a-zA-Z])\.\s+")
_LONGEST_WORD = 24
_MARKS = re.compile(r"[“”„\"]")


def split_sentences(text: str, start: int, end: int, lexicon: LayoutLexicon) -> list[tuple[int, int]]:
    """Cuts one paragraph `[start, end)` into sentences that cover it without gaps, linear in its length."""
    shelters = _quoted(text, start, end)
    opens = [a for a, _ in shelters]
    sentences, at = [], start
    number = _LIST_NUMBER.match(text, start, end)
    for stop in _END.finditer(text, number.end() if number else start, end):
        inside = bisect_right(opens, stop.start()) - 1
        sheltered = inside >= 0 and stop.start() + len(stop[0].rstrip()) < shelters[inside][1]
        if not sheltered and stop.end() < end and _breaks(text, stop, end, lexicon):
            sentences.append((at, stop.end()))
            at = stop.end()
    if at < end:
        sentences.append((at, end))
    return sentences


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges between a double mark and its partner in the paragraph; what is never closed shelters nothing."""
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARKS.finditer(text, start, end):
        at = mark.start()
        if mark[0] == "”" or (mark[0] == '"' and opened is not None) or (mark[0] == "“" and not _opens(text, at, end)):
            if opened is not None:
                ranges.append((opened, at + 1))
                opened = None
        elif _opens(text, at, end):
            opened = at
    return ranges


def _opens(text: str, at: int, end: int) -> bool:
    return at + 1 < end and not text[at + 1].isspace() and (at == 0 or not text[at - 1].isalnum())


def _breaks(text: str, stop: re.Match[str], end: int, lexicon: LayoutLexicon) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    if not following:
        return False
    first = following[1]
    closed = text[stop.start() + 1 : stop.end()].strip() != ""
    if closed and first.lower() in lexicon.cue_words:
        return False
    opened = following.start(1) > following.start()
    if first[0].islower() and not opened:
        return False
    if text[stop.start()] != "." or closed:
        return True
    return not _is_abbreviation(text, stop.start(), lexicon)


def _is_abbreviation(text: str, dot: int, lexicon: LayoutLexicon) -> bool:
    before = _WORD_BEFORE.search(text, max(0, dot - _LONGEST_WORD), dot)
    if not before:
        return False
    word = before[0]
    last = word.rpartition(".")[2]
    if len(word) == 1 and word.isalpha():
        return word.isupper()
    if word.lower() in lexicon.strong_abbreviations or (last != word and last.lower() in lexicon.strong_abbreviations):
        return word.lower() not in ("no", "an", "ha") or word[0].isupper()
    return len(last) == 1 and last.isupper() and "." in word


def iter_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of lines that hold more than white space, without it at either end."""
    for line in re.finditer(r"[^\n]+", text):
        body = line[0].strip()
        if body:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            yield start, start + len(body)
