"""spaCy component `pantau_tone`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class ToneComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_tone")
def create_tone(nlp: Language, name: str) -> ToneComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return ToneComponent()
