"""Persons whose first name is a region's or an everyday word, read by the whole pipeline. Persons are invented."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc import read_mentions
from nlp.mentions import Context, NameMention, OfficialMention, QuoteMention, RegionMention
from nlp.pipeline import iter_docs, load_pipeline

_HEAD = "Sosialisasi Layanan Digital Digelar\n\nTUBAN - Acara dibuka sejak jam delapan. "


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def _read(nlp: Language, text: str) -> Doc:
    return next(iter(iter_docs(nlp, [(text, Context())])))


def _regions(doc: Doc) -> list[str]:
    return [m.span.text for m in read_mentions(doc, "regions", RegionMention)]


def _officials(doc: Doc) -> set[tuple[str, str]]:
    return {(m.name, m.role) for m in read_mentions(doc, "officials", OfficialMention)}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ('"Datanya kurang," keluh Bangka Hermanto, Kepala Diskominfo Tuban.', "Bangka Hermanto", "kepala_dinas"),
        ("Tamu diterima Jombang Suprapto, Plt Kadis Kominfo, di pendopo.", "Jombang Suprapto", "kepala_dinas"),
        ("Jombang Sugiharto menunggu. Sekda Tuban itu memegang berkas.", "Jombang Sugiharto", "sekretaris_daerah"),
        ("Kadis Kominfo Tuban Rembang Sutikno menyatakan siap.", "Rembang Sutikno", "kepala_dinas"),
        ("Camat Tambakboyo Lamongan Setiadi menyatakan siap.", "Lamongan Setiadi", "camat"),
        ('"Cukup," ungkap H. Sumedang Suparman, Sekda Tuban.', "Sumedang Suparman", "sekretaris_daerah"),
        ("Hadir utusan Kementerian Kominfo, Batang Sudarsono, tenaga ahli.", "Batang Sudarsono", "tenaga_ahli"),
        ("Acara ditutup Paser Darmawan, Asisten III Setda Tuban.", "Paser Darmawan", "asisten"),
        ("Kabid Aptika Selamat Riyanto menambahkan anggaran ada.", "Selamat Riyanto", "kepala_bidang"),
        ("Acara ditutup oleh Pagi Budiman, Sekda Tuban.", "Pagi Budiman", "sekretaris_daerah"),
        ("Kemudian giliran Jujur Haryanto. Kepala Bappeda tersebut maju.", "Jujur Haryanto", "kepala_badan"),
        ("Merdeka Wibowo, yang dulu mengepalai Dinas Kominfo, diam.", "Merdeka Wibowo", "kepala_dinas"),
        ("Plt. Kepala Dinas Kominfo, Bandung Handoko, menuturkan sisanya.", "Bandung Handoko", "kepala_dinas"),
        ('"Kami bangga," kata Natuna Siregar (52), Kadis Kominfo Tuban.', "Natuna Siregar", "kepala_dinas"),
    ],
    ids=[
        "speech-verb", "passive", "head-of-a-sentence", "behind-the-region-of-the-office", "behind-a-district",
        "honorific", "between-commas", "unknown-to-the-recogniser", "word-behind-an-office",
        "word-behind-a-preposition", "word-behind-giliran",
        "word-before-an-apposition", "behind-office-and-comma", "age",
    ],
)  # fmt: skip
def test_a_first_name_belongs_to_the_official(nlp: Language, text: str, name: str, role: str) -> None:
    doc = _read(nlp, _HEAD + text)
    assert (name, role) in _officials(doc)
    assert name.split()[0] not in _regions(doc)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Bupati Lamongan Setiadi menyatakan siap.", "Lamongan"),
        ("Warga Lamongan Setiadi Utomo menyatakan siap.", "Lamongan"),
        ("Kadis Kominfo Lamongan Setiadi Utomo menyatakan siap.", "Lamongan"),
        ("Di Malang Budi Santoso membuka acara.", "Malang"),
        ("Hadir para bupati, Malang Budi Santoso ikut.", "Malang"),
        ('"Kami siap," kata Wali Kota Malang Sutiaji. Menurut Malang, ini penting.', "Malang"),
        ("Kadis Kominfo Lamongan Setiadi hadir. Pemkab Lamongan mengirim tiga orang.", "Lamongan"),
    ],
    ids=[
        "head-of-the-region",
        "people-of",
        "office-of",
        "preposition",
        "plural",
        "government-by-its-region",
        "named-again",
    ],
)
def test_a_region_before_a_name_stays_one(nlp: Language, text: str, region: str) -> None:
    assert region in _regions(_read(nlp, _HEAD + text))


@pytest.mark.parametrize(
    "cue", ['"Cukup," ucap Jombang.', "Menurut Jombang, itu cukup.", "Jombang menjelaskan sisanya."]
)
def test_the_first_name_alone_means_the_person(nlp: Language, cue: str) -> None:
    doc = _read(nlp, f"{_HEAD}Naskah diteken Jombang Widjaja, Wakil Bupati Tuban. {cue}")
    assert "Jombang" not in _regions(doc)
    named = [m.span.text for m in read_mentions(doc, "officials", OfficialMention)]
    assert named == ["Jombang Widjaja", "Jombang"]


def test_the_region_of_the_same_name_stays_beside_the_person(nlp: Language) -> None:
    text = 'Dari Jombang rombongan lanjut ke Tuban.\n\n"Cukup," ucap Jombang Widjaja, Wakil Bupati Tuban.'
    doc = _read(nlp, _HEAD + text)
    assert _regions(doc).count("Jombang") == 1
    assert [m.speaker for m in read_mentions(doc, "quotes", QuoteMention)] == ["Jombang Widjaja"]


def test_a_pair_told_once_is_one_name_behind_the_office_too(nlp: Language) -> None:
    text = 'Wabup Jombang Widjaja membuka acara.\n\n"Kami siap," kata Jombang.'
    doc = _read(nlp, _HEAD + text)
    assert _officials(doc) == {("Jombang Widjaja", "wakil_bupati")}
    assert _regions(doc) == ["TUBAN"]


def test_words_that_open_sentences_join_no_name(nlp: Language) -> None:
    text = "Menurut Budi Santoso, Sekda Tuban, warga puas. Kemarin Budi Santoso hadir. Pagi Budi Santoso datang lagi."
    names = {m.span.text for m in read_mentions(_read(nlp, _HEAD + text), "names", NameMention) if m.kind == "person"}
    assert names == {"Budi Santoso"}
