"""Near-duplicate clusters: each article is compared once, with those that share keys with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from corpus.article import Article
from corpus.duplicates import Runs, compare_texts, make_keys, make_runs
from corpus.store.articles import iter_numbered, published_day, read_text
from corpus.store.filters import Filters, filter_conditions
from corpus.store.tables import article, duplicate, duplicate_key, text_version
from corpus.words import split_words

# A release is printed within days and dug out again within weeks; a later look-alike is next year's notice. Articles
# without a day are compared with all.
WINDOW_DAYS = 45
# Two of 64 keys must agree; the best are compared. An outlet's own articles share its standing text and would crowd
# the others out, so they are counted apart.
_MIN_KEYS = 2
_COMPARED = 30
_COMPARED_OF_OUTLET = 5
_PAGE_ROWS = 200
_UNKNOWN_DAY = 0
_EPOCH = date(1970, 1, 1)
_JAKARTA = timezone(timedelta(hours=7))
_COLUMNS = (article.c.number, article.c.id, article.c.outlet, article.c.published, text_version.c.text)


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a cluster. `share_copied`: part of its words that stand in the head, 0 to 1; the head's is 1."""

    article_id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    share_copied: float


class DuplicateCluster(msgspec.Struct, frozen=True, kw_only=True):
    """Copies of one text. `head` was published first; `copies` are the others, those that copied most first."""

    id: str
    head: Copy
    copies: tuple[Copy, ...]


def iter_uncompared(conn: Connection, after: int = 0) -> Iterator[tuple[int, Article]]:
    """Articles with a text that `write_duplicate` has not seen, as (number, article), in order of number."""
    seen = select(duplicate.c.article_id).where(
        duplicate.c.article_id == article.c.id, duplicate.c.text_sha256 == article.c.text_sha256
    )  # fmt: skip
    return iter_numbered(conn, [~seen.exists()], after)


def write_duplicate(conn: Connection, number: int, found: Article) -> str:
    """Compares an article with those printed about then and puts it into its cluster; returns the cluster's id.

    The same text again changes nothing; another text leaves its old cluster first. Articles may come in any order:
    clusters are the same, only their ids may differ.
    """
    held = conn.execute(select(duplicate).where(duplicate.c.article_id == found.id)).one_or_none()
    if held is not None and held.text_sha256 == found.text_sha256:
        return str(held.cluster_id)
    if held is not None:
        _take_out(conn, number, held)
    words = split_words(found.text)
    keys, day = make_keys(words), _day_number(found.published)
    copies = _find_copies(conn, number, found, keys, make_runs(words))
    if keys:
        rows = [{"key": key, "day": day, "article_number": number} for key in dict.fromkeys(keys)]
        conn.execute(insert(duplicate_key), rows)
    clusters = sorted(set(conn.execute(_clusters_of([copy.id for copy in copies])).scalars())) if copies else []
    cluster_id = clusters[0] if clusters else found.id
    conn.execute(
        insert(duplicate),
        {"article_id": found.id, "text_sha256": found.text_sha256, "cluster_id": cluster_id, "is_head": False,
         "share_copied": 1.0},
    )  # fmt: skip
    if len(clusters) > 1:
        conn.execute(update(duplicate).where(duplicate.c.cluster_id.in_(clusters)).values(cluster_id=cluster_id))
    _choose_head(conn, cluster_id, newcomer=None if len(clusters) > 1 else found.id)
    return cluster_id


def _clusters_of(article_ids: Sequence[str]) -> Any:
    return select(duplicate.c.cluster_id).where(duplicate.c.article_id.in_(article_ids))


def _find_copies(conn: Connection, number: int, found: Article, keys: Sequence[int], runs: Runs) -> list[Any]:
    numbers = set(_numbers_of_same_text(conn, number, found))
    near = _day_condition(_day_number(found.published))
    own = article.c.outlet == found.outlet if found.outlet is not None else article.c.outlet.is_(None) & False
    for condition, limit in ((own, _COMPARED_OF_OUTLET), (func.coalesce(own, False).is_(False), _COMPARED)):
        numbers.update(_numbers_meeting(conn, keys, and_(near, condition), limit))
    numbers.discard(number)
    joined = select(*_COLUMNS).join(text_version, article.c.text_sha256 == text_version.c.text_sha256)
    return [
        row
        for row in conn.execute(joined.where(article.c.number.in_(numbers)))
        if compare_texts(runs, make_runs(split_words(row.text))).is_copy(
            same_outlet=row.outlet is not None and row.outlet == found.outlet
        )
    ]


def _numbers_of_same_text(conn: Connection, number: int, found: Article) -> Iterator[int]:
    same = (article.c.text_sha256 == found.text_sha256, article.c.number != number)
    compared = select(article.c.number).join(duplicate, duplicate.c.article_id == article.c.id).where(*same)
    yield from conn.execute(compared.limit(_COMPARED)).scalars()


def _numbers_meeting(
    conn: Connection, keys: Sequence[int], condition: ColumnElement[bool], limit: int
) -> Iterator[int]:
    if not keys:
        return
    votes = func.count()
    meeting = (
        select(duplicate_key.c.article_number)
        .join(article, article.c.number == duplicate_key.c.article_number)
        .where(duplicate_key.c.key.in_(keys), condition)
        .group_by(duplicate_key.c.article_number)
        .having(votes >= _MIN_KEYS)
        .order_by(votes.desc(), duplicate_key.c.article_number)
        .limit(limit)
    )
    yield from conn.execute(meeting).scalars()


