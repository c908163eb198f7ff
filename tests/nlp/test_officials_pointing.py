"""Titles that point back, places before names, former offices, field names. Persons are invented."""

from __future__ import annotations

import pytest

from corpus.span import Span
from nlp.layout import parse_layout
from nlp.mentions import Context, NameMention, OfficialMention
from nlp.officials.read import read_officials
from tests.nlp.officials_reading import read, regions_of


def _with_person(text: str, *names: str) -> list[OfficialMention]:
    found = [NameMention(Span.of(text, text.find(n), text.find(n) + len(n)), "person", 1.0) for n in names]
    found.sort(key=lambda m: m.span.start)
    return list(read_officials(text, parse_layout(text, Context()), regions_of(text), found).officials)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nilai itu bikin Ambo Sakka tak nyenyak. Sekda Wajo tersebut mengumpulkan stafnya.", "sekretaris_daerah"),
        ("Terdakwa Ambo Sakka dituntut empat tahun. Ia adalah mantan Kepala Dinas Kominfo Wajo.", "kepala_dinas"),
        ("Ibunya, Ambo Sakka, pernah menjadi wali kota pada 2009.", "wali_kota"),
        ("Sementara Kadiskominfo-nya, Ambo Sakka, menambahkan angka.", "kepala_dinas"),
        ("Ketua Komisi I DPRD Wajo dari Fraksi PKB, Ambo Sakka, angkat suara.", "anggota_dpr"),
        ("Kepala Dinas Kebudayaan dan Kepariwisataan Wajo Ambo Sakka hadir.", "kepala_dinas"),
    ],
    ids=["points-back", "is-a-former", "was-once", "suffix-with-a-hyphen", "faction", "field-by-its-form"],
)
def test_the_holder_of_a_title(text: str, role: str) -> None:
    assert [(m.name, m.role) for m in _with_person(text, "Ambo Sakka")] == [("Ambo Sakka", role)]


@pytest.mark.parametrize(
    "text",
    [
        "Ambo Sakka datang bersama Hasnah Daeng. Sekda Wajo tersebut mengumpulkan stafnya.",
        "Ambo Sakka datang. Sekda Wajo mengumpulkan stafnya.",
    ],
    ids=["two-persons", "no-pointing-word"],
)
def test_a_title_does_not_point_back(text: str) -> None:
    assert not _with_person(text, "Ambo Sakka", *(["Hasnah Daeng"] if "Hasnah" in text else []))


def test_a_former_holder_may_stand_beside_the_present_one() -> None:
    text = "Kadis Kominfo Wajo Hasan Daeng hadir. Ikut pula Ambo Sakka. Mantan Kadis Kominfo itu diam."
    found = [(m.name, m.former) for m in _with_person(text, "Ambo Sakka")]
    assert found == [("Hasan Daeng", False), ("Ambo Sakka", True)]


def test_a_name_of_one_word_means_the_holder_of_a_sole_office() -> None:
    text = "Wabup Antok membuka acara di Wajo.\n\nWakil Bupati Wajo Dwi Rianto hadir, kata Antok."
    found = _with_person(text, "Dwi Rianto", "Antok")
    assert {(m.name, m.role) for m in found} == {("Dwi Rianto", "wakil_bupati")}


def test_a_name_of_one_word_in_another_region_stays_apart() -> None:
    text = "Bupati Barru Suardi datang.\n\nBupati Wajo Amran Mahmud hadir."
    assert {m.name for m in _with_person(text, "Suardi", "Amran Mahmud")} == {"Suardi", "Amran Mahmud"}


def test_a_village_printed_before_is_no_part_of_the_name() -> None:
    text = "Acara di Desa Cinta Mulya, Wajo, ramai.\n\nKepala Desa Cinta Mulya Sutrisno Hadi bercerita."
    assert [m.name for m in read(text).officials] == ["Sutrisno Hadi"]


def test_a_month_without_a_day_may_begin_a_name() -> None:
    text = "Tapi Agustus Hamonangan Purba, anggota Komisi A DPRD Wajo, belum puas."
    assert [m.name for m in _with_person(text, "Hamonangan Purba")] == ["Agustus Hamonangan Purba"]
