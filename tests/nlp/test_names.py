"""Tokens, features and the trained recogniser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError, ModelMismatch, UnreadableInput
from nlp.layout import parse_layout
from nlp.mentions import Context, NameMention
from nlp.names import recogniser
from nlp.names.features import Feature, sentence_features, shape_of
from nlp.names.recogniser import find_names, iter_chunks, iter_windows
from nlp.names.token import tokenise
from nlp.names.wordlist import load_wordlists, name_words
from nlp.training.names import load_silver, repeated, score, train
from nlp.training.sample import Sample, load_columns


def names_in(text: str) -> tuple[NameMention, ...]:
    """Names by the shipped weights."""
    return find_names(text, parse_layout(text, Context()).sentences)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Johnny G. Plate,", ["Johnny", "G", ".", "Plate", ","]),
        ("Siti Mu’minah", ["Siti", "Mu’minah"]),
        ("(21/04/2022) Rp1.250", ["(", "21/04/2022", ")", "Rp", "1.250"]),
        ("KOTA,-Kabupaten", ["KOTA", ",", "-", "Kabupaten"]),
        ("No.50DCAI", ["No", ".", "50", "DCAI"]),
        ("", []),
    ],
    ids=["initial", "apostrophe", "numbers", "glued", "digits", "empty"],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


@given(st.text(max_size=200))
def test_tokens_keep_every_mark_at_its_place(text: str) -> None:
    found = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert "".join(t.text for t in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "shape"),
    [("Kota", "Xx"), ("DPRD", "XX"), ("RI", "X2"), ("G", "X"), ("di", "x"), ("eKTP", "xX"), ("21/4", "d"), (",", ",")],
)
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_hidden_words_leave_shape_and_surroundings() -> None:
    words = ["ujarnya", "Ambosakka", "."]
    shown, hidden = (_text(sentence_features(words, flags)[1]) for flags in (None, [True, False, True]))
    assert "w=ambosakka" in shown
    assert not any("ambosakka" in feature.lower() for feature in hidden)
    assert {"s=Xx", "-1w=ujarnya", "-1h=cue"} <= hidden


def _text(features: Iterable[Feature]) -> set[str]:
    return {feature.decode() if isinstance(feature, bytes) else feature for feature in features}


def test_features_of_wanted_tokens_know_the_others() -> None:
    words = ["Bupati", "Ambo", "Sakka", "di", "Aceh", "Jaya", "."]
    whole = sentence_features(words)
    assert sentence_features(words, wanted=[1, 5]) == [whole[1], whole[5]]
    assert sentence_features(words, wanted=[]) == []


def test_small_letters_far_from_capitals_change_no_name() -> None:
    far = "dan kemudian semua orang pulang ke rumah masing masing dengan hati senang sekali"
    text = f"Bupati Wajo Ambo Sakkaruddin, {far}, kata Yendri Salmiadi."
    found = [(name.span.text, name.kind) for name in names_in(text) if name.kind == "person"]
    assert found == [("Ambo Sakkaruddin", "person"), ("Yendri Salmiadi", "person")]


def test_known_places_are_marked_but_not_where_words_are_hidden() -> None:
    words = ["di", "Aceh", "Jaya", "Bustari"]
    marks = {"t=rE", "tb=rE|aceh", "-1t=rB"}
    assert marks <= _text(sentence_features(words)[2])
    assert "-1t=rE" in _text(sentence_features(words)[3])
    assert not marks & _text(sentence_features(words, [True, False, True, True])[2])


@pytest.mark.parametrize(
    ("labels", "chunks"),
    [
        (["B-PER", "I-PER", "O"], [(0, 1, "person")]),
        (["B-PER", "B-PER"], [(0, 0, "person"), (1, 1, "person")]),
        (["O", "I-LOC", "I-ORG"], [(1, 1, "location"), (2, 2, "organisation")]),
        ([], []),
    ],
    ids=["run", "neighbours", "stray", "empty"],
)
def test_chunks(labels: list[str], chunks: list[tuple[int, int, str]]) -> None:
    assert list(iter_chunks(labels)) == chunks


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Acara itu dibuka Bupati Wajo Ambo Sakkaruddin di Sengkang.", "Ambo Sakkaruddin"),
        ("\"Kita harus siap,\" kata Yendri Salmiadi kepada wartawan.", "Yendri Salmiadi"),
        ("Menurut Drs. H. Efrizal Amrinaldi, M.Si., warga sudah terbantu.", "Efrizal Amrinaldi"),
        ("Menteri Komunikasi dan Informatika Johnny G. Plate hadir.", "Johnny G. Plate"),
        ("Kepala Dinas Kominfo Retno Palupiningtyas menjelaskan, data sudah ada.", "Retno Palupiningtyas"),
    ],
    ids=["bupati", "speaker", "honorifics", "initial", "kadis"],
)  # fmt: skip
def test_persons_whom_no_list_knows(text: str, person: str) -> None:
    assert person in [name.span.text for name in names_in(text) if name.kind == "person"]


def test_organisations_and_scores() -> None:
    found = names_in("Nota kesepahaman diteken Kementerian Komunikasi dan Informatika di Jakarta.")
    assert "organisation" in {name.kind for name in found}
    assert all(0 < name.score <= 1 for name in found)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa Bb.,()\n“”’1é-Ω漢"), max_size=150))
def test_any_text_is_read_with_exact_spans(text: str) -> None:
    for name in names_in(text):
        name.span.check(text)


def test_sentences_without_an_end_are_cut() -> None:
    text = "Ambo " * 1000
    assert [len(window) for window in iter_windows(text, [(0, len(text))])] == [400, 400, 200]


def test_a_long_text_is_read() -> None:
    text = "Bupati Ambo Sakka dan warga hadir di Wajo. " * 400
    assert sum(name.span.text == "Ambo Sakka" for name in names_in(text)) > 350


def test_weights_of_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser.load_tagger.cache_clear()
    monkeypatch.setattr(recogniser, "FEATURES_VERSION", -1)
    with pytest.raises(ModelMismatch, match="features version -1"):
        recogniser.load_tagger()
    recogniser.load_tagger.cache_clear()


def test_training_learns_and_is_the_same_twice(tmp_path: Path) -> None:
    columns = (
        "Bupati NOUN O\nAmbo PROPN B-PER\nSakka PROPN I-PER\nhadir VERB O\n. PUNCT O\n\nWarga NOUN O\npulang VERB O\n"
    )
    (tmp_path / "train.txt").write_text(columns * 5, "utf-8")
    samples = load_columns(tmp_path / "train.txt")
    assert samples[0] == Sample(("Bupati", "Ambo", "Sakka", "hadir", "."), ("O", "B-PER", "I-PER", "O", "O"))
    train(samples, tmp_path / "a")
    train(samples, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert score(samples, tmp_path / "a") == {"person": 1.0, "all": 1.0}


def test_sentences_of_a_teacher_are_taken_where_it_is_sure(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('[["Ambo", "hadir"], ["B-PER", "O"], 0.9]\n[["Wajo"], ["B-LOC"], 0.3]\n', "utf-8")
    assert load_silver(path) == (Sample(("Ambo", "hadir"), ("B-PER", "O")),)


@pytest.mark.parametrize(
    "line",
    ["{}", '[["a"], ["O", "O"], 1]', "[[], [], 1]", '[[""], ["O"], 1]', "["],
    ids=["kind", "few", "none", "empty", "cut"],
)
def test_lines_of_a_teacher_are_checked(line: str, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text(f'[["a"], ["O"], 1]\n{line}\n', "utf-8")
    with pytest.raises(UnreadableInput, match="line 2"):
        load_silver(tmp_path / "all.jsonl")


@pytest.mark.parametrize(("taught", "times"), [(0, 1), (3, 1), (20, 3), (40, 6)], ids=["none", "few", "more", "many"])
def test_annotated_sentences_hold_their_share_beside_a_teacher(taught: int, times: int) -> None:
    sample = Sample(("Ambo",), ("B-PER",))
    assert repeated([sample] * 2, [sample] * taught) == (sample,) * 2 * times


def test_a_teacher_adds_what_the_annotated_sentences_lack(tmp_path: Path) -> None:
    samples = [Sample(("Bupati", "Ambo", "hadir"), ("O", "B-PER", "O"))] * 5
    silver = [Sample(("di", "Wajo"), ("O", "B-LOC"))] * 5
    train(samples, tmp_path / "without")
    train(samples, tmp_path / "with", silver)
    assert score(silver, tmp_path / "with")["all"] == 1
    assert score(silver, tmp_path / "without")["all"] < 1


def test_columns_must_be_three(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("Bupati O\n", "utf-8")
    with pytest.raises(UnreadableInput, match="line 1"):
        load_columns(tmp_path / "train.txt")


@pytest.mark.parametrize(
    "content",
    ['[a]\nwords = "x"', '[a]\ncomment = "c"\nwords = "X"', '[a]\ncomment = "c"\nwords = ""'],
    ids=["no-comment", "capital", "empty"],
)
def test_word_lists_are_checked(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.toml").write_text(content, "utf-8")
    with pytest.raises(LexiconError):
        load_wordlists(tmp_path / "list.toml")
    assert "person" in name_words()
