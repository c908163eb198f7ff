"""Titles, datelines, sentences and stretches to ignore."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LexiconError
from nlp.layout import parse_layout
from nlp.layout.lexicon import parse_layout_lexicon
from nlp.mentions import Context, Layout

LEAD = (
    " menggelar rapat koordinasi bersama seluruh perangkat daerah di aula, Senin. Rapat itu berlangsung sehari penuh."
)


def parse(text: str, title: str | None = None, outlet: str | None = None) -> Layout:
    return parse_layout(text, Context(title=title, outlet=outlet))


def sentences(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in parse(text).sentences]


def ignored(text: str, outlet: str | None = None) -> list[str]:
    return [text[a:b] for a, b in parse(text, outlet=outlet).ignored]


@pytest.mark.parametrize(
    "text",
    [
        "Bupati H. Zulkarnain Dt. Rajo Bukik, S.Sos., M.Si. membuka acara.",
        "Drs. Ir. H. Syafri hadir di Jl. Merdeka No. 5 Kab. Agam.",
        "Surat itu terbit tgl. 5 Mei dan memuat dana Rp. 2,5 miliar.",
        "Nilainya naik dari 3.25 menjadi 3.75 tahun ini.",
        "“Kita siap. Semua sudah bekerja. Tinggal jalan,” ujar Bupati.",
        '"Kami siap! Tahun ini mulai." Ujar Wali Kota.',
        "Prof. A. B. Nasution hadir dkk. dari kampus.",
        "Acara s.d. Jumat itu dibuka Plt. Sekda.",
    ],
    ids=["degrees", "address", "day-and-sum", "decimals", "quote-and-cue", "capital-cue", "initials", "until"],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bimtek dimulai. Peserta hadir.", ["Bimtek dimulai.", "Peserta hadir."]),
        ("Itu terjadi tahun 2022. Kini berbeda.", ["Itu terjadi tahun 2022.", "Kini berbeda."]),
        ("Resmi bergulir serentak.Bupati senang.", ["Resmi bergulir serentak.", "Bupati senang."]),
        ("Siapa dia? “Saya,” kata Rini.", ["Siapa dia?", "“Saya,” kata Rini."]),
        ("Baris satu\nBaris dua.", ["Baris satu", "Baris dua."]),
        ('"Kami siap." Bupati lalu pulang.', ['"Kami siap."', "Bupati lalu pulang."]),
        (
            "“Tanda tutup hilang. Lalu kalimat lain.",
            ["“Tanda tutup hilang.", "Lalu kalimat lain."],
        ),
        (
            "Ia Kepala Dinas Kominfo. Dia dilantik kemarin.",
            ["Ia Kepala Dinas Kominfo.", "Dia dilantik kemarin."],
        ),
    ],
    ids=["plain", "year", "run-on", "question", "lines", "quote-then-new", "unclosed", "office"],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("head", "place", "outlets"),
    [
        ("Bukittinggi, Kabarranah.com – Pemko", "Bukittinggi", ["Kabarranah.com"]),
        ("PELALAWAN - Pemkab", "PELALAWAN", []),
        ("50 KOTA,-Pemkab", "50 KOTA", []),
        ("Suarapagi.com // Bukittinggi – Sumatera Barat – Pemko", "Bukittinggi – Sumatera Barat", ["Suarapagi.com"]),
        ("KABARBEKASI.COM, BEKASI — Pemkot", "BEKASI", ["KABARBEKASI.COM"]),
        ("KABARMOBAGU.CO KOTAMOBAGU— Pemkot", "KOTAMOBAGU", ["KABARMOBAGU.CO"]),
        ("Jakarta, InfoPublik - Kementerian", "Jakarta", ["InfoPublik"]),
        ("Sleman (ANTARA) - Pemkab", "Sleman", ["ANTARA"]),
        ("BLITAR | Pemkab", "BLITAR", []),
        ("JAKARTA I Kementerian", "JAKARTA", []),
        ("MUBA,KABARPALEMBANG.COM- Pemkab", "MUBA", ["KABARPALEMBANG.COM"]),
        ("LOMBOK BARAT,KABARLOBAR. Pemkab", "LOMBOK BARAT", ["KABARLOBAR"]),
        ("KABARPUBLIK.CO.ID,BIMA--Pemkab", "BIMA", ["KABARPUBLIK.CO.ID"]),
        ("Info Publik, Bengkulu Utara- Pemkab", "Bengkulu Utara", ["Info Publik"]),
        ("Kab. Tangerang, Ditjen Aptika – Pemkab", "Kab. Tangerang", ["Ditjen Aptika"]),
        ("Kabarkita.id – Pemkab", None, ["Kabarkita.id"]),
        ("Jakarta, 12 Mei 2022 – Kementerian", "Jakarta", []),
        ("Pemerintah Kota Bogor, Jawa Barat,", None, []),
    ],
)
def test_datelines(head: str, place: str | None, outlets: list[str]) -> None:
    text = head + LEAD
    layout = parse(text)
    assert (text[slice(*layout.dateline)] if layout.dateline else None) == place
    assert [text[a:b] for a, b in layout.ignored] == outlets


def test_dateline_after_title_and_byline() -> None:
    text = "Pemkab Bone Mulai Menyusun Rencana Induk\n\nLaporan : Ratna\n\nWATAMPONE, Kabar.com - Pemkab" + LEAD
    layout = parse(text)
    assert layout.title == (0, 40)
    assert layout.dateline is not None
    assert text[slice(*layout.dateline)] == "WATAMPONE"


@pytest.mark.parametrize(
    ("first", "title", "shown"),
    [
        ("Pemkot Metro Raih Penghargaan Kota Cerdas", "Pemkot Metro Raih Penghargaan Kota Cerdas", True),
        ("PEMKOT METRO RAIH PENGHARGAAN KOTA CERDAS", "Pemkot Metro Raih Penghargaan Kota Cerdas - Kabar Metro", True),
        ("Pemkot Metro Raih Penghargaan Kota Cerdas", None, True),
        ("Pemkot Metro menerima penghargaan kota cerdas.", None, False),
        ("LAPORAN : ADY", None, False),
    ],
    ids=["equal", "near", "headline", "sentence", "byline"],
)
def test_titles(first: str, title: str | None, shown: bool) -> None:
    layout = parse(f"{first}\n\nMETRO - Pemkot{LEAD}", title)
    assert layout.title == ((0, len(first)) if shown else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat usai.\n\nBaca juga: Garut Lantik Pejabat\n\nRapat lain.", ["Baca juga: Garut Lantik Pejabat"]),
        ("Rapat usai.\nBaca JugaWabup Garut Buka Lomba\nRapat lain.", ["Baca JugaWabup Garut Buka Lomba"]),
        ("Rapat usai. (Baca juga: Garut Juara Umum) Lalu pulang.", ["Baca juga: Garut Juara Umum"]),
        ("Rapat usai.\nBaca Juga:\nGarut Juara Umum\nRapat lain dimulai.", ["Baca Juga:\nGarut Juara Umum"]),
        ("Rapat usai.\n• Wali Kota Tegal Resmikan Taman\nRapat lain.", ["• Wali Kota Tegal Resmikan Taman"]),
        ("Rapat usai.\n\nPenulis: Rini\nEditor: Budi Garut", ["Penulis: Rini", "Editor: Budi Garut"]),
        ("Rapat usai,” tutupnya. (IKP Diskominfo/ Rini)", ["(IKP Diskominfo/ Rini)"]),
        ("Rapat usai. (*)", ["(*)"]),
        ("Rapat usai.rini/wan/kab.", ["rini/wan/kab."]),
        ("Surat No.117/KOMINFO/DJAI/AI.01.05/03/2019 terbit.", ["No.117/KOMINFO/DJAI/AI.01.05/03/2019"]),
        ("Sesuai ISO 27001:2022 dan SNI 9000.", ["ISO 27001:2022", "SNI 9000"]),
        ("Buka https://bogorkab.go.id/a atau a@garutkab.go.id.", ["https://bogorkab.go.id/a", "a@garutkab.go.id"]),
        ("Ikuti akun @pemkabgarut sekarang.", ["@pemkabgarut"]),
        ("berita | 09/07/2019\nRapat dimulai.", ["berita | 09/07/2019"]),
        ("Rapat digelar Kamis (21/4). Kabupaten/kota hadir.", []),
        ("Peserta:\n• Kota Tegal Jawa Tengah Utara\n• Kota Batu Jawa Timur Raya\nRapat dimulai.", []),
        ("Rapat digelar (Kamis, 21/4)", []),
    ],
)  # fmt: skip
def test_ignored(text: str, expected: list[str]) -> None:
    assert ignored(text) == expected


def test_own_outlet_is_ignored_unless_a_government() -> None:
    assert ignored("Redaksi Radar Tegal menerima surat.", "Radar Tegal") == ["Radar Tegal"]
    assert ignored("Kegiatan Pemkab Tegal dimulai.", "Pemkab Tegal") == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=600))
def test_any_text(text: str) -> None:
    layout = parse(text)
    for start, end in (*layout.paragraphs, *layout.sentences, *layout.ignored):
        assert 0 <= start < end <= len(text)
    assert list(layout.sentences) == sorted(layout.sentences)
    assert all(a[1] < b[0] for a, b in zip(layout.ignored, layout.ignored[1:], strict=False))
    covered = " ".join(text[a:b] for a, b in layout.sentences)
    assert "".join(covered.split()) == "".join(text.split())


def test_look_ups_agree_with_the_ranges() -> None:
    layout = parse("Satu dua. Tiga empat.\n\nLima enam. (*)")
    assert layout.sentence_at(0) == layout.sentences[0]
    assert layout.sentence_at(12) == layout.sentences[1]
    assert layout.paragraph_at(25) == layout.paragraphs[1]
    assert layout.paragraph_at(999) == layout.paragraphs[-1]
    start = layout.ignored[0][0]
    assert layout.is_ignored(start, start + 1)
    assert not layout.is_ignored(start - 1, start)


@pytest.mark.parametrize(
    "piece", ["“a. B ", '"', "( ", "Baca juga ", "A.B.", "1/", "Wali Kota. Bupati ", "• Satu Dua Tiga Empat\n"]
)
def test_long_runs_are_laid_out(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    layout = parse(text)
    assert all(0 <= start < end <= len(text) for start, end in (*layout.paragraphs, *layout.sentences, *layout.ignored))


def test_a_wrong_lexicon_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"layout\.toml"):
        parse_layout_lexicon(b"[abbreviations]\nwords = 3\n", "layout.toml")
