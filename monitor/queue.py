"""What waits for a person: claims that the pipeline is least sure of, and decisions whose words are gone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection

from corpus.record import Record
from corpus.review.claims import iter_claims
from corpus.store.judgements import judged_articles
from corpus.store.records import iter_numbered_records
from corpus.store.reviewed import read_reviewed, review_of

# Below this, a claim is worth a look; the pipeline's scores are probabilities.
_UNSURE = 0.6
_LINKS = {"conflicts": 0, "adds": 1}


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One claim to decide on, and why. `rank`: lower first."""

    rank: float
    article_id: str
    claim: str
    reason: str


def iter_waiting(conn: Connection) -> Iterator[Waiting]:
    """Events that contradict the registry, then those that add to it, then what the pipeline is unsure of.

    Only articles about the programme, and verdicts on relevance that are near the middle.
    """
    judged = judged_articles(conn)
    found: list[Waiting] = []
    for article_id, record in iter_numbered_records(conn):
        read = review_of(conn, article_id, record) if article_id in judged else record
        found.extend(_waiting(article_id, read))
    yield from sorted(found, key=lambda waiting: (waiting.rank, waiting.article_id, waiting.claim))


def _waiting(article_id: str, record: Record) -> Iterator[Waiting]:
    decided = {note.claim for note in record.provenance.judgements}
    sure = abs(record.relevance.score - 0.5) * 2
    if sure < 1 - _UNSURE and "relevance" not in decided:
        verdict = "about the programme" if record.relevance.relevant else "not about the programme"
        yield Waiting(rank=2 + sure, article_id=article_id, claim="relevance",
                      reason=f"{verdict}, with a score of {record.relevance.score:.2f}")  # fmt: skip
    if not record.relevance.relevant:
        return
    for claim in iter_claims(record):
        if claim.path in decided:
            continue
        if claim.field == "events" and claim.value.registry.status in _LINKS:
            link = claim.value.registry
            yield Waiting(rank=_LINKS[link.status], article_id=article_id, claim=claim.path,
                          reason=f"{link.status}: {link.reason}")  # fmt: skip
        elif claim.field in ("events", "regions") and claim.value.score < _UNSURE:
            yield Waiting(rank=2 + claim.value.score, article_id=article_id, claim=claim.path,
                          reason=f"score {claim.value.score:.2f}")  # fmt: skip


def iter_stale(conn: Connection) -> Iterator[Waiting]:
    """Decisions that could not be carried over to the present text of their article."""
    for article_id in sorted(judged_articles(conn)):
        reviewed = read_reviewed(conn, article_id)
        for stale in reviewed.stale if reviewed else ():
            who = f"{stale.decision.verdict} by {stale.decision.who}"
            yield Waiting(rank=0, article_id=article_id, claim=stale.decision.path, reason=f"{who}: {stale.reason}")
