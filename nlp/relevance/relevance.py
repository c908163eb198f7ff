"""Decides whether an article reports on the national programme, with a probability and the phrases behind it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import ModelMismatch
from corpus.span import Span
from models import loading
from nlp.mentions import Context, Layout, RelevanceFound
from nlp.relevance.features import FEATURES, Reading, read_features
from nlp.relevance.lexicon import load_programme

_MOST_REASONS = 6
# Which phrases speak for and against; the first groups weigh most.
_FOR = ("programme", "jargon", "ministry", "smart")
_AGAINST = ("confusable",)


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: one weight a feature in the order of FEATURES; articles from the threshold on are relevant."""

    bias: float
    weights: tuple[float, ...]
    threshold: float

    def probability(self, reading: Reading) -> float:
        """The probability in [0, 1] that the article is relevant."""
        score = self.bias + sum(w * v for w, v in zip(self.weights, reading.values, strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))


def parse_weights(content: bytes) -> Weights:
    """Reads the stored weights.

    Raises:
        ModelMismatch: they were trained for other features.
    """
    data = json.loads(content)
    if tuple(data["weights"]) != FEATURES:
        raise ModelMismatch("relevance", f"features {', '.join(FEATURES)}", ", ".join(data["weights"]))
    return Weights(data["bias"], tuple(data["weights"].values()), data["threshold"])


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Reads the shipped model once and checks it against its card.

    Raises:
        ModelMismatch: the weights are not those of the card, or not for these features.
    """
    content, _ = loading.load_weights("relevance")
    return parse_weights(content)


def judge_relevance(layout: Layout, context: Context) -> RelevanceFound:
    """Says whether the article is about the programme. Pure; linear in the text.

    The reasons are the strongest phrases that speak for the decision, in text order; () when nothing speaks for it.
    """
    weights = load_weights()
    reading = read_features(layout, context, load_programme())
    probability = weights.probability(reading)
    relevant = probability >= weights.threshold
    return RelevanceFound(relevant, probability, _reasons(layout.text, reading, relevant))


def _reasons(text: str, reading: Reading, relevant: bool) -> tuple[Span, ...]:
    groups = _FOR if relevant else _AGAINST
    chosen: list[Span] = []
    for group in groups:
        for phrase in reading.phrases:
            span = Span.of(text, phrase.start, phrase.end)
            if phrase.group == group and len(chosen) < _MOST_REASONS and not any(span.overlaps(c) for c in chosen):
                chosen.append(span)
    return tuple(sorted(chosen))
