"""The scorer: what counts, what does not, and floors that bite."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.errors import ModelMismatch, UnreadableInput
from corpus.markup import parse_markup
from nlp.evaluation import __main__ as command
from nlp.evaluation import peers
from nlp.evaluation.floors import below_floors, load_floors, raised, write_floors
from nlp.evaluation.names import RegionKeys, fold, load_honorifics, person_key
from nlp.evaluation.peers import dateparser_results
from nlp.evaluation.report import bootstrap, confusions, render_confusions, render_errors, render_table
from nlp.evaluation.score import ArticleResult, Ratio, RowResult, score_article, score_articles, total
from nlp.evaluation.sets import HELD_OUT, GoldArticle, held_out_articles, load_gold, own_articles
from registry.registry import load_registry

GOLD: dict[str, Any] = {
    "id": "x1",
    "relevant": True,
    "regions": [{"name": "Kabupaten Wonosobo", "focus": True}, {"name": "Jawa Tengah", "focus": False}],
    "officials": [
        {"name": "Siti Rahmawati", "role": "bupati", "region": "Kabupaten Wonosobo"},
        {"name": "Johnny G. Plate", "role": "menteri", "region": None},
    ],
    "dates": ["2022-04-21", "2022"],
    "pillars": ["governance"],
    "events": [{"type": "mou_signing", "date": "2022-04-21", "regions": ["Kabupaten Wonosobo"]}],
    "figures": [{"count": 50, "unit": "kabupaten/kota", "year": 2022, "kind": "participants"}],
    "quotes": [{"speaker": "Siti Rahmawati", "kind": "direct", "starts": "Kami siap bekerja keras"}],
}
RECORD: dict[str, Any] = {
    "id": "x1",
    "relevance": {"relevant": True},
    "regions": [{"code": "33.07", "focus": True}, {"code": "33", "focus": False}],
    "officials": [
        {"name": "Hj. Siti Rahmawati", "role": "bupati", "region_code": "33.07"},
        {"name": "Johnny G. Plate", "role": "menteri", "region_code": None},
    ],
    "dates": [{"value": "2022-04-21"}, {"value": "2022"}],
    "pillars": [{"pillar": "governance"}],
    "events": [{"type": "mou_signing", "date": "2022-04-21", "region_codes": ["33.07"]}],
    "figures": [{"count": 50, "year": 2022}],
    "quotes": [{"speaker": "Siti Rahmawati", "kind": "direct", "text": "Kami siap bekerja keras demi warga,"}],
}
KEYS = RegionKeys(load_registry().regions.values())
ROWS = {
    "regions",
    "regions.focus",
    "officials.name",
    "officials.name+role",
    "officials.name+role+region",
    "dates",
    "pillars",
    "events.type",
    "events.type+date",
    "events.type+date+region",
    "figures",
    "quotes",
    "relevant",
}


def changed(base: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return copy.deepcopy(base) | fields


def ratios(gold: dict[str, Any], record: dict[str, Any]) -> dict[str, Ratio]:
    return total(score_articles([gold], {record["id"]: record} if record else {}, KEYS))


def test_a_perfect_record_scores_one_in_every_row() -> None:
    found = ratios(GOLD, RECORD)
    assert set(found) == ROWS
    assert {row: ratio.f1 for row, ratio in found.items()} == dict.fromkeys(ROWS, 1.0)


def test_an_article_without_a_record_is_all_missed() -> None:
    found = ratios(GOLD, {})
    assert all(ratio.f1 == 0 and ratio.missed > 0 and ratio.false == 0 for ratio in found.values())


BAD = {
    "other-region": ("regions", {"regions": [{"code": "33.08", "focus": True}]}),
    "other-focus": ("regions.focus", {"regions": [{"code": "33", "focus": True}]}),
    "other-name": ("officials.name", {"officials": [{"name": "Siti", "role": "bupati", "region_code": "33.07"}]}),
    "other-role": (
        "officials.name+role",
        {"officials": [{"name": "Siti Rahmawati", "role": "camat", "region_code": "33.07"}]},
    ),
    "other-home": (
        "officials.name+role+region",
        {"officials": [{"name": "Siti Rahmawati", "role": "bupati", "region_code": None}]},
    ),
    "other-date": ("dates", {"dates": [{"value": "2022-04"}]}),
    "other-pillar": ("pillars", {"pillars": [{"pillar": "people"}]}),
    "other-event": ("events.type", {"events": [{"type": "award", "date": "2022-04-21", "region_codes": []}]}),
    "other-day": ("events.type+date", {"events": [{"type": "mou_signing", "date": "2022-04-22", "region_codes": []}]}),
    "no-participants": (
        "events.type+date+region",
        {"events": [{"type": "mou_signing", "date": "2022-04-21", "region_codes": []}]},
    ),
    "other-year": ("figures", {"figures": [{"count": 50, "year": None}]}),
    "other-speaker": (
        "quotes",
        {"quotes": [{"speaker": "Plate", "kind": "direct", "text": "Kami siap bekerja keras"}]},
    ),
    "quote-begins-late": (
        "quotes",
        {
            "quotes": [
                {"speaker": "Siti Rahmawati", "kind": "direct", "text": "Sejak lama dan selalu Kami siap bekerja keras"}
            ]
        },
    ),
    "indirect": (
        "quotes",
        {"quotes": [{"speaker": "Siti Rahmawati", "kind": "indirect", "text": "Kami siap bekerja keras"}]},
    ),
}


@pytest.mark.parametrize(("row", "fields"), BAD.values(), ids=BAD)
def test_a_wrong_claim_costs_its_row(row: str, fields: dict[str, Any]) -> None:
    ratio = ratios(GOLD, changed(RECORD, **fields))[row]
    assert ratio.hits < 2
    assert ratio.missed > 0
    assert ratio.f1 < 1


ARGUABLE = {
    "optional-region": (
        {"regions_optional": ["Kota Magelang"]},
        "regions",
        {"regions": [*RECORD["regions"], {"code": "33.71"}]},
    ),
    "ignored-person": (
        {"ignore_persons": ["Ny. Lastri"]},
        "officials.name+role",
        {"officials": [*RECORD["officials"], {"name": "Ny. Lastri", "role": "camat", "region_code": None}]},
    ),
    "second-reading-of-a-date": (
        {"dates_alternative": {"2022-04-21": "2022-04-20"}},
        "dates",
        {"dates": [{"value": "2022-04-20"}, {"value": "2022"}]},
    ),
    "optional-event": (
        {"events_optional": [{"type": "coaching", "date": "2022-06"}]},
        "events.type+date",
        {"events": [*RECORD["events"], {"type": "coaching", "date": "2022-06", "region_codes": []}]},
    ),
    "undated-side-event": (
        {},
        "events.type+date",
        {"events": [*RECORD["events"], {"type": "coaching", "date": "2022", "region_codes": []}]},
    ),
    "undated-side-event-type": (
        {},
        "events.type",
        {"events": [*RECORD["events"], {"type": "coaching", "date": None, "region_codes": []}]},
    ),
}


@pytest.mark.parametrize(("extra", "row", "fields"), ARGUABLE.values(), ids=ARGUABLE)
def test_what_is_arguable_scores_neither_way(extra: dict[str, Any], row: str, fields: dict[str, Any]) -> None:
    assert ratios(changed(GOLD, **extra), changed(RECORD, **fields))[row].f1 == 1


def test_a_dated_event_that_gold_lacks_is_false() -> None:
    record = changed(RECORD, events=[*RECORD["events"], {"type": "award", "date": "2022-12-01", "region_codes": []}])
    assert ratios(GOLD, record)["events.type"].false == 1


def test_other_articles_have_no_events_and_figures_unless_claimed() -> None:
    gold = changed(GOLD, relevant=False, events=[], figures=[])
    silent = ratios(gold, changed(RECORD, relevance={"relevant": False}, events=[], figures=[]))
    assert not {"events.type", "figures", "relevant"} & set(silent)
    loud = ratios(gold, changed(RECORD, events=[{"type": "other", "date": None, "region_codes": []}]))
    assert (loud["events.type"].false, loud["figures"].false, loud["relevant"].false) == (1, 1, 1)


def test_one_found_quote_serves_one_gold_quote_only() -> None:
    twice = [*GOLD["quotes"], {"speaker": "Siti Rahmawati", "kind": "direct", "starts": "Kami siap bekerja keras demi"}]
    assert ratios(changed(GOLD, quotes=twice), RECORD)["quotes"].hits == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dr. H. Ma'ruf Amin, M.Si.", "ma ruf amin m si"),
        ("Siti Mu’minah", "siti mu minah"),
        ("Hj. Siti", "siti"),
        (None, ""),
        ("José", "jose"),
    ],
    ids=["degrees", "apostrophe", "honorific", "none", "accent"],
)
def test_person_keys(name: str | None, key: str) -> None:
    assert person_key(name) == key


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kota Bukittinggi", "13.75"),
        ("kabupaten lima puluh kota", "13.07"),
        ("Provinsi Jawa Tengah", "33"),
        ("Kota Khayalan", "?kota khayalan"),
        (None, None),
        ("", None),
    ],
    ids=["kota", "case", "province-word", "unknown", "none", "empty"],
)
def test_region_keys(name: str | None, code: str | None) -> None:
    assert KEYS.code(name) == code


def test_honorifics_are_folded_words() -> None:
    assert {"h", "hj", "drs"} <= load_honorifics()
    assert fold("  Dr. Á-b ") == "dr a b"


def result(name: str, hits: int, missed: int, false: int, row: str = "dates") -> ArticleResult:
    return ArticleResult(name, {row: RowResult(tuple(range(hits)), tuple(range(missed)), tuple(range(false)))})


def test_intervals_hold_the_score_and_repeat() -> None:
    results = [result(str(i), 8, i % 3, i % 2) for i in range(30)]
    interval = bootstrap(results)["dates"]
    assert 0 < interval.low < total(results)["dates"].f1 < interval.high < 1
    assert bootstrap(results)["dates"] == interval
    assert bootstrap([]) == {}


def test_an_article_without_the_row_does_not_widen_its_interval() -> None:
    interval = bootstrap([result("a", 4, 0, 0), result("b", 0, 0, 0), result("c", 0, 0, 0)])["dates"]
    assert (interval.low, interval.high) == (1, 1)
    empty = bootstrap([result("a", 0, 0, 0)])["dates"]
    assert (empty.low, empty.high) == (0, 0)


def test_articles_that_are_all_alike_leave_no_spread() -> None:
    interval = bootstrap([result(str(i), 1, 1, 1) for i in range(5)])["dates"]
    assert (interval.low, interval.high) == (0.5, 0.5)


def test_table_and_error_list_name_row_article_and_item() -> None:
    results = [score_article(GOLD, changed(RECORD, dates=[{"value": "2021"}]), KEYS)]
    assert "dates                         0.000" in render_table("set", results)
    errors = render_errors(results, 1)
    assert "x1  missed  2022-04-21" in errors
    assert "2021" not in errors  # one error a row


def test_a_peer_stands_below_its_row_with_its_own_interval_and_the_floor_beside_ours() -> None:
    ours, theirs = [result(str(i), 9, 1, 0) for i in range(4)], [result(str(i), 1, 1, 1) for i in range(4)]
    lines = render_table("set", ours, {"dateparser": theirs}, {"dates": 0.912}).split("\n")
    assert lines[2].split() == ["dates", "1.000", "0.900", "0.947", "0.947-0.947", "36", "4", "0", "0.912"]
    assert lines[3].startswith("  dateparser ")
    assert lines[3].split()[1:] == ["0.500", "0.500", "0.500", "0.500-0.500", "4", "4", "4"]


def test_confusions_pair_what_was_taken_for_what() -> None:
    record = changed(
        RECORD,
        officials=[{"name": "Siti Rahmawati", "role": "camat", "region_code": None}],
        events=[{"type": "award", "date": "2022-04-21", "region_codes": []}],
        pillars=[{"pillar": "economy"}],
        quotes=[{"speaker": "Johnny G. Plate", "kind": "direct", "text": "Kami siap bekerja keras"}],
    )
    results = [score_article(GOLD, record, KEYS)]
    assert dict(confusions(results)) == {
        ("role", "bupati", "camat"): 1,
        ("event type", "mou_signing", "award"): 1,
        ("pillar", "governance", "economy"): 1,
        ("speaker", "named", "someone else"): 1,
    }
    lines = render_confusions(results * 3, most=3).split("\n")
    assert [line.split() for line in lines] == [
        ["confused", "gold", "->", "got", "n"],
        ["event", "type", "mou_signing", "->", "award", "3"],
        ["pillar", "governance", "->", "economy", "3"],
        ["role", "bupati", "->", "camat", "3"],
        ["other", "3"],
    ]


SPEAKERS = {
    "someone-else": ("Siti", "Plate", ("named", "someone else")),
    "left-open": ("Siti", None, ("named", "unnamed")),
    "made-up": (None, "Plate", ("unnamed", "named")),
}


@pytest.mark.parametrize(("gold", "got", "pair"), SPEAKERS.values(), ids=SPEAKERS)
def test_speakers_are_confused_in_three_ways(gold: str | None, got: str | None, pair: tuple[str, str]) -> None:
    wanted = changed(GOLD, quotes=[{"speaker": gold, "kind": "direct", "starts": "Kami siap"}])
    record = changed(RECORD, quotes=[{"speaker": got, "kind": "direct", "text": "Kami siap bekerja"}])
    assert dict(confusions([score_article(wanted, record, KEYS)])) == {("speaker", *pair): 1}


def test_nothing_confused_prints_nothing() -> None:
    assert render_confusions([score_article(GOLD, RECORD, KEYS)]) == ""


@pytest.mark.parametrize(
    ("floor", "holds"),
    [(0.5, True), (0.7999, True), (0.8, True), (0.81, False)],
    ids=["under", "near", "equal", "above"],
)
def test_floors(floor: float, holds: bool) -> None:
    breaches = below_floors("own", {"dates": Ratio(8, 2, 2)}, {"own": {"dates": floor}})
    assert (breaches == ()) is holds


def test_a_floor_without_a_score_is_a_breach() -> None:
    (breach,) = below_floors("own", {}, {"own": {"dates": 0.1}, "dev": {"dates": 0.9}})
    assert (breach.row, breach.f1) == ("dates", None)


@pytest.mark.parametrize("content", ["", "[]", '{"own": {"dates": "high"}}'], ids=["empty", "list", "text"])
def test_floors_of_another_form_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(ModelMismatch, match=r"floors\.json"):
        load_floors(path)


RAISED = {
    "a-point-below": ("own", 0.5, Ratio(9, 1, 1), 0.89),
    "never-lowered": ("own", 0.95, Ratio(9, 1, 1), 0.95),
    "seeds-exact": ("seeds", 0.5, Ratio(24, 1, 1), 0.96),
    "cut-not-rounded": ("seeds", 0.5, Ratio(2, 1, 1), 0.666),
    "nothing-found": ("own", 0.0, Ratio(0, 1, 1), 0.0),
}


@pytest.mark.parametrize(("name", "before", "ratio", "after"), RAISED.values(), ids=RAISED)
def test_floors_rise_to_what_is_measured(name: str, before: float, ratio: Ratio, after: float) -> None:
    floors = raised({name: {"dates": before}}, {name: {"dates": ratio}})
    assert floors == {name: {"dates": after}}
    assert before <= after


def test_new_rows_get_floors_in_sets_that_have_some() -> None:
    scores = {"own": {"quotes": Ratio(1, 0, 0)}, "small": {"quotes": Ratio(1, 0, 0)}}
    assert raised({"own": {"dates": 0.5}, "dev": {"dates": 0.5}}, scores) == {
        "own": {"dates": 0.5, "quotes": 0.99},
        "dev": {"dates": 0.5},
    }


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_floors(path, {"own": {"quotes": 0.5, "dates": 0.75}})
    assert path.read_text() == '{\n "own": {\n  "dates": 0.75,\n  "quotes": 0.5\n }\n}\n'
    assert load_floors(path) == {"own": {"dates": 0.75, "quotes": 0.5}}


def test_held_out_articles_are_not_among_our_own() -> None:
    own, held = own_articles(), held_out_articles()
    assert held
    assert all(article.id.startswith(HELD_OUT) and article.split == "test" for article in held)
    assert not {a.id for a in own} & {a.id for a in held}
    assert not {a.story for a in own_articles(("train", "dev", "test"))} & {a.story for a in held}


def test_dateparser_is_measured_on_the_same_texts() -> None:
    gold = changed(GOLD, published="2022-04-22", dates=["2022-04-21", "2019-05", "2017"])
    text = "Nota diteken Kamis 21 April 2022, dibahas sejak Mei 2019, program berjalan sejak tahun 2017."
    (found,) = dateparser_results([GoldArticle(text, gold)]) or []
    assert "2022-04-21" in found.rows["dates"].hits


class Extractor:
    """Stands for id-location-ner's, with what it says about any text."""

    def extract(self, text: str) -> list[SimpleNamespace]:
        codes = [("13", "13.75"), ("13", None), ("31", None)]
        return [SimpleNamespace(candidates=[{"province_code": p, "city_code": c}]) for p, c in codes]


