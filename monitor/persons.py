"""What the store holds about one person, and what becomes of it when they ask: shown, mended or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select, update

from corpus.archive import blank_pages
from corpus.exports.masking import MASK
from corpus.record import Record
from corpus.review.claims import iter_claims
from corpus.search.query import Term
from corpus.store.alert_tables import outbox
from corpus.store.articles import iter_numbered
from corpus.store.erasing import erase_article
from corpus.store.events import iter_events_of
from corpus.store.questions import condition_of
from corpus.store.reviewed import read_current
from corpus.store.search_index import index_of
from corpus.store.tables import article
from corpus.words import iter_words, split_words
from monitor.events import take_out
from monitor.review import Reviewer, correct

_AROUND_CHARS = 60


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the name stands in a text, `[start, end)`, and the words around."""

    start: int
    end: int
    around: str


class PersonArticle(msgspec.Struct, frozen=True, kw_only=True):
    """What one article holds about a person. `claims`: name of the claim to its JSON; `byline`: they wrote it."""

    article_id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    byline: bool
    claims: dict[str, Any]
    places: tuple[Place, ...]


def iter_person(conn: Connection, name: str) -> Iterator[PersonArticle]:
    """Every article whose text, title, byline or claims bear a name, in the order of storing.

    Case and accents do not count; titles before and degrees behind the name need not be typed. Claims are those of the
    record as it is read now.
    """
    words = split_words(name)
    if not words:
        return
    printed = condition_of(conn, Term(tuple(words), "exact"))
    signed = func.lower(article.c.byline).contains(name.lower(), autoescape=True)
    for _, found in iter_numbered(conn, [or_(printed, signed)]):
        record = read_current(conn, found.id)
        yield PersonArticle(
            article_id=found.id, url=found.canonical_url or found.url, outlet=found.outlet, title=found.title,
            published=found.published, byline=_bears(found.byline, words),
            claims={} if record is None else _claims(record, words), places=tuple(_places(found.text, words)),
        )  # fmt: skip


def _bears(value: str | None, words: Sequence[str]) -> bool:
    found, count = split_words(value or ""), len(words)
    return any(found[at : at + count] == list(words) for at in range(len(found) - count + 1))


def _claims(record: Record, words: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for claim in iter_claims(record):
        value = claim.value
        names = [getattr(value, "name", None)] if claim.field == "officials" else []
        names += [getattr(value, "speaker", None)] if claim.field == "quotes" else []
        names += [part.name for part in value.participants] if claim.field == "events" else []
        if any(_bears(name, words) for name in names):
            found[claim.path] = msgspec.to_builtins(value)
    return found


def _places(text: str, words: Sequence[str]) -> Iterator[Place]:
    found = list(iter_words(text))
    forms, count = [word.form for word in found], len(words)
    for at in range(len(found) - count + 1):
        if forms[at : at + count] == list(words):
            start, end = found[at].start, found[at + count - 1].end
            around = text[max(0, start - _AROUND_CHARS) : end + _AROUND_CHARS]
            yield Place(start=start, end=end, around=" ".join(around.split()))


def correct_person(reviewer: Reviewer, name: str, changes: dict[str, str], article_ids: Sequence[str] = ()) -> int:
    """Corrects every claim on an official of this name, in all articles or some; returns how many.

    Raises:
        UnreadableInput: a field or a value that officials do not have.
    """
    count = 0
    for found in list(iter_person(reviewer.conn, name)):
        if article_ids and found.article_id not in article_ids:
            continue
        for path in [path for path in found.claims if path.startswith("officials/")]:
            correct(reviewer, found.article_id, path, changes)
            count += 1
    return count


def erase_articles(reviewer: Reviewer, article_ids: Sequence[str], reason: str, name: str | None = None) -> list[str]:
    """Takes articles out of events and store, with a tombstone each; returns their addresses, for `blank_archive`.

    Args:
        name: masked in messages that alerts hold back or have sent.
    """
    conn = reviewer.conn
    addresses: list[str] = []
    for article_id in article_ids:
        for cluster in list(iter_events_of(conn, article_id)):
            take_out(conn, cluster.id, article_id, reviewer.registry, reviewer.now)
        addresses += erase_article(conn, article_id, reviewer.now, reviewer.who, reason)
    index_of(conn).purge(conn)
    if name:
        masked = func.replace(outbox.c.payload, name, MASK * len(name))
        conn.execute(
            update(outbox).where(outbox.c.payload.contains(name, autoescape=True)).values(payload=masked)
        )  # fmt: skip
    return addresses


def blank_archive(reviewer: Reviewer, archive: Path, addresses: Sequence[str]) -> int:
    """Blanks the pages of these addresses in the archive; returns the number of records."""
    return blank_pages(archive, addresses, reviewer.now)


def expired(conn: Connection, before: Any) -> list[str]:
    """Ids of articles published (else stored) before a day, oldest first."""
    day = func.coalesce(article.c.published_day, func.date(article.c.stored_at))
    query = select(article.c.id).where(day < before).order_by(article.c.number)
    return [str(article_id) for article_id in conn.execute(query).scalars()]
