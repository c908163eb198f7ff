"""spaCy component `pantau_relevance`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class RelevanceComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_relevance")
def create_relevance(nlp: Language, name: str) -> RelevanceComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return RelevanceComponent()
