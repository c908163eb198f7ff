"""Is a snapshot whole, and how do two of them differ."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corpus.record import Record, decode_record
from corpus.snapshots.manifest import MANIFEST, describe_file, load_manifest
from corpus.snapshots.splits import SPLITS


def check_snapshot(folder: Path) -> Iterator[str]:
    """Reads a whole snapshot and yields one sentence a fault; nothing for a sound one.

    Raises:
        UnreadableInput: the folder holds no manifest.
    """
    manifest = load_manifest(folder)
    named = {file.path for file in manifest.files}
    for file in manifest.files:
        if not (folder / file.path).is_file():
            yield f"{file.path}: missing"
        elif describe_file(folder, file.path, file.records) != file:
            yield f"{file.path}: its content is not what the manifest says"
    for path in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        if path not in named and path != MANIFEST:
            yield f"{path}: stands in no line of the manifest"
    yield from _split_faults(folder)


def _split_faults(folder: Path) -> Iterator[str]:
    table = folder / "splits.csv"
    if not table.is_file():
        return
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    parts: dict[str, set[str]] = {}
    for row in rows:
        parts.setdefault(row["story"], set()).add(row["split"])
    for story, found in parts.items():
        if len(found) > 1:
            yield f"splits.csv: the story {story} lies in {' and '.join(sorted(found))}"
    placed: Counter[tuple[str, str]] = Counter((row["id"], row["split"]) for row in rows)
    for split in SPLITS:
        try:
            placed.subtract((record.id, split) for record in _iter_records(folder, split))
        except msgspec.DecodeError as error:
            yield f"data/{split}.jsonl: a line is no record ({error})"
            return
    for (article_id, part), count in placed.items():
        if count:
            yield f"{article_id}: splits.csv and data/{part}.jsonl do not agree"


def _iter_records(folder: Path, split: str) -> Iterator[Record]:
    path = folder / "data" / f"{split}.jsonl"
    if path.is_file():
        with path.open("rb") as lines:
            yield from map(decode_record, lines)


class SnapshotDifference(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one snapshot to another, as article ids; `fields` counts the articles whose part changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    fields: dict[str, int]


def diff_snapshots(old: Path, new: Path) -> SnapshotDifference:
    """Compares two snapshots article by article; who made a record and when does not count.

    Raises:
        UnreadableInput: a folder holds no manifest.
    """
    before, after = _digests(old), _digests(new)
    both = sorted(before.keys() & after.keys())
    fields = {
        key: [name for name, digest in after[key][1].items() if before[key][1].get(name) != digest] for key in both
    }
    return SnapshotDifference(
        added=tuple(sorted(after.keys() - before.keys())), removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(key for key in both if fields[key]),
        moved=tuple(key for key in both if before[key][0] != after[key][0]),
        fields=dict(sorted(Counter(name for names in fields.values() for name in names).items())),
    )  # fmt: skip


def _digests(folder: Path) -> dict[str, tuple[str, dict[str, int]]]:
    """Id to part and a hash of each field: small enough for a million records."""
    load_manifest(folder)
    return {record.id: (split, _fields(record)) for split in SPLITS for record in _iter_records(folder, split)}


def _fields(record: Record) -> dict[str, int]:
    names = [name for name in Record.__struct_fields__ if name not in ("provenance", "schema", "id")]
    return {name: hash(msgspec.json.encode(getattr(record, name))) for name in names}
