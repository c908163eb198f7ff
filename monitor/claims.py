"""What an event is: its articles' claims put together, the same in whatever order they came. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from corpus.record import Event
from corpus.revision import Revision
from corpus.span import Span
from corpus.store.events import Claim, EventArticle, EventCluster
from monitor.course import Course, agreed, course_of, iter_course
from monitor.happenings import Happening, published_day
from registry.linking import link_event
from registry.registry import Registry


def claim_of(event: Event, published: str | None, revision: Revision | None = None) -> Claim:
    """What a record says of an event, and what its article takes back of it."""
    return Claim(
        date=event.date, region_codes=event.region_codes, cohort=event.cohort, place=event.place, mode=event.mode,
        status=event.status, published=published, score=event.score, revision=revision,
    )  # fmt: skip


def fold(cluster: EventCluster, registry: Registry) -> EventCluster:
    """The cluster as its articles' claims have it, oldest article first.

    Regions add up; date and status are those at the end of its course (`monitor.course`); else the first that says
    something counts. Shares without a claim leave the cluster as it is.
    """
    shares = sorted(cluster.articles, key=_order)
    claims = [share.claim for share in shares if share.claim is not None]
    if not claims:
        return cluster
    keep = len(claims) < len(shares)
    course = course_of(claims, *((cluster.date, cluster.status) if keep else (None, None)))
    codes = [*(cluster.region_codes if keep else ()), *(code for claim in claims for code in claim.region_codes)]
    regions = tuple(dict.fromkeys(codes))
    cohort = next((c.cohort for c in claims if c.cohort is not None), cluster.cohort if keep else None)
    return msgspec.structs.replace(
        cluster, articles=tuple(shares), date=course.day, region_codes=regions, cohort=cohort,
        place=next((c.place for c in claims if c.place), None), mode=next((c.mode for c in claims if c.mode), None),
        status=course.state, registry=link_event(registry, cluster.type, course.day, regions, cohort),
    )  # fmt: skip


def _order(share: EventArticle) -> tuple[str, str]:
    published = share.claim.published if share.claim else None
    return published or "9999", share.article_id


def combine(a: EventArticle, b: EventArticle) -> EventArticle:
    """Two shares of one article in one event as one."""
    if a.claim is None or b.claim is None:
        return msgspec.structs.replace(b, evidence=_union(a, b))
    both = msgspec.structs.replace(
        a.claim, date=agreed(a.claim.date, b.claim.date),
        region_codes=tuple(dict.fromkeys((*a.claim.region_codes, *b.claim.region_codes))),
        cohort=a.claim.cohort or b.claim.cohort, place=a.claim.place or b.claim.place,
        mode=a.claim.mode or b.claim.mode, score=max(a.claim.score, b.claim.score),
        status="held" if "held" in (a.claim.status, b.claim.status) else a.claim.status or b.claim.status,
        revision=a.claim.revision or b.claim.revision,
    )  # fmt: skip
    return msgspec.structs.replace(b, evidence=_union(a, b), claim=both)


def _union(a: EventArticle, b: EventArticle) -> tuple[Span, ...]:
    return tuple({(span.start, span.end): span for span in (*a.evidence, *b.evidence)}.values())


def telling_share(cluster: EventCluster) -> EventArticle | None:
    """The share that made the event's day and state what they are now; None without articles."""
    shares = sorted(cluster.articles, key=_order)
    chosen, before = next(iter(shares), None), Course()
    told = [(share, share.claim) for share in shares if share.claim]
    for (share, _), after in zip(told, iter_course((claim for _, claim in told), before), strict=True):
        if (after.day, after.state) != (before.day, before.state):
            chosen, before = share, after
    return chosen


def sentence_of(share: EventArticle) -> str | None:
    """The sentence with which an article tells of an event, on one line: the one that takes something back, if any."""
    told = share.claim.revision if share.claim else None
    text = told.evidence.text if told else max((span.text for span in share.evidence), key=len, default="")
    return " ".join(text.split()) or None


def happening_of(cluster: EventCluster) -> Happening:
    """A cluster as `is_same` compares it; printed when its first article was."""
    claims = [share.claim for share in cluster.articles if share.claim]
    days = [claim.published[:10] for claim in claims if claim.published]
    course = Course()
    if any(claim.revision for claim in claims):
        shares = sorted(cluster.articles, key=_order)
        course = course_of([share.claim for share in shares if share.claim], None, None)
    return Happening(
        cluster.type, cluster.date, frozenset(cluster.region_codes), cluster.cohort,
        published_day(min(days, default=None)),
        gone=course.gone, ahead=cluster.status not in ("held", None), loose=course.loose,
    )  # fmt: skip


def with_share(cluster: EventCluster, share: EventArticle) -> EventCluster:
    """The cluster with an article's share in place of its earlier one; not folded."""
    others = tuple(a for a in cluster.articles if a.article_id != share.article_id)
    return msgspec.structs.replace(cluster, articles=(*others, share))


def without_articles(cluster: EventCluster, article_ids: Sequence[str]) -> EventCluster:
    """The cluster without some articles' shares; not folded."""
    left = tuple(a for a in cluster.articles if a.article_id not in article_ids)
    return msgspec.structs.replace(cluster, articles=left)


# What a reader is told again when it changes.
MATERIAL = ("date", "region_codes", "status", "registry")


def differences(before: EventCluster, after: EventCluster) -> dict[str, tuple[object, object]]:
    """The fields that differ, each with its value before and after; articles and times are left aside."""
    found: dict[str, tuple[object, object]] = {}
    for name in ("date", "region_codes", "cohort", "place", "mode", "status", "registry"):
        a, b = getattr(before, name), getattr(after, name)
        if name == "registry":
            a, b = a.status, b.status
        elif name == "region_codes":
            a, b = sorted(a), sorted(b)
        if a != b:
            found[name] = (a, b)
    return found
