"""The floor under near-duplicates, on a small part of the built set and on the annotated stories."""

from __future__ import annotations

from benchmarks.duplicates import Copy, build_set, find_pairs, load_articles, score_pairs

FLOOR = 0.95


def test_reworked_copies_are_told_from_other_stories() -> None:
    copies = build_set(load_articles()[:24])
    assert len({copy.edit for copy in copies}) == 26
    assert score_pairs(copies, find_pairs(copies)).f1 >= FLOOR


def test_prints_of_one_story_are_found_and_no_two_stories_are_joined() -> None:
    # The held-out articles are looked at by `python -m benchmarks.duplicates` alone.
    articles = [article for article in load_articles() if article.split != "test"]
    copies = [Copy(a.id, a.story, a.outlet or a.id, a.text) for a in articles]
    score = score_pairs(copies, find_pairs(copies))
    assert score.f1 >= FLOOR
    assert score.wrong == 0
