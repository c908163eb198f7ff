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
_OF_REGION = frozenset(
    "kepala_dinas sekretaris_dinas kepala_badan kepala_bidang kepala_bagian kepala_seksi asisten sekretaris_daerah".split()
)


@lru_cache(maxsize=1)
def load_agencies(path: Path = PATH) -> Mapping[str, str]:
    """Short names of agencies -> full names, both as in the lexicon; the keys are lower-case.

    Raises:
        LexiconError: a key is not lower-case.
    """
    with path.open("rb") as file:
        table = tomllib.load(file)["agency"]
    for short in table:
        if short != short.lower():
            raise LexiconError(path.name, short, "keys are written in lower case")
    return {str(short): str(full) for short, full in table.items()}


def office_name(role: Role, words: Sequence[str], region_code: str | None) -> str | None:
    """ "Dinas Komunikasi dan Informatika Kota Bukittinggi" for a "Kadiskominfo"; None where the title names no agency.

    Args:
        role: the office.
        words: the title's words in lower case.
        region_code: the office's region; its name is added.
    """
    agencies = load_agencies()
    base = next((agencies[word] for word in words if word in agencies), None)
    if base is None and words and words[0].startswith("kadis"):
        base = agencies.get(words[0].removeprefix("ka")) or agencies.get("dis" + words[0].removeprefix("kadis"))
    if base is None and role in ("menteri", "wakil_menteri", "direktur_jenderal"):
        base = None
    if base is None:
        base = _spelt_out(words)
    if base is None:
        return None
    region = load_registry().regions.get(region_code or "")
    return f"{base} {region.name}" if region and role in _OF_REGION and not base.startswith("Kementerian") else base


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
