"""What every face provides, and the template files that faces fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from monitor.demo.item import Item
from monitor.demo.outlet import Outlet
from monitor.demo.page import Page


@dataclass(frozen=True, slots=True)
class Face:
    """A kind of site.

    `build_pages(outlet, items, base_url)` makes every response by its path (with query where it matters), robots.txt
    included. `feeds` and `sitemaps` are paths; `listing` is a path with `{page}` and the selector of its links;
    `closed` is the section that robots.txt forbids (None: there is none). `extract` maps keys of the source file's
    extract block to selectors, for faces that general readers cannot read alone.
    """

    build_pages: Callable[[Outlet, tuple[Item, ...], str], dict[str, Page]]
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listing: tuple[str, str] | None = None
    closed: str | None = None
    extract: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=16)
def load_template(name: str) -> Template:
    """A template of this folder: `$name` marks the places to fill."""
    return Template((Path(__file__).parent / f"{name}.html").read_text(encoding="utf-8"))
