"""spaCy component `pantau_regions`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class RegionsComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_regions")
def create_regions(nlp: Language, name: str) -> RegionsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return RegionsComponent()
