"""Whether a rule's conditions hold, and by which values. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.alerts.alert import Why
from monitor.alerts.facts import ArticleFacts, EventFacts, Report
from monitor.alerts.rule import Rule
from registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the rule fires. `why`: each condition with what met it; `missing`: the first that nothing met."""

    fires: bool
    why: tuple[Why, ...]
    missing: Why | None = None


# A condition's name, what it wants, and what of that was found.
_Check = tuple[str, str, str | None]


def match_event(rule: Rule, facts: EventFacts, registry: Registry) -> Verdict:
    """Compares an event with a rule's conditions."""
    cluster, outlets = facts.cluster, len(facts.news.outlets)
    checks = [
        _one_of("events", rule.events, [cluster.type]),
        _one_of("statuses", rule.statuses, [cluster.status] if cluster.status else []),
        _one_of("registry", rule.registry, [cluster.registry.status]),
        *_places(rule, cluster.region_codes, registry),
        *_of_reports(rule, facts.reports),
        _at_least("min_outlets", rule.min_outlets, outlets, rule.min_outlets > 1),
        _at_least("min_confidence", rule.min_confidence, facts.score, rule.min_confidence > 0),
    ]
    return _judge(check for check in checks if check)


def match_article(rule: Rule, facts: ArticleFacts, registry: Registry) -> Verdict:
    """Compares one article with a rule's conditions."""
    report = facts.report
    checks = [
        *_places(rule, report.region_codes, registry),
        *_of_reports(rule, [report]),
        _at_least("min_confidence", rule.min_confidence, report.score, rule.min_confidence > 0),
    ]
    return _judge(check for check in checks if check)


def _judge(checks: Iterable[_Check]) -> Verdict:
    why: list[Why] = []
    for name, wanted, found in checks:
        if found is None:
            return Verdict(False, tuple(why), (name, wanted))
        why.append((name, found))
    return Verdict(True, tuple(why))


def _one_of(name: str, wanted: Sequence[str], there: Iterable[str]) -> _Check | None:
    if not wanted:
        return None
    found = set(there)
    return name, ", ".join(wanted), ", ".join(w for w in wanted if w in found) or None


def _at_least(name: str, least: float, there: float, asked: bool) -> _Check | None:
    return (name, f"{least:g} > {there:g}", f"{there:g}" if there >= least else None) if asked else None


def _places(rule: Rule, codes: Sequence[str], registry: Registry) -> Iterator[_Check | None]:
    names = {code: registry.regions[code].name for code in (*rule.regions, *rule.provinces)}
    there = set(codes)
    yield _found("regions", names, rule.regions, lambda code: code in there)
    yield _found("provinces", names, rule.provinces, lambda code: any(c[:2] == code for c in there))


def _found(
    name: str, names: dict[str, str], wanted: Sequence[str], holds: Callable[[str], bool]
) -> _Check | None:  # fmt: skip
    if not wanted:
        return None
    met = ", ".join(names[code] for code in wanted if holds(code))
    return name, ", ".join(names[code] for code in wanted), met or None


def _of_reports(rule: Rule, reports: Sequence[Report]) -> Iterator[_Check | None]:
    yield _one_of("outlets", rule.outlets, (r.outlet for r in reports if r.outlet))
    yield _one_of("outlet_types", rule.outlet_types, (r.outlet_type for r in reports if r.outlet_type))
    yield _one_of("pillars", rule.pillars, (pillar for r in reports for pillar in r.pillars))
    yield _one_of("tones", rule.tones, (tone for r in reports for tone in r.tones))
    people = {name for r in reports for name in r.people}
    yield _one_of("people", rule.people, [name for name in rule.people if any(_is_named(name, p) for p in people)])
    yield _one_of("words", rule.words, [word for word in rule.words if any(_stands_in(word, r.text) for r in reports)])


def _is_named(wanted: str, person: str) -> bool:
    """Every word of the wanted name is one of the person's: "Umar" finds "Rahmat Umar"."""
    return set(wanted.casefold().split()) <= set(person.casefold().split())


def _stands_in(word: str, text: str) -> bool:
    words = r"\s+".join(re.escape(part) for part in word.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
