"""What was taken out stays out under every address; what people decided before keeps its article."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from corpus.errors import StoreConflict
from corpus.store import Store, open_store
from corpus.store.articles import read_article, write_article
from corpus.store.changes import EventChange, iter_changes, write_change
from corpus.store.erasing import erase_article
from corpus.store.judgements import judged_articles
from corpus.store.links import NewLink, read_link, write_links
from corpus.store.migration import FOLDER
from corpus.store.tables import event, event_article
from corpus.store.tombstones import address_digest, bury, is_buried
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW


def test_a_tombstone_holds_no_address(store: Store) -> None:
    with store.begin() as conn:
        bury(conn, ["https://contoh.id/a"], NOW, "petugas", "permintaan")
        bury(conn, ["https://contoh.id/a"], NOW, "lain", "lagi")
        rows = conn.execute(text("SELECT * FROM tombstone")).all()
        assert [row.who for row in rows] == ["petugas"]
        assert "contoh" not in str(rows)
        assert is_buried(conn, ["https://contoh.id/a", "x"])
        assert not is_buried(conn, ["https://contoh.id/b"])
    assert address_digest("a") != address_digest("b")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="as it was"),
        pytest.param({"text": "Teks baru."}, id="another text"),
        pytest.param({"canonical_url": None}, id="without canonical"),
        pytest.param({"canonical_url": "https://contoh.id/lain"}, id="another canonical"),
    ],
)
def test_an_erased_article_is_refused(store: Store, changes: dict[str, object]) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(1), NOW)
        write_links(conn, [NewLink(url="https://contoh.id/berita/1", source="c", title="Solok Teken MoU")], NOW)
        assert erase_article(conn, "a1", NOW, "petugas", "x") == ("https://contoh.id/berita/1",)
        assert write_article(conn, make_article(1, **changes), NOW).outcome == "refused"
        assert read_article(conn, "a1") is None
        link = read_link(conn, "https://contoh.id/berita/1")
        assert link is not None
        assert (link.state, link.title) == ("refused", None)


def test_history_keeps_its_steps_and_loses_the_sentence(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(1), NOW)
        for article_id in ("a1", "a2"):
            write_change(
                conn, EventChange(event_id="e", at=NOW, kind="joined", article_id=article_id, sentence="Solok teken.")
            )
        erase_article(conn, "a1", NOW, "petugas", "x")
        assert [step.sentence for step in iter_changes(conn, "e")] == [None, "Solok teken."]


def test_an_article_that_an_event_rests_on_is_not_erased(store: Store) -> None:
    with store.begin() as conn:
        write_article(conn, make_article(1), NOW)
        conn.execute(event.insert().values(
            id="e", type="mou_signing", registry_status="unlinked", registry_reason="", first_seen=NOW, last_seen=NOW,
        ))  # fmt: skip
        conn.execute(event_article.insert().values(event_id="e", article_id="a1", text_sha256="0", evidence=[]))
        with pytest.raises(StoreConflict):
            erase_article(conn, "a1", NOW, "petugas", "x")


def test_judgements_from_before_keep_their_article(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as conn:
        conn.connection.driver_connection.create_function("pantau_stems", 1, str)  # type: ignore[union-attr]
        config.attributes["connection"] = conn
        command.upgrade(config, "0004")
        row = {"at": NOW.replace(tzinfo=None), "who": "rina", "object": "article/a1/event/e", "verdict": "positive"}
        conn.execute(
            text("INSERT INTO judgement (at, who, object, verdict) VALUES (:at, :who, :object, :verdict)"), row
        )
    engine.dispose()
    store = open_store(path)
    with store.read() as conn:
        assert judged_articles(conn) == {"a1"}
    store.close()
