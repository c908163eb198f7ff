"""Searching texts: the query language, where a query matches, concordance lines, words that stand out.

Pure functions; what asks the database lies in `corpus.store.search`, `.concordance`, `.similar` and `.statistics`.
"""
