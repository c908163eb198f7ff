"""Speed of the reading: the whole pipeline, and spaCy's own NER (untrained weights, same work) in the same run."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from corpus.markup import parse_markup
from nlp.mentions import Context
from nlp.pipeline import iter_docs, load_pipeline

ARTICLES = Path(__file__).parent.parent / "corpus" / "data" / "articles"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    paths = sorted(ARTICLES.glob("*.txt"))[:40]
    return [parse_markup(path.read_text(encoding="utf-8")).text for path in paths]


def _spacy_ner() -> Language:
    nlp = spacy.blank("id")
    ner = nlp.add_pipe("ner")
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def _report(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    nlp = spacy.blank("id")
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    stats = benchmark.stats
    assert stats is not None
    benchmark.extra_info["tokens_per_s"] = round(tokens / stats["mean"])


@pytest.mark.benchmark(group="reading")
def test_whole_pipeline(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    nlp = load_pipeline()
    benchmark(lambda: list(iter_docs(nlp, [(text, Context()) for text in texts])))
    _report(benchmark, texts)


@pytest.mark.benchmark(group="reading")
def test_spacy_tok2vec_ner_alone(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    nlp = _spacy_ner()
    benchmark(lambda: [nlp(text) for text in texts])
    _report(benchmark, texts)
