"""spaCy component `pantau_pillars`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class PillarsComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_pillars")
def create_pillars(nlp: Language, name: str) -> PillarsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return PillarsComponent()
