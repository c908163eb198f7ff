"""spaCy component `pantau_pillars`: pillars named in the text, written to `doc.spans["pillars"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions, write_mentions
from nlp.pillars import find_pillars


class PillarsComponent:
    """Reads the doc's text and layout."""

    def __call__(self, doc: Doc) -> Doc:
        write_mentions(doc, "pillars", find_pillars(layout_of(doc).text, layout_of(doc)))
        return doc


@Language.factory("pantau_pillars")
def create_pillars(nlp: Language, name: str) -> PillarsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return PillarsComponent()
