"""Fifty outlets that fail in every way, crawled through three kill -9.

    python benchmarks/press_world.py [HOSTS] [ARTICLES OF EACH]

Each outlet is a host of its own (an address of 127.0.0.0/8) with robots.txt, a feed and its articles. One request in
ten meets a fault: an error, a reset, a slow answer, 429 with Retry-After. The servers note when they were asked for
what. Then the crawl must have stored every reachable article once, asked for nothing that robots.txt closes, kept every
pause, and asked nobody before the time of a Retry-After. Prints one line of JSON; exit code 1 when a promise is broken.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import multiprocessing.connection
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

from press_site import article_html

PORT = 18900
PAUSE_S = 0.02
RETRY_AFTER_S = 1
FAULTS = 0.10
CLOSED_SHARE = 0.02
# What the machine itself may shift between a server's clock and ours.
SLACK_S = 0.005


# Status (0: a reset) and further headers, or "slow".
_FAULTS = ((500, ""), (0, ""), (200, "slow"), (429, f"Retry-After: {RETRY_AFTER_S}\r\n"))


def host(number: int) -> str:
    """The address of an outlet."""
    return f"http://127.0.{1 + number // 200}.{1 + number % 200}:{PORT}"


def is_closed(number: int, article: int) -> bool:
    """Says whether robots.txt closes an article."""
    return random.Random(number * 1_000_003 + article).random() < CLOSED_SHARE


def path_of(number: int, article: int) -> str:
    """The path of an article."""
    return f"/{'arsip' if is_closed(number, article) else 'berita'}/{article}"


class Outlet:
    """One host; `log` holds (monotonic seconds, path, status) of every request."""

    def __init__(self, number: int, articles: int) -> None:
        self.number, self.articles = number, articles
        self.log: list[tuple[float, str, int]] = []
        self._asked: Counter[str] = Counter()

    def feed(self) -> bytes:
        """The feed of all articles."""
        home = host(self.number)
        items = "".join(
            f"<item><title>K{n}</title><link>{home}{path_of(self.number, n)}</link>"
            f"<pubDate>{formatdate(1.7e9 + n * 600)}</pubDate></item>"
            for n in range(self.articles)
        )
        return f'<rss version="2.0"><channel><title>K</title>{items}</channel></rss>'.encode()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, further headers and body; a fault is met once or twice by an address, then it answers."""
        if path == "/robots.txt":
            return 200, "", b"User-agent: *\nDisallow: /arsip/\n"
        self._asked[path] += 1
        luck = random.Random(f"{self.number}{path}{self._asked[path]}").random()
        if luck < FAULTS and self._asked[path] <= 2:
            status, more = _FAULTS[int(luck / FAULTS * len(_FAULTS))]
            return status, more, self._body(path)
        return 200, "", self._body(path)

    def _body(self, path: str) -> bytes:
        if path == "/feed":
            return self.feed()
        return article_html(self.number * 1000 + int(path.rpartition("/")[2])).encode()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                status, more, body = self.answer(path)
                self.log.append((time.monotonic(), path, status))
                if status == 0:
                    writer.transport.abort()
                    return
                if more == "slow":
                    more = ""
                    await asyncio.sleep(0.3)
                kind = "application/rss+xml" if path == "/feed" else "text/html; charset=utf-8"
                start = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
                writer.write(start.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def _serve(hosts: int, articles: int, pipe: multiprocessing.connection.Connection) -> None:
    outlets = [Outlet(number, articles) for number in range(hosts)]
    for outlet in outlets:
        await asyncio.start_server(outlet.serve, host(outlet.number)[7:].partition(":")[0], PORT)
    pipe.send("ready")
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    pipe.send([outlet.log for outlet in outlets])


def _run_servers(hosts: int, articles: int, pipe: multiprocessing.connection.Connection) -> None:
    asyncio.run(_serve(hosts, articles, pipe))


def _run_crawl(hosts: int, folder: Path) -> None:
    """One run of the crawl, as a scheduled job starts it; killed from outside."""
    from corpus.archive import open_archive
    from corpus.store import open_store
    from crawler.crawl import crawl
    from crawler.fetch import FetchOptions, RetryPolicy
    from crawler.options import CrawlOptions
    from crawler.sources import parse_source

    def source_text(number: int) -> str:
        home = host(number)
        head = f'outlet="K{number}"\ntype="portal"\nhome="{home}/"\nzone="WIB"\npause_s={PAUSE_S}\nmax_pages=100000\n'
        return head + f'feeds=["{home}/feed"]\n'

    sources = [parse_source(source_text(number), f"portal/k{number}.toml") for number in range(hosts)]
    options = CrawlOptions(
        fetch=FetchOptions(allow_private=True, http2=False), retry=RetryPolicy(attempts=4, first_wait_s=0.2),
        max_pages=10**6, host_pages=10**6, concurrency=hosts,
    )  # fmt: skip
    store = open_store(folder / "pantau.db")
    with open_archive(folder / "archive") as archive:
        asyncio.run(crawl(sources, store, archive, options, clock=lambda: datetime.now(UTC)))
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / "peak_mib.txt").write_text(f"{peak:.0f}")


