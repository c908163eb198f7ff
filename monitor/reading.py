"""One article in, one record out: the pipeline and the registry, loaded once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from corpus.article import Article
from corpus.record import Record
from nlp.mentions import Context
from nlp.pipeline import iter_docs, load_pipeline, pipeline_hash
from nlp.record import build_record
from registry.registry import Registry, load_registry


class Reader:
    """Reads articles into records."""

    def __init__(self, nlp: Language, registry: Registry, pipeline: str) -> None:
        self.nlp, self.registry, self.pipeline = nlp, registry, pipeline

    def read_doc(self, article: Article) -> Doc:
        """Runs the pipeline over an article's text."""
        return next(iter_docs(self.nlp, [(article.text, context_of(article))]))

    def read(self, article: Article, *, created: datetime | None = None) -> Record:
        """Makes the record of an article. `created` is aware UTC; None: now."""
        return build_record(self.read_doc(article), article, self.registry, created or datetime.now(UTC), self.pipeline)


def context_of(article: Article) -> Context:
    """What the pipeline may know beside the text."""
    published = date.fromisoformat(article.published[:10]) if article.published else None
    return Context(
        title=article.title, published=published, outlet=article.outlet, url=article.canonical_url or article.url
    )


@lru_cache(maxsize=2)
def load_reader(overlay: Path | None = None) -> Reader:
    """Loads pipeline and registry; `overlay` is a user's own registry folder."""
    return Reader(load_pipeline(), load_registry(overlay=overlay), pipeline_hash(overlay))
