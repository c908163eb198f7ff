"""What others collected, brought in through the ordinary path: captured, extracted, stored; each bad row named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from corpus.archive import Archive, FetchedPage, iter_warc_pages, open_archive, write_capture
from corpus.article import Article, Capture, text_digest
from corpus.errors import ContentError, UnreadableInput
from corpus.store import Store
from corpus.store.articles import find_article, write_article
from corpus.store.links import NewLink, write_links
from crawler.canonical import canonicalise_url, is_same_site
from crawler.extract.charset import decode_html
from crawler.extract.metadata import read_metadata
from crawler.extract.tree import parse_tree
from crawler.fetch.retry import Clock
from crawler.progress import CrawlReport, OnProgress, Progress
from crawler.reextraction import reextract
from crawler.sources import Source
from monitor.inputs import InputLine, decode_text, make_article
from monitor.pages import load_page
from monitor.rows import PageAddress, Row, is_address_list, iter_addresses, iter_table

Kind = Literal["html", "warc", "csv", "urls", "text"]
_SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".arc": "warc",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".urls": "urls",
}
# What browsers write on top of a saved page.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)")
# Before what the sources name by themselves: somebody asked for these.
_PRIORITY = 20
_MAX_TITLE_CHARS = 200
Crawl = Callable[[Sequence[Source], OnProgress], CrawlReport]


class InputFile(msgspec.Struct, frozen=True):
    """A file to import; `below` is its path below the folder that was given, with slashes."""

    path: Path
    kind: Kind
    below: str


class ImportIssue(msgspec.Struct, frozen=True):
    """A row, file or page that gave no article, and why."""

    place: str
    reason: str


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of articles: `new`, `changed` texts of known pages, the `same` as stored; `issues` are all the others."""

    new: int
    changed: int
    same: int
    issues: tuple[ImportIssue, ...]


