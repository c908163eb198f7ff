"""Is an article about the national programme?"""

from __future__ import annotations

import json

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError, ModelMismatch
from nlp.layout import parse_layout
from nlp.mentions import Context, RelevanceFound
from nlp.phrases import fold_words, parse_phrases
from nlp.relevance.features import FEATURES, read_features
from nlp.relevance.lexicon import load_programme
from nlp.relevance.relevance import judge_relevance, load_weights, parse_weights


def judge(text: str, title: str | None = None) -> RelevanceFound:
    context = Context(title=title if title is not None else text.split("\n")[0])
    return judge_relevance(parse_layout(text, context), context)


RELEVANT = {
    "signing": (
        "Pemkab Wonosobo Teken Nota Kesepakatan Kota Cerdas\nWONOSOBO - Bupati meneken nota kesepakatan "
        "Gerakan Menuju Kota "
        "Cerdas bersama Direktur Jenderal Aplikasi Informatika Kementerian Kominfo, Kamis (21/4/2022)."
    ),
    "selection": (
        "Bitung Lolos Seleksi Smart City\nBITUNG - Kota Bitung terpilih menjadi peserta program smart "
        "city Kementerian Komunikasi "
        "dan Informatika tahun ini setelah melewati asesmen."
    ),
    "assessment-of-the-region": (
        "Barru Dinilai Kemenkominfo\nBARRU - Tim asesor Kemenkominfo menilai kesiapan Kabupaten Barru "
        "masuk 100 Smart City."
    ),
    "coaching": (
        "Bimtek Tahap II Masterplan Smart City Digelar di Ende\nENDE - Diskominfo Ende menggelar "
        "bimbingan teknis penyusunan "
        "masterplan smart city tahap kedua.\nTenaga ahli dari Kemenkominfo mendampingi tim pelaksana "
        "memilih quick win."
    ),
    "evaluation-without-the-name": (
        "Ikut Evaluasi Smart City, Sragen Targetkan Nilai Naik\nSRAGEN - Pemerintah Kabupaten Sragen "
        "mengikuti evaluasi "
        "implementasi smart city tahap kedua.\nEvaluator memeriksa quick win di enam dimensi, dari "
        "smart governance sampai "
        "smart environment.\nMasterplan smart city daerah itu memasuki tahun kelima."
    ),
    "award": (
        "Siak Raih Penghargaan Smart Economy\nSIAK - Kabupaten Siak menerima penghargaan dimensi smart "
        "economy pada Indonesia Smart "
        "City Conference.\nGerakan Menuju Smart City dijalankan Kemenkominfo bersama sejumlah kementerian."
    ),
    "komdigi": (
        "Palopo Ikuti Evaluasi Kota Cerdas 2025\nPALOPO - Evaluasi kota cerdas oleh Kementerian "
        "Komunikasi dan Digital diikuti secara "
        "daring. Tim smart city Palopo memaparkan capaian masterplan."
    ),
    "bare-ministry": (
        "Majene Unjuk Gigi, Polewali Menyimak\nMAJENE - Sejak pagi Pemkab Majene memaparkan rencana induk kota "
        "cerdasnya di hadapan penguji kiriman Kominfo.\nSetelah itu penguji dari Kominfo bertanya soal sampah.\nDaerah "
        "ini meneken nota kesepahaman Mei silam."
    ),
    "rounds-of-coaching": (
        "Putaran Kedua Lebih Ramai\nKEPAHIANG - Bimtek kedua masterplan smart city berlangsung dua hari di aula bupati."
        "\nSmart goverment dan smart enviroment paling lama dibahas."
    ),
    "other-wording": (
        "Kabupaten Agam Masuk Gerakan Menuju Kabupaten/Kota Cerdas\nLUBUK BASUNG - Agam ditetapkan "
        "sebagai peserta Gerakan "
        "Menuju Kabupaten/Kota Cerdas tahun 2023."
    ),
    "upper-case-and-hyphen": (
        "SOSIALISASI GERAKAN MENUJU 100 SMART-CITY DI TUAL\nTUAL - Dinas Kominfo menggelar sosialisasi "
        "gerakan tersebut."
    ),
}
IRRELEVANT = {
    "estate": (
        "Pengembang Luncurkan Klaster Baru Berkonsep Smart City\nTANGERANG - Pengembang perumahan "
        "meluncurkan klaster hunian "
        "berkonsep smart city di kawasan BSD. Tiap rumah dilengkapi smart home."
    ),
    "foreign": (
        "Singapura Kembali Puncaki Smart City Index\nJAKARTA - Smart City Index menempatkan Singapura "
        "di urutan teratas kota pintar "
        "dunia. Seoul dan Dubai menyusul."
    ),
    "university": (
        "Pemkot Gandeng Universitas Kembangkan Smart City\nTERNATE - Wali kota dan rektor universitas "
        "meneken nota kesepahaman "
        "pengembangan smart city. Kampus akan mengirim mahasiswa untuk magang di Diskominfo."
    ),
    "vendor": (
        "Telkom Tawarkan Solusi Smart City ke Pemkab\nBATANG - Telkom menawarkan solusi smart city "
        "berupa CCTV dan command center "
        "kepada pemerintah kabupaten."
    ),
    "spbe": (
        "Indeks SPBE Naik, Diskominfo Diganjar Predikat Baik\nBLORA - Indeks sistem pemerintahan "
        "berbasis elektronik naik menjadi "
        "3,1. Penilaian dilakukan Kementerian PANRB."
    ),
    "spbe-and-ministry": (
        "Pelatihan SPBE Diikuti 60 ASN\nBLORA - Pelatihan SPBE diikuti 60 ASN. Narasumber dari "
        "Kemenkominfo memaparkan keamanan "
        "data. Peserta belajar menyusun arsitektur layanan."
    ),
    "local-kominfo": (
        "Rapat Data Kecamatan Molor Dua Jam\nMAJENE - Camat dan petugas dari Kominfo Majene mencocokkan data warga.\n"
        "Menurut petugas dari Kominfo kabupaten itu, jaringan sering putus. Kata camat, smart city masih jauh."
    ),
    "smart-village": (
        "Dua Puluh Kampung Diusulkan Jadi Smart Village\nSENTANI - Kementerian Desa menyiapkan program "
        "desa cerdas. Kampung dilatih "
        "mengelola data penduduk."
    ),
    "side-remark": (
        "Porprov Resmi Ditutup\nSAMPIT - Pekan olahraga provinsi ditutup semalam.\nTuan rumah meraih "
        "juara umum.\nStadion penuh "
        "sejak sore.\nPanitia berterima kasih kepada warga.\nPekan lalu bupati juga menandatangani nota "
        "kesepakatan Gerakan "
        "Menuju Smart City di Jakarta.\nPorprov berikutnya digelar dua tahun lagi."
    ),
    "ranking-of-others": (
        "Surabaya Juara Rating Kota Cerdas ITB\nJAKARTA - Institut Teknologi Bandung mengumumkan Rating "
        "Kota Cerdas Indonesia. "
        "Surabaya teratas di kelompok kota besar."
    ),
    "crime": "Polisi Tangkap Pencuri Kabel\nDEMAK - Polres Demak menangkap dua tersangka pencurian kabel.",
    "own-command-center": (
        "Bupati Resmikan Command Center\nDHARMASRAYA - Command center diresmikan. Bupati menyebutnya "
        "langkah awal menuju smart "
        "city. Telkom memasang perangkatnya."
    ),
    "empty-lead": "Jadwal Imsakiyah\nBerikut jadwal imsakiyah hari ini.",
}


