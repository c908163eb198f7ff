"""Who said what: marks of every kind, missing marks, speakers before, after and elsewhere."""

from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError
from nlp.layout import parse_layout
from nlp.mentions import Context, OfficialMention, RoleMention
from nlp.quotes.lexicon import load_cues, parse_cues
from nlp.quotes.marks import pair_marks
from nlp.quotes.quotes import find_quotes
from tests.nlp.quote_cases import LEAD, RATNA, SPEECH, Person, direct, occurrences, read
from tests.nlp.quote_texts import CASES

MARKS = {
    "straight": '"{}" ujar Ratna.',
    "curly": "“{}” ujar Ratna.",
    "curly-both-closing": "”{}” ujar Ratna.",
    "curly-both-opening": "“{}“ ujar Ratna.",
    "low-high": "„{}” ujar Ratna.",
    "low-high-german": "„{}“ ujar Ratna.",
    "guillemets": "«{}» ujar Ratna.",
    "double-prime": "″{}″ ujar Ratna.",
    "single-curly": "‘{}’ ujar Ratna.",
    "single-straight": "'{}' ujar Ratna.",
    "two-single-marks": "''{}'' ujar Ratna.",
    "backticks": "``{}'' ujar Ratna.",
    "opens-straight-closes-curly": '"{}” ujar Ratna.',
    "opens-curly-closes-straight": '“{}" ujar Ratna.',
    "glued-to-the-cue": '"{}"ujar Ratna.',
    "space-inside-the-marks": '" {} " ujar Ratna.',
    "comma-outside": '"{}", ujar Ratna.',
    "dash-before-the-cue": "“{}” – ujar Ratna.",
    "closing-missing": '"{} ujar Ratna.',
    "closing-missing-curly": "“{} ujar Ratna.",
    "closing-missing-nya": '"{} ujarnya.',
    "closing-missing-title": '"{} tegas Bupati.',
    "closing-missing-lower-title": '"{} tegas bupati.',
    "closing-of-another-family": "“{}' ujar Ratna.",
}


@pytest.mark.parametrize("form", MARKS.values(), ids=MARKS)
def test_marks_of_every_kind(form: str) -> None:
    text = LEAD + form.format(SPEECH)
    assert direct(text) == [(RATNA, SPEECH)]


CUES = {
    "kata": "kata Ratna",
    "ujar-dia": "ujar dia",
    "kata-ia": "kata ia",
    "katanya": "katanya",
    "tuturnya": "tuturnya kepada wartawan",
    "ucap-beliau": "ucap beliau",
    "jelas": "jelas Ratna Puspitasari",
    "pungkas": "pungkas Bupati Ratna",
    "imbuh": "imbuh Ratna, Senin",
    "tukas": "tukas Bupati Kebumen itu",
    "urai": "urai Ratna di hadapan peserta",
    "demikian": "demikian kata Ratna menutup sambutan",
    "demikian-passive": "demikian disampaikan Ratna",
    "katanya-menyebutkan": "katanya menyebutkan",
    "ajak": "ajak Ratna",
    "pinta": "pintanya",
    "description": "tutur perempuan kelahiran Gombong ini",
    "number-one": "ujar orang nomor satu di Kebumen itu",
    "former-office": "tutur mantan Kepala Diskominfo itu",
    "honorific": "kata Bu Ratna",
    "upper-case": "Ujar Ratna",
    "said-by": "dikatakan oleh Ratna",
}


@pytest.mark.parametrize("cue", CUES.values(), ids=CUES)
def test_speaker_after_the_quote(cue: str) -> None:
    text = f"{LEAD}“{SPEECH}” {cue}."
    assert direct(text) == [(RATNA, SPEECH)]


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_quotes(case: str) -> None:
    text, expected = CASES[case]
    title = text.split("\n")[0] if case == "headline" else None
    assert direct(text, title=title) == expected