def _count_stored(folder: Path) -> int:
    import sqlite3

    if not (folder / "pantau.db").exists():
        return 0
    connection = sqlite3.connect(f"file:{folder / 'pantau.db'}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


Log = list[tuple[float, str, int]]


def judge(logs: list[Log], stored: dict[str, int], hosts: int, articles: int) -> dict[str, int]:
    """Counts broken promises, by what the servers saw and what is in the store."""
    wanted = {f"{host(n)}{path_of(n, a)}" for n in range(hosts) for a in range(articles) if not is_closed(n, a)}
    found: dict[str, int] = defaultdict(int)
    found["articles_missing"] = len(wanted - set(stored))
    found["articles_too_many"] = len(set(stored) - wanted)
    for log in logs:
        found["closed_asked"] += sum(path.startswith("/arsip/") for _, path, _ in log)
        good = Counter(path for _, path, status in log if status == 200 and path.startswith("/berita/"))
        found["fetched_again"] += sum(count - 1 for count in good.values())
        found["pauses_broken"] += sum(b[0] - a[0] < PAUSE_S - SLACK_S for a, b in pairwise(log))
        found["retry_after_broken"] += sum(
            a[2] == 429 and b[0] - a[0] < RETRY_AFTER_S - SLACK_S for a, b in pairwise(log)
        )
        found["requests"] += len(log)
    return dict(found)


def main(hosts: int = 50, articles: int = 200) -> int:
    """Runs the world; see the head of this file."""
    from corpus.store import open_store
    from corpus.store.articles import iter_articles

    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    servers = spawn.Process(target=_run_servers, args=(hosts, articles, there), daemon=True)
    servers.start()
    here.recv()
    start, kills = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as place:
        folder, total = Path(place), hosts * articles
        for share in (0.2, 0.5, 0.8, 2.0):
            run = spawn.Process(target=_run_crawl, args=(hosts, folder))
            run.start()
            while run.is_alive() and _count_stored(folder) < share * total:
                run.join(0.5)
            if run.is_alive() and run.pid is not None:
                os.kill(run.pid, signal.SIGKILL)
                kills += 1
            run.join()
        here.send("stop")
        logs = here.recv()
        store = open_store(folder / "pantau.db")
        with store.read() as connection:
            stored = Counter(article.url or "" for article in iter_articles(connection))
        store.close()
        peak = (folder / "peak_mib.txt").read_text()
    found = judge(logs, dict(stored), hosts, articles)
    wall = round(time.monotonic() - start)
    broken = sum(count for name, count in found.items() if name not in ("requests", "fetched_again"))
    report = {"day": str(date.today()), "hosts": hosts, "articles": articles, "kills": kills, "stored": len(stored)}
    report |= {**found, "peak_mib": peak, "wall_s": wall}
    sys.stdout.write(json.dumps(report) + "\n")
    # A page whose answer was on its way when the run was killed has to be asked for once more.
    return int(broken > 0 or found["fetched_again"] > kills * hosts)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
