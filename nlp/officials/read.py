"""Reading a text's officials: titles, names, links, holders, their regions, and every mention of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.record import Role
from corpus.span import Span
from nlp.mentions import Layout, NameMention, OfficialMention, RegionMention, RoleMention
from nlp.officials.agency import office_name
from nlp.officials.attach import link_titles
from nlp.officials.given import Given, join_given_names
from nlp.officials.holder import Holder, gather_holders
from nlp.officials.link import Link
from nlp.officials.page import Page, build_page
from nlp.officials.region import OfficeRegions
from nlp.officials.short import iter_nicknames, iter_short_mentions, join_nicknames, nickname_forms
from nlp.officials.title import Title, find_titles


@dataclass(frozen=True, slots=True)
class Officials:
    """What a text says of officials: mentions of holders and mentions of titles, both in text order.

    `given`: the regions and names that hold instead of those read, where a first name was taken for a region or for
    nothing ("Malang Prasetyo"); None where nothing changed.
    """

    officials: tuple[OfficialMention, ...]
    roles: tuple[RoleMention, ...]
    given: Given | None = None


def read_officials(
    text: str, layout: Layout, regions: Sequence[RegionMention] = (), names: Sequence[NameMention] = ()
) -> Officials:
    """Finds every named holder of a public office and every title. Pure; linear in the length of the text."""
    page = build_page(text, layout, regions, names)
    titles = [t for t in find_titles(page) if not _is_ignored(page, t.first, t.last)]
    given = join_given_names(page, titles, regions, names)
    if given is not None:
        regions = given.regions
        page = replace(build_page(text, layout, regions, given.names), given=given.starts)
        titles = [t for t in find_titles(page) if not _is_ignored(page, t.first, t.last)]
    links, others = link_titles(page, titles)
    links = tuple(link for link in links if not _is_ignored(page, link.person.first, link.person.last))
    holders = join_nicknames(page, gather_holders(page, links, others))
    where = OfficeRegions(page, titles, regions)
    mentions = _official_mentions(page, holders, where)
    return Officials(tuple(mentions), tuple(_role_mentions(page, titles, links, holders, where, mentions)), given)


def _is_ignored(page: Page, first: int, last: int) -> bool:
    return any(page.ignored[first:last])


def _official_mentions(page: Page, holders: Sequence[Holder], where: OfficeRegions) -> list[OfficialMention]:
    spans: dict[int, list[Span]] = {id(h): [p.span for p in h.persons] for h in holders if h.is_official}
    nicknames: dict[tuple[str, ...], Holder] = {}
    for holder, span in iter_nicknames(page, holders):
        for words in nickname_forms(span.text):
            nicknames.setdefault(words, holder)
        spans[id(holder)].append(span)
    for holder, span in iter_short_mentions(page, holders, nicknames):
        spans[id(holder)].append(span)
    found: list[OfficialMention] = []
    seen: set[tuple[int, int]] = set()
    for holder in holders:
        if not holder.is_official:
            continue
        facts = _facts(page, holder, where)
        for span in spans[id(holder)]:
            if (span.start, span.end) not in seen:
                seen.add((span.start, span.end))
                found.append(OfficialMention(span, *facts))
    return sorted(found, key=lambda m: (m.span.start, m.span.end))


def _facts(
    page: Page, holder: Holder, where: OfficeRegions
) -> tuple[str, Role, str, str | None, str | None, bool, bool, str]:
    title = holder.main_title()
    same = [link.title for link in holder.links if link.title.role == title.role]
    named = next((t for t in same if t.regions), None)
    fullest = max(same, key=lambda t: (not page.headline[t.first], t.last - t.first, -t.first))
    region, reason = where.of(named or title)
    assert title.role is not None
    text = page.text[page.tokens[fullest.first].start : page.tokens[fullest.last - 1].end]
    acting = any(t.acting for t in same)
    former = all(t.former for t in same)
    office = office_name(title.role, max(same, key=lambda t: len(t.words)).words, region, national=title.national)
    return holder.name, title.role, " ".join(text.split()), office, region, acting, former, reason


def _role_mentions(
    page: Page, titles: Sequence[Title], links: Sequence[Link], holders: Sequence[Holder], where: OfficeRegions,
    mentions: Sequence[OfficialMention],
) -> Iterable[RoleMention]:  # fmt: skip
    """Titles that mean somebody; a bare one means the holder of that office named last before it, else the next."""
    held: dict[int, Holder] = {}
    owner = {person: holder for holder in holders for person in holder.persons}
    for link in links:
        if link.person in owner:
            held.setdefault(link.title.first, owner[link.person])
    by_role: dict[str, list[tuple[int, OfficialMention]]] = {}
    for mention in mentions:
        by_role.setdefault(mention.role, []).append((mention.span.start, mention))
    for title in titles:
        if title.role is None or title.generic:
            continue
        span = Span.of(page.text, page.tokens[title.first].start, page.tokens[title.last - 1].end)
        holder = held.get(title.first)
        region = where.of(title)[0]
        if holder is not None:
            yield RoleMention(span, title.role, holder.name, region)
            continue
        said = _by_discourse(title, span.start, region, by_role.get(title.role, []))
        yield RoleMention(span, title.role, said.name if said else None, said.region_code if said else region)


def _by_discourse(
    title: Title, start: int, region: str | None, holders: Sequence[tuple[int, OfficialMention]]
) -> OfficialMention | None:
    """The last holder of the same office before a bare title, else the first after it."""
    at = bisect_right(holders, start, key=lambda pair: pair[0])
    for _, mention in (*reversed(holders[max(0, at - 8) : at]), *holders[at : at + 8]):
        agrees = not title.regions or mention.region_code in (None, region)
        if agrees and mention.former <= title.former:
            return mention
    return None
