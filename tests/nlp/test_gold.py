"""The gold form of an annotated article: the scorer's keys, official names, ignored stretches left out."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableInput
from corpus.markup import load_own_articles, parse_markup
from nlp.evaluation.gold import to_gold
from registry.registry import load_registry

SOURCE = """+++
id = "x1"
story = "satu"
split = "train"
outlet = "Kabar Nusa"
title = "Bukittinggi Teken MoU"
published = 2022-04-22
relevant = true
focus = ["13.75"]
ignore_persons = ["Siti Rahma"]
regions_optional = ["13.06"]
officials.ratna = {name = "Ratna Dewi", role = "bupati", role_text = "Pj Bupati", region = "13.06", acting = true}
officials.budi = {name = "Budi Arie Setiadi", role = "menteri", role_text = "Menkominfo"}
events = [{type = "mou_signing", date = "2022-04-21", regions = ["13.75"], mode = "virtual", cohort = 2022}]
+++

{r 13.75|Bukittinggi} {t mou_signing|Teken MoU}
{d 2022-04-21|Kamis (21/4)}, Pj Bupati {r 13.06|Agam} {o ratna|Ratna Dewi} dan Menkominfo {o budi|Budi Arie Setiadi}.
"{q ratna|Siap kami kerjakan mulai besok}," {f participants 50 2022|50 kabupaten/kota}, {p living|smart life}.
{f participants 50 2022|50 daerah}. "{q ?|Merdeka}"
{x|Baca juga: {r 14.05|Pelalawan} {d 2021|2021}}
"""


def test_gold_has_official_names_and_first_words() -> None:
    gold = to_gold(parse_markup(SOURCE), load_registry())
    assert gold == {
        "id": "x1",
        "url": None,
        "outlet": "Kabar Nusa",
        "title": "Bukittinggi Teken MoU",
        "published": "2022-04-22",
        "relevant": True,
        "regions": [{"name": "Kota Bukittinggi", "focus": True}, {"name": "Kabupaten Agam", "focus": False}],
        "officials": [
            {"name": "Ratna Dewi", "role": "bupati", "role_text": "Pj Bupati", "region": "Kabupaten Agam",
             "acting": True},
            {"name": "Budi Arie Setiadi", "role": "menteri", "role_text": "Menkominfo", "region": None},
        ],
        "dates": ["2022-04-21"],
        "pillars": ["living"],
        "events": [
            {"type": "mou_signing", "date": "2022-04-21", "regions": ["Kota Bukittinggi"], "place": None,
             "mode": "virtual", "cohort": 2022, "status": None},
        ],
        "figures": [{"count": 50, "unit": "kabupaten/kota", "year": 2022, "kind": "participants"}],
        "quotes": [
            {"speaker": "Ratna Dewi", "kind": "direct", "starts": "Siap kami kerjakan mulai"},
            {"speaker": None, "kind": "direct", "starts": "Merdeka"},
        ],
        "regions_optional": ["Kabupaten Agam"],
        "ignore_persons": ["Siti Rahma"],
    }  # fmt: skip


def test_unknown_region_code_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"13\.99"):
        to_gold(parse_markup(SOURCE.replace("13.06", "13.99")), load_registry())


def test_every_own_article_has_a_gold_form() -> None:
    registry = load_registry()
    for article in load_own_articles():
        gold = to_gold(article, registry)
        assert gold["relevant"] == bool(gold["events"])
        assert {region["name"] for region in gold["regions"] if region["focus"]} == {
            registry.regions[code].name for code in article.focus
        }
