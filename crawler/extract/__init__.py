"""Reading pages: bytes in, the fields of an article out. Nothing here fetches or stores."""

from crawler.extract.article import parse_article
from crawler.extract.page import ExtractedPage
from crawler.extract.paging import join_pages
from crawler.extract.profile import ExtractProfile
from crawler.extract.refusal import require_article

__all__ = ["ExtractProfile", "ExtractedPage", "join_pages", "parse_article", "require_article"]
