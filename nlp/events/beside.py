"""Whose happening a day's clause tells of: "Bimtek bagi X dan Y dilaksanakan 23 Juli"."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.events.acting import is_host, is_origin, is_venue
from nlp.events.attendance import clause_at, cuts_of
from nlp.events.company import Ground
from nlp.events.happening import Happening
from nlp.events.lexicon import fold_case
from nlp.events.scene import Scene
from nlp.mentions import RegionMention

_HOME_CHARS = 16
_TOWARDS_CHARS = 12
# Subordinate clauses first, then what only a contrast sets apart: "X berhalangan, sehingga piagamnya diserahkan Jumat".
_CLAUSES = (("contrast", "clause", "then"), ("contrast",))


@dataclass(frozen=True, slots=True)
class Beside:
    """The codes of the regions in a day's clause, and of those that its sentence sets apart from them."""

    codes: tuple[str, ...]
    apart: frozenset[str]


def named_beside(ground: Ground, happening: Happening) -> Beside | None:
    """The regions in the clause of a side happening's day, when it tells of them alone.

    None when the clause names none, or the acting region too ("bersama X", "daerah ini"), or tells who was not in it,
    or somebody speaks in it.
    """
    scene = ground.scene
    if happening.trigger.quoted:
        return None
    for sentence in (scene.sentences[index] for index in happening.sentences):
        days = [start for start in happening.date_starts if sentence.start <= start < sentence.end]
        shared = any(scene.cues.has(cue, sentence.start, sentence.end) for cue in ("shared_with", "not_in", "speech"))
        if not days or shared:
            continue
        for names in _CLAUSES:
            cuts = cuts_of(scene, sentence, names)
            clauses = {clause_at(cuts, start) for start in days}
            named = [m for m in ground.named_in(sentence) if clause_at(cuts, m.span.start) in clauses]
            named = [m for m in named if not is_venue(scene, m)]
            if any(m.code in ground.acting or _is_elsewhere(scene, m) for m in named):
                return None
            if named:
                codes = tuple(dict.fromkeys(m.code for m in named))
                others = {m.code for m in ground.named_in(sentence)} | set(ground.acting)
                return Beside(codes, frozenset(others.difference(codes)))
    return None


def _is_elsewhere(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region is an origin, a way, a host, part of direct speech, or where people or things are from."""
    start = mention.span.start
    towards = fold_case(scene.text[max(start - _TOWARDS_CHARS, 0) : start]).split()[-1:] == ["ke"]
    home = scene.cues.before(("home",), start, start - _HOME_CHARS) is not None
    return towards or home or scene.quoted(start) or is_origin(scene, mention) or is_host(scene, mention)
