"""Finds the speaker of a quote from the words around it and from whom the text spoke of last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.quotes.actors import Actor, Cast, only_titles
from nlp.quotes.lexicon import CueLexicon

# A verb right before a name has it as object ("melantik X") or, in the passive, as the one who acts ("disiapkan X").
_TRANSITIVE = re.compile(r"(?:me|di)[a-z]{3,}")
# What a person does or is, right after the name: "Endang (50), kemudian menawarkan", "Maria Wea kecewa berat".
_PASSIVE = re.compile(r"\bdi(?!(?:dampingi|temani|hadiri|ikuti|saksikan|sambut|terima)\b)[a-z]{3,}\s(?:oleh\s)?$")
_RECEIVES = re.compile(r"\bditerima\s(?:langsung\s)?(?:oleh\s)?$")
_ACTS = re.compile(
    r"(?:\s\(\d+\))?(?:,\s[^,.\n]{3,60},\s[a-z]{3}|(?:,\s[^,.\n]{3,60},|,)?\s(?:[a-z]{2,10}\s){0,2}?(?:me|ber)[a-z]{3,})"
)
_DOES = re.compile(
    r"(?:\s\(\d+\))?(?:,\s[^,.\n]{3,60},|,)?\s"
    r"(?!(?:di|dan|dari|ke|pada|yang|untuk|dengan|serta|atau|adalah|sebagai|oleh|dalam|bersama|itu|ini|tersebut)\b)[a-z]{3,}"
)
# What a person is, in small letters before the name: "kata bidan Masnah".
_TRADE = re.compile(r"\s(?:[a-z][a-z-]+\s){1,3}(?=[A-Z])")
_CLAUSE = re.compile(
    r"[,;:.!?\n(]|\s(?:di|saat|ketika|usai|seusai|setelah|dalam|pada|kepada|sambil|seraya|yang|disambut|menutup|menjawab|menanggapi|menirukan|mengutip)\s"
)
# Who somebody is, in small letters, and the name behind a comma: "timpal istrinya, Wati".
_APPOSED = re.compile(r"\s(?:[a-z][a-z-]+\s?){1,4},\s(?=[A-Z])")
_HONORIFIC = 8  # characters of "Hj. " and the like
_SMALL = re.compile(r"\s([a-z][a-z-]{3,}(?:\s[a-z]{4,})?)(?![\w-])")
_POINTS_BACK = re.compile(r"\s(?:itu|ini|tersebut)[\s.,;!]*$|\s(?:itu|ini|tersebut)[.,]")
_THAT_ONE = re.compile(r"(?:\s[A-Z][\w-]*){0,4}\s(?:itu|ini|tersebut)\b")
_KIN = re.compile(r"\b(?:istri|isteri|suami|anak|putra|putri|ajudan|keluarga|ibunda|ayah|ayahanda|adik|kakak)\s$", re.I)
COMPLEMENT = "complement of the cue"  # of one behind "menurut", "dijawab"
NAMELESS = "office without a name"  # the reason of a voice that only has a title
_HEADS = ("bupati", "wali_kota", "gubernur")
_DEPUTIES = ("wakil_bupati", "wakil_wali_kota", "wakil_gubernur")
_REACH = 240  # characters after a cue in which the speaker must begin
_CALLED_REACH = 100  # characters after a cue in which a nickname must stand
_VERB_REACH = 40  # characters between a title and its verb
_GOVERNOR_REACH = 120  # characters before a naming in which the word that governs it stands
_GOVERNOR_WORDS = 14  # fewer than the reach holds, so that none of them is cut
_NEXT_REACH = 120  # characters after a title in which its holder is named
_OLD_OFFICE = re.compile(r"(?:mantan|eks|bekas)\s", re.I)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as found. `name` None: the text leaves it open. `pronoun`: the words only point back."""

    name: str | None
    pronoun: bool
    reason: str


