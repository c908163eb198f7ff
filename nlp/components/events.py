"""spaCy component `pantau_events`: the programme events of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions, write_mentions
from nlp.events.lexicon import load_lexicon
from nlp.events.read import read_events
from nlp.events.scene import Inputs
from nlp.mentions import DateMention, EventFound, OfficialMention, QuoteMention, RegionMention
from registry.registry import load_registry


class EventsComponent:
    """Sets `doc._.events` and writes group "events"; both stay empty when the article is not about the programme."""

    def __call__(self, doc: Doc) -> Doc:
        relevance = doc._.relevance
        events = () if relevance is not None and not relevance.relevant else self._read(doc)
        doc._.events = events
        write_mentions(doc, "events", events)
        return doc

    def _read(self, doc: Doc) -> tuple[EventFound, ...]:
        inputs = Inputs(
            layout=layout_of(doc),
            regions=read_mentions(doc, "regions", RegionMention),
            dates=read_mentions(doc, "dates", DateMention),
            officials=read_mentions(doc, "officials", OfficialMention),
            quotes=read_mentions(doc, "quotes", QuoteMention),
            published=doc._.context.published,
        )
        return read_events(inputs, load_lexicon(), load_registry())


@Language.factory("pantau_events")
def create_events(nlp: Language, name: str) -> EventsComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return EventsComponent()