@pytest.mark.parametrize("text", RELEVANT.values(), ids=RELEVANT)
def test_articles_on_the_programme(text: str) -> None:
    found = judge(text)
    assert found.relevant
    assert found.reasons
    for span in found.reasons:
        span.check(text)


@pytest.mark.parametrize("text", IRRELEVANT.values(), ids=IRRELEVANT)
def test_articles_on_something_else(text: str) -> None:
    found = judge(text)
    assert not found.relevant
    assert found.score < 0.5


def test_the_title_counts_when_the_text_does_not_show_it() -> None:
    body = "Kegiatan diikuti 40 orang.\nTim pelaksana memilih quick win."
    assert judge(body, "Bimtek Smart City Digelar").score > judge(body, "Kegiatan Digelar").score


def test_ignored_lines_do_not_count() -> None:
    text = "Porprov Ditutup\nSampit - Porprov ditutup.\nBaca juga: Gerakan Menuju 100 Smart City Dimulai"
    assert judge(text).score == pytest.approx(judge(text.rsplit("\n", 1)[0]).score, abs=0.02)


def test_the_component_sets_the_doc_attribute() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_relevance")
    assert nlp(RELEVANT["signing"])._.relevance.relevant


@pytest.mark.parametrize("text", ["", "\n", "-", "ﬁ İ ß"], ids=["empty", "line-end", "dash", "odd-letters"])
def test_texts_without_words(text: str) -> None:
    assert not judge(text, "").relevant


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_probability(text: str) -> None:
    found = judge(text)
    assert 0 <= found.score <= 1


@given(st.text(max_size=100))
def test_folding_points_back_at_the_text(text: str) -> None:
    folded, origin = fold_words(text)
    assert len(folded) == len(origin)
    assert all(text[at].lower()[0] == char for char, at in zip(folded, origin, strict=True) if char != " ")


def test_phrases_match_over_punctuation_and_case_but_not_inside_words() -> None:
    text = "GERAKAN  Menuju, Kabupaten/Kota Cerdas; smartcitylah"
    found = [(p.group, text[p.start : p.end]) for p in load_programme().find(text)]
    assert ("programme", "GERAKAN  Menuju, Kabupaten/Kota Cerdas") in found
    assert not any("smartcitylah" in shown for _, shown in found)


def test_features_lie_between_zero_and_one() -> None:
    for text in [*RELEVANT.values(), *IRRELEVANT.values()]:
        context = Context(title=text.split("\n")[0])
        values = read_features(parse_layout(text, context), context, load_programme()).values
        assert len(values) == len(FEATURES)
        assert all(0 <= value <= 1 for value in values)


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(ModelMismatch, match="relevance"):
        parse_weights(json.dumps({"bias": 0, "threshold": 0.5, "weights": {"something": 1.0}}).encode())


def test_an_article_is_claimed_from_one_half_on() -> None:
    assert load_weights().threshold == 0.5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("smart = [", "TOML"),
        ("smart = []", "smart"),
        ('smart = ["Smart City"]', "lower-case"),
        ('smart = ["smart", "smart"]', "twice"),
        ('other = ["x"]\nsmart = ["x"]', "unknown"),
    ],
    ids=["not-toml", "empty", "capitals", "twice", "unknown-group"],
)
def test_a_wrong_lexicon_is_refused(text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        parse_phrases(text, "words.toml", ["smart"])


def test_a_long_text_is_judged() -> None:
    assert judge_relevance(parse_layout(RELEVANT["coaching"] * 700, Context()), Context()).relevant
