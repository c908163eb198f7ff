"""A feed as a value, and its forms by name. A new form is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Callable

from monitor.feeds.atom import render_atom
from monitor.feeds.icalendar import render_icalendar
from monitor.feeds.jsonfeed import render_jsonfeed
from monitor.feeds.wording import Feed

__all__ = ["FORMATS", "Feed"]

FORMATS: dict[str, Callable[[Feed], bytes]] = {
    "atom": render_atom, "json": render_jsonfeed, "ical": render_icalendar,
}  # fmt: skip
