"""The tables are those of PostgreSQL too: every statement of the store can be put in its words."""

from __future__ import annotations

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.store.all_tables import metadata


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: str(table.name))
def test_postgresql_can_make_the_table(table: Table) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
    for index in table.indexes:
        assert len(str(index.name)) <= 63
        assert "INDEX" in str(CreateIndex(index).compile(dialect=dialect))
