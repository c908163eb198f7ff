"""Trying sites and sources from synchronous code: what `pantau source add` and `check` do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from corpus.store import Store
from crawler.asking import open_asker
from crawler.health import Health, check_source
from crawler.probe import Prober, Proposal
from crawler.sources import Source, parse_source
from crawler.sources.source import SourceType, Zone
from monitor.settings import Settings
from monitor.watch import fetch_options

# Labels of a host that do not tell sites apart.
_COMMON = {"www", "com", "co", "id", "go", "or", "ac", "net", "org", "my", "web", "desa", "news"}


class TriedSite(msgspec.Struct, frozen=True):
    """What was found on a site; `text` is the source file, "" when nothing names articles, `health` None then."""

    proposal: Proposal
    text: str
    health: Health | None


def source_name(url: str) -> str:
    """A name for a site: the telling parts of its host, `https://www.kabarkota.id/` gives `kabarkota`."""
    labels = (urlsplit(url if "//" in url else f"//{url}").hostname or "").split(".")
    telling = [label for label in labels if label not in _COMMON]
    return "-".join(telling) or "-".join(labels)


def try_site(
    settings: Settings, store: Store, url: str, file: Path, *, kind: SourceType, zone: Zone, region: str | None
) -> TriedSite:
    """Probes a site and checks the proposed source, asking politely.

    A source that reads well gets today as the day on which it was tried; what was seen stands in comments.

    Raises:
        RemoteError: the front page cannot be had.
        NotAnArticle: it is no web page.
    """
    return asyncio.run(_try_site(settings, store, url, file, kind, zone, region))


async def _try_site(
    settings: Settings, store: Store, url: str, file: Path, kind: SourceType, zone: Zone, region: str | None
) -> TriedSite:
    async with open_asker(fetch_options(settings), store, _now) as asker:
        proposal = await Prober(asker, url, _now).probe(kind=kind, zone=zone, region=region)
        if not proposal.toml:
            return TriedSite(proposal, "", None)
        source = parse_source(proposal.toml, file.name)
        health = await check_source(source, asker, store, _now)
    text = _commented(proposal, health)
    if not health.problems:
        text = text.replace("verified = false", f"verified = {_now().date().isoformat()}")
    return TriedSite(proposal, text, health)


def _commented(proposal: Proposal, health: Health) -> str:
    lines = [f"# Tried on {_now().date().isoformat()}."]
    lines += [f"# {f.kind} {f.url}: {f.reason or f'{f.links} links, taken'}" for f in proposal.findings]
    lines.append(f"# {health.extracted} of {health.sampled} pages could be read; newest {health.newest or 'unknown'}.")
    lines += [f"# Problem: {problem}" for problem in health.problems]
    flat = [" ".join(line.split()) for line in lines]
    return "\n".join(flat) + "\n\n" + proposal.toml


def iter_health(settings: Settings, store: Store, sources: Sequence[Source]) -> Iterator[Health]:
    """Checks sources side by side; yields each as it is done."""
    with _loop() as loop:
        checks = _check_all(settings, store, sources)
        while (health := loop.run_until_complete(anext(checks, None))) is not None:
            yield health


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _check_all(settings: Settings, store: Store, sources: Sequence[Source]) -> AsyncIterator[Health]:
    turns = asyncio.Semaphore(settings.concurrency)
    async with open_asker(fetch_options(settings), store, _now) as asker:

        async def check(source: Source) -> Health:
            async with turns:
                return await check_source(source, asker, store, _now)

        for done in asyncio.as_completed([asyncio.ensure_future(check(source)) for source in sources]):
            yield await done


def _now() -> datetime:
    return datetime.now(UTC)
