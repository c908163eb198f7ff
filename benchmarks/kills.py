"""`kill -9` at random moments of a run: afterwards the store is sound, and running again loses and doubles nothing.

`python -m benchmarks.kills [TIMES [SEED]]` (50) runs real commands on a store on disk, in processes of their own:
`pantau import` of saved pages and a table, `pantau crawl` of the press world on loopback, or the import with `pantau
process` behind it. Each is killed at a random moment; `pantau check` and `pantau archive verify` look at what is
left, the commands run again to their end, and articles, texts, records, clusters, events and archived pages are held
against those of a run that nobody killed. Exit code 1 when one differs.

The processes are forked from one that has loaded everything, so that no kill is spent on the start of Python.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

import monitor.imports
import monitor.process
import monitor.watch  # noqa: F401  # loaded before the first fork
from benchmarks.duplicates import load_articles
from benchmarks.press_site import article_html
from corpus.archive import iter_captures
from monitor.cli.app import app
from monitor.demo.world import press_world
from monitor.reading import load_reader

PAGES, ROWS, OUTLETS = 30, 20, 3
_FORK = multiprocessing.get_context("fork")
# What a store says, whatever the numbers of its rows: the answers must be the same after a kill.
QUESTIONS = {
    "articles": "SELECT id, key, title, published, text_sha256 FROM article",
    "versions": "SELECT article_id, text_sha256 FROM article_version",
    "texts": "SELECT text_sha256, text FROM text_version",
    "records": "SELECT article_id, text_sha256, pipeline, relevant, current FROM record",
    "clusters": "SELECT group_concat(article_id, ' ') FROM (SELECT * FROM duplicate ORDER BY article_id)"
    " GROUP BY cluster_id",
    "events": "SELECT event.type, event.date, group_concat(article_id, ' ') FROM event JOIN (SELECT * FROM"
    " event_article ORDER BY article_id) ON event_id = event.id GROUP BY event.id",
    "search index": "SELECT count(*) FROM article_search_docsize",
}
Answers = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Ingest:
    """A way in: the commands of `pantau`, one behind the other, the settings, and its share of the kills."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    settings: Mapping[str, str]
    share: float


def main(arguments: Sequence[str]) -> int:
    """Kills, checks and counts; prints one line a kill."""
    times = int(arguments[0]) if arguments else 50
    chance, bad = random.Random(int(arguments[1]) if len(arguments) > 1 else 9), 0
    load_reader()
    with tempfile.TemporaryDirectory(prefix="pantau-kills-") as name, _prepared(Path(name)) as ingests:
        for ingest in ingests:
            folder = Path(name) / ingest.name
            whole, length_s = _run_whole(folder, ingest)
            _say(f"{ingest.name}: {len(whole['articles'])} articles, {length_s:.1f} s when nobody kills it")
            for _ in range(round(times * ingest.share)):
                moment_s = chance.random() * length_s
                faults, kept = kill_once(folder, ingest, moment_s, whole)
                bad += bool(faults)
                _say(f"  {moment_s:5.2f} s: {kept} articles kept; {'; '.join(faults) or 'sound, then complete'}")
    _say(f"{sum(round(times * ingest.share) for ingest in ingests)} kills, {bad} with faults")
    return 1 if bad else 0


@contextmanager
def _prepared(folder: Path) -> Iterator[tuple[Ingest, ...]]:
    """Files to import, and the press world being served with its source files written down."""
    _write_inputs(folder / "inputs")
    base = {"PANTAU_ALLOW_PRIVATE": "true", "PANTAU_CONTACT": "uji@localhost"}
    with press_world(1, 0) as world:
        (folder / "sources").mkdir()
        for file, toml in sorted(world.source_files.items())[:OUTLETS]:
            (folder / "sources" / file).write_text(toml, encoding="utf-8")
        files = ("import", str(folder / "inputs"), "--base", "https://www.kabaruji.example/")
        sources = base | {"PANTAU_SOURCES": f"{folder}/sources"}
        yield (
            Ingest("import", (files,), base, 0.4),
            Ingest("crawl", (("crawl",),), sources, 0.4),
            Ingest("import and process", (files, ("process",)), base, 0.2),
        )


