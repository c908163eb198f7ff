"""Brings a database to this version's schema, in one transaction."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from corpus.errors import StoreError

FOLDER = Path(__file__).parent / "migrations"
# The newest file in `migrations/versions/`; kept here so that opening an up-to-date store needs no look at the folder.
HEAD = "0007"


def is_current(connection: Connection) -> bool:
    """Says whether a database has this version's schema."""
    return inspect(connection).has_table("alembic_version") and _version(connection) == HEAD


def upgrade(connection: Connection, name: str) -> None:
    """Runs the missing migrations on an open write transaction.

    Raises:
        StoreError: the database holds foreign tables or a schema that this version does not know.
    """
    held = _held_version(connection, name)
    if held == HEAD:
        return
    if held is not None and held not in _known_versions():
        raise StoreError(
            name, f"made by a newer version of pantau (schema {held}, this one knows {HEAD}); upgrade pantau"
        )
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _held_version(connection: Connection, name: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(name, f"holds other tables ({', '.join(sorted(tables)[:3])}); name another file")
        return None
    return _version(connection)


def _version(connection: Connection) -> str | None:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


@lru_cache(maxsize=1)
def _known_versions() -> frozenset[str]:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return frozenset(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())
