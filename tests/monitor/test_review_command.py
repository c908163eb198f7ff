"""`pantau review`: people outrank the pipeline in every reading, and can take it back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from corpus.article import text_digest
from corpus.exports.table import EXPORTERS
from corpus.record import Record
from corpus.store import open_store
from corpus.store.events import iter_events
from nlp.evaluation.sets import load_gold
from tests.corpus.exports.records import TEXT, make_rich
from tests.monitor.desk import Desk
from tests.records import make_record

SIGNING = "events/mou_signing@2022-04-21@13.72"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.put(make_rich())
    return made


def shown(desk: Desk, article: str = "r") -> dict[str, list[dict[str, object]]]:
    return json.loads(desk.run("show", article, "--json").stdout)  # type: ignore[no-any-return]


def codes(desk: Desk) -> list[object]:
    return [region["code"] for region in shown(desk)["regions"]]


def ok(desk: Desk, *words: str) -> str:
    result = desk.run("review", *words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_claims_are_listed_with_numbers_and_decided_by_them(desk: Desk) -> None:
    rows = [json.loads(line) for line in ok(desk, "list", "r", "--json").splitlines()]
    assert [row["number"] for row in rows] == list(range(1, 11))
    number = next(row["number"] for row in rows if row["claim"] == "regions/13.02")
    ok(desk, "reject", "r", str(number), "--who", "rina", "--note", "salah baca")
    assert codes(desk) == ["13.72"]
    assert "rejected regions/13.02 · rina" in desk.run("show", "r").stdout


def test_a_correction_is_seen_by_filters_exports_and_events(desk: Desk) -> None:
    ok(desk, "correct", "r", "regions/13.02", "code=13.03")
    assert codes(desk) == ["13.72", "13.03"]
    assert shown(desk)["regions"][1]["name"] == "Kabupaten Sijunjung"
    assert "Nothing found" in desk.run("search", "region:13.02").stdout
    assert "Kota Solok" in desk.run("search", "region:13.03").stdout
    assert '"13.03"' in desk.run("export", "jsonl").stdout


def test_undo_brings_back_what_stood_before(desk: Desk) -> None:
    ok(desk, "correct", "r", "regions/13.02", "code=13.03")
    ok(desk, "undo", "r", "regions/13.03")
    assert codes(desk) == ["13.72", "13.02"]
    result = desk.run("review", "undo", "r", "regions/13.03")
    assert "no decision" in str(result.exception)


def test_a_missing_claim_is_added_with_its_words(desk: Desk) -> None:
    ok(
        desk,
        "correct",
        "r",
        "events/+",
        "type=coaching",
        "date=2022-04",
        "region_codes=13.02",
        "words=Kab.Solok menyusul",
    )
    event = shown(desk)["events"][1]
    assert (event["type"], event["date"], event["evidence"]) == (
        "coaching",
        "2022-04",
        [{"start": TEXT.index("Kab.Solok"), "end": len(TEXT) - 1, "text": "Kab.Solok menyusul"}],
    )
    store = open_store(desk.database)
    with store.read() as conn:
        assert {cluster.type for cluster in iter_events(conn)} == {"mou_signing", "coaching"}
    store.close()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param(("correct", "r", "regions/13.02", "code=99.99"), "no code of a region", id="region"),
        pytest.param(("correct", "r", "regions/13.02", "colour=red"), "no field", id="field"),
        pytest.param(("correct", "r", SIGNING, "mode=shouted"), "mode", id="value"),
        pytest.param(("correct", "r", "dates/+", "value=2022"), "needs the words", id="no words"),
        pytest.param(("correct", "r", "dates/+", "value=2022", "words=tahun lalu"), "does not hold", id="other words"),
        pytest.param(("accept", "r", "regions/11"), "no claim", id="claim"),
        pytest.param(("accept", "x", "1"), "no such article", id="article"),
        pytest.param(("reject", "r", "tone"), "correct", id="tone"),
    ],
)
def test_mistakes_are_named_and_change_nothing(desk: Desk, words: tuple[str, ...], reason: str) -> None:
    before = shown(desk)
    result = desk.run("review", *words)
    assert reason in str(result.exception)
    assert shown(desk) == before


def reread(record: Record, text: str, pipeline: str) -> Record:
    """Another pipeline's reading of a new text, with no claim in it."""
    parts = dict.fromkeys(("regions", "officials", "dates", "pillars", "events", "figures", "quotes"), ())
    head = msgspec.structs.replace(record.article, text=text, text_sha256=text_digest(text))
    made = msgspec.structs.replace(record.provenance, pipeline=pipeline)
    relevance = msgspec.structs.replace(record.relevance, reasons=())
    return msgspec.structs.replace(record, article=head, provenance=made, relevance=relevance, **parts)


