"""Events as feeds that other programs subscribe to."""

from monitor.feeds.entry import Entry, FeedOrder, read_entries
from monitor.feeds.feed import FORMATS, Feed

__all__ = ["FORMATS", "Entry", "Feed", "FeedOrder", "read_entries"]
