from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from corpus.archive import iter_captures, open_archive, read_capture
from corpus.store import Store
from corpus.store.articles import find_article, iter_articles
from corpus.store.links import NewLink, count_links, lease_links, read_link, write_links
from corpus.store.runs import iter_issues
from crawler.crawl import crawl
from crawler.fetch import RetryPolicy
from crawler.progress import Progress
from crawler.reextraction import reextract
from tests.crawler.loopback import Answer, Asked, Site, Time
from tests.crawler.world import FEED, OPTIONS, TOPICS, article_page, make_source, replace_body, rss, run


def test_crawl_stores_articles_once_and_a_second_run_asks_for_no_page(site: Site, place: tuple[Store, Path]) -> None:
    paths = [f"/berita/{n}" for n in range(4)]
    site.answers |= {path: article_page(n) for n, path in enumerate(paths)}
    site.answers["/feed"] = rss(site, [*paths, paths[0] + "?utm_source=wa", "/berita/1?page=all"])
    report, steps = run(place, [make_source(site)])
    assert (report.new_links, report.stored, report.failed, report.refused) == (4, 4, 0, 0)
    assert [step.step for step in steps if step.step.startswith("s")] == ["source", *["stored"] * 4, "source_done"]
    with place[0].read() as connection:
        articles = list(iter_articles(connection))
    assert {article.title for article in articles} == {f"Pembangunan {TOPICS[n]} nomor {n}" for n in range(4)}
    assert all(article.outlet == "Kabar Kota" and article.language == "id" for article in articles)
    before = len(site.asked)
    again, _ = run(place, [make_source(site)], time=Time(Time().now + timedelta(hours=1)))
    assert (again.new_links, again.pages, again.stored) == (0, 0, 0)
    assert site.paths()[before:] == ["/feed"]


def test_every_answer_is_in_the_archive_at_the_place_that_the_article_names(
    site: Site, place: tuple[Store, Path]
) -> None:
    site.answers |= {"/berita/1": article_page(1), "/feed": rss(site, ["/berita/1"])}
    run(place, [make_source(site)])
    with place[0].read() as connection:
        article = find_article(connection, site.url("/berita/1"))
    assert article is not None
    assert article.capture is not None
    with open_archive(place[1]) as archive:
        assert read_capture(archive.folder, article.capture).body == article_page(1).body


def test_forbidden_wrong_and_broken_pages_are_counted_with_reason_and_the_rest_goes_on(
    site: Site, place: tuple[Store, Path]
) -> None:
    site.answers |= {
        "/berita/1": article_page(1),
        "/tertutup/2": article_page(2),
        "/berita/3": Answer(b"<html><body><h1>404 Halaman tidak ditemukan</h1></body></html>"),
        "/berita/5": Answer(b"\x89PNG" + bytes(range(256)), headers={"Content-Type": "image/png"}),
        "/feed": rss(site, ["/berita/1", "/tertutup/2", "/berita/3", "/berita/4", "/berita/5"]),
    }
    report, steps = run(place, [make_source(site)])
    assert (report.stored, report.refused, report.failed) == (1, 4, 0)
    reasons = {step.url: step.reason or "" for step in steps if step.url}
    assert "robots.txt" in reasons[site.url("/tertutup/2")]
    assert "not found" in reasons[site.url("/berita/3")]
    assert "404" in reasons[site.url("/berita/4")]
    assert "image/png" in reasons[site.url("/berita/5")]
    assert "/tertutup/2" not in site.paths()
    with place[0].read() as connection:
        assert {issue.place for issue in iter_issues(connection)} == {site.url(f"/berita/{n}") for n in (3, 4, 5)}


def test_pages_of_an_article_are_joined_under_its_canonical_address(site: Site, place: tuple[Store, Path]) -> None:
    link = f'<link rel="canonical" href="{site.url("/berita/panjang")}">'
    first = article_page(1, link)
    first = replace_body(first, b"</article>", b'<a href="?page=2">2</a></article>')
    site.answers |= {
        "/berita/panjang": first,
        "/berita/panjang?page=2": article_page(2, link),
        "/amp/berita/panjang": first,
        "/feed": rss(site, ["/amp/berita/panjang", "/berita/panjang"]),
    }
    report, _ = run(place, [make_source(site)])
    assert report.stored == 1
    with place[0].read() as connection:
        (article,) = iter_articles(connection)
    assert article.canonical_url == site.url("/berita/panjang")
    assert TOPICS[1] in article.text
    assert TOPICS[2] in article.text
    assert site.paths().count("/berita/panjang?page=2") == 1


