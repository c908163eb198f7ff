"""The one place that makes outbound requests: guarded, bounded, honest about who asks."""

from corpus.archive import FetchedPage
from crawler.fetch.fetcher import Fetcher, FetchOptions, open_fetcher
from crawler.fetch.retry import RetryPolicy, fetch_retrying

__all__ = ["FetchOptions", "FetchedPage", "Fetcher", "RetryPolicy", "fetch_retrying", "open_fetcher"]
