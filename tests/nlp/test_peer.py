"""spaCy's recogniser as a peer: it trains, it is measured on the same sentences as ours, and it may be absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import UnreadableInput
from corpus.markup import parse_markup
from models.loading import load_card
from nlp.evaluation.measure import SPACY, Bench
from nlp.evaluation.recognition import (
    idner_sentences,
    load_spacy_recogniser,
    our_recogniser,
    own_sentences,
    score_names,
    training_differs,
)
from nlp.evaluation.score import RowResult, total
from nlp.training import peer
from nlp.training.peer import CARD, Limits, idner_at_hand, rebuild, train_peer
from nlp.training.sample import Sample

SAMPLES = [
    Sample(("Bupati", "Ambo", "Sakka", "hadir", "di", "Wajo", "."), ("O", "B-PER", "I-PER", "O", "O", "B-LOC", "O")),
    Sample(("Warga", "pulang", "ke", "Wajo", "."), ("O", "O", "O", "B-LOC", "O")),
]
COLUMNS = "Bupati NOUN O\nAmbo PROPN B-PER\nSakka PROPN I-PER\nhadir VERB O\n\nWarga NOUN O\npulang VERB O\n"
ANNOTATED = """+++
id = "w901"
story = "wajo"
split = "test"
relevant = false
+++
{n|Ambo Sakka} pulang ke {r 73.13|Wajo}.
"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """spaCy's recogniser after some rounds over two sentences, with the card that `make peers` writes."""
    folder = tmp_path_factory.mktemp("peer")
    ours = [data["sentences"] for data in load_card("names")["data"] if "sentences" in data]
    about = {"idner_sentences": ours[0], "own_sentences": ours[1]}
    card = train_peer(SAMPLES * 16, SAMPLES, folder, Limits(epochs=12, seconds=60, patience=12), about)
    assert card["own_dev_f1"] > 0.9
    return folder


def test_the_stored_recogniser_finds_what_it_learned(trained: Path) -> None:
    recognise = load_spacy_recogniser(trained)
    assert recognise is not None
    assert [(3, 3, "location") in chunks for chunks in recognise(SAMPLES)] == [False, True]
    assert total(score_names({"x": SAMPLES}, recognise))["names"].f1 > 0.9


def test_training_is_the_same_twice_and_stops_without_progress(tmp_path: Path) -> None:
    limits = Limits(epochs=9, patience=1)
    cards = [train_peer(SAMPLES, [], tmp_path / name, limits) for name in ("a", "b")]
    assert cards == [{"best_epoch": 1, "own_dev_f1": 0.0}] * 2
    first, second = ((tmp_path / name / "ner" / "model").read_bytes() for name in ("a", "b"))
    assert first == second


@pytest.mark.parametrize(
    ("epoch", "best_epoch", "seconds", "over"),
    [(4, 4, 59, False), (5, 5, 0, True), (4, 2, 0, True), (4, 3, 60, True)],
    ids=["goes-on", "epochs", "patience", "time"],
)
def test_training_ends(epoch: int, best_epoch: int, seconds: float, over: bool) -> None:
    assert Limits(epochs=5, patience=2, seconds=60).reached(epoch, best_epoch, seconds) is over


def test_the_card_names_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "load_own_articles", lambda: (parse_markup(ANNOTATED.replace('"test"', '"train"')),))
    (tmp_path / "train.txt").write_text(COLUMNS)
    card = rebuild(tmp_path, tmp_path / "out", Limits(epochs=1))
    assert (card["idner_sentences"], card["own_sentences"], card["best_epoch"]) == (2, 1, 1)
    assert json.loads((tmp_path / "out" / CARD).read_text()) == card
    said = training_differs(tmp_path / "out")
    assert said is not None
    assert "trained on 2 + 1 sentences" in said


def test_training_without_the_data_says_what_to_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PANTAU_IDNER", raising=False)
    monkeypatch.setattr(peer, "IDNER", Path("nowhere"))
    monkeypatch.setattr("sys.argv", ["peer"])
    with pytest.raises(SystemExit):
        peer.main()
    assert "make peers IDNER=FOLDER" in capsys.readouterr().err


def test_the_data_is_found_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PANTAU_IDNER", raising=False)
    monkeypatch.setattr(peer, "IDNER", tmp_path)
    assert idner_at_hand() == tmp_path
    monkeypatch.setenv("PANTAU_IDNER", "named")
    assert idner_at_hand() == Path("named")


def test_names_are_scored_by_exact_span_and_kind() -> None:
    found = [{(1, 1, "person"), (5, 5, "location")}, {(3, 3, "organisation")}]
    (scored,) = score_names({"x": SAMPLES}, lambda samples: found)
    wajo = ("location", "Wajo", "sentence 1, word 6")
    assert scored.rows["names.location"] == RowResult((wajo,), (("location", "Wajo", "sentence 2, word 4"),), ())
    assert scored.rows["names.person"].false == (("person", "Ambo", "sentence 1, word 2"),)
    assert [len(part) for part in (scored.rows["names"].hits, scored.rows["names"].missed)] == [1, 2]


def test_our_recogniser_reads_sentences_even_empty_ones() -> None:
    (names, nothing) = our_recogniser([SAMPLES[0], Sample((), ())])
    assert (1, 2, "person") in names
    assert nothing == set()


def test_idner_is_read_sentence_by_sentence(tmp_path: Path) -> None:
    (tmp_path / "dev.txt").write_text(COLUMNS)
    assert list(idner_sentences(tmp_path)) == ["sentence 1", "sentence 2"]
    with pytest.raises(UnreadableInput, match="no IDNER-news-2k"):
        idner_sentences(tmp_path / "elsewhere")


def test_both_recognisers_stand_in_one_table(trained: Path) -> None:
    bench = Bench(spacy_folder=trained)
    measured = bench.measure_annotated("own", [parse_markup(ANNOTATED)], "ours")
    assert measured.about == "1 articles, ours"
    assert total(measured.results)["names.person"].hits == 1
    assert {"names", "names.location"} <= set(total(measured.peers[SPACY]))
    assert SPACY not in bench.notes
    assert own_sentences([parse_markup(ANNOTATED)]).keys() == {"w901"}


def test_an_absent_peer_is_offered(tmp_path: Path) -> None:
    bench = Bench(spacy_folder=tmp_path)
    assert "make peers" in bench.notes[SPACY]
    assert Bench(with_peers=False, spacy_folder=tmp_path).notes == {}
