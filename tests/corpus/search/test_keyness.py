"""Words that stand out: the formulas against published values, and their bounds."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.keyness import Collocations, find_keywords, log_likelihood, log_ratio


@pytest.mark.parametrize(
    ("numbers", "value"),
    [
        # By hand: 2 (10 ln(10/1.818) + 10 ln(10/18.18)) = 22.14
        pytest.param((10, 100, 10, 1000), 22.14, id="ten-times-as-frequent"),
        pytest.param((10, 1000, 20, 2000), 0.0, id="as-frequent"),
        pytest.param((0, 100, 10, 100), 13.86, id="none-here"),
        # https://ucrel.lancs.ac.uk/llwizard.html prints the same for these
        pytest.param((100, 10_000, 50, 10_000), 16.99, id="twice-as-frequent"),
    ],
)
def test_log_likelihood(numbers: tuple[int, int, int, int], value: float) -> None:
    assert log_likelihood(*numbers) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("numbers", "value"),
    [((20, 100, 10, 100), 1.0), ((10, 100, 20, 100), -1.0), ((4, 100, 0, 100), 3.0)],
    ids=["double", "half", "none-elsewhere"],
)
def test_log_ratio(numbers: tuple[int, int, int, int], value: float) -> None:
    assert log_ratio(*numbers) == pytest.approx(value)


@given(st.integers(0, 50), st.integers(50, 1000), st.integers(0, 50), st.integers(50, 1000))
def test_log_likelihood_is_symmetric_and_not_negative(a: int, c: int, b: int, d: int) -> None:
    assert log_likelihood(a, c, b, d) == pytest.approx(log_likelihood(b, d, a, c), abs=1e-6)
    assert log_likelihood(a, c, b, d) >= 0


def test_keywords_are_those_used_more_here() -> None:
    found = find_keywords(Counter(cerdas=40, yang=60), Counter(cerdas=2, yang=600, padi=90))
    assert [each.word for each in found] == ["cerdas"]
    assert (found[0].count, found[0].elsewhere) == (40, 2)
    assert find_keywords(Counter(), Counter(a=1)) == ()


def test_collocations_are_counted_near_the_match_only() -> None:
    collocations = Collocations()
    for _ in range(20):
        forms = ["dan"] * 20 + ["command", "center", "canggih"] + ["dan"] * 20
        collocations.add(forms, [(20, 22)])
    (found,) = collocations.find()
    assert (found.word, found.count, found.elsewhere) == ("canggih", 20, 0)
