"""Builders of records for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from corpus import record as rec
from corpus.article import text_digest
from corpus.span import Span

TEXT = "Kota Solok meneken nota kesepahaman Gerakan Menuju Smart City, Kamis (21/4/2022)."
CREATED = datetime(2022, 4, 22, tzinfo=UTC)


def make_record(*, id: str = "a", title: str | None = "Kota Solok Teken MoU", text: str = TEXT) -> rec.Record:  # noqa: A002
    """A record of one signing, evidence included."""
    url = f"https://contoh.id/{id}"
    solok, day = Span.of(text, 0, 10), Span.of(text, 63, 80)
    event = rec.Event(
        type="mou_signing", date="2022-04-21", region_codes=("13.72",), place=None, mode=None, cohort=2022,
        status="held", participants=(), evidence=(Span.of(text, 0, len(text)),), score=0.9,
        undecided=(rec.Undecided(field="place", reason="no place is named"),),
        registry=rec.RegistryLink(status="adds", membership="2022/13.72", reason="not listed, the list is incomplete"),
    )  # fmt: skip
    return rec.Record(
        id=id,
        article=rec.ArticleHead(
            url=url, canonical_url=url, outlet="Contoh", title=title, byline=None,
            dateline=None, published="2022-04-21T19:00:00+07:00", fetched=CREATED, language="id", text=text,
            text_sha256=text_digest(text), capture=None,
        ),
        relevance=rec.Relevance(relevant=True, score=0.97, reasons=()),
        regions=(
            rec.Region(
                code="13.72", name="Kota Solok", level="kota", focus=True, score=1.0, reason="typed", mentions=(solok,)
            ),
        ),
        officials=(),
        dates=(
            rec.Date(
                value="2022-04-21", granularity="day", basis="explicit", weekday_agrees=True, mentions=(day,)
            ),
        ),
        pillars=(), events=(event,), figures=(), quotes=(),
        tone=rec.Tone(headline="neutral", body="neutral", score=0.5),
        provenance=rec.Provenance(pantau="0.1.0", pipeline="test", created=CREATED),
    )  # fmt: skip
