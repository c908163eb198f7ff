"""Training of the relevance model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models import loading
from nlp.relevance.features import FEATURES
from nlp.relevance.relevance import parse_weights
from nlp.training.relevance import fit, measure, probabilities, write_model


def test_without_data_the_rules_stand() -> None:
    weights = fit(np.zeros((0, len(FEATURES))), np.zeros(0))
    assert dict(zip(FEATURES, weights[1:], strict=True))["programme_ahead"] == pytest.approx(3.0)
    assert probabilities(weights, np.zeros((1, len(FEATURES))))[0] < 0.05


def test_data_moves_a_weight_its_way() -> None:
    features = np.zeros((40, len(FEATURES)))
    features[:20, 0] = 1.0
    weights = fit(features, np.array([0.0] * 20 + [1.0] * 20))  # the opposite of what the rule says
    rules = fit(features[:0], np.zeros(0))
    assert weights[1] < rules[1]
    assert weights[0] > rules[0]


def test_measures() -> None:
    weights = np.zeros(len(FEATURES) + 1)
    weights[0] = -1e-9
    found = measure(weights, np.zeros((4, len(FEATURES))), np.array([1.0, 0.0, 0.0, 0.0]))
    assert found == {"articles": 4, "accuracy": 0.75, "brier": 0.25}


def test_the_written_model_loads_and_repeats(tmp_path: Path) -> None:
    metrics = write_model(tmp_path)
    content, card = loading.load_weights("relevance", tmp_path)
    assert parse_weights(content).weights
    assert card["data"][0]["articles"] == metrics["train"]["articles"]
    write_model(tmp_path)
    assert loading.load_weights("relevance", tmp_path)[0] == content


def test_the_model_holds_on_the_split_that_it_never_saw(tmp_path: Path) -> None:
    assert write_model(tmp_path)["dev"]["accuracy"] >= 0.95
