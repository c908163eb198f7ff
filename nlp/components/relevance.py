"""spaCy component `pantau_relevance`: is the article about the national programme?"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions
from nlp.relevance.relevance import judge_relevance


class RelevanceComponent:
    """Sets `doc._.relevance`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.relevance = judge_relevance(layout_of(doc), doc._.context)
        return doc


@Language.factory("pantau_relevance")
def create_relevance(nlp: Language, name: str) -> RelevanceComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return RelevanceComponent()
