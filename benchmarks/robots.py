"""Our robots.txt answers beside protego's: `python benchmarks/robots.py FOLDER` over a folder of robots.txt files.

The files that protego publishes (`tests/test_data` of scrapy/protego, 4,231 of real sites) are the usual folder. Each
is asked about its own rules' paths, with wildcards filled in, for four agents; delays and sitemaps are compared, too.
Prints one line of JSON; exit code 1 when an answer differs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from protego import Protego

from crawler.extract.charset import decode_html
from crawler.robots import AGENT, parse_robots

_AGENTS = (AGENT, "googlebot", "*", "Scrapy")
_RULE = re.compile(r"(?:dis)?allow\s*:\s*(\S+)", re.IGNORECASE)
_MAX_RULES = 60


def iter_urls(host: str, text: str) -> Iterator[str]:
    """Addresses that the rules of a file speak of."""
    yield from (f"{host}/", f"{host}/robots.txt", f"{host}/a/b?c=d")
    for rule in _RULE.findall(text)[:_MAX_RULES]:
        for path in (rule, rule.replace("*", "x").replace("$", ""), f"{rule}/z"):
            try:
                yield urljoin(host, path)
            except ValueError:
                continue


def compare(file: Path) -> tuple[int, list[str]]:
    """How many answers one file was asked for, and those that differ."""
    text = decode_html(file.read_bytes())
    theirs, ours = Protego.parse(text.removeprefix("\ufeff")), parse_robots(200, text)
    asked = [(agent, url) for agent in _AGENTS for url in iter_urls(f"https://{file.name}", text)]
    wrong = [
        f"{file.name}: {agent} {url}" for agent, url in asked if theirs.can_fetch(url, agent) != ours.allows(url, agent)
    ]
    delay = theirs.crawl_delay(AGENT)
    if (min(float(delay), 120.0) if delay else None) != ours.delay_s:
        wrong.append(f"{file.name}: crawl-delay {delay}")
    if tuple(theirs.sitemaps) != ours.sitemaps:
        wrong.append(f"{file.name}: sitemaps")
    return len(asked), wrong


if __name__ == "__main__":
    files = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_file())
    results = [compare(file) for file in files]
    wrong = [line for _, lines in results for line in lines]
    report = {
        "files": len(files),
        "answers": sum(count for count, _ in results),
        "differ": len(wrong),
        "first": wrong[:10],
    }
    sys.stdout.write(json.dumps(report) + "\n")
    sys.exit(int(bool(wrong)))