def import_files(
    paths: Sequence[Path],
    archive: Path,
    store: Store,
    sources: Sequence[Source],
    clock: Clock,
    crawl: Crawl,
    *,
    base: str | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> ImportReport:
    """Imports files and folders of them.

    Saved pages go into the archive and are extracted from there; texts of tables are stored as they are, unless the
    store has the page itself; addresses are fetched with the crawl's manners. Importing again changes nothing.

    Args:
        paths: files and folders.
        archive: the folder of WARC files.
        store: gets the articles.
        sources: for selectors, outlets and pauses of the sites that they know.
        clock: gives the time, aware.
        crawl: reads the open links of some sources that name nothing by themselves.
        base: address of the folder, for pages that do not say their own.
        on_step: called with each file or address.

    Raises:
        StoreError: the archive or the store cannot be written.
    """
    with open_archive(archive) as opened:
        importer = _Importer(opened, store, clock, base)
        for file in iter_files(paths, importer.refuse):
            on_step(str(file.path))
            importer.read_file(file)
    found = reextract(archive, store, sources, clock, on_step, captures=importer.captures, on_refused=importer.refuse)
    importer.counts.update({"new": found.new, "changed": found.changed, "same": found.same})
    importer.read_addresses(sources, crawl)
    counts = {name: importer.counts[name] for name in ("new", "changed", "same")}
    return ImportReport(**counts, issues=tuple(importer.issues))


def iter_files(paths: Sequence[Path], refuse: Callable[[str, str], None]) -> Iterator[InputFile]:
    """Yields the files to import with their kinds; folders give all files of known kinds below them, by name."""
    known = f"{', '.join(_SUFFIXES)}, pages and WARC files also packed as .gz"
    for path in paths:
        if path.is_dir():
            files = [(file, kind) for file in sorted(path.rglob("*")) if file.is_file() and (kind := _kind(file))]
            yield from (InputFile(file, kind, file.relative_to(path).as_posix()) for file, kind in files)
            if not files:
                refuse(str(path), f"holds no file that can be imported; known are {known}")
        elif (kind := _kind(path)) is not None:
            yield InputFile(path, kind, path.name)
        else:
            refuse(str(path), f"is of no known kind; known are {known}")


def _kind(path: Path) -> Kind | None:
    packed = path.suffix.lower() == ".gz"
    kind = _SUFFIXES.get((Path(path.stem).suffix if packed else path.suffix).lower())
    return None if packed and kind not in ("html", "warc") else kind


class _Importer:
    """Collects what the files hold; `captures` are the saved pages by address."""

    def __init__(self, archive: Archive, store: Store, clock: Clock, base: str | None) -> None:
        self._archive, self._store, self._clock, self._base = archive, store, clock, base
        self.captures: dict[str, Capture] = {}
        self.addresses: dict[str, PageAddress] = {}
        self.counts: Counter[str] = Counter()
        self.issues: list[ImportIssue] = []

    def refuse(self, place: str, reason: str) -> None:
        """Notes what gave no article."""
        self.issues.append(ImportIssue(place, reason.removeprefix(f"{place}: ")))

    def read_file(self, file: InputFile) -> None:
        """Takes one file in; what is wrong with it becomes an issue."""
        try:
            if file.kind == "warc":
                for page in iter_warc_pages(file.path):
                    self._take(page)
            elif file.kind == "html":
                self._take(_saved_page(file, self._base, self._clock()))
            elif file.kind == "csv":
                self._take_rows(iter_table(file.path))
            elif file.kind == "urls" or is_address_list(file.path):
                self._take_rows(iter_addresses(file.path))
            else:
                self._store_article(_text_article(file.path))
        except ContentError as error:
            self._refuse_error(error)

    def _take(self, page: FetchedPage | ContentError) -> None:
        if isinstance(page, ContentError):
            self._refuse_error(page)
        elif (page.header("content-type") or "text/html").lower().startswith(("text/html", "application/xhtml")):
            self.captures[page.url] = write_capture(self._archive, page)

    def _take_rows(self, rows: Iterator[Row]) -> None:
        for row in rows:
            if isinstance(row, ContentError):
                self._refuse_error(row)
            elif isinstance(row, PageAddress):
                self.addresses.setdefault(row.url, row)
            else:
                self._store_article(row)

    def _store_article(self, article: Article) -> None:
        with self._store.begin() as connection:
            held = find_article(connection, article.canonical_url) if article.canonical_url else None
            if held is not None and held.capture is not None:
                self.counts["same"] += 1  # what the page itself said outranks a copy
            else:
                self.counts[write_article(connection, article, self._clock()).outcome] += 1

    def _refuse_error(self, error: ContentError) -> None:
        place = error.path if isinstance(error, UnreadableInput) else str(error).partition(": ")[0]
        self.refuse(place, str(error))

    def read_addresses(self, sources: Sequence[Source], crawl: Crawl) -> None:
        """Fetches the listed addresses, each as a page of the source that it belongs to."""
        if not self.addresses:
            return
        by_source = _group(self.addresses.values(), sources)
        with self._store.begin() as connection:
            for source, pages in by_source:
                links = [_link(page, source) for page in pages]
                self.counts["same"] += len(links) - write_links(connection, links, self._clock())
        report = crawl([source for source, _ in by_source], self._note_step)
        self.counts.update({"new": report.stored, "changed": report.changed})

    def _note_step(self, step: Progress) -> None:
        if step.step in ("refused", "failed") and step.url is not None:
            self.refuse(step.url, step.reason or step.step)


def _link(page: PageAddress, source: Source) -> NewLink:
    return NewLink(url=page.url, source=source.name, title=page.title, published=page.published, priority=_PRIORITY)


def _group(pages: Iterable[PageAddress], sources: Sequence[Source]) -> list[tuple[Source, list[PageAddress]]]:
    """Sorts addresses by source; a site that no source knows gets one of its own for this run, named by its host."""
    groups: dict[str, tuple[Source, list[PageAddress]]] = {}
    hosts: dict[str, Source] = {}
    for page in pages:
        host = urlsplit(page.url).netloc
        if host not in hosts:
            known = next((source for source in sources if is_same_site(page.url, source.home)), None)
            hosts[host] = _silent(known) if known else unknown_source(page.url)
        source = hosts[host]
        groups.setdefault(source.name, (source, []))[1].append(page)
    return [(msgspec.structs.replace(source, max_pages=len(pages)), pages) for source, pages in groups.values()]


def _silent(source: Source) -> Source:
    """The source without its ways to new links: only what was asked for is read."""
    return msgspec.structs.replace(source, feeds=(), sitemaps=(), listings=(), keywords=(), robots_sitemaps=False)


def unknown_source(url: str) -> Source:
    """A source for the pages of a site that no source file describes."""
    parts = urlsplit(url)
    return Source(
        name=f"import-{parts.netloc}", outlet="", type="portal", home=f"{parts.scheme}://{parts.netloc}/", zone=None
    )


def _saved_page(file: InputFile, base: str | None, now: datetime) -> FetchedPage:
    """A saved file as an answer of the address that it names: browser's note, canonical link, or below `base`.

    Raises:
        UnreadableInput: it cannot be read or names no address.
    """
    data = load_page(file.path)
    noted = _SAVED_FROM.search(data[:4096])
    url = noted.group(1).decode("ascii", "replace") if noted else _stated_url(data)
    if url is None and base is not None:
        url = urljoin(base.rstrip("/") + "/", quote(file.below.removesuffix(".gz")))
    if url is None:
        raise UnreadableInput(str(file.path), "does not say its address; give the folder's with --base https://…")
    headers = (("Content-Type", "text/html"),)
    return FetchedPage(url=url, status=200, reason="OK", body=data, headers=headers, fetched=now)


def _stated_url(data: bytes) -> str | None:
    root = parse_tree(decode_html(data))
    if root is None:
        return None
    meta = read_metadata(root)
    for url in (meta.canonical, meta.stated.url):
        try:
            return canonicalise_url(url)
        except ValueError:
            continue
    return None


def _text_article(path: Path) -> Article:
    """A plain text as an article; a short first line without a full stop is its title.

    Raises:
        UnreadableInput, WrongLanguage: see `monitor.inputs.decode_text`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}; check the path") from error
    text = decode_text(data, str(path)).strip()
    first = text.split("\n", 1)[0].strip()
    title = first if first != text and len(first) <= _MAX_TITLE_CHARS and not first.endswith(".") else None
    return make_article(InputLine(id=text_digest(text)[:16], text=text, title=title), str(path))
