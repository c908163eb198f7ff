"""Each condition has something that meets it and something that does not, and says which."""

from __future__ import annotations

import pytest

from corpus import record as rec
from corpus.record import Record
from corpus.store import Store
from corpus.store.events import iter_events
from monitor.alerts.facts import event_facts, outlet_types
from monitor.alerts.matching import match_event
from registry.registry import load_registry
from tests.monitor.alerts.world import Clock, plan_of, read, report

PEOPLE = (rec.Participant(name="Rahmat Umar", part="signatory"),)


def _rich() -> Record:
    tone = rec.Tone(headline="negative", body="neutral", score=0.7)
    pillar = rec.PillarMention(pillar="economy", mentions=())
    return report("a", {"participants": PEOPLE}, outlet="Media a", tone=tone, pillars=(pillar,))


@pytest.mark.parametrize(
    ("condition", "met", "unmet"),
    [
        ("events", '["mou_signing", "award"]', '["award"]'),
        ("statuses", '["held"]', '["planned"]'),
        ("registry", '["adds", "confirms", "conflicts"]', '["unlinked"]'),
        ("regions", '["Kota Solok"]', '["Kabupaten Solok"]'),
        ("provinces", '["Sumatera Barat"]', '["Riau"]'),
        ("pillars", '["economy"]', '["living"]'),
        ("people", '["umar"]', '["Umar Erwin Syah"]'),
        ("outlets", '["Media a"]', '["Media c"]'),
        ("outlet_types", '["daily"]', '["ministry"]'),
        ("tones", '["negative"]', '["positive"]'),
        ("words", '["Nota  Kesepahaman"]', '["sepaham"]'),
        ("min_outlets", "2", "3"),
        ("min_confidence", "0.9", "0.95"),
    ],
)
def test_a_condition_is_met_or_named(store: Store, clock: Clock, condition: str, met: str, unmet: str) -> None:
    read(store, clock, [_rich(), report("b", {})])
    with store.read() as conn:
        [cluster] = iter_events(conn)
        facts = event_facts(conn, cluster, load_registry(), outlet_types(conn))
    for value, fires in ((met, True), (unmet, False)):
        rule = plan_of(f"[rules.x]\n{condition} = {value}").rules["x"]
        verdict = match_event(rule, facts, load_registry())
        assert verdict.fires is fires
        assert (condition in dict(verdict.why)) is fires
        assert (verdict.missing is None) is fires
        if verdict.missing:
            assert verdict.missing[0] == condition


def test_a_rule_without_conditions_always_fires(store: Store, clock: Clock) -> None:
    read(store, clock, [report("a", {"type": "other"})])
    with store.read() as conn:
        [cluster] = iter_events(conn)
        facts = event_facts(conn, cluster, load_registry(), {})
    assert match_event(plan_of("[rules.x]").rules["x"], facts, load_registry()).fires


@pytest.mark.parametrize(
    ("rule", "fires", "not_so"),
    [
        ("new-mou", {}, {"type": "award"}),
        ("new-to-registry", {"cohort": 2026, "date": "2026-04-14"}, {"region_codes": ("13.75",)}),
        ("registry-conflict", {"date": "2022-09-14"}, {}),
    ],
)
def test_each_built_in_rule_has_what_fires_and_what_does_not(
    store: Store, clock: Clock, rule: str, fires: dict[str, object], not_so: dict[str, object]
) -> None:
    read(store, clock, [report("a", fires), report("b", not_so)])
    with store.read() as conn:
        found = {c.articles[0].article_id: event_facts(conn, c, load_registry(), {}) for c in iter_events(conn)}
    chosen = plan_of("").rules[rule]
    assert match_event(chosen, found["a"], load_registry()).fires
    assert not match_event(chosen, found["b"], load_registry()).fires
