"""Freezing a corpus: records by part, splits, datasheet and metadata in one folder, the same bytes each time."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.jsonl import write_jsonl
from corpus.exports.masking import mask_people
from corpus.record import Record
from corpus.schema import load_schema
from corpus.snapshots.croissant import render_croissant
from corpus.snapshots.datasheet import render_datasheet
from corpus.snapshots.manifest import Manifest, Outlet, SnapshotFile, describe_file, write_manifest
from corpus.snapshots.splits import SPLITS, Placed, make_splits
from corpus.store.members import Member
from corpus.version import __version__

SPLIT_TABLE = "splits.csv"


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to freeze and how. `question` and `models` only describe: see `Manifest`."""

    name: str
    question: Mapping[str, str] = {}
    models: Mapping[str, str] = {}
    with_text: bool = False
    people_masked: bool = False


class _Counts:
    """What the records say about the whole, gathered as they are written."""

    def __init__(self) -> None:
        self.newest: datetime | None = None
        self.pipelines: Counter[str] = Counter()
        self.outlets: Counter[str] = Counter()
        self.days: dict[str, list[str]] = {}
        self.judged = 0

    def add(self, record: Record) -> Record:
        made = record.provenance
        times = [made.created, *(note.at for note in made.judgements), *([self.newest] if self.newest else [])]
        self.newest = max(times)
        self.pipelines[made.pipeline] += 1
        self.judged += bool(made.judgements)
        name = record.article.outlet or "unknown"
        self.outlets[name] += 1
        if record.article.published:
            day = record.article.published[:10]
            low, high = self.days.get(name, [day, day])
            self.days[name] = [min(low, day), max(high, day)]
        return record

    def list_outlets(self) -> tuple[Outlet, ...]:
        return tuple(
            Outlet(name=name, articles=count, first_day=first, last_day=last)
            for name, count in sorted(self.outlets.items())
            for first, last in [self.days.get(name, [None, None])]
        )


def create_snapshot(folder: Path, wish: Wish, members: Sequence[Member], read: Callable[[str], Record]) -> Manifest:
    """Writes a snapshot into a folder that does not exist yet; nothing is there under its name until all of it is.

    Args:
        members: the articles, by id.
        read: gives an article's record as it is to be frozen, people's decisions included.

    Raises:
        UnreadableInput: the folder exists, or no article was chosen.
    """
    if not members:
        raise UnreadableInput(wish.name, "no article was chosen; widen the query or run `pantau process`")
    if folder.exists():
        raise UnreadableInput(str(folder), "is there already; a snapshot never changes, choose another name")
    part = folder.with_name(folder.name + ".part")
    if part.exists():
        shutil.rmtree(part)
    (part / "data").mkdir(parents=True)
    try:
        manifest = _fill(part, wish, make_splits(members), read)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _fill(folder: Path, wish: Wish, placed: Sequence[Placed], read: Callable[[str], Record]) -> Manifest:
    counts, files = _Counts(), []
    for split in SPLITS:
        mine = [place.article_id for place in placed if place.split == split]
        with (folder / "data" / f"{split}.jsonl").open("wb") as file:
            records = (counts.add(read(article_id)) for article_id in mine)
            write_jsonl(map(mask_people, records) if wish.people_masked else records, file, with_text=wish.with_text)
        files.append(describe_file(folder, f"data/{split}.jsonl", len(mine)))
    (folder / SPLIT_TABLE).write_text(_split_table(placed), encoding="utf-8", newline="")
    (folder / "record-1.json").write_text(load_schema(), encoding="utf-8")
    files += [describe_file(folder, SPLIT_TABLE, len(placed)), describe_file(folder, "record-1.json")]
    manifest = _manifest(wish, placed, counts, files)
    (folder / "README.md").write_text(render_datasheet(manifest), encoding="utf-8")
    (folder / "croissant.json").write_text(render_croissant(manifest), encoding="utf-8")
    files += [describe_file(folder, name) for name in ("README.md", "croissant.json")]
    manifest = msgspec.structs.replace(manifest, files=tuple(files))
    write_manifest(folder, manifest)
    return manifest


def _manifest(wish: Wish, placed: Sequence[Placed], counts: _Counts, files: Sequence[SnapshotFile]) -> Manifest:
    per_split = Counter(place.split for place in placed)
    return Manifest(
        name=wish.name, as_of=counts.newest, pantau=__version__, question=dict(wish.question), with_text=wish.with_text,
        people_masked=wish.people_masked, articles=len(placed), judged=counts.judged,
        splits={split: per_split[split] for split in SPLITS}, pipelines=dict(sorted(counts.pipelines.items())),
        models=dict(wish.models), outlets=counts.list_outlets(), files=tuple(files),
    )  # fmt: skip


def _split_table(placed: Sequence[Placed]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("id", "story", "split"))
    writer.writerows((place.article_id, place.story, place.split) for place in placed)
    return file.getvalue()
