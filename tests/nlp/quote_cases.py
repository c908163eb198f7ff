"""The people whom the texts of quotes name, and how a text is read with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.record import Role
from corpus.span import Span
from nlp.layout import parse_layout
from nlp.mentions import Context, NameMention, OfficialMention, QuoteMention, RoleMention
from nlp.quotes.quotes import find_quotes

RATNA = "Ratna Puspitasari"
BAGUS = "Bagus Hermawan"
YUSUF = "Yusuf Mappiasse"


@dataclass(frozen=True)
class Person:
    """A person for a case: forms by which the text names them, and titles that mean them."""

    name: str
    forms: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    role: Role = "bupati"
    official: bool = True


PEOPLE = (
    Person(RATNA, ("Ratna",), ("Bupati Kebumen", "Bupati", "bupati"), "bupati"),
    Person(BAGUS, ("Bagus",), ("Kepala Diskominfo Kebumen", "Kepala Diskominfo", "Kadiskominfo"), "kepala_dinas"),
    Person(YUSUF, ("Yusuf",), ("Wakil Bupati", "Wabup"), "wakil_bupati"),
    Person("Endang Kusumawati", ("Endang",), (), official=False),
)


def occurrences(text: str, form: str) -> list[Span]:
    found = re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    return [Span.of(text, m.start(), m.end()) for m in found]


def claim(text: str, forms: tuple[str, ...], taken: list[Span]) -> list[Span]:
    kept = []
    for form in sorted(forms, key=len, reverse=True):
        for span in occurrences(text, form):
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                kept.append(span)
    return kept


def read(text: str, people: tuple[Person, ...] = PEOPLE, title: str | None = None) -> tuple[QuoteMention, ...]:
    officials, roles, names, taken = [], [], [], []
    for person in people:
        if person.name not in text and person.official:
            continue
        for span in claim(text, (person.name, *person.forms), taken):
            if person.official:
                officials.append(OfficialMention(span, person.name, person.role, person.role, None, None))
            else:
                names.append(NameMention(span, "person"))
    titles = [(t, p) for p in people for t in p.titles]
    for form, person in sorted(titles, key=lambda pair: -len(pair[0])):
        holder = person.name if person.name in text else None
        roles += [RoleMention(span, person.role, holder, None) for span in claim(text, (form,), taken)]
    layout = parse_layout(text, Context(title=title))
    return find_quotes(layout, officials, sorted(roles, key=lambda r: r.span.start), names)


def direct(text: str, people: tuple[Person, ...] = PEOPLE, title: str | None = None) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.span.text) for q in read(text, people, title) if q.kind == "direct"]


SPEECH = "Warga harus merasakan hasilnya lebih dulu,"
LEAD = f"Bupati Kebumen {RATNA} meninjau ruang kendali kota cerdas, Senin (4/3/2024).\n"
