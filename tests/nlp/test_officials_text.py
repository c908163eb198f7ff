"""Officials over whole texts: lists, short forms, nicknames, regions, odd input. Persons are invented."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from corpus.errors import LexiconError
from corpus.span import Span
from nlp.doc import read_mentions, register_extensions
from nlp.layout import parse_layout
from nlp.mentions import Context, OfficialMention, RegionMention, RoleMention
from nlp.officials.agency import office_name
from nlp.officials.holder import is_short_form, name_words
from nlp.officials.lexicon import PATH, load_offices, offices
from nlp.officials.person import skip_degrees
from nlp.officials.read import read_officials
from tests.nlp.officials_reading import first, read


@pytest.mark.parametrize(
    "text",
    [
        "Direktur Utama PT Sinar Wajo, Ambo Sakka, hadir.",
        "Direktur PT Media Timur, Ambo Sakka, hadir.",
        "Kepala Cabang BNI Wajo Ambo Sakka hadir.",
        "Rektor Universitas Wajo Prof. Ambo Sakka hadir.",
        "Dosen UGM Ambo Sakka hadir.",
        "Ketua TP PKK Wajo Ny. Hasnah Ambo hadir.",
        "Kepala SMAN 7 Wajo, Ambo Sakka, hadir.",
        "Calon Bupati Wajo Ambo Sakka hadir.",
        "Presiden Direktur Sinar Wajo Ambo Sakka hadir.",
        "Presiden Amerika Serikat Joe Biden hadir.",
        "Istri Bupati Wajo, Hasnah Ambo, hadir.",
        "Ketua panitia Ambo Sakka hadir.",
        "Kepala Desa Suka Maju yang hadir senang.",
        "Pengamat politik Ambo Sakka menilai Bupati Wajo lamban.",
        "Warga Wajo bernama Ambo Sakka menunggu di kantor Bupati.",
        "Para bupati dan wali kota hadir di Jakarta.",
        "Bupati-bupati dari pulau kecil hadir di Jakarta.",
        "Wali Kota Busan, Park Heong-joon, menerima tamu.",
        "Ratna Dewi, PPK sekaligus Kabid Aptika, hadir.",
    ],
    ids=lambda text: "-".join(text.lower().split()[:3]),
)
def test_no_official(text: str) -> None:
    assert read(text).officials == ()


@pytest.mark.parametrize(
    ("text", "acting", "former", "role_text"),
    [
        ("Pj Bupati Wajo Ambo Sakka hadir.", True, False, "Pj Bupati"),
        ("Pj. Bupati Wajo Ambo Sakka hadir.", True, False, "Pj. Bupati"),
        ("Penjabat (Pj) Bupati Wajo Ambo Sakka hadir.", True, False, "Penjabat (Pj) Bupati"),
        ("Penjabat sementara (Pjs) Bupati Wajo Ambo Sakka hadir.", True, False, "Penjabat sementara (Pjs) Bupati"),
        ("Plt, Kepala Dinas Kominfo Wajo Ambo Sakka hadir.", True, False, "Plt, Kepala Dinas Kominfo"),
        ("Pelaksana Tugas Kadis Kominfo Wajo Ambo Sakka hadir.", True, False, "Pelaksana Tugas Kadis Kominfo"),
        ("Plh Sekda Wajo Ambo Sakka hadir.", True, False, "Plh Sekda"),
        ("Mantan Bupati Wajo Ambo Sakka hadir.", False, True, "Mantan Bupati"),
        ("Eks Wali Kota Pariaman Yendri Salmi hadir.", False, True, "Eks Wali Kota"),
        ("Bupati Wajo Ambo Sakka hadir.", False, False, "Bupati"),
    ],
    ids=["pj", "pj-stop", "penjabat-pj", "pjs", "plt-comma", "pelaksana-tugas", "plh", "mantan", "eks", "plain"],
)  # fmt: skip
def test_acting_and_former(text: str, acting: bool, former: bool, role_text: str) -> None:
    found = first(text)
    assert (found.acting, found.former, found.role_text) == (acting, former, role_text)


def pairs(text: str) -> list[tuple[str, str]]:
    """Names and roles, once each, in text order."""
    return list(dict.fromkeys((m.name, m.role) for m in read(text).officials))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hadir Kepala Bappeda Wajo Ambo Sakka, Kadiskominfo Hasri Mattola, dan Kabag Organisasi Rina Dewi.",
            [("Ambo Sakka", "kepala_badan"), ("Hasri Mattola", "kepala_dinas"), ("Rina Dewi", "kepala_bagian")],
        ),
        (
            "Bupati Agam Darwis Hamzani, Bupati Solok Efrizal Amri, dan Wali Kota Pariaman Yendri Salmi hadir.",
            [("Darwis Hamzani", "bupati"), ("Efrizal Amri", "bupati"), ("Yendri Salmi", "wali_kota")],
        ),
        (
            "Bupati dan Wakil Bupati Wajo, Ambo Sakka dan Hasri Mattola, menyambut tamu.",
            [("Ambo Sakka", "bupati"), ("Hasri Mattola", "wakil_bupati")],
        ),
        (
            "Hadir para kepala dinas, di antaranya Ambo Sakka, Hasri Mattola dan Rina Dewi.",
            [("Ambo Sakka", "kepala_dinas"), ("Hasri Mattola", "kepala_dinas"), ("Rina Dewi", "kepala_dinas")],
        ),
        (
            "Sekda Wajo Ambo Sakka mewakili Bupati Wajo Hasri Mattola.",
            [("Ambo Sakka", "sekretaris_daerah"), ("Hasri Mattola", "bupati")],
        ),
        (
            "Ketua Apeksi Yendri Salmi yang sehari-hari menjabat Wali Kota Pariaman hadir.",
            [("Yendri Salmi", "wali_kota")],
        ),
        (
            "Bupati Wajo Amran Sakka didampingi Wakil Bupati Wajo H. Amran hadir.",
            [("Amran Sakka", "bupati"), ("Amran", "wakil_bupati")],
        ),
        (
            "Bupati Wajo, Sakkaruddin, melantik Ketua TP PKK Wajo Hasnah Sakkaruddin. Bupati Sakkaruddin pulang.",
            [("Sakkaruddin", "bupati")],
        ),
        (
            "Bupati Wajo Ambo Sakka dan Direktur PT Media Timur, Faisal Rauf, meneken naskah.",
            [("Ambo Sakka", "bupati")],
        ),
        (
            "Ambo Sakka, dari Sekretaris Bappeda menjadi Kepala Dinas Kominfo Wajo, menggantikan Hasri Mattola.",
            [("Ambo Sakka", "kepala_dinas"), ("Hasri Mattola", "kepala_dinas")],
        ),
        (
            "Serah terima jabatan Kapolres Wajo dari AKBP Ambo Sakka kepada AKBP Hasri Mattola.",
            [("Ambo Sakka", "other_official"), ("Hasri Mattola", "other_official")],
        ),
        (
            "Tim evaluator terdiri atas Ambo Sakka dan Rina Dewi.",
            [("Ambo Sakka", "tenaga_ahli"), ("Rina Dewi", "tenaga_ahli")],
        ),
        ("Plh Camat Logas Tanah Darat Marlina Sanden hadir.", [("Marlina Sanden", "camat")]),
        ("Camat Tana Sitolo Ambo Sakka hadir. Kecamatan Tana Sitolo siap, kata Ambo.", [("Ambo Sakka", "camat")]),
        ("Kepala Dinas P dan K Wajo Ambo Sakka hadir.", [("Ambo Sakka", "kepala_dinas")]),
        ("Mantan Bupati Wajo periode 2012-2017, Ambo Sakka, hadir.", [("Ambo Sakka", "bupati")]),
        ("Direktur RSUD Lapadde dr. Hasnah Sakka hadir.", [("Hasnah Sakka", "other_official")]),
        (
            "Bupati Wajo Ambo Sakka hadir. Bupati Lolo, demikian sapaannya, senang. Menurut Lolo, semua siap.",
            [("Ambo Sakka", "bupati")],
        ),
    ],
    ids=[
        "list",
        "regions",
        "pair",
        "plural",
        "mewakili",
        "two-offices",
        "same-first-name",
        "wife",
        "director",
        "move-and-successor",
        "handover",
        "team",
        "known-district",
        "district",
        "two-letters",
        "term",
        "doctor",
        "nickname-with-title",
    ],
)
def test_several(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def names_of(text: str) -> list[tuple[str, str]]:
    """Every mention with its full name."""
    return [(m.span.text, m.name) for m in read(text).officials]


def test_short_forms_before_and_after_the_full_name() -> None:
    text = "Ambo Minta Dinas Cepat\nBupati Wajo Ambo Sakka membuka acara. Sakka berharap warga ikut, kata Bupati Ambo."
    assert names_of(text) == [(form, "Ambo Sakka") for form in ("Ambo", "Ambo Sakka", "Sakka", "Ambo")]


def test_short_form_of_two_holders_stays_open() -> None:
    text = "Bupati Wajo Ambo Yusuf dan Wali Kota Palopo Hasri Yusuf hadir. Menurut Yusuf, acara itu penting."
    assert [form for form, _ in names_of(text)] == ["Ambo Yusuf", "Hasri Yusuf"]


@pytest.mark.parametrize(
    ("text", "nickname"),
    [
        ("Bupati Wajo Ambo Sakka alias Puang Lolo hadir. Puang Lolo senang.", "Puang Lolo"),
        ("Wali Kota Pariaman Yendri Salmi (Uda Yen) hadir. Uda Yen senang.", "Uda Yen"),
        ("Bupati Wajo Ambo Sakka yang akrab disapa Lolo hadir. Lolo senang.", "Lolo"),
        ("Bupati Wajo Ambo Sakka hadir. “Siap,” kata Lolo, sapaan akrabnya. Lolo senang.", "Lolo"),
        ("Bupati Wajo Ambo Sakka hadir. Bupati yang akrab disapa Lolo itu senang. Lolo pulang.", "Lolo"),
    ],
    ids=["alias", "bracket", "disapa", "sapaan", "disapa-later"],
)
def test_nicknames(text: str, nickname: str) -> None:
    forms = [form for form, name in names_of(text) if name in ("Ambo Sakka", "Yendri Salmi")]
    assert forms.count(nickname) == 2


def test_roles_without_a_name_find_their_holder() -> None:
    text = "Wabup: Kita Siap\nWakil Bupati Wajo Hasri Mattola hadir. Menurut Wabup, semua siap. Camat ikut."
    roles = [(m.span.text, m.name) for m in read(text).roles]
    assert roles == [
        ("Wabup", "Hasri Mattola"),
        ("Wakil Bupati", "Hasri Mattola"),
        ("Wabup", "Hasri Mattola"),
        ("Camat", None),
    ]


def test_region_from_the_article_when_the_title_names_none() -> None:
    text = "Pemkab Sleman Teken MoU\nKepala Dinas Kominfo Retno Palupi hadir di Jakarta. Sleman siap, kata Retno."
    assert first(text).region_code == "34.04"


def test_bupati_of_a_name_shared_with_a_city_is_of_the_kabupaten() -> None:
    text = "Bupati Solok Efrizal Amri hadir."
    city = RegionMention(Span.of(text, 7, 12), "13.72", "kota", 0.5, "test")
    found = read_officials(text, parse_layout(text, Context()), (city,), ()).officials
    assert found[0].region_code == "13.02"


def test_headline_verb_is_no_part_of_the_name() -> None:
    text = "Bupati Ambosakka Tandatangani MoU Smart City\nBupati Wajo, Ambosakka, hadir di Jakarta, kemarin siang."
    assert {name for _, name in names_of(text)} == {"Ambosakka"}


def test_office_is_spelt_out() -> None:
    assert (
        first("Kadiskominfo Sleman Retno Palupi hadir.").office == "Dinas Komunikasi dan Informatika Kabupaten Sleman"
    )
    assert first("Wamenkominfo Nezar Patria hadir.").office is None
    assert first("Menkominfo Rudiantara hadir.").office == "Kementerian Komunikasi dan Informatika"
    words = ("kepala", "dinas", "kesehatan")
    assert office_name("kepala_dinas", words, "34.04", national=False) == "Dinas Kesehatan Kabupaten Sleman"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rapat Sumatera Barat\nBeda lagi Agam. Sekda Ambo Sakka hadir. Sijunjung absen. Sijunjung rugi.", "13.06"),
        ("Sijunjung dan Sijunjung lagi di Sijunjung.\nSementara Agam diwakili Kadiskominfo Ambo Sakka.", "13.06"),
        ("Rapat Sijunjung di Sijunjung.\nAdapun Agam menugaskan Kadis Kominfo Ambo Sakka.", "13.06"),
        ("Rapat Sijunjung di Sijunjung.\nAgam datang paling akhir, diwakili Kadis Kominfo Ambo Sakka.", "13.06"),
        ("Rapat Sijunjung di Sijunjung.\nHadir pula dari Agam Asisten II Ambo Sakka.", "13.06"),
        ("Rapat Sijunjung di Sijunjung.\nPerwakilan Diskominfo Agam, Kabid Aptika Ambo Sakka, hadir.", "13.06"),
        ("Sidang Wajo di Wajo.\nKetua Majelis Hakim Ambo Sakka bertanya.", None),
        ("Pemprov Sulawesi Selatan rapat di Wajo, Barru dan Barru. Kepala Dinas Kominfo Ambo Sakka hadir.", "73"),
        ("Pemprov Sulawesi Selatan rapat dengan Bupati Barru. Kepala Dinas Kominfo Ambo Sakka hadir.", "73.11"),
    ],
    ids=[
        "turned",
        "represented",
        "assigns",
        "last-to-come",
        "from",
        "sent-by-an-agency",
        "judge",
        "only-a-province",
        "province-and-kabupaten",
    ],
)
def test_region_among_many(text: str, code: str | None) -> None:
    assert first(text).region_code == code


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (", S.Sos., M.Si membuka", " membuka"), (" SE MSi serta", " serta"), (", S. Pd hadir", " hadir"),
        (",SE,M.AP membubuhkan", " membubuhkan"), (" Spd", " Spd"), (" Sakka", " Sakka"), (", SH, MH.", ""),
    ],
    ids=["stops", "plain", "space", "tight", "capital-word", "name", "law"],
)  # fmt: skip
def test_degrees(text: str, rest: str) -> None:
    assert text[skip_degrees(text, 0) :] == rest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kadis Kominfonya, Ambo Sakka, hadir.", "Ambo Sakka"),
        ("Kepala DP2KBPMD Ambo Sakka hadir.", "Ambo Sakka"),
        ("Kepala DP2KBP3A Ambo Sakka hadir.", "Ambo Sakka"),
        ("Kasi Identitas Penduduk Ambo Sakka hadir.", "Ambo Sakka"),
        ("Kasie Layanan E-Government Ambo Sakka hadir.", "Ambo Sakka"),
        ("Kabag Hukum Elfina br Tarigan hadir.", "Elfina br Tarigan"),
        ("Dandim 0908 Letkol Arh Ambo Sakka hadir.", "Ambo Sakka"),
    ],
    ids=["suffix", "long-acronym", "two-digits", "field", "kasie", "clan", "corps"],
)
def test_name_begins_behind_the_office(text: str, name: str) -> None:
    assert first(text).name == name


def test_short_form_behind_the_same_office() -> None:
    text = "Bupati Wajo Ambosakka Hambur hadir.\nBesoknya Bupati Ambo menyusul. Wabup Rahim ikut."
    assert [(o.span.text, o.name) for o in read(text).officials][:2] == [
        ("Ambosakka Hambur", "Ambosakka Hambur"),
        ("Ambo", "Ambosakka Hambur"),
    ]


def test_name_forms() -> None:
    assert is_short_form(name_words("M. Rafi"), name_words("Muhammad Rafi Azka"))
    assert is_short_form(name_words("Johnny Plate"), name_words("Johnny G. Plate"))
    assert not is_short_form(name_words("Rafi Muhammad"), name_words("Muhammad Rafi"))
    assert not is_short_form(name_words("M."), name_words("Muhammad Rafi"))


def test_lexicon_refuses_a_form_twice(tmp_path: Path) -> None:
    source = PATH.read_text("utf-8")
    broken = tmp_path / "offices.toml"
    broken.write_text(source + '\n[[office]]\nrole = "camat"\nforms = ["bupati"]\n', "utf-8")
    with pytest.raises(LexiconError, match="bupati"):
        load_offices(broken)
    broken.write_text(source + '\n[[office]]\nrole = "lurah"\nforms = ["pak lurah"]\n', "utf-8")
    with pytest.raises(LexiconError):
        load_offices(broken)
    assert offices().match(["kepala", "diskominfo"], 0) is not None


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """Names and officials alone, as a spaCy user would add them."""
    register_extensions()
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_names")
    nlp.add_pipe("pantau_officials")
    return nlp


def test_component_writes_both_groups() -> None:
    doc = pipeline()("Menkominfo Johnny G. Plate membuka acara. “Siap,” kata Plate.")
    assert [m.name for m in read_mentions(doc, "officials", OfficialMention)] == ["Johnny G. Plate"] * 2
    assert [m.role for m in read_mentions(doc, "roles", RoleMention)] == ["menteri"]
    assert doc.spans["officials"][0].text == "Johnny G. Plate"


def test_pair_of_names_before_a_pair_of_titles() -> None:
    doc = pipeline()("Budi Santoso dan Sri Rahayu dilantik sebagai Wali Kota dan Wakil Wali Kota.")
    found = [(m.name, m.role) for m in read_mentions(doc, "officials", OfficialMention)]
    assert found == [("Budi Santoso", "wali_kota"), ("Sri Rahayu", "wakil_wali_kota")]


FRAGMENTS = st.sampled_from(
    ["Bupati", "Wali Kota", "Plt.", "Kepala Dinas", "Kominfo", ",", "(", ")", "dan", "Wajo", "Ambo", "Sakka", "S.Sos.",
     "H.", "yang juga", "selaku", "\n", "“", "”", ".", "I", "II", "-", "/", "Dt.", "alias", "akrab disapa"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_any_text_is_read_with_exact_spans(text: str) -> None:
    found = read(text)
    for official in found.officials:
        official.span.check(text)
    for role in found.roles:
        role.span.check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Bupati Ambo Sakka hadir. ",
        "Kepala Dinas ",
        "Kadis, ",
        "Bupati Muhammad Ambo{n} Sakka{n}, ",
        "( ",
        "Dr. H. ",
        "Camat Nita Avelinus Moa. ",
        "Dua asesor, Ambo, dari Bupati menjadi Camat menggantikan ",
    ],
    ids=["same", "heads", "commas", "names", "brackets", "honorifics", "districts", "moves"],
)
def test_long_texts_are_read(piece: str) -> None:
    text = "".join(piece.replace("{n}", "abcdefghij"[n % 10] + "klmnopqrst"[n // 10 % 10] * 2) for n in range(500))
    for official in read(text).officials:
        official.span.check(text)
