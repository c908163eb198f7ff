"""Keeps the full-text index in step with the articles, inside the same transaction.

The index holds no text of its own (`article_text` is its content), so a row must leave it before its text changes.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_ADD = text(
    "INSERT INTO article_search (rowid, title, text, title_stems, text_stems)"
    " SELECT number, title, text, title_stems, text_stems FROM article_text WHERE number = :number"
)
_DROP = text(
    "INSERT INTO article_search (article_search, rowid, title, text, title_stems, text_stems)"
    " SELECT 'delete', number, title, text, title_stems, text_stems FROM article_text WHERE number = :number"
)


def index_article(conn: Connection, number: int) -> None:
    """Adds an article's newest title and text."""
    if conn.dialect.name == "sqlite":
        conn.execute(_ADD, {"number": number})


def purge_index(conn: Connection) -> None:
    """Rewrites the index without what was taken out of it; its words else stay in the file until it grows."""
    if conn.dialect.name == "sqlite":
        conn.execute(text("INSERT INTO article_search (article_search) VALUES ('optimize')"))


def unindex_article(conn: Connection, number: int) -> None:
    """Takes an article out; call it before its title or text changes."""
    if conn.dialect.name == "sqlite":
        conn.execute(_DROP, {"number": number})
