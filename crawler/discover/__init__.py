"""How a source names new pages: feeds, sitemaps, listings, search. Parsers only; nothing here fetches."""

from crawler.discover.feed import parse_feed
from crawler.discover.link import FoundLink
from crawler.discover.listing import iter_listing_urls, parse_listing
from crawler.discover.search import make_search_url, parse_search
from crawler.discover.sitemap import Sitemap, parse_sitemap

__all__ = [
    "FoundLink",
    "Sitemap",
    "iter_listing_urls",
    "make_search_url",
    "parse_feed",
    "parse_listing",
    "parse_search",
    "parse_sitemap",
]
