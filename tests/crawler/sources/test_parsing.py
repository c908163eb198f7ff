from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import SourceError
from crawler.sources import load_sources, parse_source

GOOD = 'outlet = "Kabar Kota"\ntype = "portal"\nhome = "https://kota.example/"\nzone = "WIB"\nfeeds = ["https://kota.example/feed"]\n'


def test_source_file_is_read_with_its_layouts() -> None:
    more = 'region = "13.75"\nverified = false\n[extract]\nbody = ["div.isi"]\n'
    source = parse_source(GOOD + more, "regional/kabar-kota.toml")
    assert (source.name, source.region, source.verified) == ("kabar-kota", "13.75", None)
    assert source.extract[0].body == ("div.isi",)
    assert parse_source(GOOD + "verified = 2026-11-01\n", "a.toml").verified == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param("outlet = ", "file", "TOML", id="not-toml"),
        pytest.param(GOOD + 'feedz = ["https://a.example/"]\n', "feedz", "did you mean 'feeds'", id="typo"),
        pytest.param(GOOD + "[extract]\nboddy = ['a']\n", "extract[0].boddy", "did you mean 'body'", id="typo-inside"),
        pytest.param(GOOD + "xyzzy = 1\n", "xyzzy", "known keys are outlet", id="unknown"),
        pytest.param(GOOD.replace('outlet = "Kabar Kota"\n', ""), "outlet", "required", id="missing"),
        pytest.param(GOOD.replace("portal", "blog"), "type", "Invalid enum value", id="wrong-type"),
        pytest.param(GOOD.replace("WIB", "GMT"), "zone", "Invalid enum value", id="wrong-zone"),
        pytest.param(GOOD + "pause_s = 'cepat'\n", "pause_s", "Expected `float`", id="wrong-kind"),
        pytest.param(GOOD + "pause_s = -1\n", "pause_s", "between 0 and 3600", id="negative-pause"),
        pytest.param(GOOD + "region = '1375'\n", "region", "Kemendagri", id="region"),
        pytest.param(
            GOOD.replace("https://kota.example/feed", "kota.example/feed"), "feeds", "web address", id="address"
        ),
        pytest.param(
            GOOD.replace('["https://kota.example/feed"]', "[]"), "feeds", "at least one", id="nothing-to-read"
        ),
        pytest.param(GOOD + "[extract]\nbody = ['div[']\n", "extract.body", "CSS selector", id="selector"),
        pytest.param(GOOD + "exclude = ['(']\n", "exclude", "regular expression", id="pattern"),
        pytest.param(GOOD + "[[extract]]\n[[extract]]\n", "extract", "same day", id="two-layouts"),
        pytest.param(GOOD + "name = 'x'\n", "name", "remove it", id="name"),
    ],
)
def test_mistake_names_file_key_and_cure(text: str, key: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_source(text, "regional/salah.toml")
    assert caught.value.source == "regional/salah.toml"
    assert caught.value.key == key
    assert reason in str(caught.value)


def test_folder_is_read_below_and_names_must_differ(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kota.toml").write_text(GOOD)
    (tmp_path / "lain.toml").write_text(GOOD)
    assert [source.name for source in load_sources(tmp_path)] == ["kota", "lain"]
    (tmp_path / "kota.toml").write_text(GOOD)
    with pytest.raises(SourceError, match="another file"):
        load_sources(tmp_path)
    with pytest.raises(SourceError, match="no such folder"):
        load_sources(tmp_path / "tidak-ada")
