"""News that takes an event back: what was put off, called off or corrected, and what only sounds like it."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.span import Span
from nlp.events.lexicon import load_lexicon
from nlp.events.read import read_events
from nlp.events.revision import read_revisions, revision_words
from nlp.events.scene import Inputs, Scene
from nlp.events.trigger import build_scene
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention, EventFound, QuoteMention, RegionMention
from registry.registry import load_registry
from tests.nlp.event_cases import parse_case

PUBLISHED = date(2026, 6, 4)
D5, D12 = "{d 2026-06-05|Jumat (5/6/2026)}", "{d 2026-06-12|12 Juni 2026}"
SIGN = "Penandatanganan nota kesepahaman (MoU) smart city {r 13.72|Kota Solok}"


def inputs_of(marked: str, title: str | None = None) -> Inputs:
    """The inputs of a marked text; see `tests.nlp.event_cases`."""
    text, marks = parse_case(marked)
    spans = [(letter, value, Span.of(text, start, end)) for letter, value, start, end in marks]
    return Inputs(
        layout=parse_layout(text, Context(title=title, published=PUBLISHED)),
        regions=tuple(
            RegionMention(span=span, code=value, level="kota", score=1.0, reason="test")
            for letter, value, span in spans
            if letter == "r"
        ),
        dates=tuple(DateMention(s, value, "day", "explicit") for letter, value, s in spans if letter == "d"),
        quotes=tuple(QuoteMention(s, "direct", None, None) for letter, _, s in spans if letter == "q"),
        published=PUBLISHED,
    )  # fmt: skip


def scene_of(marked: str, title: str | None = None) -> Scene:
    """The scene of a marked text."""
    return build_scene(inputs_of(marked, title), load_lexicon())


@pytest.mark.parametrize(
    ("marked", "kind", "before", "after"),
    [
        pytest.param(f"{SIGN} yang semula dijadwalkan {D5} ditunda ke {D12}.", "moved", "5", "12", id="put-off"),
        pytest.param(f"{SIGN} diundur dari {D5} menjadi {D12}.", "moved", "5", "12", id="diundur-dari-menjadi"),
        pytest.param(f"{SIGN} pada {D5} terpaksa diundur.", "moved", "5", None, id="no-new-day"),
        pytest.param(f"{SIGN} dijadwal ulang pada {D12}.", "moved", None, "12", id="dated-anew"),
        pytest.param(f"{SIGN} yang tadinya {D12} dimajukan sepekan, {D5}.", "moved", "12", "5", id="a-week-earlier"),
        pytest.param(f"{SIGN} dimajukan dari {D12} ke {D5}.", "moved", "12", "5", id="brought-forward"),
        pytest.param(f"Jadwal MoU smart city Pemko bergeser dari {D5} ke {D12}.", "moved", "5", "12", id="shifted"),
        pytest.param(
            f"{SIGN} ditunda. Jadwal barunya {D12}.", "moved", None, "12", id="new-day-in-the-next-sentence"
        ),
        pytest.param(
            f"Pemko Solok akan meneken MoU smart city {D5}. Agenda itu diundur ke {D12}.", "moved", None, "12",
            id="pointing-back",
        ),
        pytest.param(
            f"{SIGN} ditunda, kata Kepala Diskominfo, {{d 2026-06-04|Kamis (4/6/2026)}}.", "moved", None, None,
            id="the-day-of-the-speech-is-no-new-day",
        ),
        pytest.param(
            f"{SIGN} yang tertunda karena banjir akhirnya dipastikan berlangsung {D12}.", "moved", None, "12",
            id="made-sure",
        ),
        pytest.param(f"{SIGN} batal digelar {D5}.", "cancelled", "5", None, id="batal-digelar"),
        pytest.param(f"{SIGN} yang sedianya berlangsung {D5} dibatalkan.", "cancelled", "5", None, id="called-off"),
        pytest.param("Kominfo membatalkan MoU smart city dengan Pemko Solok.", "cancelled", None, None, id="active"),
        pytest.param(f"{SIGN} batal digelar {D5} dan dijadwalkan ulang {D12}.", "moved", "5", "12", id="off-and-anew"),
        pytest.param(f"{SIGN} yang sedianya berlangsung {D5} dipindahkan ke {D12}.", "moved", "5", "12", id="shifted"),
        pytest.param(
            f"{SIGN} yang mestinya berlangsung {D5} urung dilaksanakan. Kominfo memindahkannya ke {D12}.",
            "moved", "5", "12", id="off-and-shifted-by-the-ministry",
        ),
        pytest.param(f"{SIGN} batal digelar {D5}. Jadwal barunya {D12}.", "moved", "5", "12", id="off-with-a-new-day"),
        pytest.param(f"{SIGN} yang semula {D5} mundur menjadi {D12}.", "moved", "5", "12", id="mundur-menjadi"),
        pytest.param(
            f"{SIGN} digelar {D12}. Semula acara itu diagendakan {D5}, namun digeser.", "moved", "5", "12",
            id="new-day-in-the-sentence-before",
        ),
        pytest.param(f"{SIGN} akan digelar {D12}, digeser dari {D5}.", "moved", "5", "12", id="digeser-dari"),
        pytest.param(
            f"Sedianya {SIGN} digelar {D5}. Acara itu digeser ke {D12}.", "moved", "5", "12", id="old-day-before",
        ),
        pytest.param(
            f"{SIGN} akan digelar {D5}. Semula acara itu diagendakan {D12}, namun dimajukan.", "moved", "12", "5",
            id="brought-forward-to-the-day-before",
        ),
        pytest.param(f"{SIGN} berlangsung bukan {D5}, melainkan {D12}.", "corrected", "5", "12", id="not-but"),
        pytest.param(
            f"{SIGN} sudah digelar. Pada berita sebelumnya tertulis {D5}. Tanggal yang benar adalah {D12}.",
            "corrected", "5", "12", id="written-and-right",
        ),
        pytest.param(
            f"Ralat: {SIGN} yang disebut berlangsung {D5} sebenarnya digelar pada tanggal sebenarnya {D12}.",
            "corrected", "5", "12", id="ralat",
        ),
    ],
)  # fmt: skip
def test_what_is_taken_back(marked: str, kind: str, before: str | None, after: str | None) -> None:
    scene = scene_of(marked)
    [found] = read_revisions(scene, revision_words())
    told = found.revision
    days = {None: None, "5": "2026-06-05", "12": "2026-06-12"}
    assert (found.type, told.kind, told.before, told.after) == ("mou_signing", kind, days[before], days[after])
    told.evidence.check(scene.text)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(f"{SIGN} tidak ditunda dan tetap digelar {D5}.", id="denied"),
        pytest.param(f"{SIGN} pada {D5} bisa ditunda bila hujan.", id="possible"),
        pytest.param(f"DPRD meminta {SIGN} dibatalkan.", id="wished"),
        pytest.param(f"Kabar {SIGN} dibatalkan itu tidak benar.", id="rumour"),
        pytest.param(f"{SIGN} tidak jadi ditunda.", id="back-in-place"),
        pytest.param(f"Pemko Solok meneken MoU smart city {D5}, proyek videotron ditunda ke {D12}.", id="a-project"),
        pytest.param(f"Pemko Solok meneken MoU smart city {D5}, pesta rakyat di taman ditunda.", id="own-subject"),
        pytest.param(f"Pemko Solok meneken MoU smart city {D5}. Pembangunan pasar ditunda.", id="another-sentence"),
        pytest.param(f'Pemko Solok meneken MoU smart city {D5}. {{q|"MoU ini ditunda dulu"}}, katanya.', id="speech"),
        pytest.param(f"{SIGN} berlangsung {D5}. Tim lalu bergeser ke Kota Padang.", id="people-move-on"),
        pytest.param(f"{SIGN} berlangsung {D5}. Karena hujan, peserta dipindahkan ke gedung lain.", id="another-room"),
        pytest.param(f"{SIGN} pada {D5} molor setengah jam.", id="late-by-minutes"),
        pytest.param(
            f"{SIGN} berlangsung {D5}. Wali kota semula hendak hadir. Rencana itu urung karena sakit.", id="own-plan"
        ),
        pytest.param(
            f"{SIGN} berlangsung {D5}. Tahun {{d 2020|2020}}, evaluasi smart city ditiadakan.", id="a-year-gone-by"
        ),
        pytest.param(f"{SIGN} berlangsung {D5}.", id="nothing"),
        pytest.param(f"Ralat: {SIGN} berlangsung lancar, nama camat yang tertulis keliru.", id="a-name-is-corrected"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(marked: str) -> None:
    assert read_revisions(scene_of(marked), revision_words()) == ()


def read(marked: str) -> EventFound:
    """The only event of a text."""
    [event] = read_events(inputs_of(marked), load_lexicon(), load_registry())
    return event


def test_a_moved_event_stands_on_its_new_day() -> None:
    event = read(f"{SIGN} yang semula dijadwalkan {D5} ditunda ke {D12}.")
    assert (event.date, event.status) == ("2026-06-12", "planned")


def test_an_event_on_its_old_and_new_day_is_one() -> None:
    bimtek = "Bimtek penyusunan masterplan smart city {r 13.72|Kota Solok}"
    event = read(f"{bimtek} yang seharusnya berlangsung {D5} diundur menjadi {{d 2026-07-07|7 Juli 2026}}.")
    assert (event.type, event.date, event.status) == ("coaching", "2026-07-07", "planned")


def test_a_called_off_event_is_neither_held_nor_planned() -> None:
    event = read(f"{SIGN} batal digelar {D5}.")
    assert (event.date, event.status) == ("2026-06-05", None)
    assert ("status", "the text says that it was called off") in event.undecided


def test_what_took_place_was_not_called_off() -> None:
    text = (
        f"{SIGN} digelar {{d 2026-06-02|Selasa (2/6/2026)}}. Wali kota dijadwalkan meneken sendiri. Rencana itu urung."
    )
    [event] = (e for e in read_events(inputs_of(text), load_lexicon(), load_registry()) if e.date)
    assert (event.date, event.status) == ("2026-06-02", "held")


def test_what_was_put_off_and_then_held_is_held() -> None:
    late = "{d 2026-06-03|Rabu (3/6/2026)}"
    event = read(f"Sempat ditunda dari jadwal semula {{d 2026-05-20|20 Mei 2026}}, {SIGN} akhirnya digelar {late}.")
    assert (event.date, event.status) == ("2026-06-03", "held")


def test_an_earlier_round_stays_what_it_was_when_a_later_one_moves() -> None:
    text = (
        "Evaluasi smart city {r 13.72|Kota Solok} yang mestinya berlangsung {d 2026-06-03|Rabu (3/6/2026)} urung. "
        f"Kominfo memindahkannya ke {D12}. Evaluasi mandiri sudah dijalani {{d 2026-05-20|20 Mei}}."
    )
    events = read_events(inputs_of(text), load_lexicon(), load_registry())
    assert sorted((e.date, e.status) for e in events) == [("2026-05-20", "held"), ("2026-06-12", "planned")]
