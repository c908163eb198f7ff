"""Short articles in our own words for the reading of events, with marks in place of the components before it.

`{r 13.75|Bukittinggi}` region, `{d 2022-04-21|Kamis (21/4)}` date, `{o|Budi}` office-holder, `{q|...}` direct speech.
Marks nest.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from corpus.span import Span
from nlp.events.lexicon import load_lexicon
from nlp.events.read import read_events
from nlp.events.scene import Inputs
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention, EventFound, OfficialMention, QuoteMention, RegionMention
from registry.registry import load_registry

_PART = re.compile(r"\{([rdoq])(?: ([^|]*))?\||\}|[^{}]+")
# Title and opening of the article that a `side` case stands in; its own event is on 18 October 2023.
_MAIN = {
    "coaching": ("Ikuti Bimtek Smart City", "mengikuti bimtek penyusunan masterplan Smart City di Aula Setda"),
    "evaluation": ("Dievaluasi Kominfo", "menjalani evaluasi pelaksanaan Smart City oleh Kominfo di Aula Setda"),
    "award": ("Raih Penghargaan Smart City", "menerima penghargaan Smart City dari Kominfo di Jakarta"),
    "mou_signing": ("Teken MoU Smart City", "menandatangani nota kesepahaman Gerakan Menuju Smart City di Jakarta"),
    "selection": ("Lolos Seleksi Smart City", "dinyatakan lolos seleksi Smart City yang diumumkan Kominfo"),
    "socialisation": ("Sosialisasikan Smart City", "menggelar sosialisasi Gerakan Menuju Smart City di Aula Setda"),
}
_GRANULARITY = {4: "year", 7: "month", 10: "day"}


def parse_case(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The plain text and its marks (letter, value, start, end) in text order."""
    text, stack, marks = "", [], []
    for part in _PART.finditer(marked):
        if part[1]:
            stack.append((part[1], part[2] or "", len(text)))
        elif part[0] == "}":
            letter, value, start = stack.pop()
            marks.append((letter, value, start, len(text)))
        else:
            text += part[0]
    return text, sorted(marks, key=lambda mark: mark[2:])


def inputs_of(marked: str, title: bool = True, published: date | None = None) -> Inputs:
    """What the components before would hand over; the first line is the title unless `title` is false."""
    text, marks = parse_case(marked)
    found: dict[str, list[Any]] = {"r": [], "d": [], "o": [], "q": []}
    regions = load_registry().regions
    for letter, value, start, end in marks:
        span = Span.of(text, start, end)
        if letter == "r":
            found["r"].append(RegionMention(span, value, regions[value].level, 1.0, ""))
        elif letter == "d":
            found["d"].append(DateMention(span, value, _GRANULARITY.get(len(value), "interval"), "explicit"))
        elif letter == "o":
            found["o"].append(OfficialMention(span, span.text, "bupati", "", None, None))
        else:
            found["q"].append(QuoteMention(span, "direct", None, None))
    first_line = text.split("\n", 1)[0] if title else None
    layout = parse_layout(text, Context(title=first_line, published=published))
    return Inputs(layout, *(tuple(found[letter]) for letter in "rdoq"), published=published)


def events_of(marked: str, title: bool = True, published: date | None = None) -> tuple[EventFound, ...]:
    """The events of a marked article."""
    return read_events(inputs_of(marked, title, published), load_lexicon(), load_registry())


def side_article(main: str, text: str) -> str:
    """An article on a main event of 18 October 2023 that tells something else further down."""
    title, opening = _MAIN[main]
    return (
        f"Rembang {title}\nPemkab {{r 33.17|Rembang}} {opening}, {{d 2023-10-18|Rabu (18/10/2023)}}.\n\n"
        "Sebanyak 60 orang dari seluruh organisasi perangkat daerah hadir. Mereka datang sejak pagi.\n\n"
        f"{text}\n\nJalan menuju pendopo ramai. Pedagang kaki lima ikut senang.\n"
    )


def dated(marked: str, title: bool = True, published: date | None = None) -> set[tuple[str, str]]:
    """Type and date of the dated events."""
    return {(event.type, event.date) for event in events_of(marked, title, published) if event.date}


def load_cases(kind: str) -> list[dict[str, Any]]:
    """The cases of one kind of event_cases.toml."""
    path = Path(__file__).with_suffix(".toml")
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return cases
