"""What came of a page, written down: its article, the end of its link, or why there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from corpus.archive import FetchedPage
from corpus.article import Article
from corpus.errors import ContentError, FetchPermanent, FetchRefused, FetchTemporary
from corpus.store import Store
from corpus.store.articles import Written, write_article
from corpus.store.links import (
    Link,
    NewLink,
    read_link,
    write_done,
    write_failed,
    write_links,
    write_refused,
)
from corpus.store.validators import Validator, write_validator
from crawler.progress import Step

# With doubled waits this is two and a half days: a host that is down over a weekend loses nothing.
_MAX_ATTEMPTS = 8
_FIRST_RETRY = timedelta(minutes=30)
# The page is not there any more, which is the outlet's decision and no failure of ours.
_GONE = {404, 410}


def write_outcome(store: Store, link: Link, page: FetchedPage, article: Article | None, now: datetime) -> Step:
    """Stores the article of a page that was read and ends its link, in one transaction; None: it is unchanged."""
    if article is None:
        with store.begin() as connection:
            write_done(connection, link.url, now)
        return "unchanged"
    with store.begin() as connection:
        written = write_article(connection, article, now, link.source)
        write_done(connection, link.url, now)
        _write_alias(connection, link, article, now)
        write_validator(connection, _validator(link.url, page))
    return _step(written)


def _write_alias(connection: Connection, link: Link, article: Article, now: datetime) -> None:
    """An article that calls itself by another address is not to be read under that one again."""
    canonical = article.canonical_url
    if canonical is not None and canonical != link.url:
        alias = NewLink(url=canonical, source=link.source, title=link.title, published=link.published)
        write_links(connection, [alias], now)
        held = read_link(connection, canonical)
        if held is not None and held.state == "due":
            write_done(connection, canonical, now)


def write_failure(store: Store, link: Link, error: Exception, now: datetime) -> tuple[Step, str]:
    """Ends or puts off the link of a page that gave no article.

    Returns:
        `refused` (by a rule of ours or the host's, by the page, or because it is gone) or `failed`, and the reason.
    """
    reason = str(error) or type(error).__name__
    gone = isinstance(error, FetchPermanent) and error.status in _GONE
    refused = gone or isinstance(error, (FetchRefused, ContentError))
    retry_at = None
    if isinstance(error, FetchTemporary) and link.attempts < _MAX_ATTEMPTS:
        wait = _FIRST_RETRY * 2 ** (link.attempts - 1)
        retry_at = now + max(wait, timedelta(seconds=error.retry_after_s or 0))
    with store.begin() as connection:
        if refused:
            write_refused(connection, link.url, now, reason)
        else:
            write_failed(connection, link.url, now, reason, retry_at)
    return ("refused" if refused else "failed"), reason


def _step(written: Written) -> Step:
    steps: dict[str, Step] = {"new": "stored", "changed": "changed", "same": "same", "refused": "refused"}
    return steps[written.outcome]


def _validator(url: str, page: FetchedPage) -> Validator:
    return Validator(
        url=url,
        etag=page.header("etag"),
        last_modified=page.header("last-modified"),
        body_sha256=None,
        checked_at=page.fetched,
    )
