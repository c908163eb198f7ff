"""A store of synthetic articles: sentences of the annotated articles, dealt anew, with records that look read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import get_args

from corpus import record as rec
from corpus.article import Article, text_digest
from corpus.markup import parse_markup
from corpus.span import Span
from corpus.store import Store
from corpus.store.articles import make_article_id, write_articles
from corpus.store.records import write_records
from registry.registry import load_registry

ARTICLES = Path(__file__).parent.parent / "corpus" / "data" / "articles"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_OUTLETS = 400
_DAYS = 3650
_BATCH = 2_000
_RELEVANT = 0.05


def iter_articles(count: int, seed: int = 1, first: int = 0) -> Iterator[tuple[Article, rec.Record]]:
    """Yields articles of ten sentences with their records, numbered from `first`. Every article also has a word of its
    own."""
    chance = random.Random(seed)
    texts = [parse_markup(path.read_text(encoding="utf-8")).text for path in sorted(ARTICLES.glob("*.txt"))]
    sentences = sorted({s for text in texts for s in _SENTENCE.split(text) if 5 <= len(s.split()) <= 40})
    codes = sorted(code for code in load_registry().regions if "." in code)
    for number in range(first, first + count):
        text = "\n".join([*chance.choices(sentences, k=10), f"Kode berita b{number}x."])
        yield _article(number, text, sentences, chance), _record(number, text, codes, chance)


def _article(number: int, text: str, sentences: list[str], chance: random.Random) -> Article:
    url = f"https://outlet{number % _OUTLETS}.example/berita/{number}"
    day = date(2016, 1, 1) + timedelta(days=chance.randrange(_DAYS))
    return Article(
        id=make_article_id(url), text=text, text_sha256=text_digest(text), url=url, canonical_url=url,
        outlet=f"Outlet {number % _OUTLETS}", title=" ".join(chance.choice(sentences).split()[:9]),
        published=f"{day}T10:00:00+07:00", fetched=NOW, language="id",
    )  # fmt: skip


def _record(number: int, text: str, codes: list[str], chance: random.Random) -> rec.Record:
    relevant = chance.random() < _RELEVANT
    chosen = chance.sample(codes, chance.randint(1, 3))
    link = rec.RegistryLink(status="unlinked", membership=None, reason="synthetic")
    events = tuple(
        rec.Event(
            type=chance.choice(get_args(rec.EventType)), date="2022-04-21", region_codes=tuple(chosen[:1]), place=None,
            mode=None, cohort=2022, status="held", participants=(), evidence=(Span.of(text, 0, 20),), score=0.9,
            undecided=(), registry=link,
        )
        for _ in range(relevant)
    )  # fmt: skip
    regions = tuple(
        rec.Region(code=code, name=code, level="kota", focus=i == 0, score=1.0, reason="synthetic",
                   mentions=(Span.of(text, 0, 10),))
        for i, code in enumerate(chosen)
    )  # fmt: skip
    pillars = tuple(
        rec.PillarMention(pillar=name, mentions=()) for name in chance.sample(get_args(rec.Pillar), 2 * relevant)
    )  # fmt: skip
    head = rec.ArticleHead(
        url=None, canonical_url=None, outlet=None, title=None, byline=None, dateline=None, published=None, fetched=NOW,
        language="id", text=text, text_sha256=text_digest(text), capture=None,
    )  # fmt: skip
    return rec.Record(
        id=f"s{number}", article=head, relevance=rec.Relevance(relevant=relevant, score=0.9, reasons=()),
        regions=regions, officials=(), dates=(), pillars=pillars, events=events, figures=(), quotes=(),
        tone=rec.Tone(headline="neutral", body="neutral", score=0.5),
        provenance=rec.Provenance(pantau="0", pipeline="synthetic", created=NOW),
    )  # fmt: skip


def fill(store: Store, count: int, seed: int = 1, first: int = 0) -> None:
    """Stores articles and records, 2,000 in a transaction, as a backfill would."""
    articles = iter_articles(count, seed, first)
    while batch := list(islice(articles, _BATCH)):
        with store.begin() as conn:
            write_articles(conn, [article for article, _ in batch], NOW)
            write_records(conn, [(article.id, record) for article, record in batch])
