"""Copies of one text become one item with its reprints."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from corpus.store.tables import article, duplicate
from monitor.kliping.kliping import Elsewhere, Print
from monitor.plain import plain_text

# A reprint that shares fewer of its words with the first print is a report of its own.
MIN_SHARE = 0.5
_IDS_A_QUERY = 400


class Copying(msgspec.Struct, frozen=True, kw_only=True):
    """What the store knows of an article's copies: its cluster, the part of its words that stand in the cluster's
    first print (0 to 1), and how many prints the cluster has."""

    cluster_id: str
    share: float
    prints: int


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the period that was printed first, and the prints of the period that copied it, in order.

    `text` is the same for groups of one text that stand apart. `reprints` counts the copies of other periods too.
    """

    article_id: str
    text: str
    copies: tuple[str, ...]
    reprints: int


def read_copying(conn: Connection, article_ids: Sequence[str]) -> dict[str, Copying]:
    """What is known of the copies of articles, by id; those that were not compared yet are missing."""
    found: dict[str, Copying] = {}
    for at in range(0, len(article_ids), _IDS_A_QUERY):
        ids = article_ids[at : at + _IDS_A_QUERY]
        chosen = select(duplicate.c.cluster_id).where(duplicate.c.article_id.in_(ids))
        counted = select(duplicate.c.cluster_id, func.count().label("prints")).where(
            duplicate.c.cluster_id.in_(chosen)
        ).group_by(duplicate.c.cluster_id).subquery()  # fmt: skip
        query = select(duplicate, counted.c.prints).join(counted, counted.c.cluster_id == duplicate.c.cluster_id)
        for row in conn.execute(query.where(duplicate.c.article_id.in_(ids))):
            found[row.article_id] = Copying(cluster_id=row.cluster_id, share=row.share_copied, prints=row.prints)
    return found


def read_elsewhere(conn: Connection, groups: Sequence[Group], known: Collection[str]) -> dict[str, list[Elsewhere]]:
    """The copies of groups that are not known by id, oldest first, by the group's `text`."""
    found: dict[str, list[Elsewhere]] = {}
    texts = list(dict.fromkeys(group.text for group in groups if group.reprints > len(group.copies)))
    for at in range(0, len(texts), _IDS_A_QUERY):
        query = (
            select(duplicate.c.cluster_id, article.c.id, article.c.outlet, article.c.published_day)
            .join(article, article.c.id == duplicate.c.article_id)
            .where(duplicate.c.cluster_id.in_(texts[at : at + _IDS_A_QUERY]))
            .order_by(article.c.published_day, article.c.id)
        )
        for row in conn.execute(query):
            if row.id not in known:
                copy = Elsewhere(outlet=plain_text(row.outlet) or row.id, day=row.published_day)
                found.setdefault(row.cluster_id, []).append(copy)
    return found


def group_prints(
    prints: Mapping[str, Print], digests: Mapping[str, str], copying: Mapping[str, Copying]
) -> tuple[Group, ...]:
    """Puts the prints of a period together, earliest first.

    A copy stands apart when it has another tone or when most of its words are its own.

    Args:
        digests: the digest of each article's text; articles that were not compared yet are copies when it is the same.
    """
    heads: dict[tuple[str, str], list[str]] = {}
    alone: list[list[str]] = []
    for name in sorted(prints, key=lambda each: (prints[each].moment, each)):
        known = copying.get(name)
        key = (known.cluster_id if known else digests[name], prints[name].tone)
        if key in heads and known is not None and known.share < MIN_SHARE:
            alone.append([name])
        else:
            heads.setdefault(key, []).append(name)
    groups = [_group(names, digests, copying) for names in (*heads.values(), *alone)]
    return tuple(sorted(groups, key=lambda group: (prints[group.article_id].moment, group.article_id)))


def _group(names: Sequence[str], digests: Mapping[str, str], copying: Mapping[str, Copying]) -> Group:
    known = copying.get(names[0])
    return Group(
        article_id=names[0], text=known.cluster_id if known else digests[names[0]], copies=tuple(names[1:]),
        reprints=max(len(names), known.prints if known else 1) - 1,
    )  # fmt: skip