def test_decisions_survive_a_new_text_or_are_flagged(desk: Desk) -> None:
    ok(desk, "accept", "r", "regions/13.72", "pillars/governance")
    desk.put(reread(make_rich(), "KABAR — " + TEXT.replace("Smart governance & economy", "Ekonomi"), "two"))
    assert codes(desk) == ["13.72"]
    assert shown(desk)["pillars"] == []
    stale = [json.loads(line) for line in ok(desk, "list", "--stale", "--json").splitlines()]
    assert [row["claim"] for row in stale] == ["pillars/governance"]


def test_an_accepted_addition_becomes_a_row_of_ones_own_and_undo_takes_it_out(desk: Desk) -> None:
    Path("pantau.toml").write_text('registry = "milik-kami"\n')
    Path("milik-kami").mkdir()
    ok(desk, "accept", "r", SIGNING)
    rows = list(csv.DictReader(io.StringIO(Path("milik-kami/memberships.csv").read_text())))
    assert [(row["cohort_year"], row["region_code"], row["source_url"]) for row in rows] == [
        ("2022", "13.72", "https://contoh.id/r")
    ]
    listed = desk.run("registry", "list", "members", "--cohort", "2022", "--province", "13", "--json").stdout
    assert '"13.72"' in listed
    ok(desk, "undo", "r", SIGNING)
    assert list(csv.DictReader(io.StringIO(Path("milik-kami/memberships.csv").read_text()))) == []


def test_the_queue_starts_with_what_touches_the_registry(desk: Desk) -> None:
    rows = [json.loads(line) for line in ok(desk, "list", "--json").splitlines()]
    assert rows[0]["claim"] == SIGNING
    assert rows[0]["reason"].startswith("adds")
    ok(desk, "accept", "r", SIGNING)
    assert SIGNING not in ok(desk, "list", "--json")


def exported(name: str, record: Record) -> bytes:
    file = io.BytesIO()
    EXPORTERS[name]([record], file, with_text=True)
    return file.getvalue()


def edited(name: str, removed: set[tuple[int, str]], added: list[tuple[int, int, str]]) -> bytes:
    """Our export as it comes back after a person removed and added marks."""
    if name == "labelstudio":
        tasks = json.loads(exported(name, make_rich()))
        result = tasks[0].pop("predictions")[0]["result"]
        result = [r for r in result if (r["value"]["start"], r["value"]["labels"][0]) not in removed]
        result += [{"type": "labels", "value": {"start": s, "end": e, "labels": [label], "text": TEXT[s:e]}}
                   for s, e, label in added]  # fmt: skip
        tasks[0]["annotations"] = [{"was_cancelled": False, "completed_by": 7, "result": result}]
        return json.dumps(tasks).encode()
    line = json.loads(exported(name, make_rich()))
    if name == "doccano":
        line["label"] = [m for m in line["label"] if (m[0], m[2]) not in removed] + [list(m) for m in added]
        line |= {"id": 41, "Comments": []}
    else:
        line["spans"] = [s for s in line["spans"] if (s["start"], s["label"]) not in removed]
        line["spans"] += [{"start": s, "end": e, "label": label} for s, e, label in added]
        line["answer"] = "accept"
    return json.dumps(line).encode()


