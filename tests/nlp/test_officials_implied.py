"""Persons apart from their office: told before it, described by it, heading an agency. Persons are invented."""

from __future__ import annotations

import pytest
from spacy.language import Language

from corpus.record import Role
from nlp.doc import read_mentions
from nlp.mentions import Context, OfficialMention, QuoteMention
from nlp.pipeline import iter_docs, load_pipeline

_HEAD = "Tuban Diuji Tim Penilai\n\nTUBAN - Acara dibuka sejak jam delapan. "


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def _read(nlp: Language, text: str) -> tuple[set[tuple[str, Role]], list[str | None]]:
    doc = next(iter(iter_docs(nlp, [(_HEAD + text, Context())])))
    officials = {(m.name, m.role) for m in read_mentions(doc, "officials", OfficialMention)}
    return officials, [m.speaker for m in read_mentions(doc, "quotes", QuoteMention)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Paparan disampaikan Ratih Wulandari. Sekda berkacamata itu langsung duduk.", "sekretaris_daerah"),
        ("Tim menemui Ratih Wulandari. Bupati yang bekas guru itu tersenyum.", "bupati"),
        ("Tim menemui Ratih Wulandari. Kadiskominfo kelahiran Lumajang itu tersenyum.", "kepala_dinas"),
        ("Tim didampingi Ratih Wulandari. “Kami siap,” ujar Kadis Kominfo tersebut.", "kepala_dinas"),
        ("Lantas Ratih Wulandari masuk.\n\n“Mari,” kata orang nomor satu di Pemkab Tuban itu.", "bupati"),
        ("Jumat pagi Ratih Wulandari masuk. Orang nomor dua di Tuban itu langsung duduk.", "wakil_bupati"),
        ("Ratih Wulandari, yang dulu mengepalai Dinas Kominfo, kini beternak.", "kepala_dinas"),
        ("Ratih Wulandari, yang kini menakhodai Bappeda, tersenyum.", "kepala_badan"),
        (
            "Lalu masuklah pagi itu Ratih Wulandari. Di Kabupaten Tuban hujan turun. “Maaf,” ucap bupati sambil duduk.",
            "bupati",
        ),
    ],
    ids=[
        "looks", "clause", "birthplace", "behind-speech", "epithet-behind-speech", "epithet-at-the-head",
        "once-headed-an-agency", "heads-an-agency", "only-person-of-the-text",
    ],
)  # fmt: skip
def test_the_person_told_of_holds_the_office(nlp: Language, text: str, role: str) -> None:
    assert _read(nlp, text)[0] == {("Ratih Wulandari", role)}


@pytest.mark.parametrize(
    "text",
    [
        "Paparan disampaikan Ratih Wulandari. Sekda meresmikan gedung itu kemarin.",
        "Seorang pedagang, Ratih Wulandari, bingung. Di Kabupaten Tuban hujan turun. “Nanti ramai,” jawab bupati.",
        "Pedagang pasar Ratih Wulandari bingung. Di Kabupaten Tuban hujan turun. “Nanti ramai,” jawab bupati.",
        "Ratih Wulandari, yang pernah memimpin perusahaan, tersenyum.",
        "Ratih Wulandari datang bersama Bambang Sutejo. “Mari,” kata orang nomor satu di Pemkab Tuban itu.",
    ],
    ids=["office-that-acts", "described-behind-a-comma", "described-by-a-noun", "company", "two-persons"],
)
def test_no_office_where_the_text_ties_none(nlp: Language, text: str) -> None:
    assert _read(nlp, text)[0] == set()


def test_a_known_holder_keeps_the_office(nlp: Language) -> None:
    text = "Bupati Tuban Aditya Halim hadir. Wartawan mencegat Ratih Wulandari. “Kami siap,” ujar bupati itu."
    assert _read(nlp, text) == ({("Aditya Halim", "bupati")}, ["Aditya Halim"])


def test_the_speech_of_the_bare_office_is_its_holder_s(nlp: Language) -> None:
    text = "Lantas Ratih Wulandari masuk. Di Kabupaten Tuban hujan turun. “Maaf terlambat,” ucap bupati sambil duduk."
    assert _read(nlp, text) == ({("Ratih Wulandari", "bupati")}, ["Ratih Wulandari"])
