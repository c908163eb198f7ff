"""Articles that are about the same: cosine of TF-IDF over stems, asked of the full-text index first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, func, select

from corpus.search.query import Or, Term
from corpus.search.ranking import RANKED
from corpus.store.filters import Filters, filter_conditions
from corpus.store.search_index import index_of
from corpus.store.tables import article, text_version
from corpus.words import split_words, stem

# The index is asked for articles with one of the most telling stems; the best of them are compared in full.
_ASKED_STEMS = 24
_COMPARED = 100
_SHOWN_STEMS = 5
# How frequent a stem is, so many articles from all over the store say; of those that few of them hold, all are counted.
_SAMPLED = 300
_FEW = 5
# A stem that more than this part of all articles hold tells nothing.
_MAX_SHARE = 0.1


class Similar(msgspec.Struct, frozen=True, kw_only=True):
    """One article. `score` is the cosine, 0 to 1; `shared` the stems that add most to it."""

    article_id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    score: float
    shared: tuple[str, ...]


def find_similar(
    conn: Connection, words: str, *, limit: int = 10, filters: Filters | None = None, leave_out: str | None = None
) -> tuple[Similar, ...]:
    """The articles most like a text, best first; none for a text without a telling word.

    Args:
        leave_out: id of an article that is not to be found, as that of the text itself.
    """
    stems = Counter(map(stem, split_words(words)))
    frequencies = _frequencies(conn, stems)
    vector = _weigh(stems, frequencies)
    rows = _candidates(
        conn, _telling(vector, frequencies), [article.c.id != (leave_out or ""), *filter_conditions(filters)]
    )
    others = [Counter(map(stem, split_words(row.text))) for row in rows]
    found = [_similar(row, vector, _weigh(other, frequencies)) for row, other in zip(rows, others, strict=True)]
    return tuple(sorted(found, key=lambda each: (-each.score, each.article_id))[:limit])


class _Frequencies(NamedTuple):
    """In how many of all articles a stem stands; `unseen` for one that is not in `known`."""

    articles: int
    known: Mapping[str, int]
    unseen: int

    def of(self, form: str) -> int:
        """The number of articles for one stem."""
        return self.known.get(form, self.unseen)


def _frequencies(conn: Connection, stems: Collection[str]) -> _Frequencies:
    """Exact for rare stems of the text; for others, and in a large store, what a sample says."""
    total = int(conn.execute(select(func.count()).select_from(article)).scalar_one())
    query = select(text_version.c.text).join(article, article.c.text_sha256 == text_version.c.text_sha256)
    if total > _SAMPLED:
        last = int(conn.execute(select(func.max(article.c.number))).scalar_one())
        query = query.where(article.c.number.in_([last * i // _SAMPLED for i in range(1, _SAMPLED + 1)]))
    holding: Counter[str] = Counter()
    sampled = 0
    for text in conn.execute(query).scalars():
        holding.update(set(map(stem, split_words(text))))
        sampled += 1
    scale = total / max(sampled, 1)
    rare = [form for form in stems if holding[form] < _FEW]
    known = {form: round(count * scale) for form, count in holding.items()}
    known |= dict.fromkeys(rare, 0) | index_of(conn).frequencies(conn, rare)
    return _Frequencies(total, known, round(scale / 2))


def _telling(vector: Mapping[str, float], frequencies: _Frequencies) -> list[Term]:
    """The stems that weigh most, as many as the index can rank by; none when every stem is new or frequent."""
    asked: list[Term] = []
    left = RANKED
    for _, form in sorted(((weight, form) for form, weight in vector.items()), reverse=True):
        count = frequencies.of(form)
        if 0 < count <= min(left, max(_MAX_SHARE * frequencies.articles, _FEW)) and len(asked) < _ASKED_STEMS:
            asked.append(Term((form,), "stem"))
            left -= count
    return asked


def _candidates(conn: Connection, asked: list[Term], conditions: list[ColumnElement[bool]]) -> Sequence[Any]:
    ranks = None
    while asked and ranks is None:
        tree = Or(tuple(asked)) if len(asked) > 1 else asked[0]
        ranks = index_of(conn).rank(conn, tree, conditions, _COMPARED)
        # The sample took a stem for rarer than it is.
        asked = asked[: len(asked) // 2]
    columns = (article.c.id, article.c.title, article.c.outlet, article.c.published, article.c.url, text_version.c.text)
    joined = select(*columns).join(text_version, article.c.text_sha256 == text_version.c.text_sha256)
    return conn.execute(joined.where(article.c.number.in_(ranks))).all() if ranks else ()


def _weigh(stems: Mapping[str, int], frequencies: _Frequencies) -> dict[str, float]:
    """(1 + ln tf) ln((1 + N) / (1 + df)): Salton and Buckley (1988), smoothed so that new words count."""
    return {
        form: (1 + math.log(count)) * math.log((1 + frequencies.articles) / (1 + frequencies.of(form)))
        for form, count in stems.items()
    }


def _similar(row: Row[Any], vector: Mapping[str, float], other: Mapping[str, float]) -> Similar:
    products = {form: vector[form] * weight for form, weight in other.items() if form in vector}
    norms = math.hypot(*vector.values()) * math.hypot(*other.values())
    shared = sorted(products, key=lambda form: (-products[form], form))[:_SHOWN_STEMS]
    return Similar(
        article_id=row.id, title=row.title, outlet=row.outlet, published=row.published, url=row.url,
        score=round(min(sum(products.values()) / norms, 1.0), 3) if norms else 0.0, shared=tuple(shared),
    )  # fmt: skip
