"""spaCy component `pantau_events`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import register_extensions


class EventsComponent:
    """Not built yet: leaves the doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pantau_events")
def create_events(nlp: Language, name: str) -> EventsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return EventsComponent()
