"""What an event is: its articles' claims put together, the same in whatever order they came. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from corpus.record import Event
from corpus.span import Span
from corpus.store.events import Claim, EventArticle, EventCluster
from monitor.happenings import Happening, date_range, published_day
from registry.linking import link_event
from registry.registry import Registry


def claim_of(event: Event, published: str | None) -> Claim:
    """What a record says of an event."""
    return Claim(
        date=event.date, region_codes=event.region_codes, cohort=event.cohort, place=event.place, mode=event.mode,
        status=event.status, published=published, score=event.score,
    )  # fmt: skip


def fold(cluster: EventCluster, registry: Registry) -> EventCluster:
    """The cluster as its articles' claims have it, oldest article first.

    Regions add up; of two dates that agree the more exact one counts, of two that do not the later article's; `held`
    outranks `planned`; else the first that says something counts. Shares without a claim leave the cluster as it is.
    """
    shares = sorted(cluster.articles, key=_order)
    claims = [share.claim for share in shares if share.claim is not None]
    if not claims:
        return cluster
    keep = len(claims) < len(shares)
    day = cluster.date if keep else None
    for claim in claims:
        day = _agreed(day, claim.date)
    codes = [*(cluster.region_codes if keep else ()), *(code for claim in claims for code in claim.region_codes)]
    regions = tuple(dict.fromkeys(codes))
    cohort = next((c.cohort for c in claims if c.cohort is not None), cluster.cohort if keep else None)
    states = [c.status for c in claims] + [cluster.status if keep else None]
    return msgspec.structs.replace(
        cluster, articles=tuple(shares), date=day, region_codes=regions, cohort=cohort,
        place=next((c.place for c in claims if c.place), None), mode=next((c.mode for c in claims if c.mode), None),
        status="held" if "held" in states else next((s for s in states if s), None),
        registry=link_event(registry, cluster.type, day, regions, cohort),
    )  # fmt: skip


def _order(share: EventArticle) -> tuple[str, str]:
    published = share.claim.published if share.claim else None
    return published or "9999", share.article_id


def _agreed(first: str | None, second: str | None) -> str | None:
    if first is None or second is None:
        return first or second
    a, b = date_range(first), date_range(second)
    assert a is not None
    assert b is not None
    if a[1] < b[0] or b[1] < a[0]:
        return second
    return narrower(first, second)


def narrower(a: str | None, b: str | None) -> str | None:
    """The more exact of two dates of one happening; the first of equals; None when both are unknown."""
    first, second = date_range(a), date_range(b)
    if first is None or second is None:
        return a if second is None else b
    return b if second[1] - second[0] < first[1] - first[0] else a


def combine(a: EventArticle, b: EventArticle) -> EventArticle:
    """Two shares of one article in one event as one."""
    if a.claim is None or b.claim is None:
        return msgspec.structs.replace(b, evidence=_union(a, b))
    both = msgspec.structs.replace(
        a.claim, date=_agreed(a.claim.date, b.claim.date),
        region_codes=tuple(dict.fromkeys((*a.claim.region_codes, *b.claim.region_codes))),
        cohort=a.claim.cohort or b.claim.cohort, place=a.claim.place or b.claim.place,
        mode=a.claim.mode or b.claim.mode, score=max(a.claim.score, b.claim.score),
        status="held" if "held" in (a.claim.status, b.claim.status) else a.claim.status or b.claim.status,
    )  # fmt: skip
    return msgspec.structs.replace(b, evidence=_union(a, b), claim=both)


def _union(a: EventArticle, b: EventArticle) -> tuple[Span, ...]:
    return tuple({(span.start, span.end): span for span in (*a.evidence, *b.evidence)}.values())


def happening_of(cluster: EventCluster) -> Happening:
    """A cluster as `is_same` compares it; printed when its first article was."""
    days = [day for share in cluster.articles if share.claim and (day := published_day(share.claim.published))]
    regions = frozenset(cluster.region_codes)
    return Happening(cluster.type, cluster.date, regions, cluster.cohort, min(days, default=None))


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
