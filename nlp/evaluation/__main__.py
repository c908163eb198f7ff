"""`python -m nlp.evaluation`: scores the pipeline on every gold set at hand; exit code 1 below a floor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.loading import FOLDER
from nlp.evaluation.names import RegionKeys
from nlp.evaluation.peers import dateparser_results, location_results, render_peers
from nlp.evaluation.report import Breach, below_floors, load_floors, render_confusions, render_errors, render_table
from nlp.evaluation.score import score_articles, total
from nlp.evaluation.sets import GoldArticle, load_gold, own_set, read_records
from nlp.pipeline import load_pipeline
from registry.registry import load_registry

# A checkout beside this one may hold the shared gold; an installed package has only our own.
SHARED = Path("../shared/gold")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table a set; 0 when every floor holds, 1 otherwise."""
    cli = argparse.ArgumentParser(prog="python -m nlp.evaluation", description=__doc__)
    cli.add_argument(
        "--gold", type=Path, action="append", default=[], metavar="DIR", help="a folder of gold; repeatable"
    )
    cli.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors a row")
    cli.add_argument("--floors", type=Path, default=FOLDER / "floors.json", metavar="FILE", help="the pinned minima")
    cli.add_argument("--no-shared", action="store_true", help=f"leave out {SHARED}")
    cli.add_argument("--no-peers", action="store_true", help="leave out other people's tools")
    options = cli.parse_args(arguments)
    registry = load_registry()
    sets: dict[str, list[GoldArticle]] = {"own": own_set(registry)}
    shared = [] if options.no_shared else [SHARED / "seeds", SHARED / "dev"]
    for folder in [*(f for f in shared if f.is_dir()), *options.gold]:
        sets[folder.name] = load_gold(folder)
    nlp, keys, floors = load_pipeline(), RegionKeys(registry.regions.values()), load_floors(options.floors)
    breaches: list[Breach] = []
    for name, articles in sets.items():
        if not articles:
            continue
        results = score_articles([a.gold for a in articles], read_records(nlp, registry, articles), keys)
        parts = [render_table(name, results)]
        if not options.no_peers:
            peers = {
                "dateparser": ("dates", dateparser_results(articles)),
                "id-location-ner": ("regions", location_results(articles, registry, keys)),
            }
            measured = {name: (row, total(found)[row]) for name, (row, found) in peers.items() if found is not None}
            parts.append(render_peers(total(results), measured))
        if options.errors:
            parts += [render_errors(results, options.errors), render_confusions(results)]
        sys.stdout.write("\n".join(part for part in parts if part) + "\n\n")
        breaches += below_floors(name, total(results), floors)
    for breach in breaches:
        found = "not scored" if breach.f1 is None else f"{breach.f1:.3f}"
        sys.stdout.write(f"below the floor: {breach.set_name} {breach.row}: {found}, floor {breach.floor:.3f}\n")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
