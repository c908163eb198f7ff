"""Bad input gives one clear line that says which file, what is wrong and what to do."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import ContentError
from monitor.inputs import MAX_TEXT_BYTES, iter_jsonl, read_file

GOOD = (
    "Bupati membuka bimbingan teknis penyusunan masterplan smart city di aula kantor bupati pada hari Senin dan "
    "meminta seluruh kepala dinas untuk hadir serta menyiapkan data yang akan dipakai oleh tim pembimbing."
)
ENGLISH = "The mayor opened the workshop on the smart city master plan in the town hall on Monday and asked " * 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t ", "is empty", id="blank"),
        pytest.param(b"\x7fELF\x00\x01", "not text", id="binary"),
        pytest.param("Rapat di Ngawi – ".encode()[:-2], "cut off", id="cut off in a character"),
        pytest.param("Jum\xe1t kemarin".encode("cp1252"), "iconv", id="cp1252"),
        pytest.param(b"a" * (MAX_TEXT_BYTES + 1), "one article a file", id="5 MB"),
        pytest.param(ENGLISH.encode(), "'en'", id="English"),
        pytest.param(b"\x01\x02\x03abc", "not text", id="control characters"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "berita.txt"
    path.write_bytes(content)
    with pytest.raises(ContentError, match=words) as caught:
        read_file(str(path), None, None, io.BytesIO())
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_good_files_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "berita.txt"
    path.write_bytes(GOOD.encode(encoding))
    article = read_file(str(path), "2022-04-21", "Contoh", io.BytesIO())
    assert (article.id, article.text, article.outlet, article.published) == ("berita", GOOD, "Contoh", "2022-04-21")


def test_standard_input_is_read() -> None:
    assert read_file("-", None, None, io.BytesIO(GOOD.encode())).text == GOOD


def test_bad_lines_keep_their_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"id": "a", "text": GOOD, "title": None}),
        '{"id": "b"}',
        '{"id": "c", "text": "cut',
        json.dumps({"id": "d", "text": GOOD, "published": "21/4/2022"}),
        "",
        json.dumps({"id": "e", "text": GOOD, "published": "2022-04-21"}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    items = list(iter_jsonl(str(path), io.BytesIO()))
    assert [item.id if isinstance(item, Article) else "bad" for item in items] == ["a", "bad", "bad", "bad", "e"]
    assert ["line 2" in str(items[1]), "line 3" in str(items[2]), "line 4" in str(items[3])] == [True] * 3
