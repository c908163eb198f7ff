"""Regions in running text: names, types, enumerations, traps, spans and time."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError
from nlp.doc import read_mentions
from nlp.layout import parse_layout
from nlp.mentions import Context, RegionMention
from nlp.regions import find_regions
from nlp.regions.lexicon import parse_region_lexicon
from registry.registry import load_registry

REGIONS = load_registry().regions
_LINES = (Path(__file__).parent / "region_cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
_ROWS = [line.split("\t") for line in _LINES]
CASES = [(row[0], row[1].replace("\\n", "\n"), set(filter(None, row[2].split(";")))) for row in _ROWS]


def find(text: str, context: Context | None = None) -> tuple[RegionMention, ...]:
    context = context or Context()
    return find_regions(parse_layout(text, context), context)


def names(text: str, context: Context | None = None) -> set[str]:
    return {REGIONS[mention.code].name for mention in find(text, context)}


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_named_regions(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("code", sorted(REGIONS), ids=lambda code: f"{code} {REGIONS[code].name}")
def test_every_official_name_is_found(code: str) -> None:
    assert [m.code for m in find(f"Pejabat {REGIONS[code].name} hadir.")] == [code]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Wali Kota Bogor hadir.", ["Bogor"]),
        ("Warga Kota Bogor hadir.", ["Kota Bogor"]),
        ("Kegiatan digelar diKota Bogor kemarin.", ["Kota Bogor"]),
        ("Warga Kab. Garut dan Provinsi Banten hadir.", ["Kab. Garut", "Provinsi Banten"]),
        ("Pemerintah Kabupaten (Pemkab) Sragen hadir.", ["Sragen"]),
        ("Ketua DPRD Kota Bima hadir.", ["Kota Bima"]),
        ("Pemkab Bone hadir di Pare-Pare.", ["Bone", "Pare-Pare"]),
        ("Bupati Kepulauan Talaud hadir.", ["Kepulauan Talaud"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_spans_hold_the_type_word_but_no_office(text: str, spans: list[str]) -> None:
    assert [mention.span.text for mention in find(text)] == spans


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (Context(outlet="Pemkot Magelang"), "Kota Magelang"),
        (Context(url="https://magelangkab.go.id/berita/1"), "Kabupaten Magelang"),
    ],
    ids=["outlet", "address"],
)
def test_outlet_decides_a_shared_name(context: Context, expected: str) -> None:
    assert names("Pelayanan di Magelang kian cepat.", context) == {expected}


def test_scores_and_reasons() -> None:
    typed, bare = find("Bupati Kediri hadir. Warga Kediri senang.")
    assert typed.score > bare.score > 0
    assert typed.reason != bare.reason
    assert bare.code == typed.code == "35.06"
    assert find("Kabupaten Banyuwngi ikut serta.")[0].score < 0.9


def test_component_writes_spans() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_regions")
    doc = nlp("Wali Kota Bukittinggi bertemu Bupati Agam.")
    assert [span.text for span in doc.spans["regions"]] == ["Bukittinggi", "Agam"]
    assert [m.code for m in read_mentions(doc, "regions", RegionMention)] == ["13.75", "13.06"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from([case[1] for case in CASES]), max_size=6).map("\n".join))
def test_any_text(text: str) -> None:
    for mention in find(text):
        mention.span.check(text)
        assert 0 < mention.score <= 1
        assert mention.reason
        assert REGIONS[mention.code].level == mention.level


@pytest.mark.parametrize(
    "piece",
    [
        "Bogor, ",
        "Tegal ",
        "Batu, ",
        "Kota Bogor dan ",
        "Universitas Aa ",
        "Kota Abcdefgh ",
        "(",
        "Banjar, Jawa Barat ",
        "Bogor\n",
    ],
)
def test_long_runs_are_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for mention in find_regions(parse_layout(text, Context()), Context()):
        mention.span.check(text)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"regions = 3", "array"),
        (b"not toml [", "file"),
        (b'[[regions]]\ncode = "99.99"\n', "99.99"),
        (b'[[regions]]\ncode = "13.75"\n[[regions]]\ncode = "13.75"\n', "twice"),
        (b'[[regions]]\ncode = "13.75"\nnames = [" "]\n', "empty"),
        (b'[[regions]]\ncode = "13.75"\nnames = ["A", "A"]\n', "one name twice"),
    ],
    ids=["type", "syntax", "unknown-code", "duplicate", "empty-name", "name-twice"],
)
def test_a_wrong_lexicon_is_refused(content: bytes, word: str) -> None:
    rest = b"""
    [other]\nnames = []\n[part_of]\ndirect = []\ncapital = []\nheads = []\nclubs = []\nafter = []\nparts = []
    city_bodies = []\n[types]\n[bodies]\nwords = []\n[before]\nplaces = []\nothers = []
    [acting]\nleads = []\nacts = []
        [hints]\n[jammed]\nwords = []\n"""
    with pytest.raises(LexiconError, match=word):
        parse_region_lexicon(content + rest, "regions.toml", load_registry())
