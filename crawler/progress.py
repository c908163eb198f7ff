"""What a crawl tells while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Step = Literal[
    "source", "waiting", "discovered", "stored", "changed", "same", "unchanged", "refused", "failed", "source_done"
]  # fmt: skip


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a crawl.

    `step`: a source begins (`source`); it may not be due for new links (`waiting`), else they are counted
    (`discovered`, `count` of them); one page ended `stored`, `changed`, `same` (read again, same text), `unchanged`
    (the server says so), `refused` or `failed`, with `url` and, for the last two, `reason`; the source is read
    (`source_done`).
    """

    step: Step
    source: str
    url: str | None = None
    count: int = 0
    reason: str | None = None


class CrawlIssue(msgspec.Struct, frozen=True):
    """Something that went wrong without stopping the run: where, and one sentence."""

    place: str
    reason: str
    level: Literal["warning", "error"] = "warning"


class CrawlReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a crawl did. `sources_failed` are those whose feeds and listings all failed; `pages` counts pages asked for.

    `waiting` counts sources whose next visit has not come yet. `refused` pages are forbidden to us, gone, or no
    Indonesian articles; `failed` ones did not answer as they should.
    """

    sources: int = 0
    sources_failed: tuple[str, ...] = ()
    waiting: int = 0
    new_links: int = 0
    pages: int = 0
    stored: int = 0
    changed: int = 0
    refused: int = 0
    failed: int = 0
    issues: tuple[CrawlIssue, ...] = ()


OnProgress = Callable[[Progress], None]
_MAX_ISSUES = 1000


class Tally:
    """Counts a running crawl."""

    def __init__(self, on_progress: OnProgress | None) -> None:
        self._on_progress = on_progress
        counted = ("sources", "waiting", "new_links", "pages", "stored", "changed", "refused", "failed")
        self._counts = dict.fromkeys(counted, 0)
        self._failed_sources: list[str] = []
        self.issues: list[CrawlIssue] = []

    @property
    def pages(self) -> int:
        """Pages asked for so far."""
        return self._counts["pages"]

    def note(self, event: Progress) -> None:
        """Counts a step and passes it on."""
        counted = {"source": "sources", "discovered": "new_links"}.get(event.step, event.step)
        if counted in self._counts:
            self._counts[counted] += event.count if event.step == "discovered" else 1
        if self._on_progress is not None:
            self._on_progress(event)

    def note_page(self) -> None:
        """Counts a page that is about to be asked for."""
        self._counts["pages"] += 1

    def note_issue(self, issue: CrawlIssue) -> None:
        """Keeps an issue; beyond the first 1,000 only the store has them."""
        if len(self.issues) < _MAX_ISSUES:
            self.issues.append(issue)

    def note_failed_source(self, name: str) -> None:
        """Notes that nothing of a source could be discovered."""
        self._failed_sources.append(name)

    def report(self) -> CrawlReport:
        """The counts so far."""
        return CrawlReport(**self._counts, sources_failed=tuple(self._failed_sources), issues=tuple(self.issues))
