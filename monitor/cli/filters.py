"""Options that narrow a command to some articles, written once and turned into the store's filters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, get_args, get_type_hints

import typer

from corpus.record import EventType
from corpus.store.filters import Filters
from monitor.cli.output import hint
from registry.listing import find_misspelt, find_regions
from registry.registry import load_registry

RegionOption = Annotated[
    str | None, typer.Option("--region", help="Region by code or name, e.g. 13.75 or 'Kota Solok'.")
]
EventOption = Annotated[str | None, typer.Option("--event", help=f"Event type: {', '.join(get_args(EventType))}.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", help="Name of the outlet.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="Published on this day or later, e.g. 2022-04-21.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Published on this day or earlier.")]
RelevantOption = Annotated[
    bool | None, typer.Option("--relevant/--not-relevant", help="Only articles (not) about the programme.")
]

# Every option that `with_filters` gives a command, in the order of its help page.
_OPTIONS = {
    "region": RegionOption, "event": EventOption, "outlet": OutletOption, "since": SinceOption, "until": UntilOption,
    "relevant": RelevantOption,
}  # fmt: skip


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes `filters: Filters`, as one with the options that make them up in its place."""

    @wraps(command)
    def narrowed(**values: Any) -> None:
        options = {name: values.pop(name) for name in _OPTIONS}
        command(**values, filters=make_filters(**options))

    hints = get_type_hints(command, include_extras=True)
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        kind = parameter.KEYWORD_ONLY
        if parameter.name == "filters":
            added = [inspect.Parameter(n, kind, default=None, annotation=o) for n, o in _OPTIONS.items()]
            parameters += added
        else:
            parameters.append(parameter.replace(kind=kind, annotation=hints[parameter.name]))
    vars(narrowed)["__signature__"] = inspect.Signature(parameters)
    narrowed.__annotations__ = {each.name: each.annotation for each in parameters}
    return narrowed


def make_filters(
    *,
    region: str | None = None,
    event: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    relevant: bool | None = None,
) -> Filters:
    """Checks what the user typed.

    Raises:
        typer.BadParameter: an unknown region or event type, or something that is no day.
    """
    known: tuple[EventType, ...] = get_args(EventType)
    if event is not None and event not in known:
        raise typer.BadParameter(f"{event!r} is no event type; known are {', '.join(known)}")
    return Filters(
        relevant=relevant,
        region_code=region_code(region) if region else None,
        event_type=None if event is None else known[known.index(event)],
        outlet=outlet,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
    )


def region_code(value: str) -> str:
    """The code of the region that a person typed, by code, name or alias; a misspelt name is read with a hint.

    Raises:
        typer.BadParameter: no region is called nearly so, or several are.
    """
    registry = load_registry()
    found = find_regions(registry, value)
    if not found:
        found = find_misspelt(registry, value)
        if len(found) == 1:
            hint(f"no region is called {value!r}; reading it as {found[0].name} ({found[0].code})")
    if len(found) == 1:
        return found[0].code
    if found:
        names = ", ".join(f"{region.name} ({region.code})" for region in found)
        raise typer.BadParameter(f"{value!r} may be {names}; name one of them")
    near = ", ".join(repr(region.name) for region in find_misspelt(registry, value, at_least=60))
    advice = f"did you mean {near}?" if near else "`pantau registry list regions` shows all"
    raise typer.BadParameter(f"no region is called {value!r}; {advice}")


def parse_day(value: str | None, option: str) -> date | None:
    """A day that a user typed; None for None.

    Raises:
        typer.BadParameter: not a day.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise typer.BadParameter(f"{option} {value!r} is not a day; write it as 2022-04-21") from error
