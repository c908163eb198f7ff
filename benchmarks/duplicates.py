"""A set of reworked articles with known stories, and how well near-duplicates are told from the rest.

`python -m benchmarks.duplicates [FOLDER]` prints the figures: for the built set by strength of the edits, for the
annotated articles that share a `story`, and for a folder of gold files with `same_story_as`.
"""

from __future__ import annotations

import csv
import itertools
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.annotated import AnnotatedArticle
from corpus.duplicates import compare_texts, make_keys, make_runs
from corpus.markup import parse_markup
from corpus.words import split_words

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "corpus" / "data" / "articles"
STRENGTHS = (0.1, 0.3, 0.5, 0.7)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """One printed text; `edit` says how it was made, "original" and "other" for what nothing was done to."""

    id: str
    story: str
    outlet: str
    text: str
    edit: str = "original"


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs found, missed and wrongly joined."""

    right: int
    missed: int
    wrong: int

    @property
    def f1(self) -> float:
        """Pairwise F1; 1 when there is nothing to find and nothing was found."""
        return 2 * self.right / (2 * self.right + self.missed + self.wrong) if self.right else float(not self.missed)


def load_articles() -> list[AnnotatedArticle]:
    """The annotated articles, by id."""
    return [parse_markup(path.read_text(encoding="utf-8"), path.stem) for path in sorted(ARTICLES.glob("*.txt"))]


@lru_cache(maxsize=4)
def _rows(name: str) -> tuple[tuple[str, str], ...]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return tuple((first, second) for first, second in itertools.islice(rows, 1, None))


def build_set(articles: Sequence[AnnotatedArticle], seed: int = 5) -> list[Copy]:
    """One article of each story, a reworked copy for each kind and strength of edit, and what must stay apart.

    Every fourth article is reworked; the sentences that its copies get instead of their own come from the article
    before it, which is not in the set. The other two, to be mistaken, carry an outlet's standing text and one quote of
    the reworked article.
    """
    chance = random.Random(seed)
    heads = list({article.story: article for article in articles}.values())
    copies: list[Copy] = []
    for number in range(0, len(heads) - 3, 4):
        article, donor, *others = heads[number : number + 4]
        plain = Copy(article.id, article.story, article.id, article.text)
        copies += [_confusable(other, article, chance) for other in others]
        copies.append(plain)
        for (name, edit), strength in itertools.product(EDITS.items(), STRENGTHS):
            label = f"{name} {strength}"
            text, outlet = edit(plain.text, strength, donor.text, chance), f"outlet of {plain.id} {label}"
            if name in ("framed", "reworked"):
                text, outlet = _framed(text, strength, chance)
            copies.append(Copy(f"{plain.id} {label}", plain.story, outlet, text, label))
    return copies


def _confusable(article: AnnotatedArticle, quoted: AnnotatedArticle, chance: random.Random) -> Copy:
    quotes = [m.span.text for m in quoted.marks_of("quote") if 6 <= len(m.span.text.split()) <= 16]
    grafted = f'\n"{quotes[0]}" demikian dikutip.' if quotes else ""
    text, outlet = _framed(article.text + grafted, chance.choice(STRENGTHS), chance)
    return Copy(article.id, article.story, outlet, text, "other")


def _framed(text: str, strength: float, chance: random.Random) -> tuple[str, str]:
    """Adds one to three paragraphs of an outlet's standing text; also gives the outlet."""
    rows = _rows("standing_texts.csv")
    outlet = chance.choice(rows)[0]
    standing = [paragraph for name, paragraph in rows if name == outlet]
    return "\n".join([text, *standing[: max(1, round(strength * 5))]]), outlet


def _unchanged(text: str, _strength: float, _donor: str, _chance: random.Random) -> str:
    return text


