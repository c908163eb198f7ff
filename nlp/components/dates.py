"""spaCy component `pantau_dates`: calendar expressions, written to `doc.spans["dates"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.dates import find_dates
from nlp.doc import layout_of, register_extensions, write_mentions


class DatesComponent:
    """Reads the doc's text, layout and context."""

    def __call__(self, doc: Doc) -> Doc:
        write_mentions(doc, "dates", find_dates(layout_of(doc).text, layout_of(doc), doc._.context))
        return doc


@Language.factory("pantau_dates")
def create_dates(nlp: Language, name: str) -> DatesComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return DatesComponent()
