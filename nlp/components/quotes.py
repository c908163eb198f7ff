"""spaCy component `pantau_quotes`: who said what."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions, write_mentions
from nlp.mentions import NameMention, OfficialMention, RoleMention
from nlp.quotes.quotes import find_quotes


class QuotesComponent:
    """Writes `doc.spans["quotes"]`; reads the groups officials, roles and names when they are there."""

    def __call__(self, doc: Doc) -> Doc:
        officials = read_mentions(doc, "officials", OfficialMention)
        roles = read_mentions(doc, "roles", RoleMention)
        names = read_mentions(doc, "names", NameMention)
        write_mentions(doc, "quotes", find_quotes(layout_of(doc), officials, roles, names))
        return doc


@Language.factory("pantau_quotes")
def create_quotes(nlp: Language, name: str) -> QuotesComponent:
    """Makes the component for a pipeline."""
    register_extensions()
    return QuotesComponent()
