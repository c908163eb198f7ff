"""`python -m nlp.training [--idner FOLDER [--silver FOLDER]]`: rebuilds the shipped models; what `make train` calls."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from models.loading import FOLDER
from nlp.training import names, relevance


def main() -> None:
    """Trains what can be trained with the data at hand; metrics go to standard error."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--idner", type=Path, help="folder of IDNER-news-2k; without it the names stay as they are")
    parser.add_argument("--silver", type=Path, help="folder of a teacher's sentences, see nlp.training.names")
    arguments = parser.parse_args()
    if arguments.idner is not None:
        metrics = names.rebuild(arguments.idner, FOLDER / "names", arguments.silver)
        sys.stderr.write(f"names: {json.dumps(metrics)}\n")
    relevance.main()


if __name__ == "__main__":
    main()
