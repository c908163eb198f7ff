"""spaCy component `pantau_focus`: the codes of the regions that the article is about, in `doc._.focus`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions
from nlp.focus import find_focus
from nlp.mentions import RegionMention


class FocusComponent:
    """Sets `doc._.focus` from the regions found before."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.focus = find_focus(layout_of(doc), read_mentions(doc, "regions", RegionMention))
        return doc


@Language.factory("pantau_focus")
def create_focus(nlp: Language, name: str) -> FocusComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return FocusComponent()
