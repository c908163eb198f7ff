"""spaCy component `pantau_officials`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import layout_of, read_mentions, register_extensions, write_mentions
from nlp.mentions import NameMention, RegionMention
from nlp.officials.lexicon import offices
from nlp.officials.read import read_officials


class OfficialsComponent:
    """Writes `doc.spans["officials"]` (namings of office-holders) and `doc.spans["roles"]` (titles).

    Reads the groups "regions" and "names" where earlier components have written them, and writes both anew where a
    person's first name was taken for a region or for nothing ("Malang Prasetyo").
    """

    def __call__(self, doc: Doc) -> Doc:
        found = read_officials(
            layout_of(doc).text,
            layout_of(doc),
            read_mentions(doc, "regions", RegionMention),
            read_mentions(doc, "names", NameMention),
        )
        if found.given is not None:
            write_mentions(doc, "regions", found.given.regions)
            write_mentions(doc, "names", found.given.names)
        write_mentions(doc, "officials", found.officials)
        write_mentions(doc, "roles", found.roles)
        return doc


@Language.factory("pantau_officials")
def create_officials(nlp: Language, name: str) -> OfficialsComponent:
    """Makes the component for a pipeline; the office lexicon is read and checked here."""
    register_extensions()
    offices()
    return OfficialsComponent()
