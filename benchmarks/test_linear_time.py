"""Hostile texts of 100 and 200 kB: no component raises, and twice the text takes about twice the time."""

from __future__ import annotations

import random
import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from nlp.mentions import Context
from nlp.pipeline import iter_docs, load_pipeline

CHARS = 200_000
# Linear work doubles; noise of a busy machine and caches may add half as much again. Quadratic work would quadruple.
MOST = 3.2


def _random_text() -> str:
    chance = random.Random(20220421)
    ranges = [(32, 127), (0x80, 0x2FFF), (0x4E00, 0x9FFF), (0x1F300, 0x1F6FF)]
    return "".join(chr(chance.randrange(*chance.choice(ranges))) for _ in range(CHARS))


TEXTS = {
    "10,000 quotes": "".join(f'"Kami siap ke-{n}," kata Bupati. ' for n in range(10_000)),
    "10,000 names": "".join(f"Bupati Solok Budi Santoso{n}, S.Sos., hadir. " for n in range(10_000)),
    "nested brackets": "(" * 50_000 + ")" * 50_000 + "[{" * 25_000 + "}]" * 25_000,
    "open quotes": '“‘"' * 66_000,
    "dates": "Kamis (21/4/2022), " * 10_500,
    "digits": "12 2022 1/2 " * 16_000,
    "regions": "Kabupaten Solok, Agam, dan Kota Padang, " * 5_000,
    "quotes without an end": '"Kami siap kerja ' * 11_800,
    "quotes without a beginning": "kami siap,” ujarnya. " * 9_600,
    "apostrophes": "'a " * 67_000,
    "moves between offices": "Dua asesor, Ambo, dari Bupati menjadi Camat menggantikan " * 3_500,
    "titles": "Bupati Wali Kota Kepala Dinas " * 6_700,
    "programme": "Pemkab meneken MoU smart city dengan 50 kota pada 21 April 2022. " * 3_100,
    "one word": "a" * CHARS,
    "blank lines": "a\n" * (CHARS // 2),
    "signs": "., -/" * (CHARS // 5),
    "Han": "智慧城市签署谅解备忘录。" * 16_700,
    "Arabic": "مرحبا بالعالم " * 14_300,
    "emoji": "🏙️👍🏽" * 50_000,
    "any code point": _random_text(),
}

# Beginnings that a grammar may try to carry on for ever; joined to 200 kB, each line once.
BEGINNINGS = (
    "21/4/2022, ",
    "1234567890",
    "Senin-",
    "21 April - ",
    "2018-2023 ",
    "Kamis (",
    "1, ",
    "Mei dan ",
    "12 dan ",
    "https://",
    "(21/4) ",
    "50 kabupaten/kota, ",
    "lima puluh ",
    "25 dari 50 kota. ",
    "dua ",
    "7 lainnya. ",
    "tahun 2022 50 daerah ",
    "tahap I ",
    "peserta ",
    "jumlah daerah ",
    "2017 (25), ",
    "smart economy, ",
    "economy, ",
    "smart ",
    "tata kelola ",
    "masyarakat cerdas ",
    "smart living (a) dan ",
    "dimensi ",
    "pilar ekonomi, ",
    "ekonomi ",
    "Bogor, ",
    "Tegal ",
    "Batu, ",
    "Kota Bogor dan ",
    "Universitas Aa ",
    "Kota Abcdefgh ",
    "Banjar, Jawa Barat ",
    "Bogor\n",
    "“a. B ",
    "( ",
    "Baca juga ",
    "A.B.",
    "1/",
    "Wali Kota. Bupati ",
    "• Satu Dua Tiga Empat\n",
)
TEXTS["beginnings"] = "".join(unit * (CHARS // len(BEGINNINGS) // len(unit)) + "\n" for unit in BEGINNINGS)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.mark.benchmark(group="hostile texts")
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_about_twice_the_time(benchmark: BenchmarkFixture, nlp: Language, name: str) -> None:
    text = TEXTS[name][:CHARS]
    half = _seconds(nlp, text[: len(text) // 2])
    whole = benchmark.pedantic(_seconds, args=(nlp, text), rounds=1)
    benchmark.extra_info["ratio"] = round(whole / half, 2)
    assert whole < MOST * max(half, 0.05)


def _seconds(nlp: Language, text: str) -> float:
    """Processor time of one reading."""
    start = time.process_time()
    next(iter_docs(nlp, [(text, Context())]))
    return time.process_time() - start