def _day_condition(day: int) -> ColumnElement[bool]:
    column = duplicate_key.c.day
    if day == _UNKNOWN_DAY:
        return column >= _UNKNOWN_DAY
    return or_(column == _UNKNOWN_DAY, column.between(day - WINDOW_DAYS, day + WINDOW_DAYS))


def _day_number(published: str | None) -> int:
    day = published_day(published)
    return _UNKNOWN_DAY if day is None else max((day - _EPOCH).days, 1)


def drop_duplicate(conn: Connection, number: int, article_id: str) -> None:
    """Takes an article out of its cluster, as if it had never been compared."""
    held = conn.execute(select(duplicate).where(duplicate.c.article_id == article_id)).one_or_none()
    if held is not None:
        _take_out(conn, number, held)


def _take_out(conn: Connection, number: int, held: Row[Any]) -> None:
    old = read_text(conn, held.text_sha256)
    keys = make_keys(split_words(old or ""))
    conn.execute(
        delete(duplicate_key).where(duplicate_key.c.key.in_(keys), duplicate_key.c.article_number == number)
    )  # fmt: skip
    conn.execute(delete(duplicate).where(duplicate.c.article_id == held.article_id))
    if held.cluster_id == held.article_id:
        # The id must be free again: the article comes back under it when it stands alone.
        left = conn.execute(select(func.min(duplicate.c.article_id)).where(duplicate.c.cluster_id == held.cluster_id))
        heir = left.scalar_one()
        conn.execute(update(duplicate).where(duplicate.c.cluster_id == held.cluster_id).values(cluster_id=heir))
        _choose_head(conn, heir, newcomer=None)
    else:
        _choose_head(conn, held.cluster_id, newcomer=None)


def _choose_head(conn: Connection, cluster_id: str | None, newcomer: str | None) -> None:
    """Marks the article published first as head and measures what the others copied from it.

    `newcomer` is the only article to measure while the head stays; None: measure all.
    """
    columns = (article.c.number, article.c.id, article.c.published, duplicate.c.is_head)
    joined = select(*columns).join(duplicate, duplicate.c.article_id == article.c.id)
    rows = conn.execute(joined.where(duplicate.c.cluster_id == cluster_id)).all()
    if not rows:
        return
    head = min(rows, key=lambda row: (published_moment(row.published), row.number))
    stays = head.is_head and newcomer is not None
    measured = [newcomer] if stays and newcomer else [row.id for row in rows]
    shares = _shares_of(conn, head.id, measured) if len(rows) > 1 else {head.id: 1.0}
    for article_id, share in shares.items():
        row = duplicate.c.article_id == article_id
        conn.execute(update(duplicate).where(row).values(is_head=article_id == head.id, share_copied=share))


def _shares_of(conn: Connection, head_id: str, article_ids: Sequence[str]) -> dict[str, float]:
    texts = select(article.c.id, text_version.c.text).join(
        text_version, article.c.text_sha256 == text_version.c.text_sha256
    )  # fmt: skip
    rows = conn.execute(texts.where(article.c.id.in_([head_id, *article_ids])))
    runs = {row.id: make_runs(split_words(row.text)) for row in rows}
    return {
        each: 1.0 if each == head_id else compare_texts(runs[each], runs[head_id]).share_of_first
        for each in article_ids
    }


def published_moment(published: str | None) -> datetime:
    """When an article was published, for comparing: a bare day counts as its noon in Jakarta, no day as never."""
    day = published_day(published)
    if published is None or day is None:
        return datetime.max.replace(tzinfo=UTC)
    if len(published) > 10:
        try:
            moment = datetime.fromisoformat(published)
        except ValueError:
            moment = datetime(day.year, day.month, day.day, 12)
    else:
        moment = datetime(day.year, day.month, day.day, 12)
    return (moment if moment.tzinfo else moment.replace(tzinfo=_JAKARTA)).astimezone(UTC)


def iter_clusters(conn: Connection, filters: Filters | None = None) -> Iterator[DuplicateCluster]:
    """Clusters of two or more with an article that passes the filters, those whose head is newest first."""
    conditions = filter_conditions(filters)
    many = select(duplicate.c.cluster_id).group_by(duplicate.c.cluster_id).having(func.count() > 1)
    query = select(duplicate.c.cluster_id).join(article, duplicate.c.article_id == article.c.id)
    if conditions:
        passing = query.where(*conditions)
        many = many.where(duplicate.c.cluster_id.in_(passing))
    heads = query.where(duplicate.c.is_head, duplicate.c.cluster_id.in_(many))
    newest = (article.c.published_day.desc().nulls_last(), article.c.number.desc())
    for cluster_id in conn.execute(heads.order_by(*newest)).scalars().all():
        yield _cluster(conn, cluster_id)


def _cluster(conn: Connection, cluster_id: str) -> DuplicateCluster:
    columns = (article.c.id, article.c.outlet, article.c.title, article.c.published, article.c.url)
    joined = select(*columns, duplicate.c.is_head, duplicate.c.share_copied).join(
        duplicate, duplicate.c.article_id == article.c.id
    )  # fmt: skip
    order = (duplicate.c.is_head.desc(), duplicate.c.share_copied.desc(), article.c.number)
    rows = conn.execute(joined.where(duplicate.c.cluster_id == cluster_id).order_by(*order))
    head, *copies = [
        Copy(article_id=row.id, outlet=row.outlet, title=row.title, published=row.published, url=row.url,
             share_copied=round(row.share_copied, 3))
        for row in rows
    ]  # fmt: skip
    return DuplicateCluster(id=cluster_id, head=head, copies=tuple(copies))
