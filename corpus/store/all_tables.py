"""Every table of the store in one place, for migrations and for checks of them."""

from __future__ import annotations

from corpus.store import alert_tables, part_tables, tables, visits

metadata = tables.metadata
TABLES = tuple(metadata.tables[name] for name in sorted(metadata.tables))
__all__ = ["TABLES", "alert_tables", "metadata", "part_tables", "tables", "visits"]