def _dropped(text: str, strength: float, _donor: str, chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    kept = [sentence for sentence in sentences if chance.random() >= strength]
    return " ".join(kept or sentences[:1])


def _reordered(text: str, strength: float, _donor: str, chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    moved = [i for i in range(len(sentences)) if chance.random() < 2 * strength]
    for i, j in zip(moved, chance.sample(moved, len(moved)), strict=True):
        sentences[i], sentences[j] = sentences[j], sentences[i]
    return " ".join(sentences)


def _paraphrased(text: str, strength: float, _donor: str, chance: random.Random) -> str:
    """Swaps that part of the words that have another word beside them on the list, and joins or splits clauses."""
    instead = dict(_rows("synonyms.csv"))

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        other = instead.get(word.casefold())
        if other is None or chance.random() >= 2 * strength:
            return word
        return other.capitalize() if word[0].isupper() else other

    return _WORD.sub(swap, text)


def _new_lead(text: str, strength: float, donor: str, chance: random.Random) -> str:
    """Title and lead are the editor's own: the first sentences go, up to two of another story stand there."""
    sentences, others = _SENTENCE.split(text), _SENTENCE.split(donor)
    cut = max(1, round(len(sentences) * strength))
    return " ".join(chance.sample(others, min(cut, 2, len(others))) + sentences[cut:])


def _reworked(text: str, strength: float, donor: str, chance: random.Random) -> str:
    """All of it at once, each a little weaker; a frame comes on top."""
    for edit in (_dropped, _reordered, _paraphrased, _new_lead):
        text = edit(text, strength * 0.7, donor, chance)
    return text


Edit = Callable[[str, float, str, random.Random], str]
EDITS: dict[str, Edit] = {
    "dropped": _dropped, "reordered": _reordered, "paraphrased": _paraphrased, "new lead": _new_lead,
    "framed": _unchanged, "reworked": _reworked,
}  # fmt: skip


def find_pairs(copies: Sequence[Copy]) -> set[tuple[int, int]]:
    """The pairs that lie in one cluster, by position: meeting keys, check on the pair, chains followed."""
    words = [split_words(copy.text) for copy in copies]
    runs = [make_runs(each) for each in words]
    leaders = list(range(len(copies)))
    for i, j in _meeting(words):
        if _leader(leaders, i) == _leader(leaders, j):
            continue
        if compare_texts(runs[i], runs[j]).is_copy(same_outlet=copies[i].outlet == copies[j].outlet):
            leaders[_leader(leaders, j)] = _leader(leaders, i)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(copies)):
        groups[_leader(leaders, i)].append(i)
    return {pair for group in groups.values() for pair in itertools.combinations(group, 2)}


def _meeting(words: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(words):
        for key in make_keys(each):
            holders[key].append(i)
    votes = Counter(pair for group in holders.values() for pair in itertools.combinations(group, 2))
    return [pair for pair, count in votes.items() if count >= 2]


def _leader(leaders: list[int], i: int) -> int:
    while leaders[i] != i:
        i = leaders[i]
    return i


def score_pairs(copies: Sequence[Copy], found: set[tuple[int, int]]) -> Score:
    """Compares pairs found with pairs that share a story."""
    wanted = {
        (i, j) for i, j in itertools.combinations(range(len(copies)), 2) if copies[i].story == copies[j].story
    }  # fmt: skip
    return Score(len(found & wanted), len(wanted - found), len(found - wanted))


def load_gold(folder: Path) -> list[Copy]:
    """The articles of a gold folder (`<id>.txt`, `<id>.json`), those of one story under one name."""
    copies = []
    for path in sorted(folder.glob("*.json")):
        mate = json.loads(path.read_text(encoding="utf-8")).get("same_story_as")
        story = min(path.stem, mate) if mate else path.stem
        copies.append(Copy(path.stem, story, path.stem, path.with_suffix(".txt").read_text(encoding="utf-8")))
    return copies


def _report(name: str, copies: Sequence[Copy]) -> None:
    found = find_pairs(copies)
    score = score_pairs(copies, found)
    print(f"{name}: {len(copies)} texts, F1 {score.f1:.3f}, {score}")  # noqa: T201
    originals = {copy.story: i for i, copy in enumerate(copies) if copy.edit == "original"}
    by_edit: dict[str, list[bool]] = defaultdict(list)
    for j, copy in enumerate(copies):
        if copy.edit not in ("original", "other"):
            by_edit[copy.edit].append((min(originals[copy.story], j), max(originals[copy.story], j)) in found)
    for edit, hits in by_edit.items():
        print(f"  {edit}: {sum(hits)}/{len(hits)} found")  # noqa: T201


def main(folders: Sequence[str]) -> None:
    """Prints the figures."""
    articles = load_articles()
    _report("built set", build_set(articles))
    _report("shared stories", [Copy(a.id, a.story, a.outlet or a.id, a.text) for a in articles])
    for folder in folders:
        _report(folder, load_gold(Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
