"""The sources that we read, one TOML file each in a folder per scope."""

from crawler.sources.parsing import load_sources, parse_source
from crawler.sources.source import Expected, Listing, Search, Source

__all__ = ["Expected", "Listing", "Search", "Source", "load_sources", "parse_source"]
