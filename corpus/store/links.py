"""The frontier: which pages are still to be read, leased for a while so that a killed run loses none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, update

from corpus.store.tables import link
from corpus.store.upsert import insert_missing

# Built once: putting a statement together costs more than running it.
_FINISH = (
    update(link)
    .where(link.c.url == bindparam("page"))
    .values(
        state=bindparam("state"),
        reason=bindparam("reason"),
        next_visit_at=bindparam("next_visit_at"),
        finished_at=bindparam("finished_at"),
        lease_until=None,
    )
)
LinkState = Literal["due", "leased", "done", "failed", "refused"]


class NewLink(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a source named. `url` is canonical; the hints are as the feed or sitemap gives them.

    `published` is ISO 8601 text; `lastmod` an aware time; a higher `priority` is read earlier.
    """

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    lastmod: datetime | None = None
    priority: int = 0


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the frontier. `attempts` counts the leases so far, the running one included."""

    url: str
    source: str
    title: str | None
    published: str | None
    lastmod: datetime | None
    priority: int
    discovered_at: datetime
    state: LinkState
    lease_until: datetime | None
    attempts: int
    next_visit_at: datetime | None
    reason: str | None
    finished_at: datetime | None


def write_links(conn: Connection, links: Iterable[NewLink], now: datetime) -> int:
    """Adds the links that are not known yet, due at once; returns how many were new.

    A known link stays as it is, unless it is done and its `lastmod` is later than the one we had: then it is due again.
    """
    new = 0
    for found in links:
        row = {**msgspec.structs.asdict(found), "discovered_at": now, "state": "due", "attempts": 0}
        if insert_missing(conn, link, row):
            new += 1
        elif found.lastmod is not None:
            _reopen(conn, found.url, found.lastmod)
    return new


def _reopen(conn: Connection, url: str, lastmod: datetime) -> None:
    changed = and_(link.c.url == url, link.c.state == "done", link.c.lastmod < lastmod)
    conn.execute(update(link).where(changed).values(state="due", lastmod=lastmod, attempts=0, next_visit_at=None))


def lease_links(
    conn: Connection,
    now: datetime,
    limit: int,
    lease_s: float,
    sources: Sequence[str] | None = None,
    without_hosts: Sequence[str] = (),
    days: tuple[date | None, date | None] = (None, None),
) -> tuple[Link, ...]:
    """Takes up to `limit` open links for `lease_s` seconds, highest priority first, then oldest.

    Open are: due links, links whose `next_visit_at` has come, and leased links whose lease ran out. `sources` None
    means all of them; links of `without_hosts` (`host[:port]`) are left where they are, and so are those that their
    source dates outside `days` (first and last, both included; None: open).
    """
    wanted = [_open(now)]
    if sources is not None:
        wanted.append(link.c.source.in_(sources))
    for host in without_hosts:
        places = (link.c.url.startswith(f"{scheme}://{host}/", autoescape=True) for scheme in ("http", "https"))
        wanted.append(~or_(*places))
    wanted += _within(*days)
    order = (link.c.priority.desc(), link.c.discovered_at, link.c.url)
    urls = select(link.c.url).where(*wanted).order_by(*order).limit(limit).with_for_update(skip_locked=True)
    taken = list(conn.execute(urls).scalars())
    if not taken:
        return ()
    lease = {"state": "leased", "lease_until": now + timedelta(seconds=lease_s), "attempts": link.c.attempts + 1}
    conn.execute(update(link).where(link.c.url.in_(taken)).values(lease))
    rows = conn.execute(select(link).where(link.c.url.in_(taken)).order_by(*order))
    return tuple(_link(row._mapping) for row in rows)


def _within(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """A link without a date may lie within; but one last changed before the first day cannot."""
    day = func.substr(link.c.published, 1, 10)
    undated = or_(link.c.published.is_(None), ~link.c.published.like("____-__-__%"))
    wanted: list[ColumnElement[bool]] = []
    if since is not None:
        start = datetime.combine(since, time(), UTC)
        unchanged = and_(link.c.published.is_(None), link.c.lastmod.is_not(None), link.c.lastmod < start)
        wanted += [or_(undated, day >= since.isoformat()), ~unchanged]
    if until is not None:
        wanted.append(or_(undated, day <= until.isoformat()))
    return wanted


def _open(now: datetime) -> ColumnElement[bool]:
    due = and_(link.c.state == "due", or_(link.c.next_visit_at.is_(None), link.c.next_visit_at <= now))
    again = and_(link.c.state == "done", link.c.next_visit_at <= now)
    expired = and_(link.c.state == "leased", link.c.lease_until <= now)
    return or_(due, again, expired)


def write_done(conn: Connection, url: str, now: datetime, next_visit_at: datetime | None = None) -> None:
    """The page was read. `next_visit_at` None: never again, unless its source says that it changed."""
    _finish(conn, url, now, "done", None, next_visit_at)


def write_failed(conn: Connection, url: str, now: datetime, reason: str, retry_at: datetime | None = None) -> None:
    """The page could not be read. With `retry_at` it is due again then; with None it is given up."""
    _finish(conn, url, now, "failed" if retry_at is None else "due", reason, retry_at)


def write_refused(conn: Connection, url: str, now: datetime, reason: str) -> None:
    """We do not ask for this page; `reason` names the rule."""
    _finish(conn, url, now, "refused", reason, None)


def write_released(conn: Connection, urls: Sequence[str]) -> None:
    """Gives leased links back unread, as on a stop by the user; the lease does not count as an attempt."""
    freed = {"state": "due", "lease_until": None, "attempts": link.c.attempts - 1}
    conn.execute(update(link).where(link.c.url.in_(urls), link.c.state == "leased").values(freed))


def release_leases(conn: Connection, sources: Sequence[str]) -> int:
    """Ends all leases of these sources, as a run may that knows itself to be the only one; returns how many.

    Unlike `write_released` it keeps the count of attempts: a page that kills every run is given up in the end.
    """
    held = (link.c.state == "leased", link.c.source.in_(sources))
    return conn.execute(update(link).where(*held).values(state="due", lease_until=None)).rowcount


def _finish(
    conn: Connection, url: str, now: datetime, state: LinkState, reason: str | None, next_visit_at: datetime | None
) -> None:
    values = {"state": state, "reason": reason, "next_visit_at": next_visit_at, "finished_at": now}
    conn.execute(_FINISH, {"page": url, **values})


def read_link(conn: Connection, url: str) -> Link | None:
    """The link with this canonical URL, or None when no source has named it."""
    row = conn.execute(select(link).where(link.c.url == url)).one_or_none()
    return None if row is None else _link(row._mapping)


def count_links(conn: Connection, source: str | None = None) -> dict[LinkState, int]:
    """How many links are in each state; states without links are left out."""
    query = select(link.c.state, func.count()).group_by(link.c.state)
    if source is not None:
        query = query.where(link.c.source == source)
    return {row[0]: row[1] for row in conn.execute(query)}


def _link(row: Any) -> Link:
    return Link(**{name: row[name] for name in Link.__struct_fields__})
