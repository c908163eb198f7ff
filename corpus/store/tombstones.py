"""Articles that were taken out and must not come back, known by the hashes of their addresses only."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from corpus.store.tables import tombstone
from corpus.store.upsert import insert_missing

# Built once: it runs for every new article.
_BURIED = select(tombstone.c.key_sha256).where(tombstone.c.key_sha256.in_(bindparam("digests", expanding=True)))


def address_digest(address: str) -> str:
    """What a tombstone holds of an address."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def bury(conn: Connection, addresses: Collection[str], now: datetime, who: str, reason: str) -> None:
    """Puts a tombstone on each address; one that is there already stays as it is."""
    for address in addresses:
        row = {"key_sha256": address_digest(address), "at": now, "who": who, "reason": reason}
        insert_missing(conn, tombstone, row)


def find_buried(conn: Connection, addresses: Collection[str]) -> frozenset[str]:
    """Those of the addresses that bear a tombstone."""
    digests = {address_digest(address): address for address in addresses}
    found = conn.execute(_BURIED, {"digests": list(digests)}).scalars()
    return frozenset(digests[digest] for digest in found)


def is_buried(conn: Connection, addresses: Collection[str]) -> bool:
    """Says whether one of the addresses bears a tombstone."""
    return bool(find_buried(conn, addresses))
