"""The bounds of one crawl."""

from __future__ import annotations

from datetime import date

import msgspec

from crawler.fetch import FetchOptions, RetryPolicy


class CrawlOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of one crawl.

    `max_pages` of all sources together; `concurrency` sources at one time; `slots` requests at one time to a host;
    `lease_s` how long a page belongs to this run when it is killed; `since` and `until` the wanted days; `workers`
    processes that extract (0: a thread of this one); `alone` says that no other run reads these sources now, so that
    pages which a killed run held are read at once; `due_only` asks only those sources for new links whose next visit
    has come; `host_pages` bounds the pages of one host; `run_id` is the run that issues belong to.
    """

    fetch: FetchOptions = FetchOptions()
    retry: RetryPolicy = RetryPolicy()
    max_pages: int = 2000
    concurrency: int = 16
    slots: int = 1
    lease_s: float = 900.0
    since: date | None = None
    until: date | None = None
    workers: int = 0
    alone: bool = True
    due_only: bool = False
    host_pages: int = 1000
    run_id: int | None = None
