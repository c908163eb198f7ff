"""The inline markup: what every mark becomes, what is refused and where, and that writing and reading agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotated import AnnotatedArticle, FigureMark
from corpus.errors import UnreadableInput
from corpus.markup import load_markup, parse_markup

HEAD = """+++
id = "x1"
story = "satu"
split = "train"
relevant = false
+++
"""
RELEVANT = """+++
id = "x2"
story = "dua"
split = "dev"
relevant = true
published = 2022-04-22
focus = ["13.75"]
officials.ratna = {name = "Ratna Dewi", role = "kepala_dinas", role_text = "Kadiskominfo", region = "13.75"}
events = [{type = "mou_signing", date = "2022-04-21", regions = ["13.75"], status = "held"}]
+++

"""
BODY = 'Kadiskominfo {r 13.75|Bukittinggi} {o ratna|Ratna Dewi}: "{q ratna|Siap.}" {d 2022-04-21|Kamis (21/4)}\n'


def read(body: str) -> AnnotatedArticle:
    return parse_markup(HEAD + body)


@pytest.mark.parametrize(
    ("marked", "kind", "text", "value"),
    [
        pytest.param("{r 13.75|Kota Bukittinggi}", "region", "Kota Bukittinggi", "13.75", id="kota"),
        pytest.param("{r 13|Sumbar}", "region", "Sumbar", "13", id="province"),
        pytest.param("{n|Siti Rahma}", "person", "Siti Rahma", "", id="person"),
        pytest.param("{g|Dinas Kominfo}", "organisation", "Dinas Kominfo", "", id="organisation"),
        pytest.param("{l|Pangkalan Kerinci}", "location", "Pangkalan Kerinci", "", id="place"),
        pytest.param("{d 2022-04|April 2022}", "date", "April 2022", "2022-04", id="month"),
        pytest.param("{d 2022-06-26/2022-06-28|26 s.d. 28 Juni}", "date", "26 s.d. 28 Juni", "2022-06-26/2022-06-28",
                     id="interval"),
        pytest.param("{p living|smart life}", "pillar", "smart life", "living", id="pillar"),
        pytest.param("{q ?|Siap|}", "quote", "Siap|", None, id="nobody-named"),
        pytest.param("{q Siti Rahma|Siap}", "quote", "Siap", "Siti Rahma", id="speaker-by-name"),
        pytest.param("{x|Baca juga: Harga cabai}", "ignored", "Baca juga: Harga cabai", "", id="read-also"),
    ],
)  # fmt: skip
def test_mark_becomes_kind_span_and_value(marked: str, kind: str, text: str, value: str | None) -> None:
    article = read(f"Siti Rahma: {marked} selesai\n")
    mark = article.marks[-1]
    assert (mark.kind, mark.span.text, mark.value) == (kind, text, value)
    assert article.text == f"Siti Rahma: {text} selesai\n"
    assert article.text[mark.span.start : mark.span.end] == text


@pytest.mark.parametrize(
    ("marked", "count", "year", "unit"),
    [
        pytest.param("{f participants 50 2022|50 kabupaten/kota}", 50, 2022, "kabupaten/kota", id="unit-from-text"),
        pytest.param("{f repeats 7 - daerah|tujuh di antaranya}", 7, None, "daerah", id="unit-given"),
    ],
)
def test_figure_carries_count_year_and_unit(marked: str, count: int, year: int | None, unit: str) -> None:
    mark = parse_markup(RELEVANT + BODY + marked).marks_of("figure")[0]
    assert isinstance(mark, FigureMark)
    assert (mark.count, mark.year, mark.unit) == (count, year, unit)


def test_nested_marks_keep_their_own_spans_outer_first() -> None:
    article = read("Kata {g|Pemkab {r 14.05|Pelalawan}} kemarin\n")
    assert [(m.kind, m.span.text) for m in article.marks] == [
        ("organisation", "Pemkab Pelalawan"),
        ("region", "Pelalawan"),
    ]


def test_values_inside_ignored_stretches_do_not_count() -> None:
    article = read("{r 14.05|Pelalawan}\n{x|Baca juga: {r 14.08|Siak} banjir}\n")
    assert article.values_of("region") == ("14.05",)


def test_escaped_signs_stand_for_themselves() -> None:
    assert read(r"a \{b\} \\ c").text == "a {b} \\ c\n"


def test_text_is_stored_in_nfc_with_plain_line_ends() -> None:
    article = read("Cafe\u0301 {n|Andre\u0301}\r\nselesai\u200b\r\n")
    assert article.text == "Café André\nselesai\n"
    assert article.marks[0].span.text == "André"


def test_speaker_is_the_officials_full_name() -> None:
    article = parse_markup(RELEVANT + BODY)
    assert article.speaker_of(article.marks_of("quote")[0]) == "Ratna Dewi"


@pytest.mark.parametrize(
    ("source", "where", "what"),
    [
        pytest.param("hanya teks", "line 1", "head", id="no-head"),
        pytest.param(HEAD.replace('"satu"', "satu"), "line 3", "TOML", id="head-not-toml"),
        pytest.param(HEAD.replace("story", "cerita"), "line 1", "cerita", id="unknown-key"),
        pytest.param(HEAD + "\nsatu\n{k|dua}\n", "line 9", "known mark", id="unknown-letter"),
        pytest.param(HEAD + "satu {n|dua\n", "line 7", "not closed", id="open-mark"),
        pytest.param(HEAD + "satu\ndua}\n", "line 8", "closes nothing", id="stray-end"),
        pytest.param(HEAD + "satu {n|}\n", "line 7", "empty", id="empty-mark"),
        pytest.param(HEAD + "satu {r Bukittinggi|x}\n", "line 7", "region", id="region-without-code"),
        pytest.param(HEAD + "satu {d 21-04-2022|x}\n", "line 7", "date", id="date-not-iso"),
        pytest.param(HEAD + "satu {p smart|x}\n", "line 7", "pillar", id="unknown-pillar"),
        pytest.param(HEAD + "satu {n siapa|x}\n", "line 7", "person", id="value-where-none-belongs"),
        pytest.param(HEAD + "e{n|\u0301a}\n", "line 7", "accent", id="mark-parts-an-accent"),
        pytest.param(HEAD + "{d 2022-02-30|30 Februari}\n", "text line 1", "2022-02-30", id="no-such-day"),
        pytest.param(HEAD + "{d 2022-04-21|Rabu (21/4)}\n", "text line 1", "not a Rabu", id="weekday-wrong"),
        pytest.param(HEAD + "{o siapa|Siapa}\n", "text line 1", "siapa", id="undeclared-official"),
        pytest.param(HEAD + '"{q Budi|Siap}"\n', "text line 1", "Budi", id="speaker-not-in-text"),
        pytest.param(HEAD + "{f participants 50 -|50 kota}\n", "not relevant", "figures", id="figure-beside-programme"),
        pytest.param(RELEVANT + BODY.replace("{r 13.75|Bukittinggi}", ""), "focus 13.75", "no region", id="focus"),
        pytest.param(RELEVANT + BODY.replace("{o ratna|Ratna Dewi}", "Ratna Dewi"), "ratna", "mentioned", id="unused"),
    ],
)  # fmt: skip
def test_wrong_source_is_refused_with_file_and_place(source: str, where: str, what: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_markup(source, "w999.txt")
    assert refused.value.path == "w999.txt"
    assert where in refused.value.reason
    assert what in refused.value.reason


def test_wrong_weekday_passes_when_marked() -> None:
    assert not read("{d 2022-04-21 !|Rabu (21/4)}\n").marks[0].certain


def test_file_name_must_be_the_id(tmp_path: Path) -> None:
    path = tmp_path / "lain.txt"
    path.write_text(HEAD + "teks\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="x1"):
        load_markup(path)


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x1.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput, match="UTF-8"):
        load_markup(path)


PLAIN = st.text(alphabet="abé {}|\\\n.“", min_size=1, max_size=8).map(lambda text: f"({text})")
HEADS = st.sampled_from(["r 13.75", "n", "g", "l", "d 2022-04", "p economy", "q ?", "x"])
TREES = st.recursive(PLAIN, lambda inner: st.tuples(HEADS, st.lists(inner, min_size=1, max_size=3)), max_leaves=12)


def write(tree: str | tuple[str, list[str]]) -> tuple[str, str, list[str]]:
    """A tree as (source, plain text, texts of its marks)."""
    if isinstance(tree, str):
        return tree.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}"), tree, []
    parts = [write(branch) for branch in tree[1]]
    text = "".join(part[1] for part in parts)
    marks = [text, *(mark for part in parts for mark in part[2])]
    return f"{{{tree[0]}|{''.join(part[0] for part in parts)}}}", text, marks


@given(st.lists(TREES, min_size=1, max_size=4))
def test_reading_gives_back_what_was_written(trees: list[str | tuple[str, list[str]]]) -> None:
    parts = [write(tree) for tree in trees]
    article = read("".join(part[0] for part in parts))
    assert article.text == "".join(part[1] for part in parts) + "\n"
    assert sorted(m.span.text for m in article.marks) == sorted(mark for part in parts for mark in part[2])
    for mark in article.marks:
        mark.span.check(article.text)


def complaint(body: str) -> str | None:
    """Why a body is refused, None when it is read."""
    try:
        read(body)
    except UnreadableInput as refused:
        return refused.reason
    return None


@given(st.text(alphabet="{}|\\rnx 1\n", max_size=60))
def test_any_body_is_read_or_refused_with_a_line(body: str) -> None:
    reason = complaint(body)
    assert reason is None or "line " in reason
