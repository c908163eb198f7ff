"""A working folder with a store, for tests of commands."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from corpus.article import Article
from corpus.record import Record
from corpus.store import open_store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from monitor.cli.app import app


class Desk:
    """The command line in a folder, and records put into its store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "pantau-data").mkdir()
        self.database = folder / "pantau-data" / "pantau.db"

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    def put(self, *records: Record) -> None:
        store = open_store(self.database)
        with store.begin() as conn:
            for record in records:
                write_article(conn, article_of(record), record.provenance.created)
                write_record(conn, record.id, record)
        store.close()


def article_of(record: Record) -> Article:
    """The article that a record was read from."""
    head = record.article
    assert head.text is not None
    fields = {name: getattr(head, name) for name in Article.__struct_fields__ if name not in ("id", "text")}
    return Article(id=record.id, text=head.text, **fields)