def voice_after(cast: Cast, cues: CueLexicon, cue_end: int, nya: bool, stop: int) -> Voice | None:
    """The speaker named in `[cue_end, stop)` after a verb of saying; None when nothing there can be one."""
    if nya or cues.pronoun.match(cast.text, cue_end, stop):
        return Voice(None, True, "pronoun")
    stop = min(stop, cue_end + _REACH)
    epithet = by_epithet(cast, cues, cue_end, stop)
    if epithet is not None:
        return epithet
    clause = _CLAUSE.search(cast.text, cue_end + 1, stop)
    clause_end = clause.start() if clause else stop
    people = cast.between(cue_end, stop)
    if (called := cast.called(cue_end, min(stop, cue_end + _CALLED_REACH))) is not None:
        return Voice(called, False, "nickname")
    if cues.anaphor.search(cast.text, cue_end, clause_end):
        return _pointed_back(cast, people, cue_end, clause_end)
    voice = _apposed_actor(cast, people, cue_end, stop) or _first_named(cast, people, cue_end, clause_end)
    voice = voice or _behind_trade(cast, cues, (cue_end, clause_end), stop)
    if voice is not None:
        return voice
    if cues.bystander.match(cast.text, cue_end, stop):
        return Voice(None, False, "somebody without a name")
    return _described(cast, people, cue_end, stop) or _headed(cast, cues, people, cue_end, stop)


def _pointed_back(cast: Cast, people: list[Actor], cue_end: int, clause_end: int) -> Voice:
    """ "kata bupati tersebut", "ujar pria itu": words that mean somebody told of before."""
    named = [a for a in people if a.start < clause_end and a.kind != "role"]
    if named:
        return Voice(cast.name_of(named[0]), False, "named after the cue")
    role = next((a for a in people if a.start < clause_end), None)
    if (
        role
        and role.name
        and not _OLD_OFFICE.search(cast.text[max(0, role.start - 10) : role.start + 8])
        and role.start - cue_end < 3
    ):
        return Voice(cast.name_of(role), False, "title after the cue")
    return Voice(None, True, "description")


def _apposed_actor(cast: Cast, people: list[Actor], cue_end: int, stop: int) -> Voice | None:
    apposed = _APPOSED.match(cast.text, cue_end, stop)
    if apposed is None:
        return None
    actor = next((a for a in people if a.kind != "role"), None)
    if actor is None or not 0 <= actor.start - apposed.end() <= _HONORIFIC:
        return None
    return Voice(cast.name_of(actor), False, "named after the cue")


def _behind_trade(cast: Cast, cues: CueLexicon, clause: tuple[int, int], stop: int) -> Voice | None:
    trade = _TRADE.match(cast.text, *clause)
    if trade is None or cues.origin.search(trade[0]):
        return None
    name = cast.heading(trade.end(), stop)
    return None if name is None else Voice(name, False, "named after the cue")


def _headed(cast: Cast, cues: CueLexicon, people: list[Actor], cue_end: int, stop: int) -> Voice | None:
    """A speaker by the capitals behind the cue, whom nothing else names."""
    name = cast.heading(cue_end, stop)
    if name is None:
        return _title_words(cast, cues, cue_end, stop)
    titled = None if cast.knows(name) else cast.titled(name.split()[0], cue_end)
    if titled is not None:
        return Voice(titled, False, "title after the cue")
    if not cast.knows(name) and people and people[0].name and people[0].start < cue_end + 80:
        return Voice(cast.name_of(people[0]), False, "nickname explained")  # "ajak Datuak, panggilan sehari-hari X"
    if not cast.knows(name) and cues.nickname.search(cast.text, cue_end, min(stop, cue_end + 80)):
        return Voice(None, True, "nickname")  # "kata Gus, sapaan akrabnya"
    return Voice(name, False, "capitalised after the cue")


def by_epithet(cast: Cast, cues: CueLexicon, start: int, stop: int) -> Voice | None:
    """ "kata orang nomor satu di Binjai", "ujar Mas Wali": who heads the government, by an epithet or a short title."""
    found = cues.epithet.match(cast.text, start, stop)
    return None if found is None else _meant_by(cast, cues, found)


def _meant_by(cast: Cast, cues: CueLexicon, found: re.Match[str]) -> Voice:
    role = cues.called.get((found["called"] or "").lower())
    roles = (role,) if role else _DEPUTIES if found["deputy"] else _HEADS
    name = cast.last_holder(roles, found.start())
    return Voice(name, name is None, "epithet of the office-holder")


