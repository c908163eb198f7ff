"""The inline form of annotated articles: `{letter value|stretch}` in a text below a TOML head.

    +++
    id = "w001"
    ...
    +++
    {r 13.75|Kota Bukittinggi} {t mou_signing|teken MoU} ...

`corpus/data/GUIDELINES.md` explains every key and letter. Marks nest; `\\{`, `\\}` and `\\\\` stand for themselves.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from corpus.annotated import (
    AnnotatedArticle,
    AnnotatedEvent,
    AnnotatedOfficial,
    FigureMark,
    Mark,
    MarkKind,
    Split,
)
from corpus.article import normalise_text
from corpus.errors import UnreadableInput
from corpus.markup_faults import find_faults
from corpus.record import EventType, FigureKind, Pillar
from corpus.span import Span

ARTICLES = Path(__file__).parent / "data" / "articles"

_KINDS: dict[str, MarkKind] = {
    "r": "region", "o": "official", "n": "person", "g": "organisation", "l": "location", "d": "date", "p": "pillar",
    "q": "quote", "f": "figure", "x": "ignored", "t": "trigger",
}  # fmt: skip
_HEAD = re.compile(r"\{([a-z])(?: +([^|{}\n]*?))? *\|")
_PART = re.compile(r"[{}\\]|[^{}\\]+")
_ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_VALUES: dict[MarkKind, re.Pattern[str]] = {
    "region": re.compile(r"\d\d(?:\.\d\d)?"),
    "official": re.compile(r"[a-z][a-z0-9_]*"),
    "date": re.compile(rf"{_ISO}(?:/{_ISO})?"),
    "pillar": re.compile("|".join(get_args(Pillar))),
    "quote": re.compile(r"\?|\S.*"),
    "figure": re.compile(rf"(?:{'|'.join(get_args(FigureKind))}) \d+ (?:\d{{4}}|-)(?: \S.*)?"),
    "trigger": re.compile("|".join(get_args(EventType))),
}
_LEADING_COUNT = re.compile(r"^\D{0,3}[\d.]+\s*")


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The TOML head of a file."""

    id: str
    story: str
    split: Split
    relevant: bool
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    focus: tuple[str, ...] = ()
    regions_optional: tuple[str, ...] = ()
    ignore_persons: tuple[str, ...] = ()
    officials: dict[str, AnnotatedOfficial] = {}
    events: tuple[AnnotatedEvent, ...] = ()
    events_optional: tuple[AnnotatedEvent, ...] = ()


def parse_markup(source: str, name: str = "<markup>") -> AnnotatedArticle:
    """Reads one annotated article.

    Args:
        source: the whole file; normalised to NFC before offsets are counted.
        name: what errors call the file.

    Raises:
        UnreadableInput: the head or a mark is wrong, or both contradict each other; the reason names the line.
    """
    lines = normalise_text(source).split("\n")
    if lines[0].strip() != "+++" or "+++" not in [line.strip() for line in lines[1:]]:
        raise UnreadableInput(name, "line 1: the TOML head must stand between two lines '+++'")
    end = [line.strip() for line in lines].index("+++", 1)
    head = _parse_head("\n".join(lines[1:end]), name)
    body = lines[end + 1 :]
    blank = next((number for number, line in enumerate(body) if line.strip()), len(body))
    text, marks = _parse_body("\n".join(body[blank:]).rstrip() + "\n", name, first_line=end + 2 + blank)
    article = AnnotatedArticle(
        text=text, marks=marks, **{field: getattr(head, field) for field in _Head.__struct_fields__}
    )
    faults = find_faults(article)
    if faults:
        raise UnreadableInput(name, "; ".join(faults))
    return article


def _parse_head(toml: str, name: str) -> _Head:
    try:
        return msgspec.convert(tomllib.loads(toml), _Head)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) + 1 if at else 1
        raise UnreadableInput(name, f"line {line}: the head is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise UnreadableInput(name, f"line 1: wrong head: {error}") from error


def _parse_body(body: str, name: str, first_line: int) -> tuple[str, tuple[Mark, ...]]:
    """Takes the marks out of a body; linear in its length."""
    pieces: list[str] = []
    opened: list[tuple[str, str, int, int]] = []  # letter, value, start in the text, place in the body
    found: list[tuple[str, str, int, int, int]] = []
    length = at = 0
    while at < len(body):
        if body[at] == "{":
            head = _HEAD.match(body, at)
            if not head or head[1] not in _KINDS:
                raise UnreadableInput(name, f"{_line(body, at, first_line)}: '{{' does not open a known mark")
            opened.append((head[1], (head[2] or "").strip(), length, at))
            at = head.end()
            continue
        if body[at] == "}":
            if not opened:
                raise UnreadableInput(name, f"{_line(body, at, first_line)}: '}}' closes nothing")
            letter, value, start, place = opened.pop()
            found.append((letter, value, start, length, place))
            at += 1
            continue
        step = _PART.match(body, at)
        piece = step[0] if step else body[at]
        if piece == "\\":
            piece = body[at + 1 : at + 2]
            at += 1
        pieces.append(piece)
        length += len(piece)
        at += len(piece)
    if opened:
        raise UnreadableInput(name, f"{_line(body, opened[-1][3], first_line)}: this mark is not closed")
    text = "".join(pieces)
    if unicodedata.normalize("NFC", text) != text:
        raise UnreadableInput(name, f"line {first_line}: a mark parts a letter from its accent")
    marks = [_mark(text, *entry[:4], f"{name}", _line(body, entry[4], first_line)) for entry in found]
    return text, tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def _line(body: str, at: int, first_line: int) -> str:
    return f"line {first_line + body.count(chr(10), 0, at)}"


def _mark(text: str, letter: str, value: str, start: int, end: int, name: str, line: str) -> Mark:
    kind = _KINDS[letter]
    if start >= end or not text[start:end].strip():
        raise UnreadableInput(name, f"{line}: an empty {kind} mark")
    certain = not value.endswith(" !")
    value = value.removesuffix(" !")
    wanted = _VALUES.get(kind)
    if (wanted is None and value) or (wanted is not None and not wanted.fullmatch(value)):
        raise UnreadableInput(name, f"{line}: {value!r} is no value of a {kind} mark")
    span = Span.of(text, start, end)
    if kind == "figure":
        figure, count, year, *unit = value.split(" ", 3)
        return FigureMark(
            kind=kind, span=span, value=value, figure=msgspec.convert(figure, FigureKind), count=int(count),
            year=None if year == "-" else int(year), unit=unit[0] if unit else _LEADING_COUNT.sub("", span.text),
        )  # fmt: skip
    return Mark(kind=kind, span=span, value=None if (kind, value) == ("quote", "?") else value, certain=certain)


def load_markup(path: Path) -> AnnotatedArticle:
    """Reads one annotated article from a file.

    Raises:
        UnreadableInput: the file cannot be read, is not UTF-8 or is not an annotated article.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"not a readable UTF-8 file: {error}") from error
    article = parse_markup(source, str(path))
    if article.id != path.stem:
        raise UnreadableInput(str(path), f"line 2: id {article.id!r} must be the file's name")
    return article


def iter_markup(folder: Path = ARTICLES) -> Iterator[AnnotatedArticle]:
    """Reads all annotated articles of a folder, by file name. Raises as `load_markup`."""
    for path in sorted(folder.glob("*.txt")):
        yield load_markup(path)


@lru_cache(maxsize=1)
def load_own_articles() -> tuple[AnnotatedArticle, ...]:
    """The annotated articles that ship with the package, by id. Read once."""
    return tuple(iter_markup())
