"""Indonesian passes, other languages are named, short texts are left undecided."""

from __future__ import annotations

import pytest

from corpus.language import detect_language

_CASES = {
    "id": (
        "Pemerintah kabupaten akan menyiapkan jaringan internet di seluruh desa pada tahun ini agar layanan kepada "
        "masyarakat dapat berjalan lebih cepat dan lebih baik dari sebelumnya, kata bupati saat membuka rapat itu."
    ),
    "en": (
        "The city council will prepare an internet network in all villages this year so that services to the public "
        "can run faster and better than before, the mayor said while opening the meeting at the town hall."
    ),
    "nl": (
        "Het gemeentebestuur legt dit jaar in alle dorpen een netwerk aan, zodat de dienstverlening aan het publiek "
        "sneller en beter kan verlopen dan voorheen, zei de burgemeester bij de opening van de vergadering."
    ),
}


@pytest.mark.parametrize("language", _CASES)
def test_language_is_named(language: str) -> None:
    assert detect_language(_CASES[language]) == language


def test_few_words_are_undecided() -> None:
    assert detect_language("Bupati teken MoU") is None
