"""The office lexicon (`nlp/lexicons/offices.toml`), checked and laid out for matching over tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from corpus.errors import LexiconError
from corpus.record import Role

PATH = Path(__file__).parent.parent / "lexicons" / "offices.toml"
OfficeLevel = Literal["national", "provinsi", "kabupaten", "kota", "local", "any"]
# Words that end in `*` are found by their first letters; the index keeps this many of them.
_STEM = 4


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the lexicon. `role` is None for titles that make nobody an official."""

    role: Role | None = None
    level: OfficeLevel = "any"
    forms: tuple[str, ...] = ()
    unit: bool = False
    needs: frozenset[str] = frozenset()


class _Qualifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    comment: str
    acting: list[str]
    former: list[str]
    generic: list[str]
    candidate: list[str]
    kin: list[str]
    document: list[str]


class _Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    comment: str
    law: str
    national: str
    status: str
    government: str
    heads: str
    area: str
    firm: str
    loose: str
    led: str
    naming: str
    examples: str
    past: str
    place: str
    stands_for: str
    sends: str
    apposed: str
    stateless: str
    of_province: str
    points: str
    third: str
    copula: str
    months: str
    dated: str
    placeless: str
    place_offices: str
    place_part: str
    province_words: str
    local_words: str
    moved: str
    part: str
    succeeds: str
    appoints: str
    predecessor: str
    governs: str
    describes: str
    heads_up: str
    epithet_heads: str
    before_subject: str


class _Complement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    comment: str
    strong: str
    pairs: list[str]
    weak: str
    staff: str
    pieces: str
    piece_heads: str
    inner: list[str]
    tail: list[str]


class _Outside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    comment: str
    forms: list[str]
    foreign: list[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    qualifiers: _Qualifiers
    context: _Context
    complement: _Complement
    office: list[Office]
    outside: _Outside


class Form(msgspec.Struct, frozen=True):
    """One way to write an office: its words, the last of which may be a stem (`kadis*`)."""

    words: tuple[str, ...]
    office: Office

    def matches(self, lowered: Sequence[str], at: int) -> bool:
        """Says whether the words stand at this place of a text's lower-case words."""
        if at + len(self.words) > len(lowered):
            return False
        for i, word in enumerate(self.words, at):
            if lowered[i] != word and not (word.endswith("*") and lowered[i].startswith(word[:-1])):
                return False
        return True


class OfficeLexicon(msgspec.Struct, frozen=True):
    """The lexicon in use. `first` and `stems` index the forms by first word and by first letters, longest first.

    `words` holds the lexicon's plain word lists by their keys (acting ones that are single words under "acting").
    """

    first: Mapping[str, tuple[Form, ...]]
    stems: Mapping[str, tuple[Form, ...]]
    acting: tuple[tuple[str, ...], ...]
    words: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """A plain word list by its key in the file."""
        return self.words[name]

    def match(self, lowered: Sequence[str], at: int) -> Form | None:
        """The longest form that stands at this place, or None."""
        word = lowered[at]
        if word not in self.first and word[:_STEM] not in self.stems:
            return None
        for form in (*self.first.get(word, ()), *self.stems.get(word[:_STEM], ())):
            if form.matches(lowered, at):
                return form
        return None


def load_offices(path: Path = PATH) -> OfficeLexicon:
    """Reads and checks the lexicon.

    Raises:
        LexiconError: an unknown key or role, a form twice, a form with capitals or a stem that is too short.
    """
    try:
        with path.open("rb") as file:
            read = msgspec.convert(tomllib.load(file), _File)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(path.name, "the file", str(error)) from None
    offices = [*read.office, Office(forms=tuple(read.outside.forms), unit=True)]
    seen: dict[tuple[str, ...], Form] = {}
    for office in offices:
        if office.role is not None and office.role not in get_args(Role):
            raise LexiconError(path.name, str(office.role), "unknown role")
        for text in office.forms:
            _check_form(path, text)
            form = Form(tuple(text.split()), office)
            if seen.setdefault(form.words, form) is not form:
                raise LexiconError(path.name, text, "stands there twice")
    return _index(read, seen)


def _check_form(path: Path, text: str) -> None:
    words = text.split()
    if text != text.lower() or not words:
        raise LexiconError(path.name, text, "forms are written in lower case")
    if words[0].endswith("*") and len(words[0]) <= _STEM:
        raise LexiconError(path.name, text, f"a stem needs at least {_STEM} letters")


def _index(read: _File, forms: Mapping[tuple[str, ...], Form]) -> OfficeLexicon:
    first: dict[str, list[Form]] = {}
    stems: dict[str, list[Form]] = {}
    for form in sorted(forms.values(), key=lambda f: (-len(f.words), sum("*" in word for word in f.words), f.words)):
        word = form.words[0]
        table, key = (stems, word[:_STEM]) if word.endswith("*") else (first, word)
        table.setdefault(key, []).append(form)
    acting = sorted({tuple(text.split()) for text in read.qualifiers.acting}, key=lambda words: (-len(words), words))
    words = {"acting": frozenset(words[0] for words in acting if len(words) == 1)}
    for section in (read.qualifiers, read.complement, read.context, read.outside):
        for key, value in msgspec.structs.asdict(section).items():
            if key not in ("comment", "forms", "acting"):
                words[key] = frozenset(value.split() if isinstance(value, str) else value)
    words["strong"] |= {f"{word}nya" for word in words["strong"]}  # "Kadis Kominfonya, X"
    return OfficeLexicon(
        {key: tuple(found) for key, found in first.items()},
        {key: tuple(found) for key, found in stems.items()},
        tuple(acting),
        words,
    )


@lru_cache(maxsize=1)
def offices() -> OfficeLexicon:
    """The shipped lexicon, read once."""
    return load_offices()
