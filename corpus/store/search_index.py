"""The full-text index over the newest titles and texts: what every database must answer, each in a file of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from sqlalchemy import ColumnElement, Connection

from corpus.search.query import Query
from corpus.store.postgresql_index import PostgresqlIndex
from corpus.store.sqlite_index import SqliteIndex

Conditions = Sequence[ColumnElement[bool]]


class SearchIndex(Protocol):
    """One database's index. Trees hold words only (`corpus.search.query.is_text`); numbers are those of articles."""

    def add(self, conn: Connection, numbers: Sequence[int]) -> None:
        """Takes articles in, as they are stored now; in ascending order it is quickest."""

    def drop(self, conn: Connection, number: int) -> None:
        """Takes an article out; call it before its title or text changes."""

    def purge(self, conn: Connection) -> None:
        """Rewrites the index without what was taken out of it; its words else stay in the file until it grows."""

    def rebuild(self, conn: Connection) -> None:
        """Makes the index, and what else is kept for quick answers, anew from the articles."""

    def faults(self, conn: Connection) -> Iterator[str]:
        """One sentence for each thing in which the database or the index is not sound."""

    def condition(self, tree: Query, within: Sequence[int] | None) -> ColumnElement[bool] | None:
        """The condition on `article` that a tree stands for, looked up for some numbers only when `within` is given;
        None for a tree that the index cannot put as a whole."""

    def rank(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> dict[int, float] | None:
        """The best articles with a higher score for a better one, best first; None when more than
        `corpus.search.ranking.RANKED` match or when the index cannot put the tree."""

    def newest(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> list[int] | None:
        """The newest articles, as far as the index knows; None for a tree that it cannot put."""

    def count(self, conn: Connection, tree: Query, conditions: Conditions) -> int | None:
        """How many articles match; None for a tree that the index cannot put."""

    def frequencies(self, conn: Connection, stems: Collection[str]) -> dict[str, int]:
        """How many articles hold each stem, in a title or not; stems that none holds may be left out."""

    def tally(self, conn: Connection, dimension: str) -> dict[str, int] | None:
        """Articles by value of a dimension, "" for none; None when the database keeps no tally."""


_INDEXES: dict[str, SearchIndex] = {"sqlite": SqliteIndex(), "postgresql": PostgresqlIndex()}


def index_of(conn: Connection) -> SearchIndex:
    """The index of a connection's database."""
    return _INDEXES[conn.dialect.name]
