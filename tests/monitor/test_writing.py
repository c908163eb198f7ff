"""What a command writes is whole or not there, and a disk that refuses it is told in one line."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli.writing import disk_trouble, write_file, written


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    with written(file) as out:
        out.write(b"a,b")
        assert not file.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    write_file(file, b"c")
    assert file.read_bytes() == b"c"


def _fill_disk(file: Path) -> None:
    with written(file) as out:
        out.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_half_a_file_is_taken_away_and_the_old_one_stays(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"old")
    with pytest.raises(OSError, match="No space left") as caught:
        _fill_disk(file)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x.csv", b"old")]
    line = disk_trouble(caught.value)
    assert line is not None
    assert line.startswith(f"{file}: No space left on device; ")
    assert "free some space" in line


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("missing/x.csv", "make the folder first", id="folder"),
        pytest.param("", "that is a folder", id="is"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(OSError, match=r"directory") as caught:
        write_file(tmp_path / name, b"x")
    assert words in (disk_trouble(caught.value) or "")


def test_other_errors_of_the_system_are_bugs() -> None:
    assert disk_trouble(OSError(errno.EBADF, "Bad file descriptor")) is None
    assert disk_trouble(ValueError("x")) is None
    wrapped = RuntimeError(OSError(errno.EFBIG, "File too large"))
    assert "ulimit -f" in (disk_trouble(wrapped) or "")


def test_a_full_disk_behind_standard_output() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    program = "from monitor.cli.app import main; import sys; sys.argv = ['pantau', 'schema']; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 4
    (line,) = done.stderr.splitlines()
    assert line.startswith("pantau: the output cannot be written: No space left on device; free some space")
