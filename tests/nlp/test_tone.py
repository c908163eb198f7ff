"""The tone of headline and body."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.markup import load_own_articles
from nlp.layout import parse_layout
from nlp.mentions import Context, ToneFound
from nlp.tone.tone import judge_tone


def judge(text: str, title: str | None = None) -> ToneFound:
    context = Context(title=title)
    return judge_tone(parse_layout(text, context), context)


HEADLINES = {
    "award": ("Siak Raih Penghargaan Smart City", "positive"),
    "grabs": ("Jembrana Sabet Juara Smart Governance", "positive"),
    "chosen": ("Bitung Terpilih Masuk Gerakan Menuju Smart City", "positive"),
    "praise": ("Kemenkominfo Puji Smart City Sragen", "positive"),
    "failed": ("Proyek Smart City Gagal, Warga Kecewa", "negative"),
    "graft": ("Kadiskominfo Tersangka Korupsi Smart City", "negative"),
    "idle": ("Command Center Rp5 Miliar Mangkrak", "negative"),
    "criticism": ("DPRD Kritik Anggaran Smart City", "negative"),
    "complaint": ("Warga Keluhkan Aplikasi Smart City", "negative"),
    "not-chosen": ("Bitung Tidak Lolos Seleksi Smart City", "negative"),
    "stands-still": ("Program Smart City Jalan di Tempat", "negative"),
    "signing": ("Pemkab Wonosobo Teken Nota Kesepakatan Smart City", "neutral"),
    "coaching": ("Bimtek Tahap II Masterplan Smart City Digelar", "neutral"),
    "free-of-graft": ("Bupati Ingin Layanan Bebas Korupsi", "neutral"),
    "signing-of-a-task": ("Pemkab Lumajang Teken MoU Kota Cerdas, Data Bencana Jadi Prioritas", "neutral"),
    "signing-not-for-show": ("Teken MoU Smart City, Bupati: Bukan Sekadar Pajangan", "neutral"),
    "not-only-ready": ("Teken MoU Smart City, Siak Tidak Hanya Siap", "neutral"),
    "signing-put-off": ("Teken MoU Smart City Ditunda, Warga Kecewa", "negative"),
    "not-only-praised": ("Bukan Cuma Meraih Penghargaan, Siak Jadi Contoh", "positive"),
    "negated-blame": ("Smart City Bukan Kegagalan, Kata Bupati", "neutral"),
}


@pytest.mark.parametrize(("title", "tone"), HEADLINES.values(), ids=HEADLINES)
def test_headlines(title: str, tone: str) -> None:
    assert judge("Isi berita.", title).headline == tone


BODIES = {
    "achievement": (
        "Kabupaten Siak meraih penghargaan.\nBupati bangga dengan prestasi itu. Kementerian memuji "
        "inovasi daerah yang berhasil.",
        "positive",
    ),
    "failure": (
        "Aplikasi aduan warga mangkrak.\nWarga mengeluhkan layanan yang macet. DPRD mengkritik pemborosan anggaran.",
        "negative",
    ),
    "plain": ("Bimtek digelar dua hari di aula.\nPeserta berasal dari 30 perangkat daerah.", "neutral"),
    "both": ("Layanan meningkat dan warga senang.\nNamun jaringan rusak dan kendala tetap ada.", "neutral"),
}


@pytest.mark.parametrize(("text", "tone"), BODIES.values(), ids=BODIES)
def test_bodies(text: str, tone: str) -> None:
    assert judge(text).body == tone


def test_a_signing_without_failures_is_not_negative() -> None:
    lead = "MoU diteken.\nBencana, gempa dan kebakaran jadi pokok. Masih kurang, belum merata, terbatas dan rendah."
    assert judge(f"Siak Teken MoU Smart City\n{lead}", "Siak Teken MoU Smart City").body == "neutral"
    assert judge(f"Bimtek Smart City\n{lead}", "Bimtek Smart City").body == "negative"
    failing = lead + " Proyek lama mangkrak dan gagal."
    assert judge(f"Siak Teken MoU Smart City\n{failing}", "Siak Teken MoU Smart City").body == "negative"


def test_no_title_no_headline_tone() -> None:
    assert judge("Isi berita.").headline is None


def test_the_title_is_not_counted_as_body() -> None:
    title = "Siak Raih Penghargaan, Juara, Prestasi"
    found = judge(f"{title}\nBimtek digelar dua hari di aula.", title)
    assert (found.headline, found.body, found.score) == ("positive", "neutral", 0.0)


def test_read_also_lines_do_not_count() -> None:
    text = "Bimtek digelar di aula.\nBaca juga: Proyek Gagal, Mangkrak dan Korupsi\nPeserta dari 30 dinas."
    assert judge(text).score == 0


@pytest.mark.parametrize(
    ("text", "sign"),
    [("Hasilnya baik.", 1), ("Hasilnya tidak baik.", -1), ("Hasilnya buruk.", -1), ("Hasilnya tidak buruk.", 0)],
    ids=["praise", "negated-praise", "blame", "negated-blame"],
)
def test_negation_turns_praise_round_and_takes_the_sting_out_of_blame(text: str, sign: int) -> None:
    score = judge(text).score
    assert (score > 0) - (score < 0) == sign


def test_negation_does_not_reach_over_a_comma() -> None:
    assert judge("Tidak, hasilnya baik.").score > 0


def test_the_component_sets_the_doc_attribute() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_tone")
    assert nlp(BODIES["failure"][0])._.tone.body == "negative"


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_the_balance_stays_in_bounds(text: str) -> None:
    assert -1 <= judge(text).score <= 1


JUDGED = tomllib.loads((Path(__file__).parent / "data" / "tone.toml").read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize(("part", "least"), [("headline", 0.9), ("body", 0.8)])
def test_agrees_with_a_reader_on_sixty_articles(part: str, least: float) -> None:
    articles = {article.id: article for article in load_own_articles()}
    found = [judge(articles[row["id"]].text, articles[row["id"]].title) for row in JUDGED]
    hits = sum(getattr(tone, part) == row[part] for tone, row in zip(found, JUDGED, strict=True))
    assert len(JUDGED) == 60
    assert hits / len(JUDGED) >= least
