"""spaCy component `pantau_names`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions, write_mentions
from nlp.names.recogniser import find_names, load_tagger


class NamesComponent:
    """Writes `doc.spans["names"]`: persons, organisations and locations of the trained recogniser."""

    def __call__(self, doc: Doc) -> Doc:
        write_mentions(doc, "names", find_names(layout_of(doc).text, layout_of(doc).sentences))
        return doc


@Language.factory("pantau_names")
def create_names(nlp: Language, name: str) -> NamesComponent:
    """Makes the component for a pipeline; the weights are read and checked here."""
    register_extensions()
    load_tagger()
    return NamesComponent()
