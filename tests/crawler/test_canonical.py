from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.canonical import canonicalise_url, choose_canonical, is_same_site

P = "https://kota.example/berita.php"
M = "https://m.kota.example/a/1"
K = "https://www.kota.example/berita/2024/03/pasar-ikan"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(K, K, id="plain"),
        pytest.param("HTTPS://WWW.Kota.Example:443/berita/2024/03/pasar-ikan#isi", K, id="case-port-fragment"),
        pytest.param(K + "?utm_source=wa&utm_medium=x&fbclid=1", K, id="tracking"),
        pytest.param(K + "?page=all", K, id="whole-page"),
        pytest.param(K + "?single=1", K, id="single"),
        pytest.param(K + "?page=2", K + "?page=2", id="second-page-stays"),
        pytest.param(K + "/amp", K, id="amp-path"),
        pytest.param(K + "/amp/", K, id="amp-path-slash"),
        pytest.param("https://amp.kota.example/berita/2024/03/pasar-ikan", K, id="amp-host"),
        pytest.param("https://www.kota.example/amp/berita/2024/03/pasar-ikan", K, id="amp-folder"),
        pytest.param(K + "?amp=1&outputType=amp", K, id="amp-parameters"),
        pytest.param("https://m.kota.example/a/1", "https://m.kota.example/a/1", id="mobile-host-stays"),
        pytest.param("https://kota.example/?p=17", "https://kota.example/?p=17", id="wordpress-number"),
        pytest.param(P + "?id=3&kat=2", P + "?id=3&kat=2", id="ids"),
        pytest.param(P + "?kat=2&id=3", P + "?id=3&kat=2", id="order"),
        pytest.param("https://kota.example/kampung/", "https://kota.example/kampung/", id="word-with-amp"),
    ],
)  # fmt: skip
def test_forms_of_one_article_share_an_address(url: str, expected: str) -> None:
    assert canonicalise_url(url) == expected
    assert canonicalise_url(expected) == expected


@pytest.mark.parametrize(
    "url", ["", "mailto:a@b.example", "javascript:void(0)", "/berita", "ftp://kota.example/a", "http://"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        canonicalise_url(url)


@given(st.text(max_size=80))
def test_any_text_is_canonicalised_or_refused_and_then_stable(text: str) -> None:
    try:
        once = canonicalise_url("https://kota.example/" + text)
    except ValueError:
        return
    assert canonicalise_url(once) == once


@pytest.mark.parametrize(
    ("url", "stated", "expected"),
    [
        pytest.param(M, "https://www.kota.example/a/1", "https://www.kota.example/a/1", id="mobile"),
        pytest.param(K + "?page=2", K, K, id="later-page"),
        pytest.param(K, K + "?page=2", K, id="canonical-with-page"),
        pytest.param(K, "", K, id="none"),
        pytest.param(K, "https://www.kota.example/", K, id="front-page"),
        pytest.param(K, "https://www.kota.example/berita", K, id="section"),
        pytest.param(K, "https://lain.example/asli", K, id="other-site"),
        pytest.param(K, "/berita/2024/03/pasar-ikan-baru", K + "-baru", id="relative"),
        pytest.param(K + "/2", K, K, id="page-in-path"),
    ],
)  # fmt: skip
def test_stated_canonical_is_believed_within_reason(url: str, stated: str, expected: str) -> None:
    assert choose_canonical(url, stated) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("https://a.example/", "https://www.a.example/x", True), ("https://sub.a.example/", "https://a.example/", True),
     ("https://a.example/", "https://ba.example/", False), ("http://127.0.0.1:80/", "http://127.0.0.1:81/", True)],
)  # fmt: skip
def test_sites(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
