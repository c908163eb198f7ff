"""The full name of the agency that an office heads or serves in, where the title tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.errors import LexiconError
from corpus.record import Role
from registry.registry import load_registry

PATH = Path(__file__).parent.parent / "lexicons" / "agencies.toml"
_OF_REGION: tuple[Role, ...] = (
    "kepala_dinas", "sekretaris_dinas", "kepala_badan", "kepala_bidang", "kepala_bagian", "kepala_seksi", "asisten",
    "sekretaris_daerah",
)  # fmt: skip


@lru_cache(maxsize=2)
def load_agencies(section: str, path: Path = PATH) -> Mapping[str, str]:
    """Short names of agencies -> full names; `section` is "local" or "national". The keys are lower-case.

    Raises:
        LexiconError: a key is not lower-case.
    """
    with path.open("rb") as file:
        table = tomllib.load(file)[section]
    for short in table:
        if short != short.lower():
            raise LexiconError(path.name, short, "keys are written in lower case")
    return {str(short): str(full) for short, full in table.items()}


def office_name(role: Role, words: Sequence[str], region_code: str | None, *, national: bool) -> str | None:
    """Spells out the agency: "Dinas Komunikasi dan Informatika Kota Bukittinggi" for a "Kadiskominfo".

    Args:
        role: the office.
        words: the title's words in lower case.
        region_code: the office's region; a local agency gets its name.
        national: the office is one of the national government.

    Returns:
        The full name, or None where the title names no agency.
    """
    agencies = load_agencies("national" if national else "local")
    base = next((agencies[word] for word in words if word in agencies), None)
    if base is None and words and words[0].startswith("kadis") and not national:
        base = agencies.get(words[0].removeprefix("ka"))
    base = base or _spelt_out(words)
    region = None if national else load_registry().regions.get(region_code or "")
    return f"{base} {region.name}" if base and region and role in _OF_REGION else base


def _spelt_out(words: Sequence[str]) -> str | None:
    for i, word in enumerate(words):
        if word in ("dinas", "badan", "kementerian", "inspektorat") and i + 1 < len(words):
            kept: list[str] = []
            for part in words[i:]:
                if part in ("(", ")", "kabupaten", "kota", "provinsi", "ri", "di", "dari") or part.isdigit():
                    break
                kept.append(part)
            text = " ".join(part if part == "dan" else part.capitalize() for part in kept).replace(" ,", ",")
            return text if len(kept) > 1 else None
    return None
