"""Writing the user's own rows: memberships that a person accepted, beside the shipped ones, never into them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from corpus.errors import RegistryError
from registry.registry import DATA, Registry, check_registry, load_registry

_TABLE = "memberships.csv"
_COLUMNS = (
    "cohort_year", "region_code", "region_name", "province", "standing", "repeat", "source_url", "source_date",
    "confidence",
)  # fmt: skip


def add_membership(
    folder: Path, registry: Registry, cohort_year: int, region_code: str, source_url: str, source_date: str
) -> Registry:
    """Adds a region to a cohort in the user's folder and returns the registry with it; a row that is held is kept.

    Args:
        folder: the overlay; made when missing.
        source_url: where a person read it.
        source_date: ISO 8601 day, or "" when the page bears none.

    Raises:
        RegistryError: unknown region or cohort, or the folder's tables are wrong; the file is then as before.
    """
    region = registry.regions.get(region_code)
    if region is None or region.province_code is None:
        raise RegistryError(_TABLE, None, f"{region_code} is no kabupaten or kota of the registry")
    if cohort_year not in registry.cohorts:
        raise RegistryError(_TABLE, None, f"add cohort {cohort_year} to cohorts.csv in {folder} first")
    if registry.membership(cohort_year, region_code) is not None:
        return registry
    earlier = any(m.cohort_year < cohort_year for m in registry.memberships_of(region_code))
    row = (
        str(cohort_year), region_code, region.name, registry.regions[region.province_code].name, "member",
        "yes" if earlier else "unknown", source_url, source_date, "medium",
    )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    return _rewrite(folder, [*_rows(folder), dict(zip(_COLUMNS, row, strict=True))])


def remove_membership(folder: Path, cohort_year: int, region_code: str, source_url: str) -> Registry:
    """Takes a row that `add_membership` wrote for this source out again; other rows stay.

    Raises:
        RegistryError: the folder's tables are wrong.
    """
    key = {"cohort_year": str(cohort_year), "region_code": region_code, "source_url": source_url}
    return _rewrite(folder, [row for row in _rows(folder) if any(row.get(name) != key[name] for name in key)])


def _rows(folder: Path) -> list[dict[str, str]]:
    path = folder / _TABLE
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _rewrite(folder: Path, rows: list[dict[str, str]]) -> Registry:
    path = folder / _TABLE
    before = path.read_bytes() if path.exists() else None
    content = io.StringIO()
    columns = list(dict.fromkeys([*_COLUMNS, *(name for row in rows for name in row)]))
    writer = csv.DictWriter(content, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    part = path.with_name(path.name + ".part")
    part.write_text(content.getvalue(), encoding="utf-8", newline="")
    part.replace(path)
    load_registry.cache_clear()
    if errors := check_registry(DATA, folder):
        path.unlink() if before is None else path.write_bytes(before)
        raise errors[0]
    return load_registry(overlay=folder)
