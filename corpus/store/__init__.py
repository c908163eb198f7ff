"""The store: links, validators, articles, records, events and runs in one database.

Open one with `open_store`; every other function takes the connection that `Store.begin()` or `Store.read()` gives, one
module a noun: `corpus.store.links`, `.validators`, `.robots`, `.sources`, `.articles`, `.records`, `.search`,
`.events`, `.runs`, `.check`.
"""

from corpus.store.filters import Filters
from corpus.store.store import Store, open_store

__all__ = ["Filters", "Store", "open_store"]