def test_id_location_ner_is_measured_on_the_same_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: object())
    monkeypatch.setattr(peers, "_extractor", lambda registry: Extractor())
    regions = [{"name": "Kota Bukittinggi"}, {"name": "Kabupaten Agam"}]
    gold = changed(GOLD, regions=regions, regions_optional=["Sumatera Barat"])
    registry = load_registry()
    keys = RegionKeys(registry.regions.values())
    (found,) = peers.location_results([GoldArticle("Bukittinggi.", gold)], registry, keys) or []
    assert found.rows["regions"] == RowResult(("13.75",), ("13.06",), ("31",))


def test_a_peer_that_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: None)
    registry = load_registry()
    assert peers.location_results([], registry, RegionKeys(registry.regions.values())) is None
    assert peers.dateparser_results([]) is None


def write_gold(folder: Path, gold: dict[str, Any], text: str) -> Path:
    folder.mkdir()
    (folder / "x1.json").write_text(json.dumps(gold))
    (folder / "x1.txt").write_text(text)
    return folder


def test_gold_folders_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no gold"):
        load_gold(tmp_path)
    (tmp_path / "y.json").write_text("{}")
    with pytest.raises(UnreadableInput, match=r"y\.json"):
        load_gold(tmp_path)


TEXT = "Program berjalan.\n“Kami siap bekerja keras demi warga,” kata Bupati Wonosobo Siti Rahmawati."
ANNOTATED = """+++
id = "{id}"
story = "desa-{id}"
split = "test"
relevant = false
officials.siti = {{name = "Siti Rahmawati", role = "bupati", role_text = "Bupati", region = "33.07"}}
+++
{{q siti|“Kami siap bekerja keras demi {{d 2001|warga}},”}} kata Bupati {{r 33.07|Wonosobo}} {{o siti|Siti Rahmawati}}.
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one gold article, and no articles of our own."""
    monkeypatch.setattr(command, "own_articles", list)
    monkeypatch.setattr(command, "held_out_articles", list)
    gold = changed(GOLD, published=None, title=None, outlet=None, url=None)
    return write_gold(tmp_path / "small", gold, TEXT)


