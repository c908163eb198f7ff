"""Queries as people type them: regions by name, also misspelt, become codes before the store is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import typer

from corpus.errors import QueryError
from corpus.search.query import Field, Query, map_fields, parse_query
from monitor.cli.filters import region_code

QUERY_HELP = 'Words, "a phrase", beginning*, AND OR NOT ( ), fields as region:13.75; see `pantau search --help`.'


def read_query(text: str) -> Query | None:
    """The query of a command, its regions as codes; None when it is empty.

    Raises:
        typer.BadParameter: a region that is not known or could be several; operators or brackets without a word.
    """
    query = parse_query(text)
    if query is None and text.strip():
        raise typer.BadParameter(f"{text!r} holds no word and no field to look for")
    return None if query is None else map_fields(query, _with_code)


def _with_code(field: Field) -> Field:
    return replace(field, value=region_code(field.value)) if field.name == "region" else field


@contextmanager
def usage_errors() -> Iterator[None]:
    """Turns a wrong value in a query into the mistake of usage that it is."""
    try:
        yield
    except QueryError as error:
        raise typer.BadParameter(str(error)) from error
