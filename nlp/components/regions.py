"""spaCy component `pantau_regions`: kabupaten, kota and provinces in `doc.spans["regions"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions, write_mentions
from nlp.regions import find_regions


class RegionsComponent:
    """Writes `RegionMention`s."""

    def __call__(self, doc: Doc) -> Doc:
        write_mentions(doc, "regions", find_regions(layout_of(doc), doc._.context))
        return doc


@Language.factory("pantau_regions")
def create_regions(nlp: Language, name: str) -> RegionsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return RegionsComponent()
