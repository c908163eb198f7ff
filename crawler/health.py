"""Whether a source still works: reachable, naming articles, and articles that can be read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from corpus.errors import ContentError, RemoteError
from corpus.store import Store
from corpus.store.links import NewLink, read_link
from crawler.asking import Asker
from crawler.discovery import Discoverer, Window
from crawler.extract import ExtractedPage, require_article
from crawler.fetch.retry import Clock
from crawler.frontier import choose_links
from crawler.reading import Refused, extract_page
from crawler.sources.source import Source

# So many articles are wanted, of so many pages tried at most.
_SAMPLE = 3
_TRIED = 6


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of one source saw.

    `ways` and `ways_failed` count its feeds, sitemaps and listings; `reachable` says that one of them answered; `links`
    are the article addresses that they name now, `new_links` those of them that the store does not know; `sampled` and
    `extracted` the pages tried and those that gave an Indonesian article; `newest` the latest publication date seen.
    `problems` are sentences; without any the source is well. `notes` say why single pages gave none, where most did:
    every outlet has pages that are gone, closed or no articles.
    """

    source: str
    ways: int
    ways_failed: int
    reachable: bool
    links: int
    new_links: int
    sampled: int
    extracted: int
    newest: str | None
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


async def check_source(source: Source, asker: Asker, store: Store, clock: Clock) -> Health:
    """Asks a source for its links and reads three of them; writes nothing into the store.

    Everything that is wrong is told in the result; nothing is raised for it.
    """
    # An open window that is not the default one asks without validators: the whole list is wanted.
    found = await Discoverer(asker, store, source, Window(since=clock().date().replace(year=2000)), clock).discover()
    links = choose_links(found.links, source)
    problems = [issue.reason for issue in found.issues]
    pages, failures = await _read_sample(links, source, asker)
    ill = len(failures) >= len(pages)
    if ill:
        problems += failures
    problems += _judge(source, len(links), pages)
    published = [link.published for link in links if link.published] + [p.published for p in pages if p.published]
    return Health(
        source=source.name,
        ways=found.tried,
        ways_failed=found.failed,
        reachable=found.failed < found.tried,
        links=len(links),
        new_links=_count_new(links, store),
        sampled=len(pages) + len(failures),
        extracted=len(pages),
        newest=max(published, default=None),
        problems=tuple(problems),
        notes=() if ill else tuple(failures),
    )


async def _read_sample(links: Sequence[NewLink], source: Source, asker: Asker) -> tuple[list[ExtractedPage], list[str]]:
    """Reads pages until enough gave an article; also returns why the others gave none."""
    pages: list[ExtractedPage] = []
    failures: list[str] = []
    for link in links[:_TRIED]:
        if len(pages) == _SAMPLE:
            break
        try:
            read = extract_page(await asker.ask(link.url, source.pause_s), source, link.published)
            if isinstance(read, Refused):
                failures.append(f"{link.url}: {read.reason}")
                continue
            require_article(read)
            pages.append(read)
        except (RemoteError, ContentError) as error:
            failures.append(str(error))
    return pages, failures


def _count_new(links: Sequence[NewLink], store: Store) -> int:
    with store.read() as connection:
        return sum(read_link(connection, link.url) is None for link in links)


def _judge(source: Source, links: int, pages: Sequence[ExtractedPage]) -> list[str]:
    """Compares what was seen with what the source file expects."""
    expected, problems = source.expected, []
    if links == 0 and expected.links_a_week_min > 0:
        problems.append("names no article at all")
    if links > expected.links_a_week_max:
        problems.append(f"names {links} articles, more than the {expected.links_a_week_max} a week that are expected")
    short = [page for page in pages if len(page.text) < expected.body_chars_min]
    problems += [f"{page.url}: only {len(page.text)} characters of body" for page in short]
    problems += [f"{page.url}: no title" for page in pages if not page.title]
    problems += [f"{page.url}: no publication date" for page in pages if not page.published]
    return problems
