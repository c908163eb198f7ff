"""The press world: every face answers as its kind of site does, and the log tells what was asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from corpus.errors import SettingsError, SourceError
from corpus.markup import load_own_articles
from monitor.demo.faces import FACES
from monitor.demo.outlet import Outlet, load_outlets
from monitor.demo.page import Page, page_of
from monitor.demo.world import World, press_world

OUTLETS = {outlet.id: outlet for outlet in load_outlets()}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with press_world() as served:
        yield served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as one:
        yield one


def links_of(world: World, outlet: str, client: httpx.Client) -> list[str]:
    """The article addresses that an outlet's own feed or sitemap names."""
    base = world.base_urls[outlet]
    face = FACES[OUTLETS[outlet].face]
    text = client.get(base + (face.feeds or face.sitemaps)[0]).text
    found = re.findall(r"<(?:link|loc)>([^<]+)</", text)
    return [url.replace("&amp;", "&") for url in found if url.rstrip("/") != base]


def test_the_world_is_large_and_prints_one_release_in_several_outlets() -> None:
    printed = [id_ for outlet in OUTLETS.values() for id_ in outlet.day1]
    stories = {article.id: article.story for article in load_own_articles()}
    outlets_of: dict[str, set[str]] = {}
    for outlet in OUTLETS.values():
        for id_ in outlet.day1:
            outlets_of.setdefault(stories[id_], set()).add(outlet.id)
    assert len(printed) >= 48
    assert len({outlet.face for outlet in OUTLETS.values()}) == 4
    assert len(outlets_of["subang-mou-2022"]) == 3
    assert sum(len(names) > 1 for names in outlets_of.values()) >= 4


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)
def test_feed_or_sitemap_names_every_article_and_each_is_served(
    outlet: Outlet, world: World, client: httpx.Client
) -> None:
    links = links_of(world, outlet.id, client)
    assert len(links) == len(outlet.day1)
    broken = {*outlet.gone, *outlet.flaky}
    statuses = [client.get(link).status_code for link in links]
    assert statuses.count(200) == len(outlet.day1) - len(broken)


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)
def test_pages_hold_title_and_text_and_nothing_of_the_markup(outlet: Outlet) -> None:
    special = {*outlet.cut, *outlet.lost, *outlet.gone, *outlet.gallery, *outlet.split}
    pages = FACES[outlet.face].build_pages(outlet, outlet.items(1), "http://127.0.0.1:1")
    bodies = [page.body.decode() for page in pages.values() if page.status == 200]
    for item in outlet.items(1):
        if item.id not in special:
            ending = item.paragraphs[-1].replace("&", "&amp;")
            assert any(item.title.replace("&", "&amp;") in body and ending in body for body in bodies), item.id
    assert not any(re.search(r"\{[a-z] |\$[a-z]", body) for body in bodies)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_unchanged_pages_answer_304_to_their_own_validators(outlet: str, world: World, client: httpx.Client) -> None:
    url = next(link for link in links_of(world, outlet, client) if client.get(link).status_code == 200)
    first = client.get(url)
    by_tag = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    by_day = client.get(url, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    stale = client.get(url, headers={"If-None-Match": '"lain"', "If-Modified-Since": first.headers["Last-Modified"]})
    assert [by_tag.status_code, by_day.status_code, stale.status_code] == [304, 304, 200]
    assert by_tag.content == b""


def test_closed_section_is_named_forbidden_and_counted_as_violation(client: httpx.Client) -> None:
    with press_world() as world:
        links = links_of(world, "portal-nusantara", client)
        robots = Protego.parse(client.get(world.base_urls["portal-nusantara"] + "/robots.txt").text)
        closed = [link for link in links if not robots.can_fetch(link, "pantau")]
        assert len(closed) == len(OUTLETS["portal-nusantara"].hidden) == 1
        assert world.violations() == []
        client.get(closed[0])
        assert [request.path for request in world.violations()] == [httpx.URL(closed[0]).path]


def test_crawl_delay_is_small(world: World, client: httpx.Client) -> None:
    robots = Protego.parse(client.get(world.base_urls["info-daerah"] + "/robots.txt").text)
    delay_s = robots.crawl_delay("pantau")
    assert delay_s is not None
    assert 0 < delay_s <= 0.1


def test_flaky_page_fails_once_and_asks_to_come_back_at_once(client: httpx.Client) -> None:
    with press_world() as world:
        slug = next(item.slug for item in OUTLETS["kabar-nusa"].items(1) if item.id in OUTLETS["kabar-nusa"].flaky)
        url = next(link for link in links_of(world, "kabar-nusa", client) if slug in link)
        first, second = client.get(url), client.get(url)
        assert (first.status_code, first.headers["Retry-After"], second.status_code) == (503, "0", 200)


def test_log_holds_path_status_and_agent(client: httpx.Client) -> None:
    with press_world() as world:
        client.get(world.base_urls["suara-timur"] + "/tidak-ada?x=1", headers={"User-Agent": "pantau-uji"})
    assert [(r.outlet, r.path, r.status, r.agent) for r in world.requests] == [
        ("suara-timur", "/tidak-ada?x=1", 404, "pantau-uji")
    ]


def test_second_day_adds_to_the_first(client: httpx.Client) -> None:
    with press_world(day=1) as first:
        before = {name: len(links_of(first, name, client)) for name in OUTLETS}
    with press_world(day=2) as second:
        after = {name: len(links_of(second, name, client)) for name in OUTLETS}
    assert {name: after[name] - before[name] for name in OUTLETS} == {
        name: len(outlet.day2) for name, outlet in OUTLETS.items()
    }
    assert sum(after.values()) - sum(before.values()) >= 4


def test_addresses_of_the_first_day_stay_on_the_second() -> None:
    for outlet in OUTLETS.values():
        build = FACES[outlet.face].build_pages
        first, second = (set(build(outlet, outlet.items(day), "http://127.0.0.1:1")) for day in (1, 2))
        assert first <= second


def test_sources_read_like_the_crawlers_own(world: World) -> None:
    assert [source.name for source in world.sources] == list(OUTLETS)
    for source in world.sources:
        assert source.home.startswith(world.base_urls[source.name])
        assert source.pause_s < 0.1


def test_taken_port_is_refused_in_words(world: World) -> None:
    port = httpx.URL(next(iter(world.base_urls.values()))).port
    assert port is not None
    with pytest.raises(SettingsError, match=str(port)), press_world(first_port=port):
        pass


def test_portal_splits_an_article_and_gives_it_whole(world: World, client: httpx.Client) -> None:
    outlet = OUTLETS["portal-nusantara"]
    item = next(item for item in outlet.items(1) if item.id in outlet.split)
    url = next(link for link in links_of(world, outlet.id, client) if str(item.number) in link)
    first, second, whole = (client.get(url + query).text for query in ("", "?page=2", "?page=all"))
    opening, ending = (f"<p>{text}</p>" for text in (item.paragraphs[0], item.paragraphs[-1]))
    assert (opening in first, ending in first) == (True, False)
    assert (opening in second, ending in second) == (False, True)
    assert (opening in whole, ending in whole) == (True, True)
    stated = re.search(r'<script type="application/ld\+json">(.*?)</script>', first)
    assert stated is not None
    assert json.loads(stated[1])["datePublished"] == item.published.isoformat()


def test_tabloid_has_amp_twins_inserts_and_tracked_feed_links(world: World, client: httpx.Client) -> None:
    link = links_of(world, "suara-timur", client)[0]
    plain = link.split("?")[0]
    page, twin = client.get(link).text, client.get(f"{plain}/amp").text
    assert "utm_source" in link
    assert f'rel="amphtml" href="{plain}/amp"' in page
    assert f'rel="canonical" href="{plain}"' in twin
    assert "Baca juga:" in page


def test_government_site_has_no_metadata_and_a_printed_time(world: World, client: httpx.Client) -> None:
    links = links_of(world, "info-daerah", client)
    page = next(text for link in links if "21 April 2022" in (text := client.get(link).text))
    assert "<meta" not in page.casefold()
    assert re.search(r"Kamis, 21 April 2022 \d\d:\d\d WIB", page)
    listed = client.get(world.base_urls["info-daerah"] + "/berita").text
    assert "Selanjutnya" in listed


@pytest.mark.parametrize(
    ("outlet", "treatment", "telling"),
    [
        pytest.param("kabar-nusa", "cut", lambda page: "</html>" not in page, id="truncated"),
        pytest.param("portal-nusantara", "lost", lambda page: "tidak ditemukan" in page, id="soft-404"),
        pytest.param("suara-timur", "gallery", lambda page: page.count("<figure>") == 3, id="gallery"),
    ],
)
def test_broken_pages_answer_200(
    outlet: str, treatment: str, telling: Callable[[str], bool], world: World, client: httpx.Client
) -> None:
    item = next(item for item in OUTLETS[outlet].items(1) if item.id in getattr(OUTLETS[outlet], treatment))
    url = next(link for link in links_of(world, outlet, client) if item.slug in link)
    answer = client.get(url)
    assert answer.status_code == 200
    assert telling(answer.text)
    assert item.paragraphs[-1] not in answer.text


def test_special_treatment_of_an_article_not_printed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(
        '[[outlets]]\nid = "a"\nface = "portal"\ntype = "portal"\nname = "A"\nzone = "WIB"\nauthor = "B"\n'
        'day1 = ["w001"]\ncut = ["w002"]\n',
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="w002"):
        load_outlets(path)


@given(st.text(max_size=40), st.none() | st.text(max_size=40))
def test_only_the_pages_own_tag_makes_it_unchanged(tag: str, since: str | None) -> None:
    page = page_of("isi", modified=datetime(2022, 4, 21, tzinfo=UTC))
    assert page.is_unchanged(page.etag, since)
    assert not page.is_unchanged(f"x{tag.replace(',', '')}", since)
    assert not Page(b"isi").is_unchanged(page.etag, since)
