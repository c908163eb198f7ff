"""spaCy component `pantau_layout`: the parts of the text, for the components after it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions


class LayoutComponent:
    """Sets `doc._.layout`."""

    def __call__(self, doc: Doc) -> Doc:
        layout_of(doc)
        return doc


@Language.factory("pantau_layout")
def create_layout(nlp: Language, name: str) -> LayoutComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return LayoutComponent()
