"""Which events of a kliping the registry lacks, has otherwise, or confirms."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from corpus.store.events import EventCluster, iter_events_of
from monitor.kliping.kliping import RegistryNews
from monitor.plain import plain_text
from registry.registry import Registry

_ORDER = {"conflicts": 0, "adds": 1}
_RANK = {"mou_signing": 0, "selection": 1}


def read_registry_news(
    conn: Connection, numbers: Mapping[str, int], registry: Registry
) -> tuple[tuple[RegistryNews, ...], int]:
    """The news, conflicts first, one for each membership, and how many events the registry confirms.

    Args:
        numbers: the number of the item that each article of the kliping stands in, by article id.
    """
    clusters = {cluster.id: cluster for name in numbers for cluster in iter_events_of(conn, name)}
    news = [_news(cluster, numbers, registry) for cluster in clusters.values() if cluster.registry.status in _ORDER]
    news.sort(key=lambda each: (_ORDER[each.status], _RANK.get(each.type, 2), each.items, each.event_id))
    # A signing and the coaching after it say the same about a membership: one line will do.
    first = {(each.status, each.membership or each.event_id): each for each in reversed(news)}
    news = [each for each in news if first[each.status, each.membership or each.event_id] is each]
    confirmed = sum(cluster.registry.status == "confirms" for cluster in clusters.values())
    return tuple(news), confirmed


def _news(cluster: EventCluster, numbers: Mapping[str, int], registry: Registry) -> RegistryNews:
    items = {numbers[share.article_id] for share in cluster.articles if share.article_id in numbers}
    regions = (registry.regions[code].name for code in cluster.region_codes if code in registry.regions)
    return RegistryNews(
        event_id=cluster.id, type=cluster.type, date=cluster.date, state=cluster.status,
        regions=tuple(regions), status=cluster.registry.status, membership=cluster.registry.membership,
        reason=plain_text(cluster.registry.reason), items=tuple(sorted(items)),
    )  # fmt: skip