def test_temporary_failures_are_retried_in_the_run_and_then_in_a_later_one(
    site: Site, place: tuple[Store, Path]
) -> None:
    busy = Answer(b"", 503, {"Retry-After": "7"})
    states = iter([busy, article_page(1)])
    site.answers |= {
        "/berita/1": lambda _: next(states),
        "/berita/2": Answer(b"", 500),
        "/feed": rss(site, ["/berita/1", "/berita/2"]),
    }
    time = Time()
    report, _ = run(place, [make_source(site)], time=time)
    assert (report.stored, report.failed) == (1, 1)
    assert 7.0 in time.slept
    assert site.paths().count("/berita/2") == RetryPolicy().attempts
    site.answers["/berita/2"] = article_page(2)
    soon, _ = run(place, [make_source(site)], time=time)
    assert soon.pages == 0
    later, _ = run(place, [make_source(site)], time=Time(time.now + timedelta(hours=2)))
    assert later.stored == 1


def test_crash_between_lease_and_store_loses_nothing(site: Site, place: tuple[Store, Path]) -> None:
    paths = [f"/berita/{n}" for n in range(5)]
    site.answers |= {path: article_page(n) for n, path in enumerate(paths)} | {"/feed": rss(site, paths)}
    time, steps = Time(), []

    class Killed(BaseException):
        pass

    def die(step: Progress) -> None:
        steps.append(step)
        if len([s for s in steps if s.step == "stored"]) == 2:
            raise Killed

    async def go() -> None:
        with open_archive(place[1]) as archive:
            await crawl(
                [make_source(site)], place[0], archive, OPTIONS, clock=time.clock, sleep=time.sleep, on_progress=die
            )

    with pytest.raises(Killed):
        asyncio.run(go())
    report, _ = run(place, [make_source(site)], time=time)
    assert report.stored == 3
    assert [site.paths().count(path) for path in paths] == [1] * 5


