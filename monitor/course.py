"""The course of an event: its day and its state as one article after the other tells them. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.revision import Revision, RevisionKind
from corpus.store.events import Claim, State
from monitor.happenings import date_range


@dataclass(frozen=True, slots=True)
class Course:
    """Where an event stands. `gone`: days that do not hold any more; `loose`: taken back, and nobody says which day."""

    day: str | None = None
    state: State | None = None
    gone: frozenset[str] = field(default=frozenset())
    loose: RevisionKind | None = None


def course_of(claims: Sequence[Claim], day: str | None, state: State | None) -> Course:
    """Follows an event through its articles' claims.

    Of two days that agree the more exact one counts, of two that do not the later article's, unless it was taken back.
    `held` outranks `planned`; what was put off or called off stays so until an article tells that it was held or when
    it will be.

    Args:
        claims: oldest article first.
        day: known before the first of them; None: nothing is.
        state: the same.
    """
    start = Course(day, state)
    return deque(iter_course(claims, start), maxlen=1).pop() if claims else start


def iter_course(claims: Iterable[Claim], start: Course) -> Iterator[Course]:
    """Where the event stands after each claim."""
    course = start
    for claim in claims:
        course = _taken_back(course, claim) if claim.revision else _told(course, claim)
        yield course


def _told(course: Course, claim: Claim) -> Course:
    stale = claim.date is not None and any(_inside(claim.date, day) for day in course.gone)
    if course.state in ("cancelled", "postponed"):
        if claim.status == "held":  # it took place after all
            return Course(claim.date or course.day, "held", course.gone - {claim.date})
        dated_anew = course.state == "postponed" and claim.status == "planned" and claim.date and not stale
        return replace(course, day=claim.date, state="planned") if dated_anew else course
    if stale:
        return course
    state = "held" if claim.status == "held" else course.state or claim.status
    return replace(course, day=agreed(course.day, claim.date), state=state)


def _taken_back(course: Course, claim: Claim) -> Course:
    told = claim.revision
    assert told is not None
    if _is_known(course, told) or (course.state == "held" and told.kind == "cancelled"):
        return course  # what took place can be annulled, but not called off
    gone = course.gone | ({told.before} if told.before else set())
    loose = told.kind if course.day is None and told.before is None else course.loose
    day = course.day or told.before
    if told.after is not None:
        if day is not None and not overlap(day, told.after):
            gone |= {day}
        day, gone = told.after, gone - {told.after}
    elif told.kind != "corrected" and day is not None:
        gone |= {day}
    return Course(day, _state(course, claim), frozenset(gone), loose)


def _is_known(course: Course, told: Revision) -> bool:
    """Says whether an event has gone on since what an article takes back: its old day, told late or in passing."""
    if told.after is not None or course.day is None or course.day in course.gone or not course.gone:
        return False
    return told.before in course.gone or (told.before is None and told.kind == "moved")


def _state(course: Course, claim: Claim) -> State | None:
    told = claim.revision
    assert told is not None
    if told.kind == "cancelled":
        return "cancelled"
    if told.kind == "corrected":
        return "held" if "held" in (course.state, claim.status) else course.state or claim.status
    if claim.status == "held":
        return "held"
    return "planned" if told.after else "postponed"


def overlap(a: str, b: str) -> bool:
    """Says whether two dates share a day."""
    first, second = date_range(a), date_range(b)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _inside(a: str, b: str) -> bool:
    first, second = date_range(a), date_range(b)
    return first is not None and second is not None and second[0] <= first[0] and first[1] <= second[1]


def agreed(first: str | None, second: str | None) -> str | None:
    """Two tellings of one day as one: the more exact one when they agree, else the second; None: neither tells."""
    if first is None or second is None or first == second:
        return first or second
    return narrower(first, second) if overlap(first, second) else second


def narrower(a: str, b: str) -> str:
    """The more exact of two dates of one happening; the first of equals."""
    first, second = date_range(a), date_range(b)
    assert first is not None
    assert second is not None
    return b if second[1] - second[0] < first[1] - first[0] else a
