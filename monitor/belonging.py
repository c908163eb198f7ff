"""Which articles belong to which event because a person said so: merging and splitting, kept as judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from corpus.store.events import EventCluster
from corpus.store.judgements import Judgement, Verdict, iter_judgements, write_judgement


@dataclass(frozen=True, slots=True)
class Belonging:
    """The events that people put an article into, and those that they took it out of."""

    together: frozenset[str]
    apart: frozenset[str]


def read_belonging(conn: Connection, article_id: str) -> Belonging:
    """What was last decided on an article, by event."""
    verdicts = {j.object.rsplit("/", 1)[1]: j.verdict for j in iter_judgements(conn, f"article/{article_id}/event/")}
    return Belonging(
        frozenset(event_id for event_id, verdict in verdicts.items() if verdict == "positive"),
        frozenset(event_id for event_id, verdict in verdicts.items() if verdict == "negative"),
    )


def are_apart(conn: Connection, a: EventCluster, b: EventCluster) -> bool:
    """Says whether a person took an article of one event out of the other."""
    pairs = [(share.article_id, b.id) for share in a.articles] + [(share.article_id, a.id) for share in b.articles]
    return any(event_id in read_belonging(conn, article_id).apart for article_id, event_id in pairs)


def judge_articles(
    conn: Connection, event_id: str, article_ids: Sequence[str], verdict: Verdict, who: str, now: datetime
) -> None:
    """Keeps a decision on some articles and one event."""
    for article_id in article_ids:
        name = f"article/{article_id}/event/{event_id}"
        write_judgement(conn, Judgement(at=now, who=who, object=name, verdict=verdict))


def split_id(event_id: str, article_ids: Sequence[str]) -> str:
    """The id of the event that some articles of another one make."""
    return hashlib.sha256(f"split {event_id} {sorted(article_ids)}".encode()).hexdigest()[:12]


def parted(cluster: EventCluster, article_ids: Sequence[str], now: datetime) -> EventCluster:
    """The event that some of a cluster's articles make; not folded, nobody has been told of it."""
    mine = tuple(share for share in cluster.articles if share.article_id in article_ids)
    return msgspec.structs.replace(
        cluster, id=split_id(cluster.id, article_ids), articles=mine, first_seen=now, last_seen=now, reported_at=None
    )  # fmt: skip
