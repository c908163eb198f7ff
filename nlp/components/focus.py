"""spaCy component `pantau_focus`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class FocusComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_focus")
def create_focus(nlp: Language, name: str) -> FocusComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return FocusComponent()
