"""What a server told us to send along next time, so that an unchanged page is not sent twice."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from corpus.store.tables import validator
from corpus.store.upsert import insert_or_replace


class Validator(msgspec.Struct, frozen=True, kw_only=True):
    """The last answer's validators, verbatim; None: the server sent none. `body_sha256` tells a feed that changed."""

    url: str
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    checked_at: datetime


def read_validator(conn: Connection, url: str) -> Validator | None:
    """The validators of a URL, or None when it has never answered."""
    row = conn.execute(select(validator).where(validator.c.url == url)).one_or_none()
    return None if row is None else Validator(**row._mapping)


def write_validator(conn: Connection, found: Validator) -> None:
    """Keeps the newest validators of a URL."""
    insert_or_replace(conn, validator, msgspec.structs.asdict(found))
