"""Records with every kind of claim, and awkward text: nested and touching marks, line breaks, signs of XML."""

from __future__ import annotations

import msgspec

from corpus import record as rec
from corpus.span import Span
from tests.records import make_record

TEXT = (
    "Wali Kota Solok H. Anwar Sutan <Dt.> menandatangani MoU pada Kamis (21/4/2022).\n"
    "“Smart governance & economy\nkami dahulukan,” kata Anwar di Kota Solok. Ada 50 kabupaten/kota 🏙 ikut.\n\n"
    "Kab.Solok menyusul."
)


def span(text: str, start: int = 0) -> Span:
    """The first place at or after `start` where the text reads so."""
    at = TEXT.index(text, start)
    return Span.of(TEXT, at, at + len(text))


def make_rich(id: str = "r") -> rec.Record:  # noqa: A002
    """A record with a claim of every kind."""
    base = make_record(id=id, title="Kota Solok & “MoU” <2022>", text=TEXT)
    quote = span("Smart governance & economy\nkami dahulukan")
    link = rec.RegistryLink(status="unlinked", membership=None, reason="nothing to compare with")
    first, second, kabupaten = span("Kota Solok"), span("Kota Solok", 100), span("Kab.Solok")
    return msgspec.structs.replace(
        base,
        relevance=rec.Relevance(relevant=True, score=0.97, reasons=(span("MoU"),)),
        regions=(
            rec.Region(code="13.72", name="Kota Solok", level="kota", focus=True, score=1.0, reason="typed",
                       mentions=(first, second)),
            rec.Region(code="13.02", name="Kabupaten Solok", level="kabupaten", focus=False, score=0.8,
                       reason="typed", mentions=(kabupaten,)),
        ),
        officials=(
            rec.Official(name="Anwar Sutan", role="wali_kota", role_text="Wali Kota Solok", office=None,
                         region_code="13.72", acting=False, former=False,
                         mentions=(span("Anwar Sutan"), span("Anwar", 100)), reason="title before the name"),
        ),
        dates=(rec.Date(value="2022-04-21", granularity="day", basis="explicit", weekday_agrees=True,
                        mentions=(span("Kamis (21/4/2022)"),)),),
        pillars=(rec.PillarMention(pillar="governance", mentions=(span("Smart governance"),)),),
        events=(msgspec.structs.replace(
            base.events[0], evidence=(span(TEXT.split("\n")[0]),),
            participants=(rec.Participant(name="Anwar Sutan", part="signatory"),),
        ),),
        figures=(rec.Figure(kind="participants", count=50, unit="kabupaten/kota", year=2022, registry=link,
                            mentions=(span("50 kabupaten/kota"),)),),
        quotes=(rec.Quote(speaker="Anwar Sutan", kind="direct", text=quote.text, start=quote.start, end=quote.end,
                          cue="kata"),),
    )  # fmt: skip
