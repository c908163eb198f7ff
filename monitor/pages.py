"""Saved pages that a user hands over: HTML files, gzipped or not, one by one or listed in JSON lines."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from corpus.errors import ContentError, NotAnArticle, UnreadableInput
from crawler.extract import ExtractedPage, parse_article

# A page larger than this is no article; what a gzip file holds is never unpacked further.
MAX_PAGE_BYTES = 8_000_000


class PageLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `pantau article --jsonl`; `html_path` is relative to the file that lists it."""

    id: str
    url: str
    html_path: str


class PageResult(msgspec.Struct, frozen=True, kw_only=True):
    """One article as `pantau article` prints it; the fields as `crawler.extract.ExtractedPage` explains them."""

    id: str
    url: str
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    outlet: str | None
    canonical_url: str | None
    language: str | None
    kind: str
    confidence: float
    reasons: tuple[str, ...]
    text: str


def read_page(path: Path, url: str, page_id: str) -> PageResult:
    """Reads one saved page.

    Raises:
        UnreadableInput: no such file, damaged gzip, too large, or no article in it; the reason says which.
    """
    try:
        page = parse_article(load_page(path), url)
    except NotAnArticle as error:
        raise UnreadableInput(str(path), f"holds no article: {error.reason}") from error
    return _result(page, page_id)


def _result(page: ExtractedPage, page_id: str) -> PageResult:
    fields = {name: getattr(page, name) for name in PageResult.__struct_fields__ if name != "id"}
    return PageResult(id=page_id, **fields)


def load_page(path: Path) -> bytes:
    """The bytes of a saved page, unpacked when its name ends in `.gz`.

    Raises:
        UnreadableInput: no such file, damaged gzip, or too large.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as file:
                data = file.read(MAX_PAGE_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MAX_PAGE_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableInput(str(path), f"is damaged gzip ({error}); fetch the page again") from error
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}; check the path") from error
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableInput(str(path), f"has more than {MAX_PAGE_BYTES:,} bytes; no article page is that long")
    return data


def iter_listed_pages(path: Path, stdin: BinaryIO) -> Iterator[PageResult | ContentError]:
    """Reads the pages that JSON lines list, in order; a bad one comes as its error. `-` is standard input.

    Raises:
        UnreadableInput: the list itself cannot be opened.
    """
    if str(path) == "-":
        yield from _read_lines(stdin, "stdin", Path())
        return
    try:
        with path.open("rb") as lines:
            yield from _read_lines(lines, str(path), path.parent)
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}; check the path") from error


def _read_lines(lines: BinaryIO, name: str, folder: Path) -> Iterator[PageResult | ContentError]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = msgspec.json.decode(line, type=PageLine)
            yield read_page(folder / row.html_path, row.url, row.id)
        except msgspec.DecodeError as error:
            yield UnreadableInput(where, f'{error}; a line needs "id", "url" and "html_path" as strings')
        except ContentError as error:
            yield error
