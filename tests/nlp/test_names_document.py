"""What the recogniser knows of places by their whole names, and of names by the rest of the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LexiconError
from nlp.layout import parse_layout
from nlp.mentions import Context
from nlp.names.document import Chunk, Known, gather, iter_again
from nlp.names.places import PlaceNames, iter_districts, load_place_names
from nlp.names.recogniser import find_names
from nlp.names.token import tokenise


def marks_of(text: str) -> list[str]:
    words = [token.text for token in tokenise(text)]
    return load_place_names().mark(words, [word.lower() for word in words])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Pj Bupati Aceh Jaya Bustari", ["", "", "rB", "rE", ""]),
        ("warga Lima Puluh Kota pulang", ["", "rB", "rI", "rE", ""]),
        ("di Kota Bau-Bau", ["", "", "rB", "rI", "rE"]),
        ("Pemprov Kalteng dan kalteng", ["", "aS", "", ""]),
        ("pasar Sengkang", ["", ""]),
        ("camat Tanasitolo", ["", "kS"]),
        ("aceh jaya", ["", ""]),
        ("", []),
    ],
    ids=["region", "longest", "hyphen", "short-as-printed", "unknown", "kecamatan", "small-letters", "empty"],
)
def test_places_by_whole_names(text: str, marks: list[str]) -> None:
    assert marks_of(text) == marks


def test_the_longest_name_from_the_left_wins() -> None:
    names = PlaceNames({("LB",): "a"}, {("padang",): "r", ("padang", "lawas"): "k", ("lawas", "utara"): "r"})
    words = ["Padang", "Lawas", "Utara", "LB", "Lb"]
    assert names.mark(words, [w.lower() for w in words]) == ["kB", "kE", "", "aS", ""]


@given(st.lists(st.sampled_from(["Aceh", "Jaya", "-", ".", "Bau", "di", "KSB", "7"]), max_size=30))
def test_marks_fit_the_words(words: list[str]) -> None:
    marks = load_place_names().mark(words, [word.lower() for word in words])
    assert len(marks) == len(words)
    ends = "".join(mark[1:] or "-" for mark in marks)
    assert not [pair for pair in ("BB", "BS", "-E", "SI") if pair in ends]


@pytest.mark.parametrize(
    "content",
    [
        "",
        '[district]\nnames = "a"',
        '[district]\ncomment = "c"',
        '[district]\ncomment = "c"\nnames = "a, , b"',
        '[district]\ncomment = "c"\nnames = "Abang"',
    ],
    ids=["no-section", "no-comment", "no-names", "empty-name", "capital"],
)
def test_districts_are_checked(content: str, tmp_path: Path) -> None:
    (tmp_path / "districts.toml").write_text(content, "utf-8")
    with pytest.raises(LexiconError):
        list(iter_districts(tmp_path / "districts.toml"))


def test_only_sure_names_are_gathered() -> None:
    tokens = tokenise("Bupati Ambo G. Sakka di Wajo")
    known = gather([(tokens, [Chunk(1, 4, "person", 0.9), Chunk(6, 6, "location", 0.7)])])
    assert known == Known({("Ambo", "G", ".", "Sakka"): "person"}, frozenset({"Ambo", "Sakka"}))


def test_a_name_that_is_a_common_word_of_the_text_is_not_gathered() -> None:
    tokens = tokenise("Hari Sakka tiba pada hari kedua")
    known = gather([(tokens, [Chunk(0, 1, "person", 0.9), Chunk(0, 0, "person", 0.9)])])
    assert known == Known({("Hari", "Sakka"): "person"}, frozenset({"Sakka"}))


KNOWN = Known({("Wajo",): "location", ("Ambo", "Sakka"): "person"}, frozenset({"Ambo", "Sakka"}))


@pytest.mark.parametrize(
    ("text", "chunks", "again"),
    [
        ("Ambo berjanji", [], [(0, 0, "person")]),
        ("Warga Wajo menunggu Ambo Sakka", [], [(3, 4, "person")]),
        ("Sekolah Ambo dibuka", [], []),
        ("Ambo berjanji", [Chunk(0, 0, "location", 0.5)], []),
        ("di Wajo saja", [], [(1, 1, "location")]),
        ("ambo wajo", [], []),
    ],
    ids=["part", "whole", "inside-a-longer-run", "taken", "place", "small-letters"],
)
def test_runs_that_the_document_knows(text: str, chunks: list[Chunk], again: list[tuple[int, int, str]]) -> None:
    assert list(iter_again(tokenise(text), chunks, KNOWN)) == again


def persons_in(text: str) -> list[str]:
    found = find_names(text, parse_layout(text, Context()).sentences)
    return [name.span.text for name in found if name.kind == "person"]


def test_a_person_named_in_full_is_found_by_one_name() -> None:
    full = 'Bupati Wajo Ambo Sakkaruddin, S.E., membuka acara itu. "Kami siap," kata Ambo Sakkaruddin.'
    assert "Sakkaruddin" not in persons_in("Sakkaruddin mengangguk-angguk.")
    assert "Sakkaruddin" in persons_in(f"{full}\n\nSakkaruddin mengangguk-angguk.")
