"""A store of an earlier schema opens with all that was in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from corpus.article import text_digest
from corpus.record import decode_record, encode_record
from corpus.store import open_store
from corpus.store.articles import iter_articles
from corpus.store.check import check_store
from corpus.store.duplicates import iter_clusters, iter_uncompared, write_duplicate
from corpus.store.migration import FOLDER
from corpus.store.records import read_record
from corpus.store.search import search
from corpus.store.statistics import count_by
from tests.corpus.store.test_duplicates import RELEASE
from tests.records import make_record

_ARTICLE = text(
    "INSERT INTO article (id, key, url, outlet, title, published, published_day, text_sha256, stored_at)"
    " VALUES (:id, :url, :url, :outlet, 'Rencana Induk', '2022-04-21', '2022-04-21', :digest, '2022-04-22 00:00:00')"
)
_RECORD = text(
    "INSERT INTO record (article_id, text_sha256, pipeline, record_id, json, relevant, current, created)"
    " VALUES ('a1', :digest, 'test', 'a', :json, 1, 1, '2022-04-22 00:00:00')"
)
_INDEX = text("INSERT INTO article_search (rowid, title, text) SELECT number, title, text FROM article_text")


def _make_store(path: Path, schema: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as conn:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = conn
        command.upgrade(config, schema)
        _fill(conn)
    engine.dispose()


def _fill(conn: Connection) -> None:
    for number, prefix in enumerate(("", "Iklan. "), 1):
        stored = prefix + RELEASE
        digest = text_digest(stored)
        conn.execute(text("INSERT INTO text_version VALUES (:digest, :text)"), {"digest": digest, "text": stored})
        row = {"id": f"a{number}", "url": f"https://contoh.id/{number}", "outlet": f"Koran {number}", "digest": digest}
        conn.execute(_ARTICLE, row)
    found = make_record(text=RELEASE + " " * 80)
    json = encode_record(found).decode().replace('"pillars":[]', '"pillars":[{"pillar":"economy","mentions":[]}]')
    assert decode_record(json).pillars
    conn.execute(_RECORD, {"digest": text_digest(RELEASE), "json": json})
    conn.execute(_INDEX)


@pytest.mark.parametrize("schema", ["0001"])
def test_a_store_of_an_earlier_schema_keeps_its_data(tmp_path: Path, schema: str) -> None:
    _make_store(tmp_path / "old.db", schema)
    store = open_store(tmp_path / "old.db")
    with store.begin() as conn:
        assert [article.text for article in iter_articles(conn)] == [RELEASE, "Iklan. " + RELEASE]
        assert read_record(conn, "a1") is not None
        assert [share.value for share in count_by(conn, "pillar")] == ["economy"]
        assert len(search(conn, "penyerahan pillar:economy")) == 1
        assert len(search(conn, '"harga ikan"')) == 2
        assert list(check_store(conn)) == []
        for number, article in list(iter_uncompared(conn)):
            write_duplicate(conn, number, article)
        assert len(list(iter_clusters(conn))) == 1
    store.close()
