"""Reading one link: fetch, archive, extract, join its pages, and say what came of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from datetime import date, datetime
from functools import partial
from urllib.parse import urlsplit

import msgspec

from corpus.archive import Archive, FetchedPage, read_capture, write_capture
from corpus.article import Article, Capture, text_digest
from corpus.errors import ContentError, FetchPermanent, FetchRefused, NotAnArticle, RemoteError
from corpus.store.articles import make_article_id
from corpus.store.links import Link
from crawler.asking import Asker, Validators
from crawler.canonical import canonicalise_url
from crawler.extract import ExtractedPage, ExtractProfile, join_pages, parse_article, require_article
from crawler.extract.paging import MAX_PAGES, is_whole
from crawler.extract.profile import choose_profile
from crawler.sources.source import Source

_HTML_TYPES = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/octet-stream",
)


class Refused(msgspec.Struct, frozen=True):
    """Why a page gave no article; passed between processes, where our errors cannot go."""

    url: str
    reason: str


def extract_page(page: FetchedPage, source: Source | None, hint: str | None) -> ExtractedPage | Refused:
    """Extracts the article of one answer with the source's newest layout that held on the day of the hint.

    Pure, so that it can run in another process. Without a source, only what the page itself says is known.
    """
    profile = choose_profile(source.extract, _day(hint) or page.fetched.date()) if source else None
    try:
        return _parse(page, source, profile)
    except ContentError as error:
        return Refused(page.url, error.reason if isinstance(error, NotAnArticle) else str(error))


def _parse(page: FetchedPage, source: Source | None, profile: ExtractProfile | None) -> ExtractedPage:
    kind = (page.header("content-type") or "text/html").lower()
    if not kind.startswith(_HTML_TYPES):
        raise NotAnArticle(page.url, f"a file of type {kind.split(';')[0]}")
    _, _, charset = kind.partition("charset=")
    return parse_article(
        page.body,
        page.url,
        charset=charset.split(";")[0].strip("\"' ") or None,
        profile=profile,
        zone=source.zone if source else None,
        outlet=source.outlet if source else None,
        fetched=page.fetched,
    )


def _day(hint: str | None) -> date | None:
    try:
        return date.fromisoformat((hint or "")[:10])
    except ValueError:
        return None


class LinkReader:
    """Reads links of one source."""

    def __init__(self, asker: Asker, archive: Archive, executor: Executor | None, source: Source) -> None:
        self._asker = asker
        self._archive = archive
        self._executor = executor
        self._source = source
        # A site that has shown one article as a whole shows others so: one request for each instead of two.
        self._whole = source.whole_page

    async def read(self, link: Link, validators: Validators | None) -> tuple[FetchedPage, Article | None]:
        """Reads a link.

        Returns:
            The first answer and the article; None instead of the article when the server says that the page is
            unchanged.

        Raises:
            RemoteError: the page cannot be had.
            NotAnArticle, WrongLanguage: it holds no Indonesian article.
            StoreError: the archive cannot be written.
        """
        held = self._held(link)
        if held is not None:
            capture, page = held, read_capture(self._archive.folder, held)
        else:
            page = await self._ask_whole(link.url, validators)
            if page.status == 304:
                return page, None
            capture = write_capture(self._archive, page)
        first = await self._extract(page, link.published)
        self._whole = self._whole or next((urlsplit(url).query for url in first.next_pages if is_whole(url)), "")
        rest = await self._read_rest(first, link)
        whole = join_pages(first, rest)
        require_article(whole)
        return page, make_article(whole, capture, page.fetched, link)

    def _held(self, link: Link) -> Capture | None:
        """Finds the answer that a killed run had archived but not read; it need not be asked for again."""
        if link.attempts < 2 or link.finished_at is not None:
            return None
        found = self._archive.index.newest(self._whole_address(link.url))
        is_fresh = found is not None and datetime.fromisoformat(found.date) >= link.discovered_at.replace(microsecond=0)
        return found.capture if found is not None and is_fresh else None

    def _whole_address(self, url: str) -> str:
        return f"{url}{'&' if '?' in url else '?'}{self._whole}" if self._whole else url

    async def _ask_whole(self, url: str, validators: Validators | None) -> FetchedPage:
        """Asks for all of an article's pages at once where the site has such a view, else for the page itself."""
        pause_s = self._source.pause_s
        if self._whole:
            try:
                return await self._asker.ask(self._whole_address(url), pause_s, validators)
            except (FetchPermanent, FetchRefused):
                pass  # the view may be closed or missing though the page is not
        return await self._asker.ask(url, pause_s, validators)

    async def _extract(self, page: FetchedPage, hint: str | None) -> ExtractedPage:
        job = partial(extract_page, page, self._source, hint)
        found = await asyncio.get_running_loop().run_in_executor(self._executor, job)
        if isinstance(found, Refused):
            raise NotAnArticle(found.url, found.reason)
        return found

    async def _read_rest(self, first: ExtractedPage, link: Link) -> list[ExtractedPage]:
        """Reads the article's other pages as far as they can be had; a missing one does not lose the others."""
        pages: list[ExtractedPage] = []
        waiting, seen = list(first.next_pages), {link.url, first.url}
        while waiting and len(pages) < MAX_PAGES:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            try:
                page = await self._asker.ask(url, self._source.pause_s)
                write_capture(self._archive, page)
                found = await self._extract(page, link.published)
            except (RemoteError, ContentError):
                continue
            pages.append(found)
            waiting += [more for more in found.next_pages if more not in seen]
        return pages


def make_article(page: ExtractedPage, capture: Capture, fetched: datetime, link: Link | None) -> Article:
    """Makes the stored article of an extracted page. The feed's title and date fill in what the page does not say.

    The stored text begins with the title, as a reader sees it: what only the title says has evidence too.
    """
    canonical = page.canonical_url or canonicalise_url(page.url)
    title = page.title or (link.title if link else None)
    text = page.text if title is None or page.text.startswith(title) else f"{title}\n\n{page.text}"
    return Article(
        id=make_article_id(canonical),
        text=text,
        text_sha256=text_digest(text),
        url=page.url,
        canonical_url=canonical,
        outlet=page.outlet,
        title=title,
        byline=page.byline,
        dateline=page.dateline,
        published=page.published or _hinted(link.published if link else None),
        fetched=fetched,
        language=page.language,
        capture=capture,
    )


def _hinted(text: str | None) -> str | None:
    """A feed's date, when it is ISO 8601; a time without a zone is worth its day only."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return None if found is None else found.isoformat() if found.tzinfo else found.date().isoformat()
