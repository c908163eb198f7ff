"""A title and the person who holds it by the text's wording."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.officials.person import Person
from nlp.officials.title import Title


@dataclass(frozen=True, slots=True)
class Link:
    """A title and the person who holds it by the text's wording."""

    title: Title
    person: Person
