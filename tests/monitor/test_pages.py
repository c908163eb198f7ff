"""Saved pages: good ones are read, bad ones are named, and one bad page stops nothing."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import ContentError
from monitor.pages import MAX_PAGE_BYTES, PageResult, iter_listed_pages, read_page

BODY = "".join(
    f"<p>Pemerintah Kabupaten Ngawi menyiapkan jaringan internet bagi {n} desa pada tahap ke-{n} tahun ini, kata "
    "bupati di pendapa saat membuka bimbingan teknis penyusunan rencana induk kota cerdas.</p>"
    for n in range(3, 9)
)
PAGE = (
    "<html lang=id><head><title>Ngawi Siapkan Internet Desa - Warta Contoh</title>"
    '<meta property="og:site_name" content="Warta Contoh"></head>'
    f"<body><article><h1>Ngawi Siapkan Internet Desa</h1>{BODY}</article></body></html>"
).encode()


def test_a_page_is_read_plain_and_gzipped(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    plain = read_page(tmp_path / "a.html", "https://warta.contoh.id/a", "a")
    assert plain.title == "Ngawi Siapkan Internet Desa"
    assert plain.text.count("desa pada tahap") == 6
    assert plain.language == "id"
    assert read_page(tmp_path / "a.html.gz", "https://warta.contoh.id/a", "a") == plain


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.html", b"", "the page is empty", id="empty"),
        pytest.param("a.html", b"<html><head></head></html>", "holds no article", id="no body"),
        pytest.param("a.html", b"\x89PNG\r\n\x1a\n" + bytes(200), "holds no article", id="binary"),
        pytest.param("a.html.gz", gzip.compress(PAGE)[:200], "damaged gzip", id="truncated gzip"),
        pytest.param("a.html.gz", PAGE, "damaged gzip", id="no gzip"),
        pytest.param("a.html", b" " * (MAX_PAGE_BYTES + 1), "no article page is that long", id="huge"),
    ],
)
def test_bad_pages_are_named(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ContentError, match=words):
        read_page(tmp_path / name, "https://warta.contoh.id/a", "a")


def test_a_list_is_read_in_order_and_bad_lines_keep_their_place(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html").write_bytes(PAGE)
    rows = [
        {"id": "a", "url": "https://warta.contoh.id/a", "html_path": "html/a.html"},
        {"id": "b", "url": "https://warta.contoh.id/b", "html_path": "html/none.html"},
        {"id": "c"},
        {"id": "d", "url": "https://warta.contoh.id/a", "html_path": "html/a.html"},
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    items = list(iter_listed_pages(tmp_path / "pages.jsonl", BytesIO()))
    assert [item.id if isinstance(item, PageResult) else "bad" for item in items] == ["a", "bad", "bad", "d"]
