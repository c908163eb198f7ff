"""Reading the tables' rows: CSV in UTF-8, and an overlay whose rows add to or replace the shipped ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corpus.errors import RegistryError

_COLUMNS: dict[str, tuple[str, ...]] = {
    "regions.csv": ("code", "province_code", "level", "name", "aliases", "lat", "lon", "source_url"),
    "cohorts.csv": (
        "cohort_year", "announced_regions", "repeats", "mou_date", "mou_place", "mode", "minister",
        "ministry_signatory", "source_url",
    ),
    "memberships.csv": (
        "cohort_year", "region_code", "region_name", "province", "standing", "repeat", "source_url", "source_date",
        "confidence",
    ),
    "officials.csv": (
        "region_code", "region_name", "role", "role_text", "acting", "name", "as_of_date", "source_url",
    ),
    "signings.csv": ("cohort_year", "region_code", "date", "place", "source_url"),
}  # fmt: skip
# What makes a row of an overlay stand for a shipped row.
_KEYS: dict[str, tuple[str, ...]] = {
    "regions.csv": ("code",),
    "cohorts.csv": ("cohort_year",),
    "memberships.csv": ("cohort_year", "region_code"),
    "officials.csv": ("region_code", "role", "role_text", "name", "as_of_date"),
    "signings.csv": ("cohort_year", "region_code"),
}
# Folders from before this table have none of it.
_OPTIONAL = frozenset({"signings.csv"})
# All regions come from one place (see SOURCES.md); a table as published there has no column for it.
REGION_SOURCE = "https://www.npmjs.com/package/idn-area-data/v/4.0.1"


_DEFAULTS = {("regions.csv", "source_url"): REGION_SOURCE}


class Row(msgspec.Struct, frozen=True):
    """One line of a table: `table` is the file as a message names it, `number` its line (the header is 1)."""

    table: str
    number: int
    fields: dict[str, str]

    def error(self, reason: str) -> RegistryError:
        """The error that names this row."""
        return RegistryError(self.table, self.number, reason)


def load_rows(table: str, folder: Path, overlay: Path | None) -> tuple[list[Row], list[RegistryError]]:
    """All rows of a table, the overlay's in place of those with the same key or after the others, and what is wrong.

    A file that is missing is an error in the registry folder and nothing in the overlay.
    """
    errors: list[RegistryError] = []
    rows = _keyed(table, _file_rows(table, folder / table, table, errors), errors)
    if overlay is not None and not overlay.is_dir():
        errors.append(
            RegistryError(str(overlay), None, "no such folder; mend the setting that names the registry overlay")
        )
    elif overlay is not None and (overlay / table).exists():
        rows |= _keyed(table, _file_rows(table, overlay / table, str(overlay / table), errors), errors)
    return list(rows.values()), errors


def _keyed(table: str, rows: Iterator[Row], errors: list[RegistryError]) -> dict[tuple[str, ...], Row]:
    held: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.fields[name] for name in _KEYS[table])
        if key in held:
            named = ", ".join(f"{name} {value}" for name, value in zip(_KEYS[table], key, strict=True) if value)
            errors.append(row.error(f"{named} stands in row {held[key].number} already; keep one of the two"))
        else:
            held[key] = row
    return held


def _file_rows(table: str, path: Path, label: str, errors: list[RegistryError]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = next(reader, [])
            lacking = [name for name in _COLUMNS[table] if name not in header and (table, name) not in _DEFAULTS]
            if lacking:
                wanted = ",".join(_COLUMNS[table])
                errors.append(RegistryError(label, 1, f"no column {lacking[0]}; the first line must read {wanted}"))
                return
            for values in reader:
                row = _row(label, reader.line_num, header, values, errors)
                if row is not None:
                    for (of_table, name), value in _DEFAULTS.items():
                        if of_table == table:
                            row.fields.setdefault(name, value)
                    yield row
    except FileNotFoundError:
        if table in _OPTIONAL:
            return
        errors.append(RegistryError(label, None, f"the file is missing in {path.parent}; put it back or install again"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        errors.append(RegistryError(label, None, f"cannot be read as CSV in UTF-8 ({error})"))


def _row(label: str, number: int, header: list[str], values: list[str], errors: list[RegistryError]) -> Row | None:
    if not any(value.strip() for value in values):
        return None
    if len(values) != len(header):
        reason = f"{len(values)} values for {len(header)} columns; put a value with a comma between double quotes"
        errors.append(RegistryError(label, number, reason))
        return None
    return Row(label, number, {name: value.strip() for name, value in zip(header, values, strict=True)})
