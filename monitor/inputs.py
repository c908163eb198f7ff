"""Texts that a user hands over: files, standard input and JSON lines, checked before anything reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec

from corpus.article import Article, normalise_text, text_digest
from corpus.errors import ContentError, UnreadableInput, WrongLanguage
from corpus.language import detect_language

# Longer than any news article by a factor of twenty; a whole book is the wrong input.
MAX_TEXT_BYTES = 2_000_000


class InputLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `pantau extract --jsonl`: all but `id` and `text` may be null or missing."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None


def parse_day(value: str | None, where: str) -> str | None:
    """Checks a publication date given by a user: ISO 8601, day first ten characters; returned as given.

    Raises:
        UnreadableInput: not a date.
    """
    if not value:
        return None
    try:
        date.fromisoformat(value[:10])
    except ValueError as error:
        raise UnreadableInput(where, f"published {value!r} is not a date; write it as 2022-04-21") from error
    return value


def decode_text(data: bytes, where: str) -> str:
    """Turns bytes of a text file into a stored text.

    Raises:
        UnreadableInput: empty, too large, binary, not UTF-8 or cut off in the middle of a character.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableInput(
            where, f"has {len(data):,} bytes, more than {MAX_TEXT_BYTES:,}; give one article a file"
        )  # fmt: skip
    if b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInput(where, "is not text (it holds zero bytes); give plain text, or HTML to `pantau article`")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = normalise_text(data.decode(encoding))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise UnreadableInput(where, "ends in the middle of a character: it was cut off; copy it again") from error
        raise UnreadableInput(
            where, f"is not UTF-8 (byte {error.start}); convert it, e.g. iconv -f cp1252 -t utf-8"
        ) from error
    return check_text(text, where)


def check_text(text: str, where: str) -> str:
    """Refuses texts that nothing can be read from.

    Raises:
        UnreadableInput: empty or mostly control characters.
        WrongLanguage: not Indonesian.
    """
    if not text.strip():
        raise UnreadableInput(where, "is empty; give the article's text")
    if sum(c < " " and c not in "\n\t" for c in text) > len(text) // 50:
        raise UnreadableInput(where, "is not text (it holds control characters); give plain text")
    language = detect_language(text)
    if language not in (None, "id", "ms"):
        raise WrongLanguage(where, str(language))
    return text


def read_file(path: str, published: str | None, outlet: str | None, stdin: BinaryIO) -> Article:
    """Reads one file, or standard input for `-`, as an article whose first line may be its title.

    Raises:
        UnreadableInput, WrongLanguage: see `decode_text`.
    """
    try:
        data = stdin.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableInput(path, f"cannot be read: {error.strerror or error}; check the path") from error
    name = "stdin" if path == "-" else Path(path).stem
    text = decode_text(data, path)
    return make_article(InputLine(id=name, text=text, published=published, outlet=outlet), path)


def make_article(line: InputLine, where: str) -> Article:
    """Turns a checked line into an article."""
    text = check_text(normalise_text(line.text), where)
    return Article(
        id=line.id, text=text, text_sha256=text_digest(text), url=line.url, outlet=line.outlet, title=line.title,
        published=parse_day(line.published, where), language="id",
    )  # fmt: skip


def iter_jsonl(path: str, stdin: BinaryIO) -> Iterator[Article | ContentError]:
    """Reads JSON lines in order; a bad line comes as its error, so that the caller reports it and goes on.

    Raises:
        UnreadableInput: the file itself cannot be opened.
    """
    for number, line in enumerate(_iter_lines(path, stdin), start=1):
        if line.strip():
            yield _parse_line(line, f"{path}, line {number}")


def _iter_lines(path: str, stdin: BinaryIO) -> Iterator[bytes]:
    if path == "-":
        yield from stdin
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as error:
        raise UnreadableInput(path, f"cannot be read: {error.strerror or error}; check the path") from error


def _parse_line(line: bytes, where: str) -> Article | ContentError:
    if len(line) > 4 * MAX_TEXT_BYTES:
        return UnreadableInput(where, f"has {len(line):,} bytes; give one article a line")
    try:
        return make_article(msgspec.json.decode(line, type=InputLine), where)
    except msgspec.ValidationError as error:
        return UnreadableInput(where, f'{error}; a line needs "id" and "text" as strings')
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return UnreadableInput(where, f"is not JSON ({error}); the file may be cut off")
    except ContentError as error:
        return error


def stdin_bytes() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer
