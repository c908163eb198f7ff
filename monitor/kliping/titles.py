"""Offices written out: "Kadiskominfo" of the Dinas Komunikasi dan Informatika Kota X becomes its full title."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

from corpus.record import Official, Role
from monitor.plain import plain_text
from registry.registry import Registry


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles by role; `body` holds the title and the first word of the agency's name that it stands for."""

    body: dict[Role, tuple[str, str]]
    bare: dict[Role, str]
    full: dict[Role, str]


_HEADS: tuple[Role, ...] = ("gubernur", "bupati", "wali_kota")


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """Reads the table of titles."""
    text = (files("monitor.kliping") / "titles.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Titles)


def office_of(official: Official, registry: Registry) -> str:
    """The office as a person would print it; the words of the article where the table has no better ones."""
    title = _title(official, registry)
    if official.acting and not title.startswith(("Plt", "Plh", "Pj", "Pjs", "Penjabat", "Pelaksana")):
        # The printed words tell which kind of acting it is; else the one that is usual for the office.
        first = official.role_text.split(" ", 1)[0].rstrip(".")
        usual = "Pj" if official.role in _HEADS else "Plt"
        title = f"{first if first.startswith(('Plt', 'Plh', 'Pj')) else usual}. {title}"
    return plain_text(title)


def _title(official: Official, registry: Registry) -> str:
    titles, office, role = load_titles(), official.office or "", official.role
    region = registry.regions.get(official.region_code or "")
    if role in titles.body:
        title, body = titles.body[role]
        if office.startswith(f"{body} "):
            return title + office.removeprefix(body)
    if region is not None and role in titles.bare:
        return f"{titles.bare[role]} {region.bare_name}"
    if region is not None and role in titles.full:
        return f"{titles.full[role]} {region.name}"
    return _as_printed(official, region.name if region else "")


def _as_printed(official: Official, region: str) -> str:
    title, office = official.role_text, official.office or ""
    bare = region.removeprefix("Kabupaten ").removeprefix("Kota ")
    if office and office.casefold() not in title.casefold():
        return f"{title}, {office}"
    return f"{title}, {region}" if region and bare.casefold() not in title.casefold() else title
