"""Pages: a lesson against a bare Wagtail page, a course against another LMS's course.

Each site runs in a process of its own, with the same database options, sessions and cache, and
answers Django's test client, through every middleware, for one signed-in trainee who has done 9 of
27 lessons. The bare page is a Wagtail page type with a title and a text that extends the same base
template as a lesson, is as deep in the tree and has as many bytes; the same page as a document of
its own, without navigation, is shown beside it. The other LMS's course page extends a base template
of five lines, ours the whole frame of the site.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROUNDS, REQUESTS = 9, 20


class Worker:
    """A site in a process of its own; see :mod:`benchmarks.worker`."""

    def __init__(self, site: str, folder: Path) -> None:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/{site}.sqlite3"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", site],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        greeting = self._read()
        self.sizes: dict[str, int] = greeting["sizes"]
        self.queries: dict[str, int] = greeting["queries"]
        self.megabytes = 0.0

    def _read(self) -> Any:
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline()
        if not line:
            reason = self.process.stderr.read().strip().splitlines()
            raise RuntimeError(reason[-1] if reason else "the site ended without a word")
        return json.loads(line)

    def seconds(self, name: str) -> float:
        """Seconds of processor time of one request, as the mean of some in a row."""
        assert self.process.stdin
        self.process.stdin.write(f"{name} {REQUESTS}\n")
        self.process.stdin.flush()
        answer = self._read()
        self.megabytes = answer["megabytes"]
        return float(answer["seconds"])

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@dataclass(frozen=True)
class PageFigures:
    """Medians in milliseconds, by "site page"; queries and bytes beside them."""

    milliseconds: dict[str, float]
    queries: dict[str, int]
    sizes: dict[str, int]
    megabytes: float
    rival_failed: str


def measure(*, rounds: int = ROUNDS) -> PageFigures:
    """Fetch every page in turns."""
    with tempfile.TemporaryDirectory() as place:
        workers = {"stipple": Worker("stipple", Path(place))}
        failed = ""
        try:
            workers["rival"] = Worker("rival", Path(place))
        except RuntimeError as error:
            failed = str(error)
        subjects = [(site, name) for site, worker in workers.items() for name in worker.sizes]
        seconds: dict[str, list[float]] = {f"{site} {name}": [] for site, name in subjects}
        for number in range(rounds + 1):
            for site, name in subjects:
                elapsed = workers[site].seconds(name)
                if number:
                    seconds[f"{site} {name}"].append(elapsed)
        for worker in workers.values():
            worker.close()
    return PageFigures(
        milliseconds={key: statistics.median(found) * 1e3 for key, found in seconds.items()},
        queries={f"{s} {name}": workers[s].queries[name] for s, name in subjects},
        sizes={f"{s} {name}": workers[s].sizes[name] for s, name in subjects},
        megabytes=workers["stipple"].megabytes,
        rival_failed=failed,
    )
