"""spaCy component `pantau_quotes`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class QuotesComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_quotes")
def create_quotes(nlp: Language, name: str) -> QuotesComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return QuotesComponent()
