"""Stored articles become clusters of copies, linked records and event clusters: the one place that sees both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from corpus.article import Article
from corpus.errors import InvariantError
from corpus.store import articles
from corpus.store.duplicates import iter_uncompared, write_duplicate
from corpus.store.records import write_record
from corpus.store.reviewed import refresh_parts, review_of
from corpus.store.runs import Issue, write_issue
from corpus.store.store import Store
from monitor.events import cluster_events
from monitor.reading import Reader

_BATCH = 50


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """What a run did: articles read, those about the programme, and an issue for each that could not be read."""

    read: int
    relevant: int
    issues: tuple[Issue, ...]


def count_unread(store: Store, reader: Reader) -> int:
    """Articles whose newest text this reader's pipeline has not read yet."""
    with store.read() as conn:
        return articles.count_unread(conn, reader.pipeline)


def process(
    store: Store,
    reader: Reader,
    clock: Callable[[], datetime],
    *,
    run_id: int | None = None,
    on_article: Callable[[], None] = lambda: None,
) -> ProcessReport:
    """Reads every article that this pipeline has not read once, oldest first; safe to stop and to run again.

    Raises:
        InvariantError: a bug; what was read before is stored.
    """
    compare_new(store)
    read = relevant = 0
    after = 0
    failed: list[Issue] = []
    while batch := _unread(store, reader.pipeline, after):
        for _, article in batch:
            try:
                is_relevant = _process_article(store, reader, article, clock())
            except InvariantError:
                raise
            except Exception as error:  # one of three places: an article must not stop the run
                issue = Issue(
                    level="error", place=article.url or article.id, reason=f"{type(error).__name__}: {error}",
                    at=clock(), run_id=run_id,
                )  # fmt: skip
                failed.append(issue)
                with store.begin() as conn:
                    write_issue(conn, issue)
            else:
                read, relevant = read + 1, relevant + is_relevant
            on_article()
        after = batch[-1][0]
    return ProcessReport(read, relevant, tuple(failed))


def compare_new(store: Store) -> None:
    """Puts every article whose newest text was not compared yet into its cluster of near-duplicates."""
    after = 0
    while batch := _uncompared(store, after):
        with store.begin() as conn:
            for number, article in batch:
                write_duplicate(conn, number, article)
        after = batch[-1][0]


def _uncompared(store: Store, after: int) -> list[tuple[int, Article]]:
    with store.read() as conn:
        return list(islice(iter_uncompared(conn, after), _BATCH))


def _unread(store: Store, pipeline: str, after: int) -> list[tuple[int, Article]]:
    with store.read() as conn:
        return list(islice(articles.iter_unread(conn, pipeline, after), _BATCH))


def _process_article(store: Store, reader: Reader, article: Article, now: datetime) -> bool:
    record = reader.read(article, created=now)
    with store.begin() as conn:
        write_record(conn, article.id, record)
        read = review_of(conn, article.id, record)
        if read is not record:
            refresh_parts(conn, article.id)
        cluster_events(conn, article.id, read, reader.registry, now)
    return read.relevance.relevant
