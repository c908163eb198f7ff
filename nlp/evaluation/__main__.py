"""`python -m nlp.evaluation`: scores the reading on every gold set at hand; exit code 1 below a floor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.loading import FOLDER
from nlp.evaluation.floors import Floors, below_floors, load_floors, raised, write_floors
from nlp.evaluation.measure import Bench, Measured
from nlp.evaluation.report import render_confusions, render_errors, render_table
from nlp.evaluation.score import Ratio, total
from nlp.evaluation.sets import held_out_articles, load_gold, own_articles
from nlp.training.peer import idner_at_hand

# A checkout beside this one may hold the shared gold; a package has only our own text.
SHARED = Path("../shared/gold")
HELD_OUT = "held out"
_LEGEND = """\
P: how much of what we claim is right; R: how much of what is there we claim; F1: both in one, with its 95 % interval.
Indented below a row: other people's tools on the same texts. Below its floor a row fails the run.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table and the confusions of each set; 0 when every floor holds, 1 otherwise."""
    options = _parse(arguments)
    floors, bench = load_floors(options.floors), Bench(with_peers=not options.no_peers)
    scores: dict[str, dict[str, Ratio]] = {}
    sys.stdout.write(_LEGEND)
    for measured in _iter_measured(bench, options):
        scores[measured.name] = total(measured.results)
        errors = options.held_out_errors if measured.name == HELD_OUT else options.errors
        sys.stdout.write(_shown(measured, floors.get(measured.name, {}), errors) + "\n\n")
    sys.stdout.writelines(f"{note}\n" for note in bench.notes.values())
    if options.raise_floors:
        _raise_floors(options.floors, floors, scores)
    return _report_breaches(scores, floors)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    cli = argparse.ArgumentParser(prog="python -m nlp.evaluation", description=__doc__)
    cli.add_argument(
        "--gold", type=Path, action="append", default=[], metavar="DIR", help="a folder of gold; repeatable"
    )
    cli.add_argument("--idner", type=Path, metavar="DIR", help="IDNER-news-2k; else $PANTAU_IDNER, else beside this")
    cli.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors a row")
    cli.add_argument(
        "--held-out-errors", type=int, default=0, metavar="N", help="the same for the held-out articles: uses them up"
    )
    cli.add_argument("--floors", type=Path, default=FOLDER / "floors.json", metavar="FILE", help="the pinned minima")
    cli.add_argument("--raise-floors", action="store_true", help="raise the floors to what is measured; none falls")
    cli.add_argument("--no-shared", action="store_true", help="leave out what lies beside this checkout")
    cli.add_argument("--no-peers", action="store_true", help="leave out other people's tools")
    return cli.parse_args(arguments)


def _iter_measured(bench: Bench, options: argparse.Namespace) -> Iterator[Measured]:
    """The sets at hand, one after the other: own, held out, folders of gold, IDNER-news-2k."""
    own = ("own", own_articles(), "dev and test splits of corpus/data/articles")
    held_out = (HELD_OUT, held_out_articles(), "the newest of our own: totals only, their errors are not looked at")
    for name, articles, about in (own, held_out):
        if articles:
            yield bench.measure_annotated(name, articles, about)
    shared = [] if options.no_shared else [SHARED / "seeds", SHARED / "dev"]
    for folder in [*(f for f in shared if f.is_dir()), *options.gold]:
        yield bench.measure_gold(folder.name, load_gold(folder))
    idner = options.idner or (None if options.no_shared else idner_at_hand())
    if idner is not None:
        yield bench.measure_idner("IDNER-news-2k dev", idner)


def _shown(measured: Measured, floors: Mapping[str, float], errors: int) -> str:
    """The table; confusions too, except those of the held-out set, and errors where asked for."""
    parts = [render_table(f"{measured.name}: {measured.about}", measured.results, measured.peers, floors)]
    if errors or measured.name != HELD_OUT:
        parts.append(render_confusions(measured.results))
    if errors:
        parts.append(render_errors(measured.results, errors))
    return "\n".join(part for part in parts if part)


def _raise_floors(path: Path, floors: Floors, scores: Mapping[str, Mapping[str, Ratio]]) -> None:
    """Writes the raised floors and names each that rose."""
    after = raised(floors, scores)
    write_floors(path, after)
    for name, rows in after.items():
        for row, floor in rows.items():
            before = floors[name].get(row, 0.0)
            if floor > before:
                sys.stdout.write(f"floor raised: {name} {row}: {before:.3f} -> {floor:.3f}\n")


def _report_breaches(scores: Mapping[str, Mapping[str, Ratio]], floors: Floors) -> int:
    """Names every row below its floor; the exit code."""
    breaches = [breach for name, rows in scores.items() for breach in below_floors(name, rows, floors)]
    for breach in breaches:
        found = "not scored" if breach.f1 is None else f"{breach.f1:.3f}"
        sys.stdout.write(f"below the floor: {breach.set_name} {breach.row}: {found}, floor {breach.floor:.3f}\n")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
