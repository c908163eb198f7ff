"""Trains the relevance model: `python -m nlp.training.relevance`.

Rules first, data second: the weights begin as rules that people can read (`_PRIOR`) and move from there as far as our
own articles ask for. That is a logistic regression with a Gaussian prior around the rules, so its probabilities stay
calibrated where the articles are few. The train split decides, the dev split only measures, the test split is not read.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.annotated import AnnotatedArticle
from corpus.markup import load_own_articles
from models.loading import FOLDER
from nlp.layout import parse_layout
from nlp.mentions import Context
from nlp.relevance.features import FEATURES, read_features
from nlp.relevance.lexicon import load_programme

WEIGHTS = "weights.json"
_BIAS = -3.6
_PRIOR = {
    "programme_ahead": 3.0,
    "programme_count": 1.5,
    "ministry_smart_ahead": 2.4,
    "ministry_smart_paragraphs": 1.2,
    "step_smart_title": 1.6,
    "step_smart_paragraphs": 1.6,
    "core_steps_ahead": 2.6,
    "jargon": 1.4,
    "jargon_ahead": 1.8,
    "smart_density": 0.6,
    "smart_title": 0.4,
    "confusable_ahead": -1.6,
    "confusable_count": -1.2,
    "pillars": 0.3,
    "remark_only": -1.5,
    "ministry_count": 0.8,
}
_SPREAD = 0.7  # standard deviation of a weight around its rule
_THRESHOLD = 0.5
_STEPS = 50
_DECIMALS = 4
_CARD = """# Written by `python -m nlp.training.relevance`.
name = "relevance"
task = "is the article about the national smart-city programme?"
method = "logistic model over places of phrases of nlp/lexicons/programme.toml, prior around readable rules"
weights = "{weights}"
weights_sha256 = "{digest}"
licence = "Apache-2.0"
python = "{python}"
numpy = "{numpy}"

[[data]]
name = "our own annotated articles, train split"
source = "corpus/data/articles"
licence = "Apache-2.0"
articles = {articles}
relevant = {relevant}
sha256 = "{data}"
"""
Array = npt.NDArray[np.float64]


def sample(articles: Iterable[AnnotatedArticle]) -> tuple[Array, Array]:
    """Features (one row an article) and labels (1.0: relevant)."""
    rows, labels = [], []
    for article in articles:
        context = Context(title=article.title, published=article.published, outlet=article.outlet)
        rows.append(read_features(parse_layout(article.text, context), context, load_programme()).values)
        labels.append(float(article.relevant))
    return np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES)), np.array(labels, dtype=np.float64)


def probabilities(weights: Array, features: Array) -> Array:
    """The model's probabilities; the first weight is the bias."""
    scores = np.clip(weights[0] + features @ weights[1:], -60, 60)
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float64)


def fit(features: Array, labels: Array, spread: float = _SPREAD) -> Array:
    """The most probable weights (bias first) by Newton's method; the rules themselves when there are no rows."""
    prior = np.array([_BIAS, *(_PRIOR[name] for name in FEATURES)])
    design = np.hstack([np.ones((len(features), 1)), features])
    precision = np.eye(len(prior)) / spread**2
    weights = prior.copy()
    for _ in range(_STEPS):
        found = probabilities(weights, features)
        gradient = design.T @ (found - labels) + precision @ (weights - prior)
        curvature = (design * (found * (1 - found))[:, None]).T @ design + precision
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(weights, dtype=np.float64)


def measure(weights: Array, features: Array, labels: Array) -> dict[str, float]:
    """Accuracy at the threshold, and the Brier score (mean squared error of the probability; lower is better)."""
    if not len(labels):
        return {"articles": 0}
    found = probabilities(weights, features)
    return {
        "articles": len(labels),
        "accuracy": round(float(np.mean((found >= _THRESHOLD) == (labels > 0))), _DECIMALS),
        "brier": round(float(np.mean((found - labels) ** 2)), _DECIMALS),
    }


def write_model(folder: Path = FOLDER) -> dict[str, dict[str, float]]:
    """Trains on our own articles and writes weights, card and metrics into `folder/relevance`; returns the metrics."""
    articles = load_own_articles()
    train = [a for a in articles if a.split == "train"]
    features, labels = sample(train)
    weights = fit(features, labels)
    target = folder / "relevance"
    target.mkdir(parents=True, exist_ok=True)
    rounded = [round(float(weight), _DECIMALS) for weight in weights]
    content = {"bias": rounded[0], "threshold": _THRESHOLD, "weights": dict(zip(FEATURES, rounded[1:], strict=True))}
    data = (json.dumps(content, indent=1) + "\n").encode()
    metrics = {
        "train": measure(weights, features, labels),
        "dev": measure(weights, *sample(a for a in articles if a.split == "dev")),
    }
    (target / WEIGHTS).write_bytes(data)
    (target / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    (target / "card.toml").write_text(
        _CARD.format(
            weights=WEIGHTS,
            digest=hashlib.sha256(data).hexdigest(),
            python=platform.python_version(),
            numpy=np.__version__,
            articles=len(train),
            relevant=int(labels.sum()),
            data=hashlib.sha256("\0".join(a.text for a in train).encode()).hexdigest(),
        ),
        encoding="utf-8",
    )
    return metrics


def main() -> int:
    """Trains, writes and reports on standard error."""
    sys.stderr.write(f"relevance: {json.dumps(write_model())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
