"""A person's decision outranks the pipeline, follows its words into a new text, and is flagged when they are gone."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from corpus.article import text_digest
from corpus.record import Date, Record, Region, decode_record, encode_record
from corpus.review.claims import claim_path, iter_claims, spans_of
from corpus.review.decisions import Decision, describe_claim, standing
from corpus.review.reading import review_record
from corpus.span import Span
from tests.corpus.exports.records import TEXT, make_rich, span

AT = datetime(2022, 5, 1, tzinfo=UTC)


def claim(record: Record, path: str) -> object:
    return next(found.value for found in iter_claims(record) if found.path == path)


def decide(record: Record, path: str, verdict: str, number: int = 1, after: object = None) -> Decision:
    value, field = claim(record, path), path.split("/")[0]
    return Decision(
        number=number, at=AT, who="rina", path=path, verdict=verdict, before=describe_claim(record, field, value),  # type: ignore[arg-type]
        after=None if after is None else describe_claim(record, field, after),  # type: ignore[arg-type]
    )  # fmt: skip


def moved(record: Record, text: str, **changes: object) -> Record:
    """What the pipeline makes of another text: here, nothing but what `changes` say."""
    empty: dict[str, object] = dict.fromkeys(
        ("regions", "officials", "dates", "pillars", "events", "figures", "quotes"), ()
    )
    head = msgspec.structs.replace(record.article, text=text, text_sha256=text_digest(text))
    relevance = msgspec.structs.replace(record.relevance, reasons=())
    return msgspec.structs.replace(record, article=head, relevance=relevance, **(empty | changes))


PATHS = [found.path for found in iter_claims(make_rich())]


def test_every_claim_has_a_name_of_its_own() -> None:
    assert len(set(PATHS)) == len(PATHS) == 10
    assert "events/mou_signing@2022-04-21@13.72" in PATHS
    assert "officials/anwar-sutan" in PATHS


@pytest.mark.parametrize("path", [path for path in PATHS if "/" in path])
def test_a_rejected_claim_is_left_out_and_nothing_else(path: str) -> None:
    record = make_rich()
    found = review_record(record, [decide(record, path, "negative")]).record
    left = {other.path for other in iter_claims(found)}
    assert left == set(PATHS) - {path}
    notes = found.provenance.judgements
    assert [(note.claim, note.verdict, note.who) for note in notes] == [(path, "negative", "rina")]


@pytest.mark.parametrize("path", [path for path in PATHS if "/" in path])
def test_an_accepted_claim_stays_when_the_pipeline_drops_it(path: str) -> None:
    record = make_rich()
    text = "Kabar pagi. " + TEXT
    found = review_record(moved(record, text), [decide(record, path, "positive")])
    assert not found.stale
    value = claim(found.record, path)
    field = path.split("/")[0]
    for place in spans_of(field, value):  # type: ignore[arg-type]
        place.check(text)
    assert len(spans_of(field, value)) == len(spans_of(field, claim(record, path)))  # type: ignore[arg-type]


def test_a_decision_on_words_that_are_gone_is_flagged() -> None:
    record = make_rich()
    decision = decide(record, "regions/13.72", "positive")
    found = review_record(moved(record, "Berita lain sama sekali."), [decision])
    assert found.record.regions == ()
    assert [stale.decision for stale in found.stale] == [decision]
    assert found.record.provenance.judgements == ()


def test_a_correction_replaces_the_claim_in_its_place() -> None:
    record = make_rich()
    old = claim(record, "regions/13.02")
    assert isinstance(old, Region)
    new = msgspec.structs.replace(old, code="13.72", name="Kota Solok", focus=False)
    new = msgspec.structs.replace(new, code="13.03", name="Kabupaten Sijunjung")
    found = review_record(record, [decide(record, "regions/13.02", "positive", after=new)]).record
    assert [region.code for region in found.regions] == ["13.72", "13.03"]
    assert found.regions[1].score == 1.0


def test_words_given_to_one_region_are_taken_from_what_a_later_pipeline_reads_there() -> None:
    record = make_rich()
    decision = decide(record, "regions/13.72", "positive")
    other = Region(
        code="13.02", name="Kabupaten Solok", level="kabupaten", focus=True, score=0.9, reason="",
        mentions=(*record.regions[0].mentions, span("Kab.Solok")),
    )  # fmt: skip
    found = review_record(moved(record, TEXT, regions=(other,)), [decision]).record
    assert {region.code: len(region.mentions) for region in found.regions} == {"13.72": 2, "13.02": 1}


def test_claims_that_shared_words_when_judged_go_on_sharing_them() -> None:
    twin = msgspec.structs.replace(make_rich().dates[0], value="2022-04", granularity="month")
    record = msgspec.structs.replace(make_rich(), dates=(*make_rich().dates, twin))
    found = review_record(record, [decide(record, "dates/2022-04-21", "positive")]).record
    assert [day.value for day in found.dates] == ["2022-04-21", "2022-04"]


def test_the_last_decision_stands_and_an_undone_one_gives_way() -> None:
    record = make_rich()
    accept = decide(record, "pillars/governance", "positive", 1)
    reject = decide(record, "pillars/governance", "negative", 2)
    undo = Decision(number=3, at=AT, who="rina", path=reject.path, verdict="unsure", undoes=2)
    assert standing([accept, reject]) == [reject]
    assert standing([accept, reject, undo]) == [accept]
    again = Decision(number=4, at=AT, who="rina", path=reject.path, verdict="unsure", undoes=1)
    assert standing([again, undo, accept, reject]) == []


def test_a_correction_of_a_correction_follows_it() -> None:
    record = make_rich()
    first = msgspec.structs.replace(record.dates[0], value="2022-04-20")
    one = decide(record, "dates/2022-04-21", "positive", 1, after=first)
    between = review_record(record, [one]).record
    assert isinstance(first, Date)
    two = decide(between, "dates/2022-04-20", "negative", 2)
    assert review_record(record, [one, two]).record.dates == ()


def test_an_article_beside_the_programme_has_no_events() -> None:
    record = make_rich()
    found = review_record(record, [decide(record, "relevance", "negative")]).record
    assert (found.relevance.relevant, found.relevance.score, found.events) == (False, 0.0, ())


def test_nothing_decided_changes_nothing_and_the_notes_survive_the_wire() -> None:
    record = make_rich()
    assert review_record(record, []).record == record
    judged = review_record(record, [decide(record, "pillars/governance", "positive")]).record
    assert decode_record(encode_record(judged)) == judged


def test_names_of_claims_hold_no_slash_of_their_own() -> None:
    day = Date(value="2022-04-06/2022-04-07", granularity="interval", basis="explicit", weekday_agrees=None,
               mentions=(Span.of(TEXT, 0, 4),))  # fmt: skip
    assert claim_path("dates", day) == "dates/2022-04-06..2022-04-07"
