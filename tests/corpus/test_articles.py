"""The annotated articles that ship: enough of them, of every kind, and no story in two splits."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import get_args

import pytest

from corpus.annotated import AnnotatedArticle
from corpus.markup import ARTICLES, iter_markup, load_own_articles
from corpus.record import EventType, Pillar

OWN = load_own_articles()


def test_every_file_reads() -> None:
    assert [article.id for article in OWN] == sorted(path.stem for path in ARTICLES.glob("*.txt"))
    assert list(iter_markup()) == list(OWN)


def test_there_are_enough_of_both_sides() -> None:
    relevant = sum(article.relevant for article in OWN)
    assert relevant >= 150
    assert len(OWN) - relevant >= 90


def test_a_story_lies_in_one_split_and_on_one_side() -> None:
    splits: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for article in OWN:
        splits[article.story].add((article.split, article.relevant))
    assert {story: places for story, places in splits.items() if len(places) > 1} == {}


def test_half_of_the_stories_are_for_training_and_a_fifth_for_looking_at_errors() -> None:
    stories = {article.story: article.split for article in OWN}
    share = {split: count / len(stories) for split, count in Counter(stories.values()).items()}
    assert share == pytest.approx({"train": 0.5, "dev": 0.18, "test": 0.32}, abs=0.05)


def test_every_event_type_and_pillar_occurs() -> None:
    assert {event.type for article in OWN for event in article.events} == set(get_args(EventType))
    assert {pillar for article in OWN for pillar in article.values_of("pillar")} == set(get_args(Pillar))


@pytest.mark.parametrize("article", OWN, ids=lambda article: article.id)
def test_marks_agree_with_the_text_and_quotes_open_at_a_mark_or_a_paragraph(article: AnnotatedArticle) -> None:
    for mark in article.marks:
        mark.span.check(article.text)
    for quote in article.marks_of("quote"):
        assert article.text[quote.span.start - 1] in "\"“”'‘\n", quote.span.text
        assert not set(quote.span.text) & set('"“”'), quote.span.text


@pytest.mark.parametrize("article", OWN, ids=lambda article: article.id)
def test_a_text_is_as_long_as_a_news_item(article: AnnotatedArticle) -> None:
    assert 60 <= len(article.text.split()) <= 480