def test_pages_held_by_a_killed_run_are_read_at_once(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/berita/1": article_page(1), "/feed": rss(site, ["/berita/1"])}
    time = Time()
    with place[0].begin() as connection:
        write_links(connection, [NewLink(url=site.url("/berita/1"), source="kabar-kota")], time.now)
        assert lease_links(connection, time.now, 5, 900.0)
    beside = msgspec.structs.replace(OPTIONS, alone=False)
    assert run(place, [make_source(site)], beside, time)[0].stored == 0
    assert run(place, [make_source(site)], time=time)[0].stored == 1


def test_page_that_a_killed_run_had_archived_is_not_asked_for_again(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/berita/1": article_page(1), "/feed": rss(site, ["/berita/1"])}
    time = Time()

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.reading.LinkReader._extract", die)
        patch.setattr("crawler.crawl.write_released", lambda *_: None)  # a kill gives nothing back
        with pytest.raises(Killed):
            run(place, [make_source(site)], time=time)
    report, _ = run(place, [make_source(site)], time=time)
    assert report.stored == 1
    assert site.paths().count("/berita/1") == 1


def test_broken_feed_fails_its_source_only(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {
        "/feed": Answer(b"<html><body>Sedang dalam perbaikan</body></html>"),
        "/feed2": rss(site, ["/berita/1"]),
        "/berita/1": article_page(1),
    }
    bad = make_source(site)
    good = msgspec.structs.replace(make_source(site), name="lain", feeds=(site.url("/feed2"),))
    report, _ = run(place, [bad, good])
    assert report.sources_failed == ("kabar-kota",)
    assert report.stored == 1
    assert "feed" in report.issues[0].reason


def test_unchanged_feed_is_asked_conditionally(site: Site, place: tuple[Store, Path]) -> None:
    def feed(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"a1"':
            return Answer(b"", 304, {"ETag": '"a1"'})
        return Answer(rss(site, ["/berita/1"]).body, 200, FEED | {"ETag": '"a1"'})

    site.answers |= {"/feed": feed, "/berita/1": article_page(1)}
    run(place, [make_source(site)])
    run(place, [make_source(site)])
    assert [asked.headers.get("If-None-Match") for asked in site.asked if asked.path == "/feed"] == [None, '"a1"']


def test_sitemap_index_leads_to_news_of_the_wanted_days(site: Site, place: tuple[Store, Path]) -> None:
    xml = {"Content-Type": "application/xml"}
    news = "".join(
        f"<url><loc>{site.url(f'/berita/{n}')}</loc><news:news><news:publication_date>2024-02-2{n}</news:publication_date>"
        f"<news:title>Smart City {n}</news:title></news:news></url>"
        for n in range(3)
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>{site.url('/news.xml')}</loc></sitemap></sitemapindex>"
    site.answers |= {"/index.xml": Answer(index.encode(), headers=xml)}
    site.answers |= {"/news.xml": Answer(f"<urlset {space}>{news}</urlset>".encode(), headers=xml)}
    site.answers |= {f"/berita/{n}": article_page(n) for n in range(3)}
    source = msgspec.structs.replace(make_source(site), feeds=(), sitemaps=(site.url("/index.xml"),))
    options = msgspec.structs.replace(OPTIONS, since=Time().now.date() - timedelta(days=9))
    report, _ = run(place, [source], options)
    assert report.stored == 2
    with place[0].read() as connection:
        link = read_link(connection, site.url("/berita/2"))
    assert link is not None
    assert link.priority > 0


def test_max_pages_leaves_the_rest_for_the_next_run(site: Site, place: tuple[Store, Path]) -> None:
    paths = [f"/berita/{n}" for n in range(5)]
    site.answers |= {path: article_page(n) for n, path in enumerate(paths)} | {"/feed": rss(site, paths)}
    first, _ = run(place, [make_source(site)], msgspec.structs.replace(OPTIONS, max_pages=2))
    with place[0].read() as connection:
        assert count_links(connection) == {"done": 2, "due": 3}
    second, _ = run(place, [make_source(site)])
    assert (first.stored, second.stored) == (2, 3)


def test_pauses_and_crawl_delay_are_kept(site: Site, place: tuple[Store, Path]) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 11\n", headers={})
    site.answers |= {"/berita/1": article_page(1), "/berita/2": article_page(2)}
    site.answers["/feed"] = rss(site, ["/berita/1", "/berita/2"])
    time, moments = Time(), []
    for path, answer in list(site.answers.items()):
        site.answers[path] = lambda _, a=answer, p=path: (moments.append((p, time.now)), a)[1]
    run(place, [msgspec.structs.replace(make_source(site), pause_s=4.0)], time=time)
    gaps = [(b[1] - a[1]).total_seconds() for a, b in pairwise(moments)]
    assert [path for path, _ in moments] == ["/robots.txt", "/feed", "/berita/1", "/berita/2"]
    assert gaps[0] >= 4.0
    assert min(gaps[1:]) >= 11.0


def test_http_date_retry_after_is_waited_for(site: Site, place: tuple[Store, Path]) -> None:
    time = Time()
    until = time.now + timedelta(seconds=40)
    site.answers |= {
        "/berita/1": lambda _: (
            Answer(b"", 429, {"Retry-After": format_datetime(until, usegmt=True)})
            if time.now < until
            else article_page(1)
        ),
        "/feed": rss(site, ["/berita/1"]),
    }
    report, _ = run(place, [make_source(site)], time=time)
    assert report.stored == 1
    assert site.paths().count("/berita/1") == 2


def test_source_is_left_alone_until_its_next_visit_but_its_open_pages_are_read(
    site: Site, place: tuple[Store, Path]
) -> None:
    site.answers |= {"/berita/1": Answer(b"", 500), "/feed": rss(site, ["/berita/1"])}
    due, time = msgspec.structs.replace(OPTIONS, due_only=True), Time()
    run(place, [make_source(site)], due, time)
    site.answers["/berita/1"] = article_page(1)
    time.now += timedelta(minutes=40)
    report, _ = run(place, [make_source(site)], due, time)
    assert (report.waiting, report.stored) == (1, 1)
    assert site.paths().count("/feed") == 1
    time.now += timedelta(minutes=40)
    assert run(place, [make_source(site)], due, time)[0].waiting == 0
    assert site.paths().count("/feed") == 2


def test_host_gets_no_more_pages_than_its_budget(site: Site, place: tuple[Store, Path]) -> None:
    paths = [f"/berita/{n}" for n in range(5)]
    site.answers |= {path: article_page(n) for n, path in enumerate(paths)} | {"/feed": rss(site, paths)}
    report, _ = run(place, [make_source(site)], msgspec.structs.replace(OPTIONS, host_pages=3))
    assert (report.stored, report.pages) == (3, 3)
    with place[0].read() as connection:
        assert count_links(connection) == {"done": 3, "due": 2}
    assert run(place, [make_source(site)])[0].stored == 2


def test_backfill_reads_only_links_of_its_days_and_leaves_the_others_for_later(
    site: Site, place: tuple[Store, Path]
) -> None:
    days = {1: "2024-02-01", 2: "2024-02-15", 3: "2024-02-28"}
    items = "".join(
        f"<item><title>K</title><link>{site.url(f'/b/{n}')}</link>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(day + 'T03:00:00+00:00'))}</pubDate></item>"
        for n, day in days.items()
    )
    feed = f'<rss version="2.0"><channel><title>K</title>{items}<item><link>{site.url("/b/4")}</link></item></channel>'
    site.answers |= {"/feed": Answer(f"{feed}</rss>".encode(), headers=FEED)}
    site.answers |= {f"/b/{n}": article_page(n) for n in range(1, 5)}
    run(place, [make_source(site)], msgspec.structs.replace(OPTIONS, max_pages=0))
    wanted = msgspec.structs.replace(OPTIONS, since=date(2024, 2, 10), until=date(2024, 2, 20))
    report, _ = run(place, [make_source(site)], wanted)
    assert report.stored == 2
    assert {path for path in site.paths() if path.startswith("/b/")} == {"/b/2", "/b/4"}
    assert run(place, [make_source(site)])[0].stored == 2


def test_host_that_does_not_give_its_robots_txt_loses_no_page(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/berita/1": article_page(1), "/feed": rss(site, ["/berita/1"])}
    run(place, [make_source(site)], msgspec.structs.replace(OPTIONS, max_pages=0))
    time = Time(Time().now + timedelta(days=9))
    site.answers["/robots.txt"] = Answer(b"", 503)
    down, steps = run(place, [make_source(site)], time=time)
    assert (down.stored, down.refused, down.failed) == (0, 0, 1)
    assert "/berita/1" not in site.paths()
    assert "does not give its robots.txt" in next(step.reason or "" for step in steps if step.step == "failed")
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n", headers={})
    time.now += timedelta(hours=2)
    assert run(place, [make_source(site)], time=time)[0].stored == 1


def test_feeds_are_kept_in_the_archive_apart_from_the_pages(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/berita/1": article_page(1), "/feed": rss(site, ["/berita/1"])}
    run(place, [make_source(site)])
    found = {stored.url: stored.capture for stored in iter_captures(place[1])}
    assert set(found) == {site.url("/feed"), site.url("/berita/1")}
    assert found[site.url("/feed")].warc.startswith("pantau-discovery-")
    assert read_capture(place[1], found[site.url("/feed")]).body == rss(site, ["/berita/1"]).body


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "learnt"])
def test_portal_that_shows_whole_articles_is_asked_once_for_each(
    site: Site, place: tuple[Store, Path], declared: bool
) -> None:
    link = b'</h1><a href="?page=all">Tampilkan semua</a>'
    for n in range(4):
        site.answers[f"/b/{n}"] = replace_body(article_page(n), b"</h1>", link)
        site.answers[f"/b/{n}?page=all"] = article_page(n)
    site.answers["/b/4"] = article_page(4)  # has no such view
    site.answers["/feed"] = rss(site, [f"/b/{n}" for n in range(5)])
    report, _ = run(place, [make_source(site, 'whole_page = "page=all"\n' if declared else "")])
    assert report.stored == 5
    pages = [path for path in site.paths() if path.startswith("/b/")]
    twice = {path.partition("?")[0] for path in pages if pages.count(path.partition("?")[0]) and "?" in path}
    assert len(twice) <= (1 if declared else 3)  # the page without the view; and those leased before it was learnt
    again = reextract(place[1], place[0], [make_source(site)], Time().clock)
    assert (again.same, again.new, again.changed) == (5, 0, 0)
