"""spaCy component `pantau_tone`: the tone of headline and body."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, register_extensions
from nlp.tone.tone import judge_tone


class ToneComponent:
    """Sets `doc._.tone`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.tone = judge_tone(layout_of(doc), doc._.context)
        return doc


@Language.factory("pantau_tone")
def create_tone(nlp: Language, name: str) -> ToneComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return ToneComponent()
