"""spaCy component `pantau_dates`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class DatesComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_dates")
def create_dates(nlp: Language, name: str) -> DatesComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return DatesComponent()
