"""The archive: every response as it came, in WARC files that other tools read too.

`open_archive` gives an `Archive`; `write_capture` stores one response and says where it lies; `read_capture` brings it
back.
"""

from corpus.archive.blanking import blank_pages
from corpus.archive.foreign import iter_warc_pages
from corpus.archive.page import FetchedPage
from corpus.archive.reading import Problem, StoredCapture, iter_captures, read_capture, verify_archive
from corpus.archive.writing import DISCOVERY, PAGES, Archive, open_archive, write_capture

__all__ = [
    "DISCOVERY",
    "PAGES",
    "Archive",
    "FetchedPage",
    "Problem",
    "StoredCapture",
    "blank_pages",
    "iter_captures",
    "iter_warc_pages",
    "open_archive",
    "read_capture",
    "verify_archive",
    "write_capture",
]