def _described(cast: Cast, people: list[Actor], start: int, stop: int) -> Voice | None:
    """A description in small letters: of a person introduced by its first words ("ujar rektor yang juga imam itu"),
    else, where it ends with "itu" or "ini", of who spoke before ("kata perempuan pertama yang memimpin daerah itu").
    """
    words = _SMALL.match(cast.text, start, stop)
    if words is None or any(actor.kind != "role" and actor.start < stop for actor in people):
        return None
    first = words[1]
    for title in (first.capitalize(), first.split()[0].capitalize(), first.split()[0]):
        name = cast.titled(title, start)
        if name is not None:
            return Voice(name, False, "title after the cue")
    if _POINTS_BACK.search(cast.text, start, stop):
        return Voice(None, True, "description")
    return None


def _first_named(cast: Cast, people: list[Actor], cue_end: int, clause_end: int) -> Voice | None:
    if not people:
        return None
    first = people[0]
    between = cast.text[cue_end : first.start]
    if first.kind != "role":
        near = first.start <= clause_end or only_titles(cast.text[cue_end : first.start])
        return (
            Voice(cast.name_of(first), False, "named after the cue")
            if near and first.start - cue_end < _REACH
            else None
        )
    if len(between.strip(" .")) > 12 and first.start > clause_end:
        return None
    follower = next((a for a in people[1:] if a.kind != "role"), None)
    if first.name is not None:
        return Voice(cast.name_of(first), False, "title after the cue")
    if follower is not None and not re.search(r"[.;:(]|,\s+[a-z]", cast.text[first.end : follower.start]):
        return Voice(cast.name_of(follower), False, "named after the cue")
    return Voice(first.text, False, NAMELESS)


def _title_words(cast: Cast, cues: CueLexicon, start: int, stop: int) -> Voice | None:
    """A bare title in small letters ("kata bupati") that no role mention covers."""
    words = cast.text[start:stop].lower().split()
    for size in (3, 2, 1):
        role = cues.titles.get(" ".join(words[:size]).strip(".,;:"))
        if role is not None:
            holder = cast.holder(role, start)
            return Voice(holder, holder is None, "title after the cue")
    return None


def subject_of(cast: Cast, cues: CueLexicon, start: int, end: int, trusting: bool = False) -> Voice | None:
    """Who speaks or acts in a stretch of narrative: the last complement of "kata"/"menurut", else the first person
    who is not the object of a preposition or a passive. None when nobody fits.
    A voice without a name: the words point back to who spoke before. `trusting` takes any name for a person's.
    """
    for cue in reversed(list(cues.complement.finditer(cast.text, start, end))):
        people = [
            a
            for a in cast.between(cue.end(), min(end, cue.end() + _NEXT_REACH))
            if not _clause_between(cast.text, cue.end(), a.start)
        ]
        if cue["nya"] is not None or cues.pronoun.match(cast.text, cue.end(), end):
            # "X mendukung, kata dia, …": the sentence's own subject; else "menurutnya": who spoke before speaks on
            own = next((a for a in cast.between(start, cue.start()) if a.kind != "role"), None)
            if own is not None and _DOES.match(cast.text, own.end, cue.start()):
                return _acting(cast, cues, start, cue.start(), trusting) or Voice(None, True, "pronoun")
            return Voice(None, True, "pronoun")
        if people:
            if people[0].name is None and cues.anaphor.match(cast.text, people[0].end + 1):
                return None  # "kata mantan camat itu": who spoke before speaks on
            beside = only_titles(cast.text[cue.end() : people[0].start])
            return _best(people, COMPLEMENT if beside else "named behind the cue", cast)
    return _acting(cast, cues, start, end, trusting)


