"""spaCy component `pantau_figures`: counts of regions in the programme, written to `doc.spans["figures"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions, write_mentions
from nlp.figures import find_figures
from nlp.mentions import DateMention, RegionMention


class FiguresComponent:
    """Reads the doc's text, layout and context, and the mentions of dates and regions."""

    def __call__(self, doc: Doc) -> Doc:
        dates, regions = read_mentions(doc, "dates", DateMention), read_mentions(doc, "regions", RegionMention)
        write_mentions(doc, "figures", find_figures(doc.text, layout_of(doc), dates, regions, doc._.context))
        return doc


@Language.factory("pantau_figures")
def create_figures(nlp: Language, name: str) -> FiguresComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return FiguresComponent()
