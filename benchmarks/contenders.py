"""One crawler over one site in a process of its own: `python benchmarks/contenders.py NAME HOME COUNT FOLDER`.

Prints JSON: the articles stored, and the processor and wall seconds from the first request to the last article. Each
finds the articles, fetches them, takes title, date and body, and writes them down. Pantau alone also archives every
answer, lets several readers vote, keeps a frontier that survives a kill, and indexes the texts for search.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

SLOTS = 8


def run_pantau(home: str, count: int, folder: Path) -> Callable[[], int]:
    """Our crawl: feed, frontier, archive, vote of the readers, store."""
    import asyncio
    from datetime import UTC, datetime

    from corpus.archive import open_archive
    from corpus.store import open_store
    from crawler.crawl import crawl
    from crawler.fetch import FetchOptions
    from crawler.options import CrawlOptions
    from crawler.sources import parse_source

    text = f'outlet="U"\ntype="portal"\nhome="{home}/"\nzone="WIB"\npause_s=0\nfeeds=["{home}/feed"]\nmax_pages={count}'
    source = parse_source(text, "uji.toml")
    options = CrawlOptions(
        fetch=FetchOptions(allow_private=True), slots=SLOTS, max_pages=count, host_pages=count
    )  # fmt: skip

    async def go() -> int:
        store = open_store(folder / "pantau.db")
        with open_archive(folder / "archive") as archive:
            report = await crawl([source], store, archive, options, clock=lambda: datetime.now(UTC))
        store.close()
        return report.stored

    return lambda: asyncio.run(go())


def _scrapy(home: str, count: int, folder: Path, extract: Callable[[Any], dict[str, Any]]) -> Callable[[], int]:
    import scrapy
    from scrapy.crawler import CrawlerProcess

    out = folder / "out.jsonl"

    class News(scrapy.Spider):  # type: ignore[misc]
        name = "news"
        start_urls: ClassVar[list[str]] = [f"{home}/feed"]

        def parse(self, response: Any) -> Iterator[Any]:
            for url in response.xpath("//item/link/text()").getall()[:count]:
                yield scrapy.Request(url, callback=self.parse_page)

        def parse_page(self, response: Any) -> Iterator[dict[str, Any]]:
            yield extract(response)

    settings = {
        "LOG_ENABLED": False, "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": SLOTS, "DOWNLOAD_DELAY": 0,
        "FEEDS": {str(out): {"format": "jsonlines"}}, "TELNETCONSOLE_ENABLED": False,
    }  # fmt: skip

    def go() -> int:
        process = CrawlerProcess(settings)
        process.crawl(News)
        process.start()
        return len(out.read_text(encoding="utf-8").splitlines())

    return go


def run_scrapy(home: str, count: int, folder: Path) -> Callable[[], int]:
    """Scrapy with trafilatura's extraction, both as their documentation shows them."""
    import trafilatura

    def extract(response: Any) -> dict[str, Any]:
        found = trafilatura.bare_extraction(response.text, url=response.url, favor_precision=True, with_metadata=True)
        return {"url": response.url, "title": found.title, "date": found.date, "text": found.text}

    return _scrapy(home, count, folder, extract)


def run_scrapy_same(home: str, count: int, folder: Path) -> Callable[[], int]:
    """Scrapy with our extraction: the difference to `pantau` is the crawl alone."""
    from crawler.extract import parse_article

    def extract(response: Any) -> dict[str, Any]:
        found = parse_article(response.body, response.url)
        return {"url": response.url, "title": found.title, "date": found.published, "text": found.text}

    return _scrapy(home, count, folder, extract)


def run_trafilatura(home: str, count: int, folder: Path) -> Callable[[], int]:
    """Trafilatura's own crawler, its pause set to nothing, then its download and extraction."""
    import socket

    import trafilatura
    from trafilatura.settings import use_config
    from trafilatura.spider import focused_crawler

    config = use_config()
    config.set("DEFAULT", "SLEEP_TIME", "0")
    config.set("DEFAULT", "SSRF_PROTECTION", "no")
    # Its address filter takes no host and port without a name.
    look_up = socket.getaddrinfo
    socket.getaddrinfo = lambda host, *rest, **more: look_up("127.0.0.1", *rest, **more)
    home = home.replace("127.0.0.1", "kabar.localhost")

    def go() -> int:
        todo, known = focused_crawler(f"{home}/", max_seen_urls=1, config=config)
        urls = [url for url in dict.fromkeys([*todo, *known]) if "/berita/" in url][:count]
        stored = 0
        with (folder / "out.jsonl").open("w", encoding="utf-8") as out:
            for url in urls:
                html = trafilatura.fetch_url(url, config=config)
                found = html and trafilatura.bare_extraction(html, url=url, favor_precision=True, with_metadata=True)
                if found:
                    row = {"url": url, "title": found.title, "date": found.date, "text": found.text}
                    out.write(json.dumps(row) + "\n")
                    stored += 1
        return stored

    return go


CONTENDERS = {
    "pantau": run_pantau, "scrapy": run_scrapy, "scrapy_same": run_scrapy_same, "trafilatura": run_trafilatura,
}  # fmt: skip

if __name__ == "__main__":
    name, home, count, folder = sys.argv[1:5]
    go = CONTENDERS[name](home, int(count), Path(folder))
    cpu, wall = time.process_time(), time.monotonic()
    articles = go()
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    sys.stdout.write(json.dumps({"articles": articles, "cpu_s": round(cpu, 3), "wall_s": round(wall, 3)}) + "\n")
