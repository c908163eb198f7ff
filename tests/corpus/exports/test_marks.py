"""Marks lie where the record says; flat ones never overlap; tokens rebuild the text and end where marks do."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsError
from corpus.exports.marks import LABELS, Mark, flat_marks, iter_marks, require_text
from corpus.exports.tokens import split_sentences, tag_tokens
from corpus.span import Span
from tests.corpus.exports.records import TEXT, make_rich
from tests.records import make_record

texts = st.text(alphabet="Aab .\n,1é🏙", min_size=2, max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    marks = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(Span.of(text, start, end), draw(st.sampled_from(LABELS)), ""))
    return text, marks


def test_every_claim_of_a_record_is_marked_once() -> None:
    found = list(iter_marks(make_rich()))
    assert {mark.label for mark in found} == set(LABELS)
    assert len(found) == len(set(found)) == 10
    for mark in found:
        mark.span.check(TEXT)
    assert found == sorted(found, key=lambda mark: mark.span.start)


@given(marked_texts())
def test_flat_marks_do_not_overlap_and_leave_out_only_what_overlaps(case: tuple[str, list[Mark]]) -> None:
    _, marks = case
    flat = flat_marks(marks, LABELS)
    for one, two in itertools.pairwise(flat):
        assert one.span.end <= two.span.start
    for mark in marks:
        assert any(mark.span.overlaps(kept.span) for kept in flat)


@given(marked_texts())
def test_tags_give_the_marks_back(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    flat = flat_marks(marks, LABELS)
    tokens = tag_tokens(text, flat)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    found: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.tag.startswith("B-"):
            found.append((token.start, token.end, token.tag[2:]))
        elif token.tag.startswith("I-"):
            start, _, label = found.pop()
            found.append((start, token.end, label))
    assert found == [
        (m.span.start + len(m.span.text) - len(m.span.text.lstrip()), m.span.start + len(m.span.text.rstrip()), m.label)
        for m in flat
        if m.span.text.strip()
    ]


@given(marked_texts())
def test_sentences_hold_every_token_once_and_cut_no_mark(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    flat = flat_marks(marks, LABELS)
    tokens = tag_tokens(text, flat)
    sentences = split_sentences(text, tokens, flat)
    assert [token for sentence in sentences for token in sentence] == tokens
    assert not any(sentence[0].tag.startswith("I-") for sentence in sentences)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Wali Kota H. Anwar hadir. Ia senang.", 2, id="title"),
        pytest.param("Plt. Bupati hadir.", 1, id="acting"),
        pytest.param("Bersama Kominfo RI. Acara lancar.", 2, id="capitals end"),
        pytest.param("“Siap.” Begitu katanya.", 2, id="quote"),
        pytest.param("Baris satu\nbaris dua", 2, id="line"),
        pytest.param("Pukul 10.00 WIB. Selesai!", 2, id="clock"),
    ],
)
def test_sentences_end_where_news_ends_them(text: str, count: int) -> None:
    assert len(split_sentences(text, tag_tokens(text, []))) == count


def test_text_is_required_in_words_that_say_what_to_do() -> None:
    with pytest.raises(SettingsError, match="--with-text: brat holds"):
        require_text(make_record(), "brat", False)
    assert require_text(make_record(), "brat", True) == make_record().article.text
