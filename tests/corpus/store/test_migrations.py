"""A store of an earlier schema opens with all that was in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from corpus.article import text_digest
from corpus.record import decode_record, encode_record
from corpus.store import Filters, open_store
from corpus.store.articles import iter_articles
from corpus.store.check import check_store
from corpus.store.duplicates import iter_clusters, iter_uncompared, write_duplicate
from corpus.store.migration import FOLDER, HEAD
from corpus.store.records import count_records, read_record
from corpus.store.search import search
from corpus.store.statistics import count_by
from corpus.words import stem_text
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
_SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006")


def _make_store(path: Path, schema: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as conn:
        conn.connection.driver_connection.create_function("pantau_stems", 1, stem_text)  # type: ignore[union-attr]
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = conn
        command.upgrade(config, schema)
        _fill(conn, schema)
    engine.dispose()


def _fill(conn: Connection, schema: str) -> None:
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
    conn.execute(text("INSERT INTO record_region VALUES (1, '13.72', 1)"))
    event = (
        "(record_number, position, type, date, cohort, registry_status) VALUES (1, 0, 'mou_signing', NULL, NULL, '')"
    )
    conn.execute(text(f"INSERT INTO record_event {event}"))
    if schema > "0001":
        conn.execute(text("INSERT INTO record_pillar VALUES (1, 'economy')"))
    stems = "" if schema == "0001" else ", title_stems, text_stems"
    columns = f"title, text{stems}"
    conn.execute(text(f"INSERT INTO article_search (rowid, {columns}) SELECT number, {columns} FROM article_text"))


@pytest.mark.parametrize("schema", _SCHEMAS)
def test_a_store_of_an_earlier_schema_keeps_its_data(tmp_path: Path, schema: str) -> None:
    _make_store(tmp_path / "old.db", schema)
    store = open_store(tmp_path / "old.db")
    with store.begin() as conn:
        assert [article.text for article in iter_articles(conn)] == [RELEASE, "Iklan. " + RELEASE]
        assert read_record(conn, "a1") is not None
        assert [share.value for share in count_by(conn, "pillar")] == ["economy"]
        assert [share.value for share in count_by(conn, "region")] == ["13.72"]
        assert [share.value for share in count_by(conn, "event", filters=Filters(relevant=True))] == ["mou_signing"]
        assert [share.articles for share in count_by(conn, "month")] == [2]
        assert count_records(conn, Filters(relevant=True, region_code="13")) == 1
        assert len(search(conn, "penyerahan pillar:economy event:mou_signing region:13.72")) == 1
        assert len(search(conn, '"harga ikan"')) == 2
        assert list(check_store(conn)) == []
        for number, article in list(iter_uncompared(conn)):
            write_duplicate(conn, number, article)
        assert len(list(iter_clusters(conn))) == 1
    store.close()


def test_every_earlier_schema_is_tried() -> None:
    assert sorted([*_SCHEMAS, HEAD]) == sorted(
        script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()
    )