INDIRECT = {
    "verb-and-comma": (f"{RATNA} mengatakan, semua desa sudah tersambung.", "semua desa sudah tersambung"),
    "verb-and-bahwa": (f"Bupati {RATNA} menegaskan bahwa data harus satu pintu.", "data harus satu pintu"),
    "menurut": (f"Menurut {RATNA}, data harus satu pintu.", "data harus satu pintu"),
    "kata-at-the-end": (f"Data harus satu pintu, kata {RATNA}.", "Data harus satu pintu"),
}


@pytest.mark.parametrize(("text", "clause"), INDIRECT.values(), ids=INDIRECT)
def test_indirect_speech(text: str, clause: str) -> None:
    assert [(q.kind, q.speaker, q.span.text) for q in read(text)] == [("indirect", RATNA, clause)]


def test_cue_is_given_as_printed() -> None:
    assert [q.cue for q in read(f"“{SPEECH}” Tegasnya.\n“{SPEECH}” kata {RATNA}.")] == ["Tegasnya", "kata"]


def test_missing_marks_are_told_in_the_reason() -> None:
    closing, opening = read(f"{LEAD}“{SPEECH} kata Ratna.\nKita semua harus turun ke desa,” tegasnya.")
    assert "closing mark missing" in closing.reason
    assert "opening mark missing" in opening.reason


def test_two_holders_of_one_title_are_told_apart_by_the_last_named() -> None:
    people = (Person("Abdul Gani", (), (), "bupati"), Person("Sari Wahyuni", (), (), "bupati"))
    text = "Bupati Sleman Abdul Gani dan Bupati Bantul Sari Wahyuni hadir.\n“Kami siap kerja,” kata Bupati Sleman."
    spans = [
        OfficialMention(s, p.name, "bupati", "Bupati", None, None) for p in people for s in occurrences(text, p.name)
    ]
    role = RoleMention(occurrences(text, "Bupati")[-1], "bupati", "Abdul Gani", "34.04")
    quotes = find_quotes(parse_layout(text, Context()), spans, [role])
    assert [q.speaker for q in quotes if q.kind == "direct"] == ["Abdul Gani"]


def test_component_writes_the_group() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_quotes")
    doc = nlp(f"{LEAD}“{SPEECH}” kata {RATNA}.")
    assert next(span.text for span in doc.spans["quotes"]).startswith("Warga harus")
    assert doc.spans["quotes"][0]._.mention.speaker == RATNA


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("plain = [", "TOML"),
        ("plain = []", "plain"),
        ("", "plain"),
    ],
    ids=["not-toml", "empty-list", "no-lists"],
)
def test_a_wrong_lexicon_is_refused(text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        parse_cues(text)


@given(st.text(alphabet=st.sampled_from("ab A.,?\n\"“”'‘’«»„ kataujar Ratnanya"), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_that_hold(text: str) -> None:
    for quote in find_quotes(parse_layout(text, Context())):
        quote.span.check(text)


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_stretches_are_in_order_and_apart(text: str) -> None:
    stretches = pair_marks(text, [(0, len(text))] if text else [], load_cues())
    assert all(a.outer_end <= b.outer_start for a, b in itertools.pairwise(stretches))


PATHOLOGICAL = {
    "ten-thousand-quotes": f"“Kami siap,” kata {RATNA}. " * 10_000,
    "ten-thousand-lines": f"“Kami siap,” kata {RATNA}.\n" * 10_000,
    "no-closing-mark": '"Kami siap kerja ' * 11_000,
    "no-closing-mark-lines": '"Kami siap kerja\n' * 11_000,
    "only-closing-marks": "kami siap,” ujarnya. " * 10_000,
    "nested": "“" * 50_000 + "”" * 50_000,
    "single-marks": "'a " * 60_000,
    "commas-and-cues": '"' + "kami, kata orang, " * 11_000,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_hostile_texts_are_read(text: str) -> None:
    part = text[: len(text) // 8]
    officials = [OfficialMention(s, RATNA, "bupati", "Bupati", None, None) for s in occurrences(part, RATNA)]
    for quote in find_quotes(parse_layout(part, Context()), officials):
        quote.span.check(part)
