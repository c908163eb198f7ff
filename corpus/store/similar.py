"""Articles that are about the same: cosine of TF-IDF over stems, asked of the full-text index first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, select, text

from corpus.search.fts5 import to_fts5
from corpus.search.query import Or, Term
from corpus.store.filters import Filters
from corpus.store.questions import filter_conditions
from corpus.store.tables import article, text_version
from corpus.words import split_words, stem

# The index is asked for articles with one of the most telling stems; the best of them are compared in full.
_ASKED_STEMS = 24
_COMPARED = 200
_SHOWN_STEMS = 5
# A stem that more than this part of all articles hold tells nothing, and ranking those articles takes long.
_MAX_SHARE = 0.1
_FREQUENCIES = text(
    "SELECT term, max(doc) AS articles FROM article_search_terms"
    " WHERE col = 'text_stems' AND term IN :terms GROUP BY term"
).bindparams(bindparam("terms", expanding=True))


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
    total = int(conn.execute(select(func.count()).select_from(article)).scalar_one())
    stems = Counter(map(stem, split_words(words)))
    frequencies = _document_frequencies(conn, list(stems))
    vector = _weigh(stems, frequencies, total)
    expression = _ask_for(vector, frequencies, total)
    if expression is None:
        return ()
    rows = _candidates(conn, expression, [article.c.id != (leave_out or ""), *filter_conditions(filters)])
    others = [Counter(map(stem, split_words(row.text))) for row in rows]
    frequencies |= _document_frequencies(conn, sorted({form for other in others for form in other} - {*frequencies}))
    found = [_similar(row, vector, _weigh(other, frequencies, total)) for row, other in zip(rows, others, strict=True)]
    return tuple(sorted(found, key=lambda each: (-each.score, each.article_id))[:limit])


def _ask_for(vector: Mapping[str, float], frequencies: Mapping[str, int], total: int) -> str | None:
    """The MATCH expression for the stems that weigh most; None when every stem is new or in every article."""
    most = max(_MAX_SHARE * total, 5)
    known = [(weight, form) for form, weight in vector.items() if 0 < frequencies[form] <= most]
    asked = tuple(Term((form,), "stem") for _, form in sorted(known, reverse=True)[:_ASKED_STEMS])
    return to_fts5(asked[0] if len(asked) == 1 else Or(asked)) if asked else None


def _candidates(conn: Connection, expression: str, conditions: list[ColumnElement[bool]]) -> Sequence[Any]:
    index = text("article_search")
    columns = (article.c.id, article.c.title, article.c.outlet, article.c.published, article.c.url, text_version.c.text)
    joined = select(*columns).join(text_version, article.c.text_sha256 == text_version.c.text_sha256)
    matching = joined.join(index, text("article_search.rowid = article.number")).where(
        text("article_search MATCH :expression").bindparams(expression=expression), *conditions
    )
    return conn.execute(matching.order_by(func.bm25(index, 1.0, 1.0, 1.0, 1.0)).limit(_COMPARED)).all()


def _document_frequencies(conn: Connection, stems: list[str]) -> dict[str, int]:
    """How many articles hold each stem in their text; 0 for one that none holds."""
    found = dict.fromkeys(stems, 0)
    for i in range(0, len(stems), 500):
        found |= {row.term: row.articles for row in conn.execute(_FREQUENCIES, {"terms": stems[i : i + 500]})}
    return found


def _weigh(stems: Mapping[str, int], frequencies: Mapping[str, int], total: int) -> dict[str, float]:
    """(1 + ln tf) ln((1 + N) / (1 + df)): Salton and Buckley (1988), smoothed so that new words count."""
    return {
        form: (1 + math.log(count)) * math.log((1 + total) / (1 + frequencies[form])) for form, count in stems.items()
    }


def _similar(row: Row[Any], vector: Mapping[str, float], other: Mapping[str, float]) -> Similar:
    products = {form: vector[form] * weight for form, weight in other.items() if form in vector}
    norms = math.hypot(*vector.values()) * math.hypot(*other.values())
    shared = sorted(products, key=lambda form: (-products[form], form))[:_SHOWN_STEMS]
    return Similar(
        article_id=row.id, title=row.title, outlet=row.outlet, published=row.published, url=row.url,
        score=round(min(sum(products.values()) / norms, 1.0), 3) if norms else 0.0, shared=tuple(shared),
    )  # fmt: skip
