"""A source's own selectors, and from which day they hold."""

from __future__ import annotations

from datetime import date

import msgspec


class ExtractProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """CSS selectors of one layout of one source.

    `since` is the first day of the layout, None for the oldest. Empty tuples mean that the general readers decide.
    """

    since: date | None = None
    body: tuple[str, ...] = ()
    prune: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    next_page: tuple[str, ...] = ()


def choose_profile(profiles: tuple[ExtractProfile, ...], day: date | None) -> ExtractProfile | None:
    """Returns the newest layout that held on `day`, the newest of all when the day is None, None when there is none."""
    held = [p for p in profiles if day is None or p.since is None or p.since <= day]
    return max(held, key=lambda p: p.since or date.min, default=None)
