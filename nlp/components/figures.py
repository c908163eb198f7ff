"""spaCy component `pantau_figures`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class FiguresComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_figures")
def create_figures(nlp: Language, name: str) -> FiguresComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return FiguresComponent()
