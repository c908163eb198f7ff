"""What people do to events: make one of two, or two of one. It holds also when the articles are read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from corpus.errors import UnreadableInput
from corpus.store.changes import EventChange, write_change
from corpus.store.events import EventCluster, read_event, write_event
from monitor.belonging import judge_articles, parted
from monitor.claims import differences, fold, without_articles
from monitor.events import absorb, note
from registry.registry import Registry


def require_event(conn: Connection, event_id: str) -> EventCluster:
    """The event of an id.

    Raises:
        UnreadableInput: there is none.
    """
    found = read_event(conn, event_id)
    if found is None:
        raise UnreadableInput(event_id, "no such event; `pantau events list` shows ids")
    return found


def merge_events(
    conn: Connection, keep_id: str, other_ids: Sequence[str], registry: Registry, now: datetime, who: str
) -> EventCluster:
    """Makes the other events part of the first; every article of theirs stays with it from now on.

    Raises:
        UnreadableInput: an unknown id, events of two types, or one event with itself.
    """
    kept = require_event(conn, keep_id)
    for other_id in dict.fromkeys(other_ids):
        other = require_event(conn, other_id)
        if other_id == keep_id:
            raise UnreadableInput(other_id, "cannot be merged with itself")
        if other.type != kept.type:
            raise UnreadableInput(other_id, f"is a {other.type}, {keep_id} a {kept.type}; one event has one type")
        articles = [share.article_id for share in (*kept.articles, *other.articles)]
        judge_articles(conn, keep_id, articles, "positive", who, now)
        kept = absorb(conn, kept, other, registry, now, who)
    return kept


def keep_apart(conn: Connection, event_id: str, other_id: str, now: datetime, who: str) -> None:
    """Decides a doubt: two events are two. They do not come together by themselves, and are no doubt any more.

    Raises:
        UnreadableInput: an unknown id, or one event with itself.
    """
    event, other = require_event(conn, event_id), require_event(conn, other_id)
    if event_id == other_id:
        raise UnreadableInput(other_id, "cannot be kept apart from itself")
    for one, two in ((event, other), (other, event)):
        judge_articles(conn, two.id, [share.article_id for share in one.articles], "negative", who, now)
        note(conn, one.id, "apart", now, other_id=two.id, who=who)


def split_event(
    conn: Connection, event_id: str, article_ids: Sequence[str], registry: Registry, now: datetime, who: str
) -> EventCluster:
    """Makes an event of its own of some of an event's articles; they do not come together again by themselves.

    Raises:
        UnreadableInput: an unknown id, an article that the event does not have, or all of its articles.
    """
    cluster = require_event(conn, event_id)
    held = {share.article_id for share in cluster.articles}
    for article_id in article_ids:
        if article_id not in held:
            raise UnreadableInput(article_id, f"is no article of event {event_id}; it has {', '.join(sorted(held))}")
    if not held - set(article_ids):
        raise UnreadableInput(event_id, "all its articles were named; leave at least one")
    opened = fold(parted(cluster, article_ids, now), registry)
    left = msgspec.structs.replace(fold(without_articles(cluster, article_ids), registry), last_seen=now)
    judge_articles(conn, event_id, article_ids, "negative", who, now)
    judge_articles(conn, opened.id, article_ids, "positive", who, now)
    write_event(conn, left)
    write_event(conn, opened)
    write_change(conn, EventChange(event_id=opened.id, at=now, kind="split", other_id=event_id, who=who))
    changes = differences(cluster, left)
    write_change(
        conn, EventChange(event_id=event_id, at=now, kind="split", other_id=opened.id, who=who, changes=changes)
    )  # fmt: skip
    return opened
