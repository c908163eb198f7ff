"""What the press wrote of one signing from its announcement on, in our own words, as articles and records."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from corpus.article import Article, text_digest
from corpus.record import Record
from monitor.reading import Reader

NOW = datetime(2026, 6, 30, tzinfo=UTC)
SIGN = "penandatanganan nota kesepahaman (MoU) Gerakan Menuju Smart City"

# Name: (day of publication, text). All in our own words.
PRESS = {
    "plan": (
        "2026-06-01",
        f"Kota Solok – Pemerintah Kota Solok menjadwalkan {SIGN} dengan Komdigi pada Jumat (5/6/2026) di Jakarta.",
    ),
    "plan-too": (
        "2026-06-02",
        f"Wali Kota Solok akan berangkat ke Jakarta untuk {SIGN} bersama Komdigi, Jumat (5/6/2026).",
    ),
    "moved": (
        "2026-06-03",
        f"Agenda {SIGN} Kota Solok dengan Komdigi yang semula Jumat (5/6/2026) ditunda ke Jumat (12/6/2026).",
    ),
    "moved-loosely": ("2026-06-03", f"Pemko Solok menjadwal ulang {SIGN} dengan Komdigi menjadi 12 Juni 2026."),
    "put-off": ("2026-06-03", f"Rencana {SIGN} Pemko Solok dengan Komdigi pada 5 Juni 2026 diundur. Alasannya biaya."),
    "off": ("2026-06-04", f"Komdigi memastikan {SIGN} Kota Solok yang sedianya digelar Jumat (5/6/2026) dibatalkan."),
    "off-loosely": ("2026-06-04", f"Komdigi membatalkan {SIGN} dengan Pemerintah Kota Solok karena alasan anggaran."),
    "held": ("2026-06-12", f"Wali Kota Solok menghadiri {SIGN} dengan Komdigi di Jakarta, Jumat (12/6/2026)."),
    "annulled": (
        "2026-06-25",
        f"Komdigi membatalkan {SIGN} Kota Solok yang digelar Jumat (12/6/2026) karena dokumennya tidak lengkap.",
    ),
    "held-wrong": ("2026-06-13", f"Pemerintah Kota Solok melaksanakan {SIGN} dengan Komdigi, Kamis (11/6/2026)."),
    "corrected": (
        "2026-06-14",
        f"Ralat: {SIGN} Kota Solok dengan Komdigi berlangsung bukan Kamis (11/6/2026), melainkan Jumat (12/6/2026).",
    ),
    "padang": ("2026-06-01", f"Pemerintah Kota Padang menjadwalkan {SIGN} dengan Komdigi pada Jumat (5/6/2026)."),
}  # fmt: skip


@lru_cache(maxsize=64)
def record_of(reader: Reader, name: str) -> tuple[Article, Record]:
    """An article of the press above and its record."""
    day, text = PRESS[name]
    article = Article(
        id=name, text=text, text_sha256=text_digest(text), url=f"https://{name}.id/mou", outlet=f"Media {name}",
        title=None, published=f"{day}T08:00:00+07:00",
    )  # fmt: skip
    return article, reader.read(article, created=NOW)
