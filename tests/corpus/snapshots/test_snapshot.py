"""A snapshot has the same bytes each time, describes itself rightly, and tells when it was touched."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml

from corpus.errors import UnreadableInput
from corpus.record import Record, decode_record
from corpus.snapshots.checking import check_snapshot, diff_snapshots
from corpus.snapshots.manifest import load_manifest
from corpus.snapshots.snapshot import Wish, create_snapshot
from corpus.store.members import Member
from tests.corpus.exports.records import make_rich
from tests.records import make_record

WISH = Wish(name="liputan-1", question={"query": "mou | region:13.72"}, models={"names": "ab" * 32})


def corpus(count: int = 12) -> dict[str, Record]:
    return {f"a{n:02}": (make_rich if n % 2 else make_record)(id=f"a{n:02}") for n in range(count)}


def freeze(folder: Path, records: dict[str, Record], wish: Wish = WISH) -> Path:
    members = [Member(article_id=key, day=date(2022, 1, n + 1), groups=()) for n, key in enumerate(records)]
    create_snapshot(folder, wish, members, records.__getitem__)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_twice_made_is_byte_identical(tmp_path: Path) -> None:
    one, two = freeze(tmp_path / "one", corpus()), freeze(tmp_path / "two", corpus())
    assert content(one) == content(two)
    assert list(check_snapshot(one)) == []
    assert set(content(one)) == {
        "data/train.jsonl", "data/validation.jsonl", "data/test.jsonl", "splits.csv", "record-1.json", "README.md",
        "croissant.json", "manifest.json",
    }  # fmt: skip


def test_the_manifest_counts_what_is_there(tmp_path: Path) -> None:
    folder = freeze(tmp_path / "one", corpus())
    manifest = load_manifest(folder)
    assert (manifest.articles, sum(manifest.splits.values()), manifest.pipelines) == (12, 12, {"test": 12})
    assert manifest.splits == {"train": 10, "validation": 1, "test": 1}
    assert [(o.name, o.articles, o.first_day) for o in manifest.outlets] == [("Contoh", 12, "2022-04-21")]
    lines = (folder / "data" / "train.jsonl").read_bytes().splitlines()
    assert [decode_record(line).id for line in lines] == [f"a{n:02}" for n in range(10)]
    assert decode_record(lines[0]).article.text is None


def test_the_datasheet_has_front_matter_that_reads(tmp_path: Path) -> None:
    text = (freeze(tmp_path / "one", corpus()) / "README.md").read_text()
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["language"] == ["id"]
    assert front["size_categories"] == ["n<1K"]
    assert {part["path"] for part in front["configs"][0]["data_files"]} == {
        "data/train.jsonl", "data/validation.jsonl", "data/test.jsonl"
    }  # fmt: skip
    assert "query = mou | region:13.72" in text
    assert "{" not in text.split("---\n", 2)[2]


def test_croissant_names_files_by_hash_and_fields_that_exist(tmp_path: Path) -> None:
    folder = freeze(tmp_path / "one", corpus())
    document = json.loads((folder / "croissant.json").read_text())
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    hashes = {file.path: file.sha256 for file in load_manifest(folder).files}
    for entry in document["distribution"]:
        assert entry["sha256"] == hashes[entry["contentUrl"]]
    ids = {entry["@id"] for entry in document["distribution"]}
    line = json.loads((folder / "data" / "train.jsonl").read_bytes().splitlines()[0])
    for record_set in document["recordSet"]:
        for field in record_set["field"]:
            assert field["source"]["fileObject"]["@id"] in ids
            value = line[field["source"]["extract"]["column"]]
            assert (
                value[field["source"]["transform"]["jsonPath"]] if "transform" in field["source"] else value
            ) is not None


def test_masked_snapshots_name_nobody(tmp_path: Path) -> None:
    wish = msgspec.structs.replace(WISH, people_masked=True, with_text=True)
    folder = freeze(tmp_path / "one", corpus(), wish)
    assert not any(b"Anwar" in data for data in content(folder).values())


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        pytest.param("data/train.jsonl", b"13.72", b"13.71", "data/train.jsonl: its content", id="record"),
        pytest.param("splits.csv", b"a01,a01", b"a01,a11", "the story a11 lies in", id="leak"),
        pytest.param("splits.csv", b"a11,a11,test\n", b"", "a11: splits.csv", id="lost"),
    ],
)
def test_a_touched_file_is_found(tmp_path: Path, name: str, old: bytes, new: bytes, fault: str) -> None:
    folder = freeze(tmp_path / "one", corpus())
    path = folder / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    assert any(fault in line for line in check_snapshot(folder))


def test_missing_and_foreign_files_are_found(tmp_path: Path) -> None:
    folder = freeze(tmp_path / "one", corpus())
    (folder / "record-1.json").rename(folder / "other.json")
    faults = list(check_snapshot(folder))
    assert "record-1.json: missing" in faults
    assert "other.json: stands in no line of the manifest" in faults


def test_a_snapshot_is_never_written_over(tmp_path: Path) -> None:
    folder = freeze(tmp_path / "one", corpus())
    before = content(folder)
    with pytest.raises(UnreadableInput, match="there already"):
        freeze(folder, corpus(3))
    assert content(folder) == before


def test_a_failed_snapshot_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        create_snapshot(tmp_path / "one", WISH, [Member(article_id="x", day=None, groups=())], {}.__getitem__)
    assert list(tmp_path.iterdir()) == []


def test_two_snapshots_are_told_apart(tmp_path: Path) -> None:
    records = corpus()
    old = freeze(tmp_path / "old", records)
    del records["a03"]
    records["a20"] = make_record(id="a20")
    records["a02"] = msgspec.structs.replace(records["a02"], dates=())
    found = diff_snapshots(old, freeze(tmp_path / "new", records))
    assert (found.added, found.removed, found.changed) == (("a20",), ("a03",), ("a02",))
    assert found.fields == {"dates": 1}
