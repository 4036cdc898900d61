"""The directory when it is small and when it is large: searches, pages, the API and the sitemap.

Wants PostgreSQL (``BENCH_DATABASE_URL``): two databases that differ in size alone are made there,
asked in turns, and dropped. Both cover the same country, so that near a place the large one finds
a hundred times as many; five practitioners to a clinic, all listed by name.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.directory_rows import town_of
from benchmarks.register import SERVER

SMALL, LARGE = 1_000, 100_000
ROUNDS, PLACES = 2, 4
BASE_NAME = "stipple_bench_directory"
NAMES = {SMALL: f"{BASE_NAME}_small", LARGE: f"{BASE_NAME}_large"}
# what is asked, each at several places; {near} and {town} are filled in for each of them
SEARCHES = {
    "everything": "",
    "everything, last page": "page=20",
    "a place": "near={near}",
    "a place, near by": "near={near}&radius=5",
    "a place, far": "near={near}&radius=100",
    "a town": "town={town}",
    "a town, deep": "town={town}&radius=any&page=20",
    "a text": "q=studio",
    "a rare text": "q=studio+7",
    "a person": "q=bianca",
    "a place and a text": "near={near}&q=studio",
    "a place and a person": "town={town}&q=ann+w1",
    "a person anywhere near first": "near={near}&radius=any&q=chidi+w",
    "technique on a condition": "town={town}&technique=scar&condition=keloid",
    "technique on a condition, anywhere": "technique=hairline&condition=pattern_loss",
    "certified": "near={near}&technique=density&technique=scar&certified=1",
    "type": "near={near}&type=medical&type=tattoo",
    "type, anywhere": "type=hair&page=7",
    "language": "town={town}&language=pl",
    "healed": "near={near}&healed=1",
    "healed, anywhere": "healed=1&language=en",
    "everything asked": "town={town}&radius=50&technique=density&certified=1&healed=1&language=en",
    "by name": "near={near}&radius=50&sort=name&page=3",
    "people": "show=people",
    "people, last page": "show=people&page=20",
    "people near": "show=people&near={near}",
    "people near, with a name": "show=people&town={town}&q=dora&radius=50",
    "people on a condition": "show=people&near={near}&condition=keloid&technique=density",
    "nothing": "q=nobody&near={near}",
}


@dataclass
class Found:
    """``p95`` and ``median`` are milliseconds by what was asked and the number of practitioners."""

    p95: dict[str, dict[int, float]] = field(default_factory=dict)
    median: dict[str, dict[int, float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    slowest: str = ""
    failed: str = ""


def measure() -> Found:
    """Ask both sizes; where PostgreSQL does not answer, ``failed`` says so."""
    try:
        with databases():
            made = _child("ask", NAMES[LARGE])
    except OSError as error:
        return Found(failed=str(error))
    for name in ("p95", "median"):
        for part, by_size in made[name].items():
            made[name][part] = {int(size): value for size, value in by_size.items()}
    return Found(**made)


@contextmanager
def databases() -> Iterator[None]:
    """A directory of each size on the server; raises OSError where none answers."""
    import psycopg

    try:
        server = psycopg.connect(SERVER.replace("postgres://", "postgresql://"), autocommit=True)
    except psycopg.OperationalError as error:
        raise OSError(f"no PostgreSQL answers at {urlsplit(SERVER).netloc}") from error
    every = (BASE_NAME, *NAMES.values())
    with server:
        for name in every:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        try:
            server.execute(f"CREATE DATABASE {BASE_NAME}")
            originals = _child("prepare", BASE_NAME)
            for size, name in NAMES.items():
                server.execute(f"CREATE DATABASE {name} TEMPLATE {BASE_NAME}")
                _child("fill", name, json.dumps(originals), str(size))
            yield
        finally:
            for name in every:
                server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _child(part: str, name: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.directory", part, *arguments],
        env={
            **os.environ,
            "DATABASE_URL": SERVER.rpartition("/")[0] + f"/{name}",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


# --- in the process of one part


def _ask() -> dict[str, Any]:
    """Everything asked of both sizes in turns; the quickest answer to each question counts.

    Whatever else the machine does only ever makes an answer slower.
    """
    from django.conf import settings

    settings.LMS_DIRECTORY_RATE = "1000000/m"
    parts = {"searches": _searches(), "API": _gets("/api/v1/directory"), "sitemap": _sitemap()}
    found: dict[str, Any] = {"p95": {}, "median": {}, "queries": {}, "slowest": ""}
    for part, asked in parts.items():
        best: dict[int, list[float]] = {size: [float("inf")] * len(asked) for size in NAMES}
        found["queries"][part] = 0
        for _turn in range(ROUNDS + 1):  # the first warms the caches
            for size, times in best.items():
                _connect(size)
                for n, (_name, ask) in enumerate(asked):
                    milliseconds, queries = _time(ask)
                    times[n] = min(times[n], milliseconds)
                    found["queries"][part] = max(found["queries"][part], queries)
        found["p95"][part] = {
            size: sorted(times)[int(len(times) * 0.95)] for size, times in best.items()
        }
        found["median"][part] = {size: statistics.median(times) for size, times in best.items()}
        if part == "searches":
            slowest = max(range(len(asked)), key=best[LARGE].__getitem__)
            found["slowest"] = f"{asked[slowest][0]}, {best[LARGE][slowest]:.0f} ms"
    return found


Asked = list[tuple[str, Callable[[], Any]]]


def _connect(size: int) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = NAMES[size]
    connection.ensure_connection()


def _time(ask: Callable[[], Any]) -> tuple[float, int]:
    """Milliseconds and queries of one question."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        start = time.perf_counter()
        ask()
        milliseconds = (time.perf_counter() - start) * 1000
    return milliseconds, len(captured)


def _queries() -> Iterator[tuple[str, str]]:
    """Names and query strings, at places all over the country."""
    for n in range(PLACES):
        near = f"{50.9 + n * 0.6:.2f},{-3.1 + n * 0.8:.2f}"
        for name, text in SEARCHES.items():
            yield name, text.format(near=near, town=town_of(n * 97).replace(" ", "+"))


def _searches() -> Asked:
    from django.http import QueryDict

    from certificates.directory.api import Search, search_directory
    from lms.core import clock

    now = clock.now()

    def asking(query: str) -> Callable[[], Any]:
        search = Search.read(QueryDict(query))
        return lambda: search_directory(search, now=now)

    return [(name, asking(query)) for name, query in _queries()]


def _gets(path: str) -> Asked:
    return [(name, _getting(f"{path}?{query}")) for name, query in _queries()]


def _sitemap() -> Asked:
    paths = ("/sitemap.xml", "/sitemap-clinics.xml", "/sitemap-practitioners.xml")
    return [(path, _getting(path)) for path in paths]


def _getting(path: str) -> Callable[[], Any]:
    from django.test import Client

    client = Client()

    def get() -> None:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")

    return get


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import directory_rows as rows

    part, *arguments = sys.argv[1:]
    answer: dict[str, Any] = {}
    if part == "prepare":
        call_command("migrate", verbosity=0)
        answer = rows.make_originals().as_json()
    elif part == "fill":
        rows.fill(rows.Originals.from_json(json.loads(arguments[0])), int(arguments[1]))
    else:
        answer = _ask()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
