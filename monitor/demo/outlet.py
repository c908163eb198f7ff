"""The outlets of the press world, read from `outlets.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from corpus.errors import SourceError
from corpus.markup import load_own_articles
from crawler.sources.source import SourceType
from monitor.demo.item import Item, item_of

OUTLETS = Path(__file__).parent / "outlets.toml"
FIRST_NUMBER = 4101

FaceName = Literal["wordpress", "portal", "government", "tabloid"]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One outlet: its face, what it prints on which day, and which articles get a special treatment.

    Lists hold article ids. `hidden` lie in the section that robots.txt closes; `split` run over several pages;
    `gallery` keep pictures and lose their text; `cut` break off; `lost` answer 200 with a "not found" page;
    `gone` answer 410; `flaky` fail once. All of these must be among `day1` or `day2`.
    """

    id: str
    face: FaceName
    type: SourceType
    name: str
    zone: Literal["WIB", "WITA", "WIT"]
    author: str
    day1: tuple[str, ...]
    day2: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    gallery: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    flaky: tuple[str, ...] = ()

    def items(self, day: int) -> tuple[Item, ...]:
        """What the outlet has printed up to a day (1 or 2), newest first. Reads the shipped articles."""
        articles = {article.id: article for article in load_own_articles()}
        ids = self.day1 + (self.day2 if day > 1 else ())
        numbered = enumerate(ids, start=FIRST_NUMBER)
        items = [item_of(articles[id_], number, self.zone, self.author) for number, id_ in numbered]
        return tuple(sorted(items, key=lambda item: (item.published, item.number), reverse=True))


def load_outlets(path: Path = OUTLETS) -> tuple[Outlet, ...]:
    """Reads the outlets of the press world.

    Raises:
        SourceError: an entry is wrong, or a special treatment names an article that the outlet does not print.
    """
    try:
        outlets = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["outlets"], tuple[Outlet, ...])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SourceError(path.name, "outlets", str(error)) from error
    for outlet in outlets:
        special = {
            *outlet.hidden,
            *outlet.split,
            *outlet.gallery,
            *outlet.cut,
            *outlet.lost,
            *outlet.gone,
            *outlet.flaky,
        }
        stray = sorted(special - {*outlet.day1, *outlet.day2})
        if stray:
            raise SourceError(path.name, outlet.id, f"{', '.join(stray)} is treated specially but not printed")
    return outlets
