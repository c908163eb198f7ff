"""Tables and address lists that other collectors export, row by row, with a bad row told by its line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

import msgspec

from corpus.article import Article, normalise_text, text_digest
from corpus.errors import ContentError, UnreadableInput
from corpus.store.articles import make_article_id
from crawler.canonical import canonicalise_url
from crawler.extract.lines import filter_lines
from crawler.extract.moment import parse_moment
from monitor.inputs import MAX_TEXT_BYTES, check_text

# Column names of news-watch (`link`, `publish_date`, `content`, `source`), Media Cloud (`url`, `media_name`) and their
# plain equivalents; the first one that a table has is taken.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "url": ("link", "url", "story_url", "guid"),
    "title": ("title", "headline"),
    "published": ("publish_date", "published", "published_at", "date"),
    "text": ("content", "text", "body", "story_text"),
    "byline": ("author", "byline", "authors"),
    "outlet": ("source", "media_name", "outlet", "media"),
}
_SAMPLE_CHARS = 4096


class PageAddress(msgspec.Struct, frozen=True, kw_only=True):
    """A page to be fetched, with what the list said about it; `published` is ISO 8601. `url` is canonical."""

    url: str
    title: str | None = None
    published: str | None = None


Row = Article | PageAddress | ContentError


def iter_addresses(path: Path) -> Iterator[Row]:
    """Reads one address a line; empty lines and lines that begin with `#` are passed over.

    Raises:
        UnreadableInput: the file cannot be opened.
    """
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if (text := line.strip()) and not text.startswith("#"):
                yield _address(text, f"{path}, line {number}")


def _address(text: str, where: str, title: str | None = None, published: str | None = None) -> Row:
    try:
        return PageAddress(url=canonicalise_url(text), title=title, published=published)
    except ValueError:
        return UnreadableInput(where, f"{text[:100]!r} is no web address; give http:// or https:// addresses")


def is_address_list(path: Path) -> bool:
    """Says whether the first lines of a text file are web addresses."""
    with _opened(path) as lines:
        sample = lines.read(_SAMPLE_CHARS)
    first = [line for line in sample.splitlines() if line.strip() and not line.startswith("#")][:20]
    return bool(first) and all(line.strip().lower().startswith(("http://", "https://")) for line in first[:-1] or first)


def iter_table(path: Path) -> Iterator[Row]:
    """Reads a CSV table: rows with a text become articles, rows with an address only become pages to fetch.

    The separator (comma, semicolon or tab) is found out.

    Raises:
        UnreadableInput: the file cannot be opened, or has neither a text nor an address column.
    """
    csv.field_size_limit(2 * MAX_TEXT_BYTES)
    with _opened(path) as lines:
        head = lines.readline()
        separator = max(",;\t", key=head.count)
        lines.seek(0)
        table = csv.DictReader(lines, delimiter=separator, strict=True)
        columns = _find_columns(table.fieldnames or (), path)
        rows = iter(table)
        while True:
            where = f"{path}, line {table.line_num + 1}"
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield UnreadableInput(where, f"is no CSV row ({error}); the rest of the file is left out")
                return
            if row is None:
                return
            yield _read_row({field: (row.get(column) or "").strip() for field, column in columns.items()}, where)


def _find_columns(names: Iterable[str], path: Path) -> dict[str, str]:
    held = {name.strip().lower(): name for name in names if name}
    columns = {
        field: held[known[0]]
        for field, aliases in _COLUMNS.items()
        if (known := [alias for alias in aliases if alias in held])
    }
    if not {"url", "text"} & set(columns):
        wanted = ", ".join(_COLUMNS["text"] + _COLUMNS["url"])
        raise UnreadableInput(str(path), f"has no column with texts or addresses; known are {wanted}")
    return columns


def _read_row(cells: Mapping[str, str], where: str) -> Row:
    if any("\udc80" <= c <= "\udcff" for text in cells.values() for c in text):
        return UnreadableInput(where, "is not UTF-8; save the table as UTF-8 and import it again")
    moment = parse_moment(cells.get("published", ""))
    published = moment.isoformat() if moment else None
    url, title = cells.get("url", ""), normalise_text(cells.get("title", "")).strip() or None
    if not cells.get("text"):
        return _address(url, where, title, published) if url else UnreadableInput(where, "has neither text nor address")
    try:
        return _article(cells, where, title, published)
    except ContentError as error:
        return error


def _article(cells: Mapping[str, str], where: str, title: str | None, published: str | None) -> Article:
    """Makes the article of a row: boilerplate lines go, and the stored text begins with the title, as for pages.

    Raises:
        UnreadableInput: the text is empty, or the address none.
        WrongLanguage: the text is not Indonesian.
    """
    body = filter_lines(normalise_text(cells["text"]), title)
    check_text(body, where)
    text = body if title is None or body.startswith(title) else f"{title}\n\n{body}"
    page = _address(cells["url"], where) if cells.get("url") else None
    if isinstance(page, ContentError):
        raise page
    url = page.url if isinstance(page, PageAddress) else None
    digest = text_digest(text)
    return Article(
        id=make_article_id(url) if url else digest[:16],
        text=text,
        text_sha256=digest,
        url=cells.get("url") or None,
        canonical_url=url,
        outlet=cells.get("outlet") or None,
        title=title,
        byline=cells.get("byline") or None,
        published=published,
        language="id",
    )


def _opened(path: Path) -> TextIO:
    """The file as text; bytes that are not UTF-8 come as lone surrogates, which the readers name."""
    try:
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}; check the path") from error
