"""A small press world for crawl tests: article pages, feeds, a source, and one run over them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from corpus.archive import open_archive
from corpus.store import Store
from crawler.crawl import crawl
from crawler.fetch import FetchOptions
from crawler.options import CrawlOptions
from crawler.progress import CrawlReport, Progress
from crawler.sources import Source, parse_source
from tests.crawler.loopback import Answer, Site, Time

FEED = {"Content-Type": "application/rss+xml"}
OPTIONS = CrawlOptions(fetch=FetchOptions(allow_private=True, http2=False, total_timeout_s=5.0))
TOPICS = ["jaringan serat optik", "pasar ikan", "terminal bus", "taman baca", "pompa banjir", "jembatan gantung"]


def article_page(number: int, extra: str = "") -> Answer:
    topic = TOPICS[number % len(TOPICS)]
    paragraphs = "".join(
        f"<p>Warga kelurahan ke-{n} menyambut pembangunan {topic} yang dimulai oleh pemerintah kota pada awal bulan ini"
        f" dengan dana dari kas daerah, kata camat setempat kepada wartawan seusai rapat nomor {number}.</p>"
        for n in range(1, 6)
    )
    body = f"<html><head><title>Pembangunan {topic} nomor {number}</title>{extra}</head><body><article>"
    return Answer(f"{body}<h1>Pembangunan {topic} nomor {number}</h1>{paragraphs}</article></body></html>".encode())


def rss(site: Site, paths: list[str]) -> Answer:
    items = "".join(f"<item><title>Kabar {p}</title><link>{site.url(p)}</link></item>" for p in paths)
    return Answer(f'<rss version="2.0"><channel><title>K</title>{items}</channel></rss>'.encode(), headers=FEED)


def make_source(site: Site, more: str = "") -> Source:
    text = f'outlet="Kabar Kota"\ntype="portal"\nhome="{site.home}/"\nzone="WITA"\npause_s=0\n'
    text += f'feeds=["{site.url("/feed")}"]\n'
    return parse_source(text + more, "portal/kabar-kota.toml")


def run(
    place: tuple[Store, Path], sources: list[Source], options: CrawlOptions = OPTIONS, time: Time | None = None
) -> tuple[CrawlReport, list[Progress]]:
    steps: list[Progress] = []
    time = time or Time()

    async def go() -> CrawlReport:
        with open_archive(place[1]) as archive:
            return await crawl(
                sources, place[0], archive, options, clock=time.clock, sleep=time.sleep, on_progress=steps.append
            )

    return asyncio.run(go()), steps


def replace_body(answer: Answer, old: bytes, new: bytes) -> Answer:
    return Answer(answer.body.replace(old, new), answer.status, answer.headers)
