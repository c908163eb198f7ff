"""spaCy component `pantau_names`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class NamesComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_names")
def create_names(nlp: Language, name: str) -> NamesComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return NamesComponent()
