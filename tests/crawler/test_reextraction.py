from __future__ import annotations

from pathlib import Path

from corpus.store import Store, open_store
from corpus.store.articles import iter_articles
from crawler.reextraction import ReextractionReport, reextract
from tests.crawler.loopback import Answer, Site, Time
from tests.crawler.world import article_page, make_source, replace_body, rss, run


def crawled(site: Site, place: tuple[Store, Path]) -> None:
    two = replace_body(article_page(2), b"</h1>", b'</h1><a href="?page=2">2</a>')
    site.answers |= {"/a/1": article_page(1), "/a/2": two, "/a/2?page=2": article_page(3)}
    site.answers |= {"/a/4": Answer(b"<h1>404 tidak ditemukan</h1>"), "/feed": rss(site, ["/a/1", "/a/2", "/a/4"])}
    assert run(place, [make_source(site)])[0].stored == 2


def test_same_extraction_changes_nothing_and_asks_nobody(site: Site, place: tuple[Store, Path]) -> None:
    crawled(site, place)
    asked = len(site.asked)
    report = reextract(place[1], place[0], [make_source(site)], Time().clock)
    assert report == ReextractionReport(same=2, refused=1)
    assert len(site.asked) == asked


def test_better_selectors_change_the_stored_texts(site: Site, place: tuple[Store, Path]) -> None:
    crawled(site, place)
    source = make_source(site, '[[extract]]\nbody = ["p:first-of-type"]\n')
    report = reextract(place[1], place[0], [source], Time().clock)
    assert report.changed == 2
    with place[0].read() as connection:
        texts = [article.text for article in iter_articles(connection)]
    assert all("ke-2" not in text for text in texts)


def test_emptied_store_is_filled_again_from_the_archive(
    site: Site,
    place: tuple[Store, Path],
    tmp_path: Path,
) -> None:
    crawled(site, place)
    with place[0].read() as connection:
        before = {article.id: article.text for article in iter_articles(connection)}
    fresh = open_store(tmp_path / "fresh.db")
    try:
        report = reextract(place[1], fresh, [make_source(site)], Time().clock)
        with fresh.read() as connection:
            after = {article.id: article.text for article in iter_articles(connection)}
    finally:
        fresh.close()
    assert report.new == 2
    assert after == before


def test_empty_archive_gives_nothing(place: tuple[Store, Path]) -> None:
    assert reextract(place[1], place[0], [], Time().clock) == ReextractionReport()
