"""The ordinary crawl over the press world: polite, complete, and nothing twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.archive import open_archive
from corpus.store import Store, open_store
from corpus.store.articles import iter_articles
from crawler.crawl import crawl
from crawler.fetch import FetchOptions
from crawler.options import CrawlOptions
from crawler.progress import CrawlReport
from monitor.demo.outlet import load_outlets
from monitor.demo.world import World, press_world

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
OPTIONS = CrawlOptions(fetch=FetchOptions(allow_private=True, http2=False))
OUTLETS = load_outlets()
# An index has to be read to reach its children (which answer 304); listing pages carry no validators.
ALWAYS_ASKED = {"/robots.txt", "/wp-sitemap.xml", "/berita?hal=1", "/berita?hal=2"}


class FastTime:
    """A clock that a sleep puts forward, without waiting."""

    def __init__(self) -> None:
        self.now = NOW

    def clock(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def visit(world: World, store: Store, folder: Path) -> CrawlReport:
    time = FastTime()
    with open_archive(folder / "archive") as archive:
        return asyncio.run(crawl(world.sources, store, archive, OPTIONS, clock=time.clock, sleep=time.sleep))


def test_a_visit_reads_everything_politely_and_a_second_reads_nothing_again(tmp_path: Path) -> None:
    store = open_store(tmp_path / "uji.db")
    printed = sum(len(outlet.day1) for outlet in OUTLETS)
    lost = sum(len((*o.hidden, *o.gallery, *o.cut, *o.lost, *o.gone)) for o in OUTLETS)
    with press_world() as world:
        first = visit(world, store, tmp_path)
        asked = Counter((r.outlet, r.path) for r in world.requests)
        world.requests.clear()
        second = visit(world, store, tmp_path)
        again = [r.path for r in world.requests if r.status == 200 and r.path not in ALWAYS_ASKED]
        violations = world.violations()

    assert first.stored == printed - lost
    assert second.stored == second.changed == second.new_links == 0
    assert again == []
    assert violations == []
    flaky = {item.slug for o in OUTLETS for item in o.items(1) if item.id in o.flaky}
    twice = [path for (_, path), count in asked.items() if count > 1 and not any(slug in path for slug in flaky)]
    assert twice == []

    with store.read() as connection:
        stored = {article.title: article for article in iter_articles(connection)}
    for outlet in OUTLETS:
        spoilt = {*outlet.hidden, *outlet.gallery, *outlet.cut, *outlet.lost, *outlet.gone}
        for item in outlet.items(1):
            if item.id not in spoilt:
                article = stored[item.title]
                assert article.published is not None
                assert item.paragraphs[0] in article.text
    store.close()
