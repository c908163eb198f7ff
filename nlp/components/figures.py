"""spaCy component `pantau_figures`: counts of regions in the programme, written to `doc.spans["figures"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions, write_mentions
from nlp.figures import find_figures, is_about_programme
from nlp.mentions import DateMention, RegionMention
from registry.registry import load_registry


class FiguresComponent:
    """Reads the doc's text, layout and context, and the mentions of dates and regions.

    Only a text on the programme has figures: one that `pantau_relevance`, when it ran before, or its own words call so.
    """

    def __call__(self, doc: Doc) -> Doc:
        layout = layout_of(doc)
        relevant = doc._.relevance is not None and doc._.relevance.relevant
        if not relevant and not is_about_programme(layout.text):
            write_mentions(doc, "figures", ())
            return doc
        dates, regions = read_mentions(doc, "dates", DateMention), read_mentions(doc, "regions", RegionMention)
        write_mentions(doc, "figures", find_figures(layout.text, layout, dates, regions, doc._.context, *_sizes()))
        return doc


def _sizes() -> tuple[dict[int, int], dict[int, int]]:
    """Members by cohort, and of all cohorts up to each, as many as they can be."""
    registry = load_registry()
    sizes = {year: cohort.announced for year, cohort in registry.cohorts.items()}
    return sizes, {year: registry.total(year)[1] for year in sizes}


@Language.factory("pantau_figures")
def create_figures(nlp: Language, name: str) -> FiguresComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return FiguresComponent()
