"""Each export is opened by the real reader of its format, and the offsets come back as they went."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import conllu
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib
import spacy
from lxml import etree
from spacy.tokens import DocBin
from spacy.training.converters import conll_ner_to_docs

from corpus.errors import SettingsError
from corpus.exports.ftm import write_ftm
from corpus.exports.geojson import write_geojson
from corpus.exports.marks import Mark, flat_marks, iter_marks
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.exports.xlsx import MAX_CELL_CHARS
from corpus.record import Record
from tests.corpus.exports.records import TEXT, make_rich
from tests.records import make_record

Triple = tuple[int, int, str]


def export(name: str, *records: Record, with_text: bool = True) -> bytes:
    file = io.BytesIO()
    assert EXPORTERS[name](iter(records), file, with_text=with_text) == len(records)
    return file.getvalue()


def triples(marks: Iterator[Mark] | list[Mark]) -> set[Triple]:
    return {(mark.span.start, mark.span.end, mark.label) for mark in marks}


ALL, FLAT = triples(iter_marks(make_rich())), triples(flat_marks(iter_marks(make_rich())))


@pytest.mark.parametrize("name", sorted(NEEDS_TEXT))
def test_formats_of_text_refuse_to_run_without(name: str) -> None:
    with pytest.raises(SettingsError, match="--with-text"):
        EXPORTERS[name](iter([make_rich()]), io.BytesIO(), with_text=False)


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - NEEDS_TEXT - {"xlsx", "parquet"}))
def test_other_formats_leave_the_text_out(name: str) -> None:
    assert b"menyusul" not in export(name, make_rich(), with_text=False)


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_record_is_a_file_too(name: str) -> None:
    EXPORTERS[name](iter([]), io.BytesIO(), with_text=True)


def test_docbin_opens_in_spacy() -> None:
    docs = list(DocBin().from_bytes(export("docbin", make_rich(), make_record())).get_docs(spacy.blank("id").vocab))
    doc = docs[0]
    assert doc.text == TEXT
    assert {(s.start_char, s.end_char, s.label_) for s in doc.spans["pantau"]} == ALL
    assert {(e.start_char, e.end_char, e.label_) for e in doc.ents} == FLAT
    assert {e.kb_id_ for e in doc.ents if e.label_ == "region"} == {"13.72", "13.02"}
    assert json.loads(doc.user_data["pantau"])["id"] == "r"
    assert doc.cats == {"relevant": 1.0}
    assert len(docs) == 2


def test_conllu_opens_in_conllu() -> None:
    sentences = conllu.parse(export("conllu", make_rich(), make_record()).decode())
    found: list[Triple] = []
    for sentence in sentences[: [s.metadata.get("newdoc id") for s in sentences].index("a")]:
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert TEXT[start:end] == token["form"]
            _collect(found, token["misc"].get("NE", "O"), start, end)
    assert set(found) == FLAT
    assert sentences[0].metadata["text"].startswith("Wali Kota Solok H. Anwar")


def _collect(found: list[Triple], tag: str, start: int, end: int) -> None:
    if tag.startswith("B-"):
        found.append((start, end, tag[2:]))
    elif tag.startswith("I-"):
        found.append((found.pop()[0], end, tag[2:]))


def test_iob_opens_in_spacys_converter() -> None:
    content = export("iob", make_rich(), make_record()).decode()
    docs = list(conll_ner_to_docs(content, no_print=True))
    found: list[Triple] = []
    for line in content.split("-DOCSTART-")[1].splitlines()[1:]:
        if line:
            word, _, place, tag = line.split(" ")
            start, end = map(int, place.split(":"))
            assert TEXT[start:end] == word
            _collect(found, tag, start, end)
    assert set(found) == FLAT
    assert len(docs[0].ents) == len(FLAT)


def test_brat_offsets_hold_also_over_lines() -> None:
    with zipfile.ZipFile(io.BytesIO(export("brat", make_rich()))) as archive:
        assert archive.testzip() is None
        text, lines = archive.read("r.txt").decode(), archive.read("r.ann").decode().splitlines()
    assert text == TEXT
    found: set[Triple] = set()
    for line in lines:
        if line.startswith("T"):
            _, middle, shown = line.split("\t")
            label, _, ranges = middle.partition(" ")
            pieces = [tuple(map(int, piece.split(" "))) for piece in ranges.split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == shown
            found.add((pieces[0][0], pieces[-1][1], label))
    assert found == ALL
    assert any(line.startswith("#") and line.endswith("13.72") for line in lines)


def test_brat_is_the_same_twice_and_keeps_equal_ids_apart() -> None:
    assert export("brat", make_rich()) == export("brat", make_rich())
    with zipfile.ZipFile(io.BytesIO(export("brat", make_rich("a/b"), make_rich("a b")))) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist()) == 5


def test_vertical_tells_word_stem_tag_and_offset() -> None:
    lines = export("vertical", make_rich()).decode().splitlines()
    assert lines[0].startswith('<doc id="r" url="https://contoh.id/r"')
    assert 'title="Kota Solok &amp; “MoU” &lt;2022&gt;"' in lines[0]
    found: list[Triple] = []
    for line in lines:
        if "\t" in line:
            word, _, tag, start = line.split("\t")
            word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            assert TEXT[int(start) :].startswith(word)
            _collect(found, tag, int(start), int(start) + len(word))
    assert set(found) == FLAT
    assert [lines.count(tag) for tag in ("<p>", "</p>", "<s>", "</s>")] == [4, 4, 5, 5]
    assert any(line.startswith("menandatangani\ttandatang\tO") for line in lines)


def test_tei_keeps_the_text_and_points_into_it() -> None:
    root = etree.fromstring(export("tei", make_rich(), make_record()))
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    first = root.findall("t:TEI", space)[0]
    block = first.find(".//t:ab", space)
    assert block.text == TEXT
    key, found = block.get("{http://www.w3.org/XML/1998/namespace}id"), set()
    for span in first.iterfind(".//t:span", space):
        start, length = map(int, span.get("target").removeprefix(f"#string-range({key},").rstrip(")").split(","))
        assert block.text[start : start + length] == span.text
        found.add((start, start + length, span.getparent().get("type")))
    assert found == ALL
    assert "pantau:Anwar Sutan" in {unquote(span.get("ana")) for span in first.iterfind(".//t:span", space)}


# The reader warns of its own older class.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_jsonld_is_a_graph_with_selectors_and_provenance() -> None:
    graph = rdflib.Graph().parse(data=export("jsonld", make_rich(), make_record()), format="json-ld")
    rows = graph.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX s: <https://schema.org/> PREFIX p: <http://www.w3.org/ns/prov#>"
        "SELECT ?start ?end ?label ?exact WHERE { ?a a oa:Annotation ; p:wasGeneratedBy/a p:Activity ;"
        " oa:hasBody/s:additionalType ?label ; oa:hasTarget [ oa:hasSource <urn:pantau:article:r> ;"
        " oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ;"
        " oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] ] }"
    )
    found = {(row.start.toPython(), row.end.toPython(), str(row.label)) for row in rows}  # type: ignore[union-attr]
    assert found == ALL
    assert all(TEXT[row.start.toPython() : row.end.toPython()] == str(row.exact) for row in rows)  # type: ignore[union-attr]
    about = "PREFIX s: <https://schema.org/> SELECT ?e WHERE { ?a a s:NewsArticle ; s:about ?e . ?e a s:Event }"
    assert len(graph.query(about)) == 2


# Properties by schema, own and inherited, as far as we write them: followthemoney/schema/*.yaml of 2025.
_THING = {"name", "country", "sourceUrl", "publisher", "proof", "summary", "topics", "notes"}
_INTERVAL = {"startDate", "endDate", "date", "summary", "recordId", "sourceUrl", "publisher"}
_LEGAL = _THING | {"registrationNumber", "jurisdiction", "status"}
FTM = {
    "Article": _THING | {"fileName", "title", "author", "publishedAt", "language", "processingAgent",
                         "bodyText"},
    "PublicBody": _LEGAL,
    "Person": _LEGAL | {"position"},
    "Position": _THING | {"organization", "subnationalArea"},
    "Occupancy": _INTERVAL | {"holder", "post", "status"},
    "Mention": {"document", "name", "resolved", "detectedSchema"},
    "Event": _THING | _INTERVAL | {"location", "organizer", "involved"},
    "Documentation": _INTERVAL | {"document", "entity", "role"},
}  # fmt: skip
_ENTITY_PROPERTIES = {"organization", "holder", "post", "document", "resolved", "involved", "entity", "proof"}


def test_ftm_entities_follow_the_schema_and_point_at_each_other() -> None:
    entities = [json.loads(line) for line in export("ftm", make_rich(), with_text=False).splitlines()]
    ids = {entity["id"] for entity in entities}
    assert {entity["schema"] for entity in entities} == set(FTM)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        for name, values in entity["properties"].items():
            assert values
            assert all(isinstance(value, str) for value in values)
            if name in _ENTITY_PROPERTIES:
                assert set(values) <= ids
    event = next(entity for entity in entities if entity["schema"] == "Event")["properties"]
    assert event["date"] == ["2022-04-21"]
    assert len(event["involved"]) == 2


def test_ftm_keeps_people_of_two_articles_apart() -> None:
    file = io.BytesIO()
    write_ftm([make_rich("a"), make_rich("b")], file, with_text=False)
    people = [e["id"] for line in file.getvalue().splitlines() if (e := json.loads(line))["schema"] == "Person"]
    assert len(set(people)) == 2


def test_geojson_places_each_region_of_an_event() -> None:
    file = io.BytesIO()
    count = write_geojson([make_rich()], file, with_text=False, places={"13.72": (100.65, -0.79)})
    collection = json.loads(file.getvalue())
    assert (count, collection["type"]) == (1, "FeatureCollection")
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [100.65, -0.79]}
    assert feature["properties"]["region"] == "Kota Solok"
    assert "text" not in feature["properties"]
    assert json.loads(export("geojson", make_rich()))["features"][0]["geometry"] is None


def test_xlsx_holds_no_formula_and_cuts_nothing() -> None:
    long = "Kata " * 8_000
    records = [make_record(title='=HYPERLINK("x")'), make_record(id="b", text=make_record().article.text + long)]
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx", *records)))
    rows = list(book["records"].iter_rows(values_only=True))
    assert rows[1][rows[0].index("title")] == '=HYPERLINK("x")'
    assert book["records"].cell(2, rows[0].index("title") + 1).data_type == "s"
    assert rows[1][rows[0].index("relevance_score")] == 0.97
    assert rows[1][rows[0].index("relevant")] is True
    parts = [row for row in book["long cells"].iter_rows(values_only=True) if row[1] == "text"]
    whole = str(rows[2][rows[0].index("text")]) + "".join(str(part[3]) for part in parts)
    assert whole == records[1].article.text
    assert len(str(rows[2][rows[0].index("text")])) == MAX_CELL_CHARS


def test_parquet_opens_in_pyarrow() -> None:
    rows = pq.read_table(io.BytesIO(export("parquet", make_rich(), make_record(), with_text=False))).to_pylist()
    assert [row["id"] for row in rows] == ["r", "a"]
    assert {(m["start"], m["end"], m["label"]) for m in rows[0]["marks"]} == ALL
    assert rows[0]["events"][0]["region_codes"] == ["13.72"]
    assert rows[0]["text"] is None
    (whole,) = pq.read_table(io.BytesIO(export("parquet", make_rich()))).to_pylist()
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in whole["marks"])
    assert whole["text"] == TEXT


def test_a_missing_extra_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(SettingsError, match=r"pantau\[xlsx\]"):
        export("xlsx", make_record())
