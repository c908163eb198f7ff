"""How a claim of an article stands to the registry: confirms, adds, conflicts or unlinked, with the reason."""

from __future__ import annotations

from corpus.record import EventType, FigureKind, RegistryLink
from registry.registry import Registry


def link_event(
    registry: Registry, kind: EventType, date: str | None, region_codes: tuple[str, ...], cohort: int | None
) -> RegistryLink:
    """Compares an event with the registry's cohorts and memberships."""
    return RegistryLink(status="unlinked", membership=None, reason="not built yet")


def link_figure(registry: Registry, kind: FigureKind, count: int, year: int | None) -> RegistryLink:
    """Compares a count with the cohorts' announced numbers."""
    return RegistryLink(status="unlinked", membership=None, reason="not built yet")