@pytest.mark.parametrize("name", ["doccano", "labelstudio", "prodigy"])
def test_an_untouched_export_comes_back_without_a_change(desk: Desk, name: str) -> None:
    Path("back").write_bytes(edited(name, set(), []))
    assert json.loads(ok(desk, "import", "back", "--format", name, "--json")) == {"articles": 1}
    assert "judgements" not in str(shown(desk)["provenance"]) or shown(desk)["provenance"]["judgements"] == []  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["doccano", "labelstudio", "prodigy"])
def test_corrections_made_elsewhere_become_judgements(desk: Desk, name: str) -> None:
    kabupaten, name_start = TEXT.index("Kab.Solok"), TEXT.index("Anwar Sutan")
    removed = {(kabupaten, "region"), (name_start, "official")}
    added = [(name_start - 3, name_start + 11, "official"), (TEXT.index("economy"), TEXT.index("economy") + 7, "date")]
    Path("back").write_bytes(edited(name, removed, added))
    counts = json.loads(ok(desk, "import", "back", "--format", name, "--json", "--who", "rina"))
    assert counts == {"articles": 1, "negative": 1, "positive": 1, "unsure": 1}
    assert codes(desk) == ["13.72"]
    assert {mention["text"] for mention in shown(desk)["officials"][0]["mentions"]} == {"H. Anwar Sutan", "Anwar"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda line: line | {"label": [[0, 4, "Tokoh"]]}, "unknown label 'tokoh'", id="foreign label"),
        pytest.param(lambda line: line | {"label": [[0, 9_999, "region"]]}, "beyond the text", id="offset"),
        pytest.param(lambda line: line | {"label": [[4, 4, "region"]]}, "no range", id="empty range"),
        pytest.param(lambda line: line | {"article_id": "zz"}, "no such article", id="foreign article"),
        pytest.param(lambda line: {"text": line["text"], "label": []}, "no article_id", id="no id"),
    ],
)
def test_a_wrong_import_is_refused_whole(desk: Desk, change: object, reason: str) -> None:
    desk.put(make_record(id="a"))
    good = json.loads(exported("doccano", make_record(id="a"))) | {"label": []}
    bad = change(json.loads(exported("doccano", make_rich())))  # type: ignore[operator]
    Path("back").write_text(json.dumps(good) + "\n" + json.dumps(bad) + "\n")
    before = shown(desk, "a")
    result = desk.run("review", "import", "back", "--format", "doccano")
    assert reason in str(result.exception)
    assert shown(desk, "a") == before


def test_one_article_twice_is_refused(desk: Desk) -> None:
    Path("back").write_bytes(exported("doccano", make_rich()) * 2)
    assert "2 times" in str(desk.run("review", "import", "back", "--format", "doccano").exception)


def test_a_table_of_decisions_is_one_transaction(desk: Desk) -> None:
    head = "article,claim,verdict,set,note\n"
    Path("a.csv").write_text(head + "r,regions/13.02,correct,code=13.03; focus=true,\nr,pillars/governance,reject,,x\n")
    ok(desk, "import", "a.csv", "--format", "csv")
    assert codes(desk) == ["13.72", "13.03"]
    assert shown(desk)["regions"][1]["focus"] is True
    Path("b.csv").write_text(head + "r,regions/13.03,reject,,\nr,regions/99,reject,,\n")
    assert "b.csv, line 3" in str(desk.run("review", "import", "b.csv", "--format", "csv").exception)
    assert codes(desk) == ["13.72", "13.03"]


def test_judged_articles_become_gold(desk: Desk) -> None:
    desk.put(make_record(id="a"))
    ok(desk, "reject", "r", "regions/13.02", "--who", "rina")
    assert desk.run("gold", "export", "emas").exit_code == 0
    (gold,) = load_gold(Path("emas"))
    assert gold.text == TEXT
    assert gold.gold["regions"] == [{"name": "Kota Solok", "focus": True}]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in gold.gold["mentions"])
    assert [(note["claim"], note["verdict"]) for note in gold.gold["judged"]] == [("regions/13.02", "negative")]
