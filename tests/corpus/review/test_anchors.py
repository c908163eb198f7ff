"""Words are found again where they went, and not where only their like stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.review.anchors import _nearest, find_anchor, make_anchor
from corpus.span import Span

TEXT = "Wali Kota Solok hadir di aula. Bupati Solok juga hadir, kata panitia di Solok."


def anchored(words: str, number: int = 0) -> tuple[str, object]:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return TEXT, make_anchor(TEXT, Span.of(TEXT, start, start + len(words)))


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="same"),
        pytest.param(lambda text: "Solok, Kabar — " + text, id="dateline before"),
        pytest.param(lambda text: text + " Baca juga: Solok.", id="line after"),
        pytest.param(lambda text: text.replace("hadir di aula", "datang ke balai kota"), id="reworded beside"),
    ],
)
def test_each_of_several_is_found_again(number: int, change: object) -> None:
    text, anchor = anchored("Solok", number)
    new = change(text)  # type: ignore[operator]
    found = find_anchor(new, anchor)  # type: ignore[arg-type]
    assert found is not None
    before, after = ("Kota ", "Bupati ", "di ")[number], (" ", " juga", ".")[number]
    assert new[: found.start].endswith(before)
    assert new[found.end :].startswith(after)


@pytest.mark.parametrize(
    "new", [pytest.param("Kota Padang hadir.", id="gone"), pytest.param("Ada Solok xx. Ini Solok yy.", id="only like")]
)
def test_what_cannot_be_told_is_not_guessed(new: str) -> None:
    _, anchor = anchored("Solok", 1)
    assert find_anchor(new, anchor) is None  # type: ignore[arg-type]


@settings(max_examples=400)
@given(st.text("ab ", min_size=1, max_size=40), st.data())
def test_an_unchanged_text_gives_the_same_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span.of(text, start, data.draw(st.integers(start + 1, len(text))))
    found = find_anchor(text, make_anchor(text, span))
    assert found == span


def test_a_long_text_full_of_like_words_stays_quick() -> None:
    text = "Solok " * 40_000
    found = find_anchor(text, make_anchor(text, Span.of(text, 6, 11)))
    assert found is not None


@given(st.text("ab", min_size=1, max_size=30), st.text("ab", min_size=1, max_size=3), st.integers(0, 30))
def test_places_come_nearest_first_and_all(text: str, words: str, start: int) -> None:
    places = list(_nearest(text, words, start))
    assert sorted(places) == [at for at in range(len(text)) if text.startswith(words, at)]
    assert [abs(place - start) for place in places] == sorted(abs(place - start) for place in places)


def test_a_record_of_thousands_of_like_marks_is_found_again_quickly() -> None:
    line = "Kata wali kota di Kota Solok, siap. "
    text, new = line * 4_000, "KABAR. " + line * 4_000
    anchors = [make_anchor(text, Span.of(text, at * len(line) + 18, at * len(line) + 28)) for at in range(4_000)]
    assert all(find_anchor(new, anchor) is not None for anchor in anchors)