def _acting(cast: Cast, cues: CueLexicon, start: int, end: int, trusting: bool) -> Voice | None:
    """The first person of a stretch who is not the object of a preposition or a passive."""
    previous: Actor | None = None
    epithet = cues.epithet.search(cast.text, start, end)
    if epithet is not None and cues.subject.search(cast.text, epithet.end(), end):
        return _meant_by(cast, cues, epithet)  # "Soal dana, orang nomor satu di Binjai itu mengaku tak gentar"
    called = cues.nickname.search(cast.text, start, end)
    nickname = cast.heading(called.end(), end) if called else None
    if nickname is not None:
        return Voice(nickname, False, "nickname")  # "Perempuan yang akrab dipanggil Bu Maya itu membuka"
    for actor in cast.between(start, end):
        if not (trusting and actor.kind == "name") and not _is_alive(cast, cues, actor, end):
            previous = actor
            continue
        unit = actor.start
        if actor.kind == "role" and _KIN.search(cast.text, max(start, unit - 12), unit):
            previous = actor
            continue  # "istri Wali Kota, X": the holder is not there
        if previous is not None and previous.kind == "role" and only_titles(cast.text[previous.end : actor.start]):
            unit = previous.start  # a title and its holder are governed together
        previous = actor
        before = cast.text[max(start, unit - _GOVERNOR_REACH) : unit]
        if not _is_oblique(re.findall(r"[\w-]+|[,.;:]", before)[-_GOVERNOR_WORDS:], cues):
            return _best(cast.between(actor.start, min(end, actor.end + _NEXT_REACH)), "subject", cast)
    return None


def first_person(cast: Cast, start: int, end: int) -> str | None:
    """The only person named in a stretch, or the one whom a passive there makes act ("dibuka X mewakili Y")."""
    people = [a for a in cast.between(start, end) if a.name and a.kind != "role"]
    if not people:
        return None
    titles = [a.start for a in cast.between(start, people[0].start) if a.kind == "role"]
    unit = titles[-1] if titles and only_titles(cast.text[titles[-1] : people[0].start]) else people[0].start
    acts = _PASSIVE.search(cast.text, max(start, unit - _VERB_REACH), unit) is not None
    if _RECEIVES.search(cast.text, max(start, unit - _VERB_REACH), unit):
        acts = cast.text.startswith(" dari ", people[0].end)  # "Piagam diterima X dari Y", not "Rombongan diterima X"
    return cast.name_of(people[0]) if acts or len({cast.name_of(a) for a in people}) == 1 else None


def _is_alive(cast: Cast, cues: CueLexicon, actor: Actor, end: int) -> bool:
    """A title without a holder must be followed by a verb of saying, a name that may be a thing's by something done."""
    if actor.name is None:
        return cues.subject.search(cast.text, actor.end, min(end, actor.end + _VERB_REACH)) is not None
    if actor.kind != "name":
        return True
    does = _DOES if " " in actor.text else _ACTS  # "Hari pertama" names nobody
    return bool(does.match(cast.text, actor.end, end) or cues.subject.search(cast.text, actor.end, end))


def _clause_between(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return "," in between and not only_titles(between)


def _is_oblique(words: list[str], cues: CueLexicon) -> bool:
    """Says whether the words before a naming make it an object; looks over titles and names back to what governs it."""
    crossed = False  # a comma
    for at in range(len(words) - 1, -1, -1):
        word, before = words[at], words[at - 1] if at else ""
        crossed = crossed or word == ","
        if word == "," and before[:1].islower() and before not in cues.titles:
            return False  # "Ketika ditanya, X memilih mengaku"
        if cues.oblique.fullmatch(word) or _TRANSITIVE.fullmatch(word):
            return not (crossed and cues.adjunct.fullmatch(word))
        if word[0].islower() and word.lower() not in cues.titles and word.lower() not in cues.honorifics:
            return False
    return False


def _best(people: list[Actor], reason: str, cast: Cast) -> Voice:
    """The name of a naming; a title without a holder takes the name right after it, or means who was told of before."""
    first = people[0]
    if first.name is None:
        if _THAT_ONE.match(cast.text, first.end):
            return Voice(None, True, "description")  # "Wakil Ketua DPRD Bondowoso itu mewanti-wanti"
        follower = next(
            (a for a in people[1:] if a.kind != "role" and only_titles(cast.text[first.end : a.start])), None
        )
        if follower is not None:
            return Voice(cast.name_of(follower), False, reason)
        return Voice(first.text, False, NAMELESS)
    return Voice(cast.name_of(first), False, reason)
