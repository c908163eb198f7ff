from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from corpus.errors import FetchPermanent
from corpus.store import Store
from crawler.asking import Asker, open_asker
from crawler.fetch import FetchOptions
from crawler.health import Health, check_source
from crawler.probe import Prober, Proposal
from crawler.sources import parse_source
from tests.crawler.loopback import Answer, Asked, Site, Time
from tests.crawler.world import article_page, make_source, rss

T = TypeVar("T")
XML = {"Content-Type": "application/xml"}


def ask(store: Store, job: Callable[[Asker], Awaitable[T]]) -> T:
    time = Time()

    async def go() -> T:
        options = FetchOptions(allow_private=True, http2=False)
        async with open_asker(options, store, time.clock, sleep=time.sleep) as asker:
            return await job(asker)

    return asyncio.run(go())


def probe(site: Site, place: tuple[Store, Path]) -> Proposal:
    return ask(
        place[0], lambda asker: Prober(asker, site.home, Time().clock).probe(kind="daily", zone="WIT", region="91.71")
    )


def front(site: Site) -> Answer:
    feed = '<link rel="alternate" type="application/rss+xml" href="/umpan">'
    return Answer(f"<html><head><title>Kabar Kota - Beranda</title>{feed}</head><body>x</body></html>".encode())


def urlset(site: Site, paths: list[str]) -> Answer:
    rows = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in paths)
    return Answer(f"<urlset>{rows}</urlset>".encode(), headers=XML)


