"""Which programme events does an article tell, when, where and with whom?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError
from corpus.span import Span
from nlp.components.events import create_events
from nlp.doc import read_mentions, write_mentions
from nlp.events.happening import merge_claims
from nlp.events.lexicon import fold_case, load_lexicon, parse_wording
from nlp.events.period import parse_period
from nlp.events.read import read_events
from nlp.events.scene import Inputs
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention, EventFound, RegionMention, RelevanceFound
from registry.registry import load_registry
from tests.nlp.event_cases import events_of, inputs_of, load_cases, side_article


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in load_cases(kind)]


def told(events: tuple[EventFound, ...]) -> set[str]:
    return {f"{event.type} {event.date}" for event in events if event.date}


@pytest.mark.parametrize("case", cases("sentence"))
def test_dated_events_of_a_sentence(case: dict[str, Any]) -> None:
    assert told(events_of(case["text"], title=False)) == set(case["events"])


@pytest.mark.parametrize("case", cases("article"))
def test_dated_events_and_regions_of_an_article(case: dict[str, Any]) -> None:
    events = events_of(case["text"])
    assert told(events) == set(case["events"])
    assert not events or set(events[0].region_codes) == set(case["regions"])


@pytest.mark.parametrize("case", cases("side"))
def test_what_an_article_tells_beside_its_own_event(case: dict[str, Any]) -> None:
    events = events_of(side_article(case["main"], case["text"]), published=date(2023, 10, 20))
    assert told(events) == {f"{case['main']} 2023-10-18", *case["events"]}


@pytest.mark.parametrize("case", cases("whole"))
def test_every_dated_event_with_its_regions(case: dict[str, Any]) -> None:
    events = events_of(case["text"].lstrip("\n"))
    assert {" ".join([e.type, e.date, *sorted(e.region_codes)]) for e in events if e.date} == set(case["events"])


@pytest.mark.parametrize("case", cases("region"))
def test_regions_that_took_part(case: dict[str, Any]) -> None:
    (event, *_) = [event for event in events_of(case["text"]) if event.date]
    assert set(event.region_codes) == set(case["regions"])


def test_a_list_belongs_to_the_event_of_its_own_sentence() -> None:
    text = (
        "Bimtek Smart City {r 63.72|Banjarbaru}\nBimtek {r 63.72|Banjarbaru} dibuka {d 2018-07-04|Rabu (4/7)}.\n"
        "Yang lolos seleksi pada {d 2018-03|Maret} adalah {r 64.08|Kutai Timur}, {r 63.71|Banjarmasin} dan "
        "{r 63.72|Banjarbaru}."
    )
    codes = {event.type: set(event.region_codes) for event in events_of(text)}
    assert codes == {"coaching": {"63.72"}, "selection": {"64.08", "63.71", "63.72"}}


def test_a_side_event_of_another_region_is_that_regions() -> None:
    text = (
        "{r 13.77|Pariaman} Ikuti Evaluasi Smart City\nPemko {r 13.77|Pariaman} menjalani evaluasi smart city, "
        "{d 2023-09-05|Selasa (5/9)}.\nPemko {r 13.71|Padang} menerima Smart City Award pada {d 2023-12-07|7 Desember}."
    )
    assert [event.region_codes for event in events_of(text)] == [("13.77",), ("13.71",)]


def test_what_lies_ahead_for_all_is_nobodys_own() -> None:
    text = (
        "{r 33.07|Wonosobo} Raih Award\n{r 33.07|Wonosobo} meraih award smart city, {d 2025-08-26|Selasa (26/8)}.\n"
        "Evaluasi terhadap seluruh peserta akan dimulai {d 2025-10|Oktober}."
    )
    assert [event.region_codes for event in events_of(text)] == [("33.07",), ()]


def test_what_all_are_invited_to_on_a_day_ahead_is_nobodys_own() -> None:
    text = (
        "{r 33.07|Wonosobo} Ikuti Bimtek\n{r 33.07|Wonosobo} ikut bimtek smart city, {d 2021-11-09|Selasa (9/11)}.\n"
        "Semua daerah peserta diundang ke malam penghargaan di Jakarta, {d 2021-12-14|14 Desember}."
    )
    assert [event.region_codes for event in events_of(text, published=date(2021, 11, 10))] == [("33.07",), ()]


def test_whose_turn_comes_next() -> None:
    text = (
        "{r 33.07|Wonosobo} Dievaluasi\nKominfo mengevaluasi kota cerdas {r 33.07|Wonosobo}, {d 2019-09-25|Rabu}.\n"
        "Semua peserta dievaluasi tahun ini. {r 33.24|Kendal} mendapat giliran {d 2019-10-03|3 Oktober}."
    )
    assert [event.region_codes for event in events_of(text)] == [("33.07",), ("33.24",)]


@pytest.mark.parametrize("case", cases("place"))
def test_place_and_mode(case: dict[str, Any]) -> None:
    place, mode = case.get("place"), case.get("mode")
    (event,) = events_of(f"Bimtek\nBimtek smart city {{r 63.72|Banjarbaru}} digelar {case['where']}.")
    assert (event.place, event.mode) == (place, mode)
    reasons = dict(event.undecided)
    assert ("place" in reasons, "mode" in reasons) == (place is None, mode is None)


def test_a_place_stays_with_its_own_date() -> None:
    text = (
        "Bimtek Smart City\nMenindaklanjuti MoU pada {d 2023-02-28|28 Februari} lalu, {r 33.17|Rembang} mengikuti "
        "bimtek smart city di Aula Setda, {d 2023-07-04|Selasa (4/7)}."
    )
    assert {event.type: event.place for event in events_of(text)} == {"coaching": "Aula Setda", "mou_signing": None}


def test_how_a_round_was_held_is_said_beside_its_own_day() -> None:
    text = (
        "Bimtek Smart City\nBimtek smart city {r 63.72|Banjarbaru} tahap I digelar daring {d 2023-06-06|6 Juni}, tahap "
        "II digelar tatap muka {d 2023-07-04|4 Juli}."
    )
    assert {event.date: event.mode for event in events_of(text)} == {"2023-06-06": "virtual", "2023-07-04": "in_person"}


@pytest.mark.parametrize("case", cases("status"))
def test_status(case: dict[str, Any]) -> None:
    (event,) = events_of(case["text"], title=False, published=case.get("published"))
    assert event.status == case["status"]


@pytest.mark.parametrize("case", cases("cohort"))
def test_cohort(case: dict[str, Any]) -> None:
    (event,) = events_of(case["text"], title=False)
    assert event.cohort == case.get("cohort")


def test_participants_have_their_part_once() -> None:
    text = (
        "MoU Smart City\nWali Kota {r 35.77|Madiun} {o|Hadi Prasetyo} menandatangani nota kesepahaman smart city, "
        "{d 2019-05-15|Rabu (15/5)}. Penandatanganan disaksikan Menkominfo {o|Rudiantara}.\n"
        "{o|Hadi Prasetyo} didampingi Sekda {o|Rusdi Yahya}."
    )
    (event,) = events_of(text)
    assert dict(event.participants) == {
        "Hadi Prasetyo": "signatory", "Rudiantara": "witness", "Rusdi Yahya": "attendee",
    }  # fmt: skip


def test_an_undated_main_event_says_why_it_has_no_date() -> None:
    text = 'Sosialisasi Smart City\nPemko {r 13.77|Pariaman} menggelar sosialisasi smart city. "{q|Bagus,}" kata warga.'
    (event,) = events_of(text)
    assert (event.type, event.date) == ("socialisation", None)
    assert dict(event.undecided)["date"]


def test_read_also_lines_tell_no_event() -> None:
    text = (
        "Bimtek Smart City\nBimtek smart city {r 13.77|Pariaman} digelar {d 2022-09-06|6 September}.\n"
        "Baca juga: Padang Raih Penghargaan Smart City {d 2021-12-14|14 Desember 2021}\nPeserta antusias."
    )
    assert told(events_of(text)) == {"coaching 2022-09-06"}


def test_of_two_rival_signing_days_the_registrys_stands() -> None:
    text = (
        "{r 13.77|Pariaman} Teken MoU\nMoU smart city {r 13.77|Pariaman} diteken {d 2022-04-21|Kamis (21/4)}.\n"
        "MoU {d 2022-04-22|Jumat (22/4)}."
    )
    assert told(events_of(text)) == {"mou_signing 2022-04-21"}


def test_evidence_is_the_sentence_with_the_date() -> None:
    text = "MoU Smart City\nWali Kota {r 13.77|Pariaman} hadir. MoU smart city diteken {d 2022-04-21|Kamis (21/4)}."
    (event,) = events_of(text)
    assert [span.text for span in event.evidence] == ["MoU smart city diteken Kamis (21/4)."]
    assert 0.0 < event.score <= 1.0


PERIODS = {
    "day": ("2022-04-21", 1), "month": ("2022-02", 28), "interval": ("2024-08-06/2024-08-07", 2),
    "months": ("2024-06/2024-10", 153), "year": ("2022", None), "nonsense": ("2022-13", None), "text": ("bulan", None),
    "backwards": ("2024-08-07/2024-08-06", None), "three": ("2024-01-01/2024-01-02/2024-01-03", None),
}  # fmt: skip


@pytest.mark.parametrize(("value", "days"), PERIODS.values(), ids=PERIODS)
def test_periods(value: str, days: int | None) -> None:
    period = parse_period(value)
    assert (period.days if period else None) == days


BAD_LEXICONS = {
    "no-toml": "[[trigger",
    "type": '[[trigger]]\ntype = "party"\nweight = 3\nwords = ["pesta"]',
    "weight": '[[trigger]]\ntype = "award"\nweight = 9\nwords = ["piala"]',
    "cue": '[[trigger]]\ntype = "award"\nweight = 3\nneeds = ["gold"]\nwords = ["piala"]',
    "empty": '[[trigger]]\ntype = "award"\nweight = 3\nwords = []',
    "gap-first": '[[trigger]]\ntype = "award"\nweight = 3\nwords = ["... piala"]',
}


@pytest.mark.parametrize("text", BAD_LEXICONS.values(), ids=BAD_LEXICONS)
def test_a_bad_lexicon_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"events\.toml"):
        load_lexicon(path)


def test_wordings_match_inflections_gaps_and_alternatives() -> None:
    ((head, pattern),) = parse_wording("events.toml", "memaparkan ... tim penguji|penilai")
    assert head == "memaparkan"
    assert pattern.match("memaparkan masterplan di depan tim penilai")
    assert not pattern.match("memaparkan masterplan kepada tim")
    assert parse_wording("events.toml", "tandatangan*")[0][1].match("tandatanganinya")


def test_folding_keeps_offsets() -> None:
    assert fold_case("İZMİR MoU") == "İzmİr mou"


def test_no_claims_no_happenings() -> None:
    assert merge_claims([], frozenset(), "other") == []


MARKS = ["{d 2022-04-21|Kamis}", "{r 13.77|Pariaman}", "{o|Budi}"]
WORDS = [
    "mou", "teken", "bimtek", "evaluasi", "penghargaan", "lolos", "seleksi", "masterplan", "smart city", "kata",
    "Kamis", "di", "Aula", "dan", "setelah", "akan", ".", ",", "\n", '"', "“", "(", ")",
]  # fmt: skip
PLAIN = st.text(max_size=6).map(lambda text: text.replace("{", "").replace("}", ""))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), PLAIN)))
def test_any_text_is_read_and_every_span_checks(parts: list[str]) -> None:
    inputs = inputs_of(" ".join(parts), title=False)
    for event in read_events(inputs, load_lexicon(), load_registry()):
        for span in (event.span, *event.evidence):
            span.check(inputs.layout.text)


@pytest.mark.parametrize(
    "unit",
    ["bimtek smart city 21 April 2022 di Pariaman dan Aula ", "MoU diteken 21 April 2022.\n", '"bimtek" kata Budi '],
)
def test_long_texts_are_read(unit: str) -> None:
    text = unit * 400
    at, dates = text.find("21 April 2022"), []
    while at >= 0:
        value = f"20{len(dates) % 90 + 10}-04-21"
        dates.append(DateMention(Span.of(text, at, at + 13), value, "day", "explicit"))
        at = text.find("21 April 2022", at + 13)
    places = [Span.of(text, match.start(), match.end()) for match in re.finditer("Pariaman", text)]
    regions = tuple(RegionMention(span, "13.77", "kota", 1.0, "") for span in places)
    inputs = Inputs(parse_layout(text, Context()), regions=regions, dates=tuple(dates))
    for event in read_events(inputs, load_lexicon(), load_registry()):
        event.span.check(text)


def component_doc(relevant: bool) -> Any:
    nlp = spacy.blank("id")
    component = create_events(nlp, "pantau_events")
    doc = nlp.make_doc("Kota Pariaman meneken MoU smart city, Kamis (21/4/2022).")
    doc._.context = Context(published=date(2022, 4, 22))
    doc._.relevance = RelevanceFound(relevant, 0.9)
    write_mentions(doc, "regions", [RegionMention(Span.of(doc.text, 0, 13), "13.77", "kota", 1.0, "")])
    write_mentions(doc, "dates", [DateMention(Span.of(doc.text, 38, 55), "2022-04-21", "day", "explicit")])
    return component(doc)


def test_the_component_writes_events_and_their_triggers() -> None:
    doc = component_doc(relevant=True)
    (event,) = doc._.events
    assert (event.type, event.date, event.region_codes, event.status) == (
        "mou_signing",
        "2022-04-21",
        ("13.77",),
        "held",
    )
    assert read_mentions(doc, "events", EventFound) == doc._.events
    assert doc.spans["events"][0].text == "meneken MoU"


def test_an_article_on_other_things_has_no_events() -> None:
    doc = component_doc(relevant=False)
    assert doc._.events == ()
    assert len(doc.spans["events"]) == 0
