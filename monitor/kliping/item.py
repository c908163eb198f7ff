"""One record becomes one item. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from corpus.record import Polarity, Record
from monitor.kliping.extract import find_saying, make_extract
from monitor.kliping.kliping import Item, Person, Print, TakenBack
from monitor.kliping.period import wib_moment
from monitor.kliping.titles import office_of
from monitor.plain import plain_text, web_link
from monitor.revising import revisions_of
from registry.registry import Registry


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a period: its record and its print."""

    record: Record
    print: Print


def tone_of(record: Record) -> Polarity:
    """One tone for headline and body: readers see the headline first, so the worse of them counts."""
    tones = (record.tone.headline, record.tone.body)
    if "negative" in tones:
        return "negative"
    return "positive" if "positive" in tones else "neutral"


def make_print(record: Record, outlet_types: Mapping[str, str]) -> Print | None:
    """The print that a record tells of; None when its day is not known."""
    head = record.article
    moment = wib_moment(head.published)
    if moment is None:
        return None
    outlet = plain_text(head.outlet) or plain_text(head.url) or record.id
    return Print(
        outlet=outlet, outlet_type=outlet_types.get(head.outlet or ""), moment=moment,
        has_time=len(head.published or "") > 10, url=web_link(head.canonical_url or head.url),
        title=plain_text(head.title) or "–", tone=tone_of(record),
    )  # fmt: skip


def make_item(record: Record, first: Print, registry: Registry) -> Item:
    """The item of a record, without number and reprints."""
    head, event = record.article, next(iter(record.events), None)
    people = quoted_officials(record, registry)
    focus = [region for region in record.regions if region.focus] or list(record.regions)
    capture = head.capture
    return Item(
        number=0, article_id=record.id, first=first, headline_tone=record.tone.headline, body_tone=record.tone.body,
        extract=make_extract(record), saying=find_saying(record, people), officials=tuple(people.values()),
        agencies=_agencies(record), regions=tuple(plain_text(region.name) for region in focus),
        pillars=tuple(dict.fromkeys(mention.pillar for mention in record.pillars)),
        stages=tuple(dict.fromkeys(event.type for event in record.events)),
        taken_back=_taken_back(record), registry=event.registry.status if event else None,
        membership=event.registry.membership if event else None,
        reprints=0, prints=(), elsewhere=(), related=(),
        archive=f"{capture.warc}:{capture.offset}" if capture else None,
        text_sha256=head.text_sha256,
    )  # fmt: skip


def _taken_back(record: Record) -> TakenBack | None:
    told = next(iter(revisions_of(record)), None)
    if told is None:
        return None
    if told.kind == "moved":
        return "rescheduled" if told.after else "postponed"
    return told.kind


def quoted_officials(record: Record, registry: Registry) -> dict[str, Person]:
    """The officials who speak, by the name that the quotes give them, in order. Private persons are left out."""
    offices = {official.name: office_of(official, registry) for official in reversed(record.officials)}
    speakers = dict.fromkeys(quote.speaker for quote in record.quotes if quote.speaker in offices)
    return {name: Person(name=plain_text(name), office=offices[name]) for name in speakers if name}


def _agencies(record: Record) -> tuple[str, ...]:
    found = (plain_text(official.office) for official in record.officials if official.office and not official.former)
    return tuple(dict.fromkeys(found))