def test_probe_finds_what_names_articles_and_writes_a_sound_file(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/": front(site), "/umpan": rss(site, ["/a/1"]), "/feed/": rss(site, ["/a/1"])}
    site.answers["/rss"] = Answer(b"<html>bukan umpan</html>")
    site.answers["/peta.xml"] = urlset(site, ["/a/1", "/a/2"])
    site.answers["/robots.txt"] = Answer(f"Sitemap: {site.url('/peta.xml')}\n".encode(), headers={})
    proposal = probe(site, place)
    source = parse_source(proposal.toml, "daily/kabar-kota.toml")
    assert source.feeds == (site.url("/umpan"),)
    assert source.sitemaps == (site.url("/peta.xml"),)
    assert (source.outlet, source.type, source.zone, source.region) == ("Kabar Kota", "daily", "WIT", "91.71")
    reasons = {finding.url: finding.reason for finding in proposal.findings}
    assert reasons[site.url("/feed/")] == "the same links as another"
    assert "feed" in reasons[site.url("/rss")]


def posts(site: Site, found: dict[str, list[str]]) -> Callable[[Asked], Answer]:
    def answer(asked: Asked) -> Answer:
        query = asked.path.partition("search=")[2].partition("&")[0]
        title = {"rendered": f"Kabar {'lain' if '?' in found else query}"}
        rows = [{"link": site.url(path), "title": title} for path in found.get(query, found.get("*", []))]
        return Answer(json.dumps(rows).encode(), headers={"Content-Type": "application/json"})

    return answer


@pytest.mark.parametrize(
    ("found", "works"),
    [
        pytest.param({"pemerintah": ["/a/1"], "sekolah": ["/a/2"]}, True, id="filters"),
        pytest.param({"*": ["/a/1"]}, False, id="ignores-the-word"),
        pytest.param({}, False, id="finds-nothing"),
        pytest.param({"pemerintah": ["/a/1"], "sekolah": ["/a/1"]}, False, id="same-for-all-words"),
        pytest.param({"pemerintah": ["/a/1"], "sekolah": ["/a/2"], "?": []}, False, id="articles-without-the-word"),
    ],
)
def test_search_is_taken_only_when_it_filters(
    site: Site, place: tuple[Store, Path], found: dict[str, list[str]], works: bool
) -> None:
    site.answers |= {"/": front(site), "/umpan": rss(site, ["/a/1"])}
    for query in ("pemerintah", "sekolah", "qzxvkwjy"):
        site.answers[f"/wp-json/wp/v2/posts?search={query}&per_page=50"] = posts(site, found)
    source = parse_source(probe(site, place).toml, "daily/kabar-kota.toml")
    assert (source.search is not None) is works


def anchors(*titles: str, tag: str = "h3") -> str:
    return "".join(
        f'<{tag}><a href="/berita/{n}/{"-".join(title.lower().split())}">{title}</a></{tag}>'
        for n, title in enumerate(titles, start=100)
    )


HEADLINES = [f"Warga Kelurahan {name} Sambut Pasar Baru" for name in ("Aur", "Belakang", "Campago", "Garegeh", "Ipuh")]
MENU = '<ul><li><a href="/profil">Profil</a></li><li><a href="/kabar">Kabar</a></li></ul>'


@pytest.mark.parametrize("dated", [True, False], ids=["by-days", "plain"])
def test_site_without_feeds_is_read_by_its_index_page(site: Site, place: tuple[Store, Path], dated: bool) -> None:
    def index(asked: Asked) -> Answer:
        day = asked.path.partition("date=")[2] if dated else ""
        return Answer(f"{MENU}{anchors(*(f'{title} {day}' for title in HEADLINES))}".encode())

    site.answers |= {"/": Answer(f"<title>Dinas Kota</title>{MENU}".encode()), "/kabar": index}
    site.answers |= {f"/kabar?date=2024-02-{day}": index for day in (16, 23)}
    (listing,) = parse_source(probe(site, place).toml, "daily/dinas-kota.toml").listings
    assert (listing.links, "{date" in listing.url) == ("h3 a[href]", dated)


def test_index_of_several_pages_is_read_by_their_numbers(site: Site, place: tuple[Store, Path]) -> None:
    turn = '<a href="/kabar?hal=2">2</a>'
    site.answers |= {"/": Answer(f"<title>Dinas Kota</title>{MENU}{turn}".encode())}
    site.answers["/kabar?hal=1"] = Answer(f"{MENU}{anchors(*HEADLINES)}".encode())
    (listing,) = parse_source(probe(site, place).toml, "daily/dinas-kota.toml").listings
    assert (listing.url, listing.pages) == (site.url("/kabar?hal={page}"), 3)


def test_front_page_that_lists_articles_is_the_last_resort(site: Site, place: tuple[Store, Path]) -> None:
    site.answers["/"] = Answer(f"<title>Dinas Kota</title>{MENU}<article>{anchors(*HEADLINES)}</article>".encode())
    source = parse_source(probe(site, place).toml, "daily/dinas-kota.toml")
    assert [(listing.url, listing.links) for listing in source.listings] == [(site.url("/"), "article a[href]")]


@pytest.mark.parametrize(
    ("nonsense", "works"),
    [
        pytest.param("", True, id="filters"),
        pytest.param(anchors("Warga Aur Sambut Sekolah Baru"), False, id="falls-back"),
    ],
)
def test_search_page_is_taken_when_nonsense_finds_nothing(
    site: Site, place: tuple[Store, Path], nonsense: str, works: bool
) -> None:
    site.answers |= {"/": front(site), "/umpan": rss(site, ["/a/1"])}
    for query in ("pemerintah", "sekolah"):
        site.answers[f"/?s={query}"] = Answer(f"{MENU}{anchors(f'Warga Aur Sambut {query.title()} Baru')}".encode())
    site.answers["/?s=qzxvkwjy"] = Answer(f"{MENU}{nonsense}".encode())
    search = parse_source(probe(site, place).toml, "daily/kabar-kota.toml").search
    assert (search is not None) is works
    if search is not None:
        assert (search.kind, search.links, search.url) == ("html", "h3 a[href]", site.url("/?s={query}"))


def test_site_without_feeds_gives_no_file_but_says_what_was_tried(site: Site, place: tuple[Store, Path]) -> None:
    site.answers["/"] = Answer(b"<html><head><title>Kabar Kota</title></head><body>x</body></html>")
    proposal = probe(site, place)
    assert proposal.toml == ""
    assert all(finding.reason for finding in proposal.findings)


def test_site_that_is_not_there_is_an_error(site: Site, place: tuple[Store, Path]) -> None:
    with pytest.raises(FetchPermanent):
        probe(site, place)


def check(site: Site, place: tuple[Store, Path], more: str = "") -> Health:
    return ask(place[0], lambda asker: check_source(make_source(site, more), asker, place[0], Time().clock))


def test_healthy_source_has_no_problems(site: Site, place: tuple[Store, Path]) -> None:
    head = '<meta property="article:published_time" content="2024-02-28T10:00:00+08:00">'
    site.answers |= {f"/a/{n}": article_page(n, head) for n in range(5)}
    site.answers["/feed"] = rss(site, [f"/a/{n}" for n in range(5)])
    health = check(site, place)
    assert msgspec.structs.asdict(health) == {
        "source": "kabar-kota", "ways": 1, "ways_failed": 0, "reachable": True, "links": 5, "new_links": 5,
        "sampled": 3, "extracted": 3,
        "newest": "2024-02-28T10:00:00+08:00", "problems": (), "notes": (),
    }  # fmt: skip


def test_single_page_that_is_gone_is_noted_and_the_source_is_well(site: Site, place: tuple[Store, Path]) -> None:
    head = '<meta property="article:published_time" content="2024-02-28T10:00:00+08:00">'
    site.answers |= {f"/a/{n}": article_page(n, head) for n in range(1, 5)}
    site.answers["/feed"] = rss(site, [f"/a/{n}" for n in range(5)])
    health = check(site, place)
    assert (health.sampled, health.extracted, health.problems) == (4, 3, ())
    assert "404" in health.notes[0]


def test_ailing_source_says_what_is_wrong(site: Site, place: tuple[Store, Path]) -> None:
    site.answers |= {"/a/1": article_page(1), "/feed": rss(site, ["/a/1", "/a/2"])}
    health = check(site, place, "[expected]\nlinks_a_week_max = 1\nbody_chars_min = 90000\n")
    text = " ".join(health.problems)
    for part in ("404", "more than the 1 a week", "characters of body", "no publication date"):
        assert part in text
    empty = ask(place[0], lambda asker: check_source(
        msgspec.structs.replace(make_source(site, "[expected]\nlinks_a_week_min = 1\n"), feeds=(site.url("/tidak"),)),
        asker, place[0], Time().clock))  # fmt: skip
    assert (empty.ways_failed, empty.links) == (1, 0)
    assert any("names no article" in problem for problem in empty.problems)
