"""Alert files (TOML) become rules and channels; everything that is wrong is named with what was probably meant."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from corpus.errors import SettingsError
from monitor.alerts.channels import CHANNELS, Channel
from monitor.alerts.rule import CONDITIONS, PLAIN, Rule
from registry.listing import find_regions
from registry.registry import Registry

BUILTIN = Path(__file__).parent / "builtin.toml"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Rules and channels by name. Rules without channels tell nobody."""

    rules: dict[str, Rule]
    channels: dict[str, Channel]

    @property
    def active(self) -> tuple[Rule, ...]:
        """The rules that have a channel, by name."""
        return tuple(rule for _, rule in sorted(self.rules.items()) if rule.channels)


def load_plan(path: Path | None, registry: Registry) -> Plan:
    """Reads the built-in rules and, over them, a user's file or all `*.toml` of a folder.

    Raises:
        SettingsError: a file is missing or wrong; it names file, entry and what was probably meant.
    """
    tables = [(BUILTIN.name, _load(BUILTIN))]
    if path is not None:
        if not path.exists():
            raise SettingsError("alerts", f"{path} does not exist")
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        tables += [(file.name, _load(file)) for file in files]
    return parse_plan(tables, registry)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"is not TOML: {error}") from error


def parse_plan(tables: Iterable[tuple[str, Mapping[str, Any]]], registry: Registry) -> Plan:
    """Makes a plan of tables by file name; the first one holds the built-in rules.

    Raises:
        SettingsError: see `load_plan`.
    """
    (_, builtin), *own = tables
    rules: dict[str, tuple[str, dict[str, Any]]] = {
        name: (BUILTIN.name, entry) for name, entry in builtin["rules"].items()
    }
    channels: dict[str, Channel] = {}
    seen: set[str] = set()
    for file, table in own:
        _known(file, table, ("rules", "channels"))
        for name, entry in table.get("channels", {}).items():
            _once(f"{file}: channels.{name}", f"channels.{name}", seen)
            channels[name] = parse_channel(f"{file}: channels.{name}", name, entry)
        for name, entry in table.get("rules", {}).items():
            where = f"{file}: rules.{name}"
            _once(where, f"rules.{name}", seen)
            rules[name] = (where, _laid_over(where, name, entry, builtin["rules"]))
    parsed = {name: parse_rule(where, name, entry, registry) for name, (where, entry) in rules.items()}
    for name, rule in parsed.items():
        _one_of(f"{rules[name][0]}.channels", rule.channels, channels, "channel")
    return Plan(rules=parsed, channels=channels)


def _once(where: str, name: str, seen: set[str]) -> None:
    if name in seen:
        raise SettingsError(where, "is there twice; give one of them another name")
    seen.add(name)


def _laid_over(where: str, name: str, entry: Any, builtin: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise SettingsError(where, "is no table of conditions")
    like = entry.get("like", name if name in builtin else None)
    if like is None:
        return entry
    _one_of(f"{where}.like", [like], builtin, "built-in rule")
    return {**builtin[like], **{key: value for key, value in entry.items() if key != "like"}}


def parse_rule(where: str, name: str, entry: Mapping[str, Any], registry: Registry) -> Rule:
    """Makes a rule of its entries; regions may be codes or names.

    Raises:
        SettingsError: see `load_plan`.
    """
    hints = get_type_hints(Rule)
    _known(where, entry, [key for key in hints if key != "name"])
    subject = entry.get("on", "event")
    _one_of(f"{where}.on", [subject], CONDITIONS, "kind of rule")
    allowed = CONDITIONS[subject] | PLAIN
    for key in entry:
        if key not in allowed:
            known = ", ".join(sorted(CONDITIONS[subject]))
            raise SettingsError(f"{where}.{key}", f"cannot be asked of {subject!r}; possible are {known}")
        _check_choices(f"{where}.{key}", entry[key], hints[key])
    try:
        rule = msgspec.convert({**entry, "name": name}, Rule)
    except msgspec.ValidationError as error:
        raise SettingsError(where, str(error)) from error
    for number, key in ((rule.min_outlets, "min_outlets"), (rule.days, "days"), (rule.runs, "runs")):
        if number < 1:
            raise SettingsError(f"{where}.{key}", f"{number} is less than 1")
    if not 0 <= rule.min_confidence <= 1:
        raise SettingsError(f"{where}.min_confidence", f"{rule.min_confidence} is not between 0 and 1")
    _one_of(f"{where}.cohorts", rule.cohorts, registry.cohorts, "cohort")
    return msgspec.structs.replace(
        rule, regions=_codes(f"{where}.regions", rule.regions, registry),
        provinces=_codes(f"{where}.provinces", rule.provinces, registry, provinces=True),
    )  # fmt: skip


def _check_choices(where: str, value: Any, hint: Any) -> None:
    inner = get_args(hint)
    choices = get_args(inner[0]) if inner and get_args(inner[0]) else inner
    if choices and all(isinstance(choice, str) for choice in choices):
        _one_of(where, value if isinstance(value, list) else [value], choices, "value")


def _codes(where: str, names: Iterable[str], registry: Registry, *, provinces: bool = False) -> tuple[str, ...]:
    regions = [r for r in registry.regions.values() if not provinces or r.level == "provinsi"]
    codes = []
    for name in names:
        found = [r for r in find_regions(registry, name) if not provinces or r.level == "provinsi"]
        if len(found) > 1:
            both = " or ".join(f"{r.name!r}" for r in found)
            raise SettingsError(where, f"{name!r} may be {both}; name one of them")
        if not found:
            _one_of(where, [name], [r.name for r in regions], "province" if provinces else "region")
        codes.append(found[0].code)
    return tuple(codes)


def parse_channel(where: str, name: str, entry: Any) -> Channel:
    """Makes a channel of its entries.

    Raises:
        SettingsError: see `load_plan`.
    """
    if not isinstance(entry, dict) or "kind" not in entry:
        raise SettingsError(where, f"has no kind; possible are {', '.join(CHANNELS)}")
    _one_of(f"{where}.kind", [entry["kind"]], CHANNELS, "kind of channel")
    made = CHANNELS[entry["kind"]]
    _known(where, entry, [*(key for key in get_type_hints(made) if key != "name"), "kind"])
    fields = {key: value for key, value in entry.items() if key != "kind"}
    try:
        channel = msgspec.convert({**fields, "name": name}, made)
    except msgspec.ValidationError as error:
        raise SettingsError(where, str(error)) from error
    channel.check(where)
    return channel


def _known(where: str, table: Mapping[str, Any], names: Collection[str]) -> None:
    _one_of(where, table, names, "entry")


def _one_of(where: str, values: Iterable[Any], known: Collection[Any], noun: str) -> None:
    for value in values:
        if value in known:
            continue
        near = _nearest(str(value), [str(name) for name in known])
        meant = f"; did you mean {near!r}?" if near else f"; known are {', '.join(map(str, known)) or 'none'}"
        raise SettingsError(where, f"{value!r} is no {noun}{meant}")


def _nearest(value: str, known: Collection[str]) -> str | None:
    from rapidfuzz import process, utils

    found = process.extractOne(value, known, processor=utils.default_process, score_cutoff=60)
    return found[0] if found else None