def run(folder: Path, floor: float, *more: str) -> tuple[int, Path]:
    """The command on a folder with a floor under its quotes; the exit code and the file of floors."""
    floors = folder.parent / "floors.json"
    write_floors(floors, {"small": {"quotes": floor}})
    return command.main(
        ["--no-shared", "--no-peers", "--gold", str(folder), "--floors", str(floors), "--errors", "2", *more]
    ), floors


@pytest.mark.parametrize(("floor", "code"), [(0.99, 0), (1.1, 1)], ids=["holds", "broken"])
def test_the_command_fails_below_a_floor(
    small: Path, capsys: pytest.CaptureFixture[str], floor: float, code: int
) -> None:
    assert run(small, floor)[0] == code
    shown = capsys.readouterr().out
    assert "small: 1 articles" in shown
    assert ("below the floor: small quotes" in shown) is (code == 1)


@pytest.mark.parametrize(("floor", "after"), [(0.5, 0.99), (1.1, 1.1)], ids=["raised", "kept"])
def test_the_command_raises_floors_when_asked(
    small: Path, capsys: pytest.CaptureFixture[str], floor: float, after: float
) -> None:
    code, floors = run(small, floor, "--raise-floors")
    assert (code, load_floors(floors)["small"]["quotes"]) == (int(floor > 1), after)
    assert ("floor raised: small quotes: 0.500 -> 0.990" in capsys.readouterr().out) is (floor < 1)
    run(small, floor)
    assert load_floors(floors)["small"] == {"quotes": floor}


def test_errors_of_the_held_out_set_are_shown_only_when_asked(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own, held = ([parse_markup(ANNOTATED.format(id=name))] for name in ("w901", "u901"))
    monkeypatch.setattr(command, "own_articles", lambda: own)
    monkeypatch.setattr(command, "held_out_articles", lambda: held)
    run(small, 0.5)
    shown = capsys.readouterr().out
    assert "held out: 1 articles" in shown
    assert "w901  missed  2001" in shown
    assert "u901" not in shown
    run(small, 0.5, "--held-out-errors", "1")
    assert "u901  missed  2001" in capsys.readouterr().out
