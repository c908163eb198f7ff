"""One watch: crawl, process, report what is new. Safe to run again at any time, also after a kill."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime

import msgspec

from corpus.archive import open_archive
from corpus.store import Store
from corpus.store.events import write_reported
from corpus.store.runs import Issue, finish_run, start_run
from crawler.crawl import CrawlOptions, crawl
from crawler.fetch import FetchOptions
from crawler.progress import CrawlReport, OnProgress
from crawler.sources import Source, load_sources
from monitor.alerts.outbox import AlertReport
from monitor.process import ProcessReport, process
from monitor.reading import Reader
from monitor.report import EventNews, iter_news
from monitor.settings import Settings

Clock = Callable[[], datetime]


class WatchReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one watch did. `news` are the events that were reported now and will not be again.

    `alerts` is filled in by whoever sends them, after the watch.
    """

    crawl: CrawlReport
    read: int
    relevant: int
    unreadable: tuple[Issue, ...]
    news: tuple[EventNews, ...]
    alerts: AlertReport = AlertReport()

    @property
    def is_partial(self) -> bool:
        """Says whether some source, page or article failed (exit code 3); refusals by rule are no failures."""
        return bool(self.crawl.sources_failed or self.crawl.failed or self.unreadable)


def choose_sources(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of the settings, or those of them that are named.

    Raises:
        SourceError: a file is wrong.
        KeyError: a name that no source has.
    """
    sources = {source.name: source for source in load_sources(settings.sources)}
    return tuple(sources[name] for name in names) if names else tuple(sources.values())


def fetch_options(settings: Settings) -> FetchOptions:
    """The bounds of requests as the settings give them."""
    return FetchOptions(contact=settings.contact, allow_private=settings.allow_private)


def crawl_options(
    settings: Settings,
    *,
    run_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    max_pages: int | None = None,
    due_only: bool = False,
) -> CrawlOptions:
    """The bounds of a crawl as the settings give them; `max_pages` overrides theirs."""
    return CrawlOptions(
        fetch=fetch_options(settings),
        max_pages=settings.max_pages if max_pages is None else max_pages,
        concurrency=settings.concurrency,
        workers=settings.workers,
        host_pages=settings.host_pages,
        due_only=due_only,
        since=since,
        until=until,
        run_id=run_id,
    )


def run_crawl(
    settings: Settings,
    store: Store,
    sources: Sequence[Source],
    clock: Clock,
    *,
    options: CrawlOptions,
    on_progress: OnProgress | None = None,
) -> CrawlReport:
    """Crawls from synchronous code: the one place where the two meet."""
    settings.archive.mkdir(parents=True, exist_ok=True)
    with open_archive(settings.archive) as archive:
        return asyncio.run(crawl(sources, store, archive, options, clock=clock, on_progress=on_progress))


def watch(
    settings: Settings,
    store: Store,
    sources: Sequence[Source],
    reader: Reader,
    clock: Clock,
    *,
    since: date | None = None,
    due_only: bool = False,
    on_progress: OnProgress | None = None,
    on_article: Callable[[], None] = lambda: None,
) -> WatchReport:
    """Crawls, processes and gathers the news; call `mark_reported` once they have been shown."""
    with store.begin() as conn:
        run_id = start_run(conn, "watch", clock())
    options = crawl_options(settings, run_id=run_id, since=since, due_only=due_only)
    crawled = run_crawl(settings, store, sources, clock, options=options, on_progress=on_progress)
    processed = process(store, reader, clock, run_id=run_id, on_article=on_article)
    with store.read() as conn:
        news = tuple(iter_news(conn, reader.registry))
    with store.begin() as conn:
        finish_run(conn, run_id, clock(), _counts(crawled, processed, len(news)))
    return WatchReport(
        crawl=crawled, read=processed.read, relevant=processed.relevant, unreadable=processed.issues, news=news
    )  # fmt: skip


def mark_reported(store: Store, news: Sequence[EventNews], now: datetime) -> None:
    """Notes that the events were shown: killed before this, they are shown once more; never are they lost."""
    with store.begin() as conn:
        write_reported(conn, [event.id for event in news], now)


def _counts(crawled: CrawlReport, processed: ProcessReport, news: int) -> dict[str, int]:
    return {
        "sources": crawled.sources, "sources_failed": len(crawled.sources_failed), "new_links": crawled.new_links,
        "stored": crawled.stored, "refused": crawled.refused, "failed": crawled.failed, "read": processed.read,
        "relevant": processed.relevant, "unreadable": len(processed.issues), "news": news,
    }  # fmt: skip
