"""Runs and their issues."""

from __future__ import annotations

from datetime import timedelta

from corpus.store import Store
from corpus.store.runs import Issue, Run, finish_run, iter_issues, iter_runs, start_run, write_issue
from tests.corpus.store.conftest import NOW


def test_a_run_keeps_its_counts_and_a_killed_one_has_no_end(store: Store) -> None:
    with store.begin() as conn:
        first, second = start_run(conn, "watch", NOW), start_run(conn, "crawl", NOW)
        finish_run(conn, first, NOW + timedelta(seconds=5), {"articles": 3})
        assert list(iter_runs(conn)) == [
            Run(id=second, command="crawl", started=NOW, finished=None, counts={}),
            Run(id=first, command="watch", started=NOW, finished=NOW + timedelta(seconds=5), counts={"articles": 3}),
        ]
        assert [run.id for run in iter_runs(conn, limit=1)] == [second]


def test_issues_of_a_run(store: Store) -> None:
    with store.begin() as conn:
        run_id = start_run(conn, "watch", NOW)
        mine = Issue(level="error", place="https://contoh.id/1", reason="timeout", at=NOW, run_id=run_id)
        loose = Issue(level="warning", place="contoh.toml", reason="no feed", at=NOW)
        for issue in (mine, loose):
            write_issue(conn, issue)
        assert list(iter_issues(conn, run_id)) == [mine]
        assert list(iter_issues(conn)) == [mine, loose]
