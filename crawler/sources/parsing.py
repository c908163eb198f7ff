"""Reading source files strictly: a mistake names the file, the key and what was probably meant."""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec
from lxml.cssselect import CSSSelector, ExpressionError, SelectorError

from corpus.errors import FetchRefused, SourceError
from crawler.extract.profile import ExtractProfile
from crawler.fetch.guard import check_url
from crawler.sources.source import Expected, Listing, Search, Source

_REGION = re.compile(r"\d{2}(?:\.\d{2})?")
_KEYS: dict[str, type[msgspec.Struct]] = {
    "listings": Listing,
    "search": Search,
    "expected": Expected,
    "extract": ExtractProfile,
}


def load_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """Loads every source file below a folder (None: the shipped ones), by name.

    Raises:
        SourceError: the first file that is wrong, or two files of one name.
    """
    root: Traversable = folder if folder is not None else resources.files("crawler.sources")
    if not root.is_dir():
        raise SourceError(str(folder), "folder", "no such folder; name the folder that holds your source files")
    found: dict[str, Source] = {}
    for name, text in sorted(_iter_files(root, "")):
        source = parse_source(text, name)
        if source.name in found:
            raise SourceError(name, "name", "another file has this name; file names must differ")
        found[source.name] = source
    return tuple(found[name] for name in sorted(found))


def _iter_files(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    """Lists (path below the folder, text) of all TOML files."""
    files = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            files += _iter_files(entry, f"{path}/")
        elif entry.name.endswith(".toml"):
            files.append((path, _read(entry, path)))
    return files


def _read(entry: Traversable, path: str) -> str:
    try:
        return entry.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, "file", f"cannot be read as UTF-8 text ({error})") from error


def parse_source(text: str, file: str) -> Source:
    """Parses and checks one source file.

    Args:
        text: TOML.
        file: the file's path, for messages; its stem is the source's name.

    Raises:
        SourceError: with the file, the key and what to do.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(file, "file", f"is not TOML: {error}") from error
    if "name" in table:
        raise SourceError(file, "name", "remove it; the file's name is the source's name")
    if table.get("verified") is False:
        table.pop("verified")
    if isinstance(table.get("extract"), dict):
        table["extract"] = [table["extract"]]
    _refuse_unknown(table, Source, file, "")
    try:
        source = msgspec.convert({**table, "name": Path(file).stem}, Source)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        missing = re.search(r"required field `(\w+)`", reason)
        key = place.strip(".`") or (missing.group(1) if missing else "file")
        raise SourceError(file, key, reason) from error
    _check(source, file)
    return source


def _refuse_unknown(table: dict[str, Any], kind: type[msgspec.Struct], file: str, prefix: str) -> None:
    known = [name for name in kind.__struct_fields__ if name != "name"]
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}"
            raise SourceError(file, prefix + key, f"no such key; {hint}")
        if kind is Source and key in _KEYS:
            for number, part in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(part, dict):
                    place = f"{key}[{number}]." if isinstance(value, list) else f"{key}."
                    _refuse_unknown(part, _KEYS[key], file, place)


def _check(source: Source, file: str) -> None:
    """Checks what types cannot say."""
    for key, urls in _addresses(source):
        for url in urls:
            try:
                check_url(url)
            except FetchRefused as error:
                raise SourceError(file, key, f"{url!r} is not a web address ({error.rule})") from error
    if source.region is not None and not _REGION.fullmatch(source.region):
        raise SourceError(file, "region", f"{source.region!r} is no Kemendagri code such as 13 or 13.75")
    if not (source.feeds or source.sitemaps or source.listings or source.robots_sitemaps):
        raise SourceError(file, "feeds", "names no feed, sitemap or listing; give at least one")
    if not 0 <= source.pause_s <= 3600:
        raise SourceError(file, "pause_s", "should lie between 0 and 3600 seconds")
    if source.max_pages < 1:
        raise SourceError(file, "max_pages", "should be at least 1")
    _check_patterns(source, file)
    days = [profile.since or date.min for profile in source.extract]
    if len(set(days)) != len(days):
        raise SourceError(file, "extract", "two blocks hold from the same day; give each its own 'since'")


def _addresses(source: Source) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("home", (source.home,)),
        ("feeds", source.feeds),
        ("sitemaps", source.sitemaps),
        ("listings", tuple(listing.url for listing in source.listings)),
        ("search", (source.search.url,) if source.search else ()),
    ]


def _check_patterns(source: Source, file: str) -> None:
    for key, patterns in (("include", source.include), ("exclude", source.exclude)):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise SourceError(file, key, f"{pattern!r} is no regular expression: {error}") from error
    selectors = [("listings", listing.links) for listing in source.listings]
    for profile in source.extract:
        for field in ("body", "prune", "title", "byline", "published", "next_page"):
            selectors += [(f"extract.{field}", selector) for selector in getattr(profile, field)]
    for key, selector in selectors:
        try:
            CSSSelector(selector, translator="html")
        except (ExpressionError, SelectorError) as error:
            raise SourceError(file, key, f"{selector!r} is no CSS selector: {error}") from error
