from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from corpus.archive import FetchedPage
from crawler.extract import ExtractedPage
from crawler.reading import Refused, extract_page
from crawler.sources import parse_source
from tests.crawler.world import article_page

SOURCE = parse_source(
    'outlet="K"\ntype="daily"\nhome="https://kota.example/"\nzone="WIT"\nfeeds=["https://kota.example/feed"]\n'
    '[[extract]]\nbody=["p.lama"]\n[[extract]]\nsince=2024-01-01\nbody=["p.baru"]\n',
    "k.toml",
)


def answer(body: bytes, kind: str = "text/html") -> FetchedPage:
    moment = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
    return FetchedPage(
        url="https://kota.example/a/1", status=200, body=body, headers=(("Content-Type", kind),), fetched=moment
    )


@pytest.mark.parametrize(
    ("hint", "marker"), [("2023-05-01T00:00:00Z", "lama"), ("2024-02-01", "baru"), (None, "baru"), ("kemarin", "baru")]
)
def test_layout_of_the_article_s_day_is_used(hint: str | None, marker: str) -> None:
    text = "Warga kelurahan pesisir menyambut pembangunan pasar ikan yang dimulai pemerintah kota pada awal bulan ini"
    body = f"<html><body><p class=lama>{text} lama.</p><p class=baru>{text} baru.</p></body></html>".encode()
    found = extract_page(answer(body), SOURCE, hint)
    assert isinstance(found, ExtractedPage)
    assert found.text == f"{text} {marker}."


def test_charset_of_the_header_is_obeyed() -> None:
    body = article_page(1).body.replace(b"kata camat", b"kata \x93camat\x94")
    found = extract_page(answer(body, "text/html; charset=windows-1252"), None, None)
    assert isinstance(found, ExtractedPage)
    assert "“camat”" in found.text


@pytest.mark.parametrize("body", [article_page(1).body, b""], ids=["article", "refusal"])
def test_work_and_result_can_go_to_another_process(body: bytes) -> None:
    page, source = pickle.loads(pickle.dumps((answer(body), SOURCE)))
    found = extract_page(page, source, None)
    assert isinstance(found, ExtractedPage if body else Refused)
    assert pickle.loads(pickle.dumps(found)) == found


def test_other_files_are_refused_by_their_type() -> None:
    found = extract_page(answer(b"%PDF-1.7", "application/pdf"), SOURCE, None)
    assert found == Refused("https://kota.example/a/1", "a file of type application/pdf")
