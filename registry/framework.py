"""What the programme is made of: its pillars and the stages that a cohort goes through."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from corpus.errors import RegistryError
from corpus.record import EventType, Pillar

DATA = Path(__file__).parent / "data"


class PillarFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pillar. `framework`: "official" for the programme's six, "older" for the two that news keeps from before.

    `english` begins with the official name; both lists hold wordings as seen, lower case.
    """

    code: Pillar
    framework: Literal["official", "older"]
    english: tuple[str, ...]
    indonesian: tuple[str, ...]
    source_url: str


class Stage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stage of a cohort. `typical` says in words when it comes."""

    number: int
    name: str
    event_type: EventType
    wordings: tuple[str, ...]
    typical: str
    source_url: str


class _PillarFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pillar: tuple[PillarFacts, ...]


class _StageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stage: tuple[Stage, ...]


FileT = TypeVar("FileT")


@lru_cache(maxsize=2)
def load_pillars(folder: Path = DATA) -> tuple[PillarFacts, ...]:
    """The pillars in the order of the programme's own papers, the older framework's two at the end.

    Raises:
        RegistryError: the file is missing or malformed, names a pillar twice, or leaves out a source.
    """
    pillars = _loaded(folder / "pillars.toml", _PillarFile).pillar
    _check("pillars.toml", [(pillar.code, pillar.source_url) for pillar in pillars])
    return pillars


@lru_cache(maxsize=2)
def load_stages(folder: Path = DATA) -> tuple[Stage, ...]:
    """The stages in their order.

    Raises:
        RegistryError: the file is missing or malformed, numbers a stage twice, or leaves out a source.
    """
    stages = _loaded(folder / "stages.toml", _StageFile).stage
    _check("stages.toml", [(str(stage.number), stage.source_url) for stage in stages])
    return tuple(sorted(stages, key=lambda stage: stage.number))


def _loaded(path: Path, of_type: type[FileT]) -> FileT:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=of_type)
    except (OSError, msgspec.DecodeError) as error:
        raise RegistryError(path.name, None, f"cannot be read ({error}); mend it or install again") from error


def _check(table: str, keyed: list[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for number, (key, source_url) in enumerate(keyed, start=1):
        if key in seen:
            raise RegistryError(table, number, f"{key} is there twice; keep one of the two")
        if not source_url.startswith(("http://", "https://")):
            raise RegistryError(table, number, f"source_url of {key} is not an http(s) address")
        seen.add(key)