def _write_inputs(folder: Path) -> None:
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number}.html").write_text(article_html(number), encoding="utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("title", "text", "url", "publish_date"))
        for article in load_articles()[:ROWS]:
            table.writerow((article.id, article.text, f"https://www.tabel.example/{article.id}", "2024-03-01"))


def _run_whole(folder: Path, ingest: Ingest) -> tuple[Answers, float]:
    _empty(folder)
    start = time.perf_counter()
    _finish(_start(folder, ingest))
    return ask(folder), time.perf_counter() - start


def kill_once(folder: Path, ingest: Ingest, moment_s: float, whole: Answers) -> tuple[list[str], int]:
    """Kills one run at a moment; returns what is wrong afterwards, and how many articles it had stored."""
    _empty(folder)
    running = _start(folder, ingest)
    running.join(moment_s)
    running.kill()
    running.join()
    kept = len(ask(folder)["articles"])
    faults = [f"after the kill: {line}" for line in _check(folder, ingest)]
    _finish(_start(folder, ingest))
    faults += [f"after the second run: {line}" for line in _check(folder, ingest)]
    found = ask(folder)
    for name, wanted in whole.items():
        if found[name] != wanted:
            lost, more = set(wanted) - set(found[name]), set(found[name]) - set(wanted)
            faults.append(f"{name}: {len(lost)} lost, {len(more)} new, {len(found[name]) - len(wanted):+d} rows")
    return faults, kept


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _start(folder: Path, ingest: Ingest) -> multiprocessing.process.BaseProcess:
    def run() -> None:
        for words in ingest.commands:
            _command(folder, ingest, words)

    return _forked(run)


def _forked(run: Callable[[], None]) -> multiprocessing.process.BaseProcess:
    process = _FORK.Process(target=run)
    process.start()
    return process


def _finish(process: multiprocessing.process.BaseProcess) -> None:
    process.join()
    if process.exitcode:
        raise RuntimeError(f"a run that nobody killed ended with {process.exitcode}")


def _command(folder: Path, ingest: Ingest, words: Sequence[str]) -> tuple[int, str]:
    """Runs a command in the folder as `pantau` does, in this process."""
    os.chdir(folder)
    done = CliRunner().invoke(app, list(words), env=ingest.settings)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def _check(folder: Path, ingest: Ingest) -> list[str]:
    """What `pantau check` and `pantau archive verify` complain about; a run killed before it made a store has none."""
    faults = []
    for place, words in (("pantau.db", ("check",)), ("archive", ("archive", "verify"))):
        if (folder / "pantau-data" / place).exists():
            code, said = _command(folder, ingest, words)
            # A record that was being written is half there; the next run cuts it off, and asks for the page again.
            if code and "half a record, as a killed run leaves it" not in said:
                faults.append(f"`{' '.join(words)}` gives {code}: {' '.join(said.split())[:300]}")
    return faults


def ask(folder: Path) -> Answers:
    """The answers to `QUESTIONS` and the pages of the archive; empty without a store or before its first migration."""
    data = folder / "pantau-data"
    if not (data / "pantau.db").exists():
        return {name: [] for name in QUESTIONS}
    with closing(sqlite3.connect(data / "pantau.db")) as conn:
        if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'article'").fetchone():
            return {name: [] for name in QUESTIONS}
        found = {name: sorted(conn.execute(question), key=repr) for name, question in QUESTIONS.items()}
        held = conn.execute('SELECT id, warc, "offset" FROM article WHERE warc IS NOT NULL').fetchall()
    # A page may lie there twice, when the first answer was not read; that each article's own is there is what counts.
    places = {(each.capture.warc, each.capture.offset) for each in iter_captures(data / "archive")}
    return found | {"pages": sorted((article_id,) for article_id, *place in held if tuple(place) in places)}


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
