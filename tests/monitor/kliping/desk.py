"""A small store of a desk in Sumatera Barat: two days of press in April 2022."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from corpus import record as rec
from corpus.article import Article, Capture, text_digest
from corpus.span import Span
from corpus.store import Store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from corpus.store.sources import SourceRow, write_source
from monitor.events import cluster_events
from monitor.kliping import Kliping, KlipingOrder, Period, day_of, gather_kliping
from monitor.process import compare_new
from registry.registry import load_registry
from tests.records import make_record

NOW = datetime(2022, 4, 22, 0, 5, tzinfo=UTC)
DAY = date(2022, 4, 21)

SIGNED = (
    "Kota Solok Teken MoU Smart City\n\n"
    "SOLOK – Pemerintah Kota Solok meneken nota kesepahaman Gerakan Menuju Smart City, Kamis (21/4/2022). "
    "Penandatanganan berlangsung secara virtual dari ruang rapat balai kota dan diikuti kepala perangkat daerah. "
    "“Kami ingin layanan yang cepat, bukan aplikasi yang banyak,” kata Kadiskominfo Rinaldi Marzuki.\n\n"
    "“Semoga jalan ke pasar juga ikut cerdas,” ujar Yusna, seorang pedagang. "
    "Pendampingan penyusunan masterplan dimulai bulan depan.\n"
)  # fmt: skip
CRITICAL = (
    "Aplikasi Kota Cerdas Mangkrak, DPRD Minta Penjelasan\n\n"
    "Anggota DPRD Kota Solok menyoal aplikasi pengaduan warga yang tidak lagi dibuka operatornya sejak Januari. "
    "Dinas menyatakan peladen sedang diganti.\n"
)  # fmt: skip
HOSTILE_TITLE = '=HYPERLINK("http://jahat.example")<script>alert(1)</script>\x07\u202e & "kutip"'


def make_report(name: str, text: str, published: str | None, **changes: Any) -> rec.Record:
    """A record of a text. `title`, `outlet`, `url`, `tone` (headline, body), `relevant` and `capture` may be given."""
    title = changes.get("title", text.split("\n", 1)[0])
    base = make_record(id=name, title=title)
    headline, body = changes.get("tone", ("neutral", "neutral"))
    url = changes.get("url", f"https://contoh.id/{name}")
    head = msgspec.structs.replace(
        base.article, text=text, text_sha256=text_digest(text), published=published, url=url, canonical_url=url,
        outlet=changes.get("outlet", f"Media {name}"), capture=changes.get("capture"),
    )  # fmt: skip
    signs = "meneken nota" in text
    return msgspec.structs.replace(
        base, article=head, tone=rec.Tone(headline=headline, body=body, score=0.5), dates=(),
        relevance=rec.Relevance(relevant=changes.get("relevant", True), score=0.9, reasons=()),
        regions=tuple(msgspec.structs.replace(region, mentions=()) for region in base.regions),
        events=(msgspec.structs.replace(base.events[0], evidence=(_sentence(text),)),) if signs else (),
        officials=(_official(text),) if "Rinaldi" in text else (), quotes=_quotes(text),
    )  # fmt: skip


def _sentence(text: str) -> Span:
    start = text.index("Pemerintah Kota Solok")
    return Span.of(text, start, text.index("2022).", start) + 6)


def _official(text: str) -> rec.Official:
    start = text.index("Rinaldi Marzuki")
    return rec.Official(
        name="Rinaldi Marzuki", role="kepala_dinas", role_text="Kadiskominfo",
        office="Dinas Komunikasi dan Informatika Kota Solok", region_code="13.72", acting=False, former=False,
        mentions=(Span.of(text, start, start + 15),), reason="typed",
    )  # fmt: skip


def _quotes(text: str) -> tuple[rec.Quote, ...]:
    found, at = [], 0
    speakers = ("Rinaldi Marzuki", "Yusna")
    while (start := text.find("“", at)) >= 0:
        end = text.index("”", start)
        quote = rec.Quote(
            speaker=speakers[len(found)], kind="direct", text=text[start + 1 : end], start=start + 1, end=end,
            cue="kata",
        )  # fmt: skip
        found.append(quote)
        at = end
    return tuple(found)


def reports() -> list[rec.Record]:
    """Two days of press. `copy` was printed at 00.30 WITA on the 22nd, that is, on the 21st in WIB."""
    capture = Capture(warc="pantau-20220421.warc.gz", offset=4096, length=900)
    return [
        make_report("first", SIGNED, "2022-04-21T19:00:00+07:00", outlet="Suara Bukit", capture=capture),
        make_report("copy", SIGNED, "2022-04-22T00:30:00+08:00", outlet="Warta Nagari"),
        make_report("late", CRITICAL, "2022-04-21", outlet="Suara Bukit", tone=("negative", "neutral")),
        make_report("odd", "Kota Solok\n\nKalimat = tunggal.", "2022-04-21T08:00:00Z", title=HOSTILE_TITLE,
                    url="javascript:alert(1)", outlet="<b>Odd</b>"),
        make_report("before", CRITICAL.replace("Januari", "Maret"), "2022-04-20T10:00:00+07:00"),
        make_report("next", SIGNED + "Tambahan.", "2022-04-22T06:00:00+07:00", tone=("neutral", "positive")),
        make_report("other", "Harga cabai naik lagi di pasar raya.", "2022-04-21T10:00:00+07:00", relevant=False),
        make_report("undated", "Kota Solok bersiap menuju kota cerdas.", None),
    ]  # fmt: skip


def fill(store: Store, records: list[rec.Record] | None = None) -> None:
    """Stores records as crawling and processing would."""
    with store.begin() as conn:
        write_source(conn, SourceRow(name="suara", outlet="Suara Bukit", type="portal"), NOW)
        write_source(conn, SourceRow(name="warta", outlet="Warta Nagari", type="government"), NOW)
        for record in records if records is not None else reports():
            head = record.article
            write_article(
                conn,
                Article(id=record.id, text=head.text or "", text_sha256=head.text_sha256, url=head.url,
                        title=head.title, outlet=head.outlet, published=head.published, capture=head.capture),
                NOW,
            )  # fmt: skip
            write_record(conn, record.id, record)
            cluster_events(conn, record.id, record, load_registry(), NOW)
    compare_new(store)


def gather(store: Store, period: Period | None = None, **order: Any) -> Kliping:
    """The kliping of the day, or of a period."""
    with store.read() as conn:
        wanted = KlipingOrder(period=period or day_of(DAY), agency="Dinas Kominfo <Kota> Solok", **order)
        return gather_kliping(conn, wanted, load_registry(), NOW)
