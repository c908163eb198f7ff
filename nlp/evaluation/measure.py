"""Measures gold sets: our records and names, and what other people's tools make of the same texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.annotated import AnnotatedArticle
from nlp.evaluation.names import RegionKeys
from nlp.evaluation.peers import dateparser_results, location_results
from nlp.evaluation.recognition import (
    Recognise,
    idner_sentences,
    load_spacy_recogniser,
    our_recogniser,
    own_sentences,
    score_names,
    training_differs,
)
from nlp.evaluation.score import ArticleResult, score_articles
from nlp.evaluation.sets import GoldArticle, read_records, to_gold_set
from nlp.pipeline import load_pipeline
from nlp.training.peer import TARGET
from registry.registry import load_registry

Results = Sequence[ArticleResult]
SPACY = "spaCy NER"


@dataclass(frozen=True, slots=True)
class Measured:
    """One gold set with our results and those of peers by name.

    `name` is what its floors go by, `about` says what the set is.
    """

    name: str
    about: str
    results: Results
    peers: Mapping[str, Results] = field(default_factory=dict)


class Bench:
    """The pipeline and, where wanted, the peers at hand, loaded once.

    `notes` says which peers are left out and how to get them; complete once a set is measured.
    """

    def __init__(self, with_peers: bool = True, spacy_folder: Path = TARGET) -> None:
        self._nlp, self._registry = load_pipeline(), load_registry()
        self._keys = RegionKeys(self._registry.regions.values())
        self._with_peers = with_peers
        self._spacy: Recognise | None = load_spacy_recogniser(spacy_folder) if with_peers else None
        self.notes: dict[str, str] = {}
        if with_peers and self._spacy is None:
            self.notes[SPACY] = "run `make peers` to compare with spaCy's NER (some minutes, once)"
        elif with_peers and (difference := training_differs(spacy_folder)):
            self.notes[SPACY] = difference

    def measure_gold(self, name: str, articles: Sequence[GoldArticle]) -> Measured:
        """Measures a set of documents: all rows but names."""
        records = read_records(self._nlp, self._registry, articles)
        results = score_articles([article.gold for article in articles], records, self._keys)
        peers = self._document_peers(articles) if self._with_peers else {}
        return Measured(name, f"{len(articles)} articles", results, peers)

    def measure_annotated(self, name: str, articles: Sequence[AnnotatedArticle], about: str) -> Measured:
        """Measures our own articles, whose marks also tell the names."""
        found = self.measure_gold(name, to_gold_set(articles, self._registry))
        sentences = own_sentences(articles)
        results = _joined(found.results, score_names(sentences, our_recogniser))
        spacy = {} if self._spacy is None else {SPACY: score_names(sentences, self._spacy)}
        return Measured(name, f"{found.about}, {about}", results, {**found.peers, **spacy})

    def measure_idner(self, name: str, folder: Path) -> Measured:
        """Measures names on IDNER-news-2k dev. Raises UnreadableInput where the folder does not hold it."""
        sentences = idner_sentences(folder)
        spacy = {} if self._spacy is None else {SPACY: score_names(sentences, self._spacy)}
        return Measured(name, f"{len(sentences)} sentences", score_names(sentences, our_recogniser), spacy)

    def _document_peers(self, articles: Sequence[GoldArticle]) -> dict[str, Results]:
        found = {
            "dateparser": dateparser_results(articles),
            "id-location-ner": location_results(articles, self._registry, self._keys),
        }
        self.notes |= {peer: f"not compared: {peer} (pip install {peer})" for peer, got in found.items() if got is None}
        return {peer: results for peer, results in found.items() if results is not None}


def _joined(first: Iterable[ArticleResult], second: Iterable[ArticleResult]) -> list[ArticleResult]:
    """The rows of both, article by article."""
    more = {result.id: result.rows for result in second}
    return [ArticleResult(result.id, {**result.rows, **more.get(result.id, {})}) for result in first]
