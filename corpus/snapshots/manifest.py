"""What a frozen corpus says of itself: `manifest.json`, from which it can be checked and cited."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from corpus.errors import UnreadableInput
from corpus.snapshots.splits import SplitName

MANIFEST = "manifest.json"


class SnapshotFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the corpus; `path` is relative to its folder, `records` None for what holds no records."""

    path: str
    sha256: str
    size_bytes: int
    records: int | None = None


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Where articles come from, how many, and of which days (None: not known)."""

    name: str
    articles: int
    first_day: str | None
    last_day: str | None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen corpus. `as_of`: when its newest record was made, so that it is the same whenever it is frozen.

    `question`: the query as typed and the filters that chose the articles. `pipelines`: hash to number of records.
    `models`: trained part to the SHA-256 of its weights.
    """

    format: int = 1
    name: str
    as_of: datetime | None
    pantau: str
    question: dict[str, str]
    with_text: bool
    people_masked: bool
    articles: int
    judged: int
    splits: dict[SplitName, int]
    pipelines: dict[str, int]
    models: dict[str, str]
    outlets: tuple[Outlet, ...]
    files: tuple[SnapshotFile, ...]


def describe_file(folder: Path, path: str, records: int | None = None) -> SnapshotFile:
    """Size and hash of a file as it lies there."""
    digest = hashlib.sha256()
    with (folder / path).open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return SnapshotFile(
        path=path, sha256=digest.hexdigest(), size_bytes=(folder / path).stat().st_size, records=records
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes `manifest.json`, sorted and indented."""
    content = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1)
    (folder / MANIFEST).write_bytes(content + b"\n")


def load_manifest(folder: Path) -> Manifest:
    """Reads `manifest.json` of a folder.

    Raises:
        UnreadableInput: there is none, or it is no manifest of this format.
    """
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise UnreadableInput(str(folder), f"holds no {MANIFEST}; name the folder of a snapshot") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"is no manifest of a snapshot ({error})") from error
