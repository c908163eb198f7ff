"""What a kliping holds: articles by WIB days, copies as one item, the worst first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.store import Store, open_store
from corpus.store.filters import Filters
from monitor.kliping import Kliping, day_of, month_of, week_of
from monitor.kliping.kliping import RegistryNews, Totals
from monitor.kliping.wording import Wording
from tests.monitor.kliping.desk import DAY, SIGNED, fill, gather, make_report


def test_days_are_those_of_western_indonesian_time(kliping: Kliping) -> None:
    names = {item.article_id for item in kliping.items}
    assert names == {"first", "late", "odd"}, "copy is folded; other is about something else; undated has no day"
    [copy] = next(item for item in kliping.items if item.article_id == "first").prints
    assert (copy.outlet, copy.moment.isoformat()) == ("Warta Nagari", "2022-04-21T23:30:00+07:00")


def test_negative_items_come_first_and_then_by_time(kliping: Kliping) -> None:
    assert [(item.number, item.article_id) for item in kliping.items] == [(1, "late"), (2, "odd"), (3, "first")]
    assert [item.number for item in kliping.negative] == [1]


def test_totals_count_reprints_and_stand_beside_the_period_before(kliping: Kliping) -> None:
    assert kliping.now == Totals(articles=4, outlets=3, regions=1, positive=0, neutral=3, negative=1)
    assert (kliping.before.articles, kliping.before.negative) == (1, 0)


def test_a_headline_is_enough_to_be_negative(kliping: Kliping) -> None:
    late = kliping.items[0]
    assert (late.tone, late.headline_tone, late.body_tone) == ("negative", "negative", "neutral")
    assert not late.first.has_time


def test_an_item_tells_all_that_a_desk_writes_down(kliping: Kliping) -> None:
    item = next(item for item in kliping.items if item.article_id == "first")
    assert item.first.outlet_type == "portal"
    assert item.extract.startswith("Pemerintah Kota Solok meneken nota kesepahaman"), "without the dateline"
    assert item.extract.endswith("kepala perangkat daerah."), "two sentences that nobody speaks"
    assert item.saying is not None
    assert item.saying.text == "Kami ingin layanan yang cepat, bukan aplikasi yang banyak"
    office = "Kepala Dinas Komunikasi dan Informatika Kota Solok"
    assert [(each.name, each.office) for each in item.officials] == [("Rinaldi Marzuki", office)]
    assert item.agencies == ("Dinas Komunikasi dan Informatika Kota Solok",)
    assert (item.regions, item.stages) == (("Kota Solok",), ("mou_signing",))
    assert item.archive == "pantau-20220421.warc.gz:4096"


def test_private_persons_are_neither_quoted_nor_counted(kliping: Kliping) -> None:
    everything = repr(kliping)
    assert "Yusna" not in everything
    assert [(row.name, row.articles) for row in kliping.top_officials] == [("Rinaldi Marzuki", 2)]


def test_a_copy_with_another_tone_stands_apart(store: Store) -> None:
    week = gather(store, week_of(DAY))
    items = {item.article_id: item for item in week.items}
    assert items["next"].tone == "positive"
    assert items["next"].related == (items["first"].number,)
    assert items["first"].reprints == items["next"].reprints == 2
    assert len(items["first"].prints) == 1


def test_copies_of_other_days_are_counted(kliping: Kliping) -> None:
    item = next(item for item in kliping.items if item.article_id == "first")
    assert (item.reprints, len(item.prints)) == (2, 1)


def test_registry_news_points_at_items(kliping: Kliping) -> None:
    listed = {news.membership: news.items for news in kliping.registry_news}
    assert list(listed.values()) == [(3,)]
    assert kliping.registry_news[0].regions == ("Kota Solok",)


def test_each_day_of_a_month_has_its_count(store: Store) -> None:
    month = gather(store, month_of(DAY))
    assert len(month.days) == 30
    counts = {row.day.day: (row.articles, row.negative) for row in month.days if row.articles}
    assert counts == {20: (1, 0), 21: (4, 1), 22: (1, 0)}


def test_filters_narrow_also_the_period_before(store: Store) -> None:
    here = gather(store, filters=Filters(region_code="13"))
    assert here.region == "Sumatera Barat"
    assert here.now.articles == 4
    elsewhere = gather(store, filters=Filters(region_code="32"))
    assert (elsewhere.items, elsewhere.now.articles, elsewhere.before.articles) == ((), 0, 0)


def test_hostile_texts_are_made_plain(kliping: Kliping) -> None:
    odd = next(item for item in kliping.items if item.article_id == "odd")
    assert odd.first.url is None
    assert odd.first.title == '=HYPERLINK("http://jahat.example")<script>alert(1)</script> & "kutip"'


def test_a_day_without_articles(store: Store) -> None:
    empty = gather(store, day_of(date(2020, 1, 1)))
    assert empty.items == empty.negative == empty.top_regions == empty.registry_news == ()


def test_articles_that_were_not_compared_yet_are_copies_when_their_text_is_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path / "pantau.db")
    twins = [make_report(name, SIGNED, f"2022-04-21T{hour}:00:00+07:00") for name, hour in (("a", "09"), ("b", "10"))]
    fill(store, twins)
    from corpus.store.tables import duplicate

    with store.begin() as conn:
        conn.execute(duplicate.delete())
    [item] = gather(store).items
    assert (item.article_id, item.reprints, [each.outlet for each in item.prints]) == ("a", 1, ["Media b"])
    store.close()


def test_what_was_moved_is_named_in_its_item(tmp_path: Path) -> None:
    store = open_store(tmp_path / "pantau.db")
    moved = SIGNED.replace("meneken", "menunda meneken")
    fill(store, [make_report("late", moved, "2022-04-21T19:00:00+07:00")])
    [item] = gather(store).items
    store.close()
    assert item.taken_back == "rescheduled"
    assert Wording("id").stages(item)[0] == "Penandatanganan MoU (dijadwal ulang)"
    assert Wording("en").stages(item)[0] == "MoU signed (rescheduled)"


def test_news_for_the_registry_say_what_became_of_an_event() -> None:
    news = RegistryNews(
        event_id="a", type="mou_signing", date="2026-06-05", state="cancelled", regions=("Kota Solok",), status="adds",
        membership=None, reason="", items=(1,),
    )  # fmt: skip
    assert Wording("id").news(news) == "Penandatanganan MoU (batal) · Kota Solok · semula 5 Juni 2026"


def test_copies_of_other_periods_are_named_with_their_day(tmp_path: Path) -> None:
    store = open_store(tmp_path / "pantau.db")
    fill(store)
    [item] = gather(store, day_of(date(2022, 4, 22))).items
    store.close()
    assert [each.outlet for each in item.elsewhere] == ["Suara Bukit", "Warta Nagari"]
    assert Wording("id").reprints(item).startswith("2 kali: Suara Bukit (21 April 2022); Warta Nagari (")
