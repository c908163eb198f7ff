"""Rows of the name recogniser: ours and spaCy's on the same sentences, exact spans and kinds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.annotated import AnnotatedArticle
from corpus.errors import UnreadableInput
from models.loading import load_card
from nlp.evaluation.score import ArticleResult, RowResult
from nlp.names.features import sentence_features
from nlp.names.recogniser import MODEL, iter_chunks, load_tagger
from nlp.training.peer import CARD, find_chunks, load_peer
from nlp.training.sample import Sample, iter_samples, load_columns

Chunks = set[tuple[int, int, str]]
Recognise = Callable[[Sequence[Sample]], Iterable[Chunks]]
_ROW = "names"
_KINDS = ("person", "organisation", "location")


def own_sentences(articles: Iterable[AnnotatedArticle]) -> dict[str, list[Sample]]:
    """The labelled sentences of our own articles, by article."""
    return {article.id: list(iter_samples([article])) for article in articles}


def idner_sentences(folder: Path) -> dict[str, list[Sample]]:
    """The dev sentences of IDNER-news-2k, each on its own: the set does not say where an article ends.

    Raises:
        UnreadableInput: the folder has no such file, or it has other columns.
    """
    try:
        samples = load_columns(folder / "dev.txt")
    except OSError as error:
        raise UnreadableInput(str(folder), f"no IDNER-news-2k (train.txt, dev.txt): {error}") from error
    return {f"sentence {number}": [sample] for number, sample in enumerate(samples, start=1)}


def our_recogniser(samples: Sequence[Sample]) -> Iterable[Chunks]:
    """What the shipped weights find in each sentence."""
    tagger = load_tagger()
    return [set(iter_chunks(tagger.tag(sentence_features(s.words)))) if s.words else set() for s in samples]


def load_spacy_recogniser(folder: Path) -> Recognise | None:
    """spaCy's recogniser as `make peers` left it; None when it is not there."""
    if not (folder / CARD).is_file():
        return None
    nlp = load_peer(folder)
    return lambda samples: find_chunks(nlp, samples)


def training_differs(folder: Path) -> str | None:
    """Says so when spaCy's recogniser in the folder and ours saw different numbers of sentences; None when not."""
    theirs = json.loads((folder / CARD).read_text("utf-8"))
    ours: Sequence[Mapping[str, Any]] = load_card(MODEL)["data"]
    counts = (
        [theirs["idner_sentences"], theirs["own_sentences"]],
        [data["sentences"] for data in ours if "sentences" in data],
    )
    if counts[0] == counts[1]:
        return None
    shown = (" + ".join(map(str, numbers)) for numbers in counts)
    return "spaCy's NER was trained on {} sentences, ours on {}: `make train` or `make peers` is due".format(*shown)


def score_names(units: Mapping[str, Sequence[Sample]], recognise: Recognise) -> list[ArticleResult]:
    """Compares names by exact span and kind; a row for all (`names`) and one for each kind."""
    results = []
    for name, samples in units.items():
        gold, found = [], []
        for number, (sample, chunks) in enumerate(zip(samples, recognise(samples), strict=True), start=1):
            gold += _items(sample, number, iter_chunks(sample.labels))
            found += _items(sample, number, sorted(chunks))
        rows = {_ROW: _compared(gold, found)}
        for kind in _KINDS:
            rows[f"{_ROW}.{kind}"] = _compared([i for i in gold if i[0] == kind], [i for i in found if i[0] == kind])
        results.append(ArticleResult(name, rows))
    return results


def _items(sample: Sample, number: int, chunks: Iterable[tuple[int, int, str]]) -> list[tuple[str, str, str]]:
    return [
        (kind, " ".join(sample.words[first : last + 1]), f"sentence {number}, word {first + 1}")
        for first, last, kind in chunks
    ]


def _compared(gold: Sequence[Any], found: Sequence[Any]) -> RowResult:
    wanted, claimed = set(gold), set(found)
    return RowResult(
        tuple(item for item in gold if item in claimed),
        tuple(item for item in gold if item not in claimed),
        tuple(item for item in found if item not in wanted),
    )
