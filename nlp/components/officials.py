"""spaCy component `pantau_officials`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class OfficialsComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_officials")
def create_officials(nlp: Language, name: str) -> OfficialsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return OfficialsComponent()
