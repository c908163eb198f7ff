"""Alerts around one run: rules are registered before it, looked at after it, and what is due is sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec

from corpus.store import Store
from corpus.store.subscriptions import write_source_results
from crawler.progress import Progress
from monitor.alerts.channels import Tools
from monitor.alerts.gathering import Clock, gather, register
from monitor.alerts.outbox import AlertReport, deliver
from monitor.alerts.parsing import Plan, load_plan
from monitor.settings import Settings
from registry.registry import Registry


@dataclass(frozen=True, slots=True)
class AlertSession:
    """One run's alerts; get one from `start_alerts`. `visited` fills with the sources that were asked."""

    store: Store
    plan: Plan
    registry: Registry
    visited: set[str] = field(default_factory=set)

    def note(self, step: Progress) -> None:
        """Follows the crawl: which sources were asked for new links."""
        if step.step == "discovered":
            self.visited.add(step.source)

    def finish(self, failed: Collection[str], tools: Tools) -> AlertReport:
        """Looks at the rules and sends; does nothing when no rule has a channel.

        Args:
            failed: the sources of which nothing could be read.
        """
        with self.store.begin() as conn:
            write_source_results(conn, self.visited - set(failed), failed, tools.clock())
        if not self.plan.active:
            return AlertReport()
        found = gather(self.store, self.plan, self.registry, tools.clock)
        return msgspec.structs.replace(deliver(self.store, self.plan, tools), found=found)


def start_alerts(settings: Settings, store: Store, registry: Registry, clock: Clock) -> AlertSession:
    """Reads rules and channels and registers them; to be called before the run crawls.

    Raises:
        SettingsError: an alert file is wrong.
    """
    plan = load_plan(settings.alerts, registry)
    register(store, plan, clock)
    return AlertSession(store, plan, registry)
