"""`pantau schema`: the JSON Schema of the record."""

from __future__ import annotations

from importlib.resources import files

from monitor.cli.output import say


def schema() -> None:
    """Print the JSON Schema of a record, for validators and for those who read the records.

    Example:

      pantau schema > record-1.json
    """
    say((files("corpus") / "schema" / "record-1.json").read_text(encoding="utf-8").rstrip())
