from __future__ import annotations

import msgspec
import pytest

from crawler.discover import FoundLink
from crawler.frontier import choose_links
from crawler.sources import Listing, Source

HOME = "https://www.kota.example/"
SOURCE = Source(
    name="kota", outlet="Kota", type="portal", home=HOME, zone="WIB", listings=(Listing(url=HOME + "berita"),)
)


def urls(*addresses: str, source: Source = SOURCE) -> list[str]:
    return [link.url for link in choose_links([FoundLink(url=address) for address in addresses], source)]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (HOME + "berita/2024/pasar-ikan", True), (HOME + "?p=12", True), ("https://bola.kota.example/a/1", True),
        (HOME + "kategori/daerah/read/123456/pasar", True), (HOME + "tag/wali-kota-buka-pasar-ikan", True),
        (HOME, False), ("https://www.kota.example", False), (HOME + "berita", False), (HOME + "berita/", False),
        ("https://lain.example/berita/1", False), (HOME + "unduh/rkpd.pdf", False), (HOME + "tag/smart-city", False),
        (HOME + "kategori/daerah/", False), (HOME + "berita/page/3", False), (HOME + "feed", False),
        ("mailto:a@b", False),
    ],
)  # fmt: skip
def test_only_addresses_that_may_be_articles_are_kept(url: str, kept: bool) -> None:
    assert bool(urls(url)) is kept


def test_include_and_exclude_decide() -> None:
    source = msgspec.structs.replace(SOURCE, include=(r"lain\.example/",), exclude=("/video/",))
    assert urls("https://lain.example/a", "https://lain.example/video/a", HOME + "a/b", source=source) == [
        "https://lain.example/a"
    ]


def test_links_are_folded_and_those_on_the_programme_come_first() -> None:
    found = [
        FoundLink(url=HOME + "a/1?utm_source=x", title="Bupati Teken MoU Smart City"),
        FoundLink(url=HOME + "a/1"),
        FoundLink(url=HOME + "a/2", title="Harga cabai naik"),
    ]
    links = choose_links(found, SOURCE)
    assert [link.url for link in links] == [HOME + "a/1", HOME + "a/2"]
    assert links[0].priority > links[1].priority
