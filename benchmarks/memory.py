"""Memory of a long crawl: `python benchmarks/memory.py [PAGES]` reads that many pages of one site in one run.

Prints resident MiB at every tenth of the way as JSON. Flat means that the last is within a tenth of the third, when
all caches are warm; exit code 1 when it is not.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from press_site import press_site

from corpus.archive import open_archive
from corpus.store import open_store
from crawler.crawl import crawl
from crawler.fetch import FetchOptions
from crawler.options import CrawlOptions
from crawler.progress import Progress
from crawler.sources import parse_source


def resident_mib() -> int:
    """Memory of this process as the kernel counts it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // 2**20


def measure(home: str, count: int, folder: Path) -> list[int]:
    """Crawls all pages; returns the memory at every tenth."""
    text = f'outlet="U"\ntype="portal"\nhome="{home}/"\nzone="WIB"\npause_s=0\nmax_pages={count}\n'
    source = parse_source(text + f'sitemaps=["{home}/sitemap.xml"]\n', "uji.toml")
    options = CrawlOptions(fetch=FetchOptions(allow_private=True), slots=8, max_pages=count, host_pages=count)
    stored, marks = 0, []

    def note(step: Progress) -> None:
        nonlocal stored
        stored += step.step == "stored"
        if step.step == "stored" and stored % max(1, count // 10) == 0:
            marks.append(resident_mib())

    async def go() -> None:
        store = open_store(folder / "pantau.db")
        with open_archive(folder / "archive") as archive:
            await crawl([source], store, archive, options, clock=lambda: datetime.now(UTC), on_progress=note)
        store.close()

    asyncio.run(go())
    return marks


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place, press_site(count) as home:
        marks = measure(home, count, Path(place))
    sys.stdout.write(json.dumps({"pages": count, "resident_mib": marks}) + "\n")
    sys.exit(int(marks[-1] > 1.1 * marks[2]))
