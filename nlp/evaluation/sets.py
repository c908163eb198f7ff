"""The gold sets: our own articles, and any folder of gold files; and our records of their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from spacy.language import Language

from corpus.annotated import AnnotatedArticle
from corpus.article import Article, normalise_text, text_digest
from corpus.errors import UnreadableInput
from corpus.markup import load_own_articles
from corpus.record import encode_record
from nlp.evaluation.gold import to_gold
from nlp.mentions import Context
from nlp.pipeline import iter_docs
from nlp.record import build_record
from registry.registry import Registry

# The newest articles of our own, by the first letter of their ids: no rule, word list or weight has seen them, nobody
# looks at their errors. Once they have served, they join the rest and newer ones take their place under a new letter.
HELD_OUT = ("p", "q")
# Records of an evaluation are thrown away: a fixed time keeps them equal between runs.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A stored text and its annotation at document level."""

    text: str
    gold: dict[str, Any]


def own_articles(splits: Sequence[str] = ("dev", "test")) -> list[AnnotatedArticle]:
    """Our own annotated articles of the given splits, by id; those held out are not among them."""
    return [a for a in load_own_articles() if a.split in splits and not a.id.startswith(HELD_OUT)]


def held_out_articles() -> list[AnnotatedArticle]:
    """Our own annotated articles that are held out, by id."""
    return [a for a in load_own_articles() if a.id.startswith(HELD_OUT)]


def to_gold_set(articles: Iterable[AnnotatedArticle], registry: Registry) -> list[GoldArticle]:
    """Annotated articles in the form that the scorer reads."""
    return [GoldArticle(a.text, to_gold(a, registry)) for a in articles]


def load_gold(folder: Path) -> list[GoldArticle]:
    """Reads `<id>.json` and `<id>.txt` of a folder, by id.

    Raises:
        UnreadableInput: the folder holds no gold, or a file of a pair is missing or unreadable.
    """
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise UnreadableInput(str(path), f"not a pair of gold and text: {error}") from error
        found.append(GoldArticle(normalise_text(text), gold))
    if not found:
        raise UnreadableInput(str(folder), "no gold (<id>.json with <id>.txt) in this folder")
    return found


def read_records(nlp: Language, registry: Registry, articles: Iterable[GoldArticle]) -> dict[str, dict[str, Any]]:
    """Runs the pipeline over the texts; records as `pantau extract` prints them, by id."""
    records = {}
    for article in articles:
        gold = article.gold
        published = gold.get("published")
        head = {name: gold.get(name) for name in ("title", "outlet", "url")}
        context = Context(published=date.fromisoformat(published) if published else None, **head)
        doc = next(iter_docs(nlp, [(article.text, context)]))
        stored = Article(
            id=gold["id"], text=article.text, text_sha256=text_digest(article.text), published=published, **head
        )
        records[gold["id"]] = json.loads(encode_record(build_record(doc, stored, registry, _CREATED)))
    return records
