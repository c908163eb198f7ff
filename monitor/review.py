"""What people do to claims: accept, correct, reject, undo. Filters, events and the user's registry follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from corpus.errors import UnreadableInput
from corpus.record import Event, Record
from corpus.review.changing import change_claim
from corpus.review.claims import FIELDS, Claim, ClaimField, iter_claims
from corpus.review.decisions import Decision, describe_claim, standing
from corpus.store.articles import find_article, read_article
from corpus.store.judgements import Verdict, read_decisions, write_decision
from corpus.store.reviewed import read_reviewed, refresh_parts
from monitor.events import cluster_events
from registry.linking import link_event, link_figure
from registry.overlay import add_membership, remove_membership
from registry.registry import Registry

NEW = "+"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, when, and in which store. `overlay`: the user's registry folder, None when there is none."""

    conn: Connection
    registry: Registry
    who: str
    now: datetime
    overlay: Path | None = None
    note: str | None = None


def require_article(conn: Connection, name: str) -> str:
    """The id of an article that was read, by id or address.

    Raises:
        UnreadableInput: there is none.
    """
    found = read_article(conn, name) or find_article(conn, name)
    if found is None:
        raise UnreadableInput(name, "no such article in the store; `pantau search` lists ids")
    return found.id


def require_record(conn: Connection, article_id: str) -> Record:
    """An article's record as it is read now.

    Raises:
        UnreadableInput: it was not read yet.
    """
    reviewed = read_reviewed(conn, article_id)
    if reviewed is None:
        raise UnreadableInput(article_id, "is stored but not read yet; run `pantau process`")
    return reviewed.record


def require_claim(record: Record, name: str) -> Claim:
    """A claim by its name, or by its number in `pantau review list ARTICLE` (from 1).

    Raises:
        UnreadableInput: the record makes no such claim.
    """
    claims = list(iter_claims(record))
    if name.isdigit() and 1 <= int(name) <= len(claims):
        return claims[int(name) - 1]
    found = next((claim for claim in claims if claim.path == name), None)
    if found is None:
        raise UnreadableInput(name, f"no claim of article {record.id}; `pantau review list {record.id}` names them")
    return found


def accept(reviewer: Reviewer, article_id: str, name: str) -> Claim:
    """Says that a claim is right. An event that adds to the registry becomes rows of the user's own.

    Raises:
        UnreadableInput: no such article or claim.
        RegistryError: the user's registry folder is wrong; nothing is stored then.
    """
    record = require_record(reviewer.conn, article_id)
    claim = require_claim(record, name)
    decide(reviewer, article_id, record, "positive", claim, None)
    if isinstance(claim.value, Event):
        for code in memberships_of(reviewer, claim.value):
            _keep_membership(reviewer, record, claim.value, code)
    return claim


def memberships_of(reviewer: Reviewer, event: Event) -> list[str]:
    """The regions that an accepted event adds to the user's registry; none without a folder for it or a cohort."""
    link = event.registry
    if reviewer.overlay is None or link.status != "adds" or link.membership is None:
        return []
    year = int(link.membership.split("/")[0])
    if year not in reviewer.registry.cohorts:
        return []
    regions = (reviewer.registry.regions.get(code) for code in event.region_codes)
    local = [region.code for region in regions if region is not None and region.province_code is not None]
    return [code for code in local if reviewer.registry.membership(year, code) is None]


def _keep_membership(reviewer: Reviewer, record: Record, event: Event, code: str) -> None:
    assert reviewer.overlay is not None
    assert event.registry.membership is not None
    year = int(event.registry.membership.split("/")[0])
    day = (record.article.published or "")[:10]
    add_membership(reviewer.overlay, reviewer.registry, year, code, _source(record), day)


def _source(record: Record) -> str:
    return record.article.canonical_url or record.article.url or f"urn:pantau:article:{record.id}"


def reject(reviewer: Reviewer, article_id: str, name: str) -> Claim:
    """Says that a claim is wrong; `relevance` turns to its opposite.

    Raises:
        UnreadableInput: no such article or claim, or a tone, which can only be corrected.
    """
    record = require_record(reviewer.conn, article_id)
    claim = require_claim(record, name)
    if claim.field == "tone":
        raise UnreadableInput(name, "an article has some tone; use `pantau review correct` with body=…")
    decide(reviewer, article_id, record, "negative", claim, None)
    return claim


