"""The crawl: sources -> links -> frontier -> pages -> articles, bounded, polite, and safe to break off and repeat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

from corpus.archive import Archive
from corpus.errors import (
    ConfigError,
    ContentError,
    FetchRefused,
    InvariantError,
    PantauError,
    RemoteError,
)
from corpus.store import Store
from corpus.store.links import Link, lease_links, release_leases, write_links, write_released
from corpus.store.runs import Issue, write_issue
from corpus.store.sources import SourceRow, write_source
from corpus.store.validators import read_validator, write_validator
from corpus.store.visits import Visit, read_visit, write_visit
from crawler.asking import Asker, Validators, open_asker
from crawler.discovery import Discovered, Discoverer, Window
from crawler.fetch.guard import Resolver, resolve_host
from crawler.fetch.retry import Clock, Sleep
from crawler.frontier import HostBudget, choose_links
from crawler.options import CrawlOptions
from crawler.outcome import write_failure, write_outcome
from crawler.progress import CrawlIssue, CrawlReport, OnProgress, Progress, Step, Tally
from crawler.reading import LinkReader
from crawler.schedule import plan_visit
from crawler.sources.source import Source

__all__ = ["CrawlOptions", "crawl"]

_log = logging.getLogger(__name__)


async def crawl(
    sources: Sequence[Source],
    store: Store,
    archive: Archive,
    options: CrawlOptions,
    *,
    clock: Clock,
    sleep: Sleep = asyncio.sleep,
    on_progress: OnProgress | None = None,
    resolver: Resolver = resolve_host,
) -> CrawlReport:
    """Reads what is new in the sources and stores it.

    What one page or source does wrong is counted and noted in the store; the rest goes on. A page that is stored is not
    asked for again unless its source says that it changed.

    Args:
        sources: which to read.
        store: links, validators, articles and issues.
        archive: every answer is kept there before it is read.
        options: bounds.
        clock: gives the time, aware.
        sleep: waits; tests give one that does not.
        on_progress: called at every step, in this thread.
        resolver: looks host names up.

    Raises:
        StoreError: the store or the archive cannot be written; what was stored before stays.
    """
    tally = Tally(on_progress)
    with _executor(options.workers) as executor:
        opened = open_asker(
            options.fetch, store, clock, sleep=sleep, policy=options.retry, slots=options.slots, resolver=resolver
        )
        async with opened as asker:
            run = _Run(store, archive, asker, executor, options, clock, tally)
            await run.read_sources(sources)
    return tally.report()


@contextmanager
def _executor(workers: int) -> Iterator[Executor]:
    # One thread: the readers share caches, and more threads would not be faster.
    pool: Executor = ProcessPoolExecutor(workers) if workers > 0 else ThreadPoolExecutor(1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class _Run:
    def __init__(
        self,
        store: Store,
        archive: Archive,
        asker: Asker,
        executor: Executor,
        options: CrawlOptions,
        clock: Clock,
        tally: Tally,
    ) -> None:
        self._store, self._archive, self._asker, self._executor = store, archive, asker, executor
        self._options, self._clock, self._tally = options, clock, tally
        self._budget = HostBudget(options.host_pages)
        self._turns = asyncio.Semaphore(options.concurrency)

    async def read_sources(self, sources: Sequence[Source]) -> None:
        """Reads all sources side by side; an error that stops the run is raised bare."""
        if self._options.alone:
            with self._store.begin() as connection:
                release_leases(connection, [source.name for source in sources])
        try:
            async with asyncio.TaskGroup() as group:
                for source in sources:
                    group.create_task(self._read_source(source))
        except BaseExceptionGroup as failures:
            first: BaseException = failures
            while isinstance(first, BaseExceptionGroup):
                first = first.exceptions[0]
            raise first from failures

    async def _read_source(self, source: Source) -> None:
        async with self._turns:
            self._note("source", source)
            with self._store.read() as connection:
                held = read_visit(connection, source.name)
            if self._options.due_only and held is not None and held.next_visit_at > self._clock():
                self._note("waiting", source)
            else:
                await self._discover(source, held)
            await self._read_links(source)
            self._note("source_done", source)

    async def _discover(self, source: Source, held: Visit | None) -> None:
        """Asks a source for its new links and stores them."""
        window = Window(self._options.since, self._options.until)
        asked = Discoverer(self._asker, self._store, source, window, self._clock, self._archive)
        found = await asked.discover()
        self._note("discovered", source, count=self._write_found(source, found, held))
        for issue in found.issues:
            self._note_issue(issue)
        if found.has_failed:
            self._tally.note_failed_source(source.name)

    def _write_found(self, source: Source, found: Discovered, held: Visit | None) -> int:
        """Stores links, validators and the visit together: a feed counts as read only when its links are safe."""
        now = self._clock()
        row = SourceRow(
            name=source.name, outlet=source.outlet or source.name, type=source.type,
            region_code=source.region, home=source.home,
        )  # fmt: skip
        with self._store.begin() as connection:
            write_source(connection, row, now)
            new = write_links(connection, choose_links(found.links, source), now)
            for validator in found.validators:
                write_validator(connection, validator)
            if found.tried:
                write_visit(connection, plan_visit(held, source.name, found.links, new, found.has_failed, now))
        return new

    async def _read_links(self, source: Source) -> None:
        reader = LinkReader(self._asker, self._archive, self._executor, source)
        left = source.max_pages
        while (wanted := min(left, self._options.max_pages - self._tally.pages, 2 * self._options.slots)) > 0:
            links = self._lease(source, wanted)
            if not links:
                return
            left -= len(links)
            for _ in links:
                self._tally.note_page()
            await self._read_leased(links, reader, source)

    def _lease(self, source: Source, wanted: int) -> Sequence[Link]:
        """Takes open links of a source, of the wanted days only, as many as the budgets of their hosts hold."""
        days = (self._options.since, self._options.until)
        with self._store.begin() as connection:
            leased = lease_links(
                connection, self._clock(), wanted, self._options.lease_s, [source.name], self._budget.spent(), days
            )
            links = [link for link in leased if self._budget.admits(link.url)]
            if len(links) < len(leased):
                write_released(connection, [link.url for link in leased if link not in links])
        return links

    async def _read_leased(self, links: Sequence[Link], reader: LinkReader, source: Source) -> None:
        """Reads links; those that are not finished when the run is broken off are given back."""
        open_urls = {link.url for link in links}

        async def read(link: Link) -> None:
            await self._read_link(link, reader, source)
            open_urls.discard(link.url)

        try:
            async with asyncio.TaskGroup() as group:
                for link in links:
                    group.create_task(read(link))
        finally:
            if open_urls:
                with self._store.begin() as connection:
                    write_released(connection, sorted(open_urls))

    async def _read_link(self, link: Link, reader: LinkReader, source: Source) -> None:
        """Reads one link; whatever goes wrong with it stays with it."""
        try:
            page, article = await reader.read(link, self._known(link))
            self._note(write_outcome(self._store, link, page, article, self._clock()), source, link.url)
        except (ConfigError, InvariantError):
            raise
        except PantauError as error:
            self._fail(link, source, error)
        except Exception as error:  # the one place of the crawl: a page that trips a library must not end the run
            _log.exception("reading %s failed", link.url)
            self._fail(link, source, error)

    def _known(self, link: Link) -> Validators | None:
        """The validators of a page that was read before; a first reading wants the whole page."""
        if link.finished_at is None:
            return None
        with self._store.read() as connection:
            held = read_validator(connection, link.url)
        return Validators(held.etag, held.last_modified) if held else None

    def _fail(self, link: Link, source: Source, error: Exception) -> None:
        step, reason = write_failure(self._store, link, error, self._clock())
        self._note(step, source, link.url, reason)
        if not isinstance(error, FetchRefused):
            expected = isinstance(error, (RemoteError, ContentError))
            self._note_issue(CrawlIssue(link.url, reason, "warning" if expected else "error"))

    def _note(
        self, step: Step, source: Source, url: str | None = None, reason: str | None = None, count: int = 0
    ) -> None:
        self._tally.note(Progress(step=step, source=source.name, url=url, reason=reason, count=count))

    def _note_issue(self, issue: CrawlIssue) -> None:
        self._tally.note_issue(issue)
        row = Issue(
            level=issue.level, place=issue.place, reason=issue.reason, at=self._clock(), run_id=self._options.run_id
        )
        with self._store.begin() as connection:
            write_issue(connection, row)