def correct(reviewer: Reviewer, article_id: str, name: str, changes: Mapping[str, str]) -> Claim:
    """Changes fields of a claim, or makes a new one when the name is `FIELD/+`; returns the claim as it is now.

    Raises:
        UnreadableInput: no such article, claim or field, or a value that the field does not take.
    """
    record = require_record(reviewer.conn, article_id)
    field, _, rest = name.partition("/")
    claim = None if rest == NEW and field in FIELDS else require_claim(record, name)
    of = claim.field if claim else FIELDS[FIELDS.index(field)]
    named = _named(reviewer.registry, of, changes)
    value = change_claim(record, of, claim.value if claim else None, named, reviewer.who)
    after = relinked(reviewer.registry, value)
    path = decide(reviewer, article_id, record, "positive", claim, after, of)
    return Claim(path, of, after)


def _named(registry: Registry, field: ClaimField, changes: Mapping[str, str]) -> dict[str, str]:
    """A region's code brings its name and level.

    Raises:
        UnreadableInput: a code that the registry does not hold.
    """
    codes = [changes[name] for name in ("code", "region_code") if changes.get(name) not in (None, "", "null")]
    codes += [code.strip() for code in changes.get("region_codes", "").split(",") if code.strip()]
    for code in codes:
        if code not in registry.regions:
            raise UnreadableInput(code, "no code of a region; `pantau registry list regions` shows all")
    if field != "regions" or "code" not in changes:
        return dict(changes)
    region = registry.regions[changes["code"]]
    return {**changes, "name": region.name, "level": region.level}


def relinked(registry: Registry, value: Any) -> Any:
    """An event or figure compared with the registry again; other claims as they are."""
    if isinstance(value, Event):
        link = link_event(registry, value.type, value.date, value.region_codes, value.cohort)
    elif hasattr(value, "registry"):
        link = link_figure(registry, value.kind, value.count, value.year, value.unit)
    else:
        return value
    return msgspec.structs.replace(value, registry=link)


def decide(
    reviewer: Reviewer, article_id: str, record: Record, verdict: Verdict, claim: Claim | None, after: Any,
    field: ClaimField | None = None,
) -> str:  # fmt: skip
    """Stores a decision on a claim of a record and lets filters and events follow; returns the decision's name."""
    path = store_decision(reviewer, article_id, record, verdict, claim, after, field)
    follow(reviewer, article_id)
    return path


def store_decision(
    reviewer: Reviewer, article_id: str, record: Record, verdict: Verdict, claim: Claim | None, after: Any,
    field: ClaimField | None = None,
) -> str:  # fmt: skip
    """As `decide`; filters and events are left for `follow`. `field`: of a new claim."""
    of = claim.field if claim else field
    assert of is not None
    before = None if claim is None else describe_claim(record, of, claim.value)
    state = None if after is None else describe_claim(record, of, after)
    path = claim.path if claim else state.path if state else of
    decision = Decision(
        number=0, at=reviewer.now, who=reviewer.who, path=path, verdict=verdict, before=before, after=state,
        note=reviewer.note,
    )  # fmt: skip
    write_decision(reviewer.conn, article_id, decision)
    return path


def undo(reviewer: Reviewer, article_id: str, name: str) -> Decision:
    """Takes back the last decision on a claim, by the name that it had or has now; what stood before stands again.

    Raises:
        UnreadableInput: nothing stands that could be taken back.
    """
    decisions = standing(read_decisions(reviewer.conn, article_id))
    mine = [d for d in decisions if name in (d.path, d.after.path if d.after else None)]
    if not mine:
        reason = f"no decision of article {article_id} stands there; `pantau review list {article_id}` names them"
        raise UnreadableInput(name, reason)
    last, record = mine[-1], require_record(reviewer.conn, article_id)
    taken = Decision(
        number=0, at=reviewer.now, who=reviewer.who, path=last.path, verdict="unsure", undoes=last.number,
        note=reviewer.note,
    )  # fmt: skip
    write_decision(reviewer.conn, article_id, taken)
    if last.verdict == "positive" and last.before is not None and reviewer.overlay is not None:
        event = last.before.decode()
        if isinstance(event, Event) and event.registry.status == "adds" and event.registry.membership:
            year = int(event.registry.membership.split("/")[0])
            for code in event.region_codes:
                remove_membership(reviewer.overlay, year, code, _source(record))
    follow(reviewer, article_id)
    return last


def follow(reviewer: Reviewer, article_id: str) -> None:
    """Makes filters, counts and event clusters fit the record as it is read now."""
    refresh_parts(reviewer.conn, article_id)
    record = require_record(reviewer.conn, article_id)
    cluster_events(reviewer.conn, article_id, record, reviewer.registry, reviewer.now)
