"""The directory when it is small and when it is large: searches by place and text.

Wants PostgreSQL (``BENCH_DATABASE_URL``): a database is made there, filled by the server from one
real clinic, practitioner and certificate, and dropped. Clinics lie within 400 km of each other, the
large directory is as dense as a country's: five practitioners to a clinic, all listed by name.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.register import SERVER

SMALL, LARGE, PER_CLINIC = 1_000, 100_000, 5
SEARCHES, ROUNDS = 60, 3
NAME = "stipple_bench_directory"


@dataclass
class Found:
    """``p95`` and ``median`` are milliseconds of a search by number of practitioners."""

    p95: dict[int, float] = field(default_factory=dict)
    median: dict[int, float] = field(default_factory=dict)
    queries: int = 0
    failed: str = ""


def measure(*, small: int = SMALL, large: int = LARGE) -> Found:
    """Search both sizes; where PostgreSQL does not answer, ``failed`` says so."""
    try:
        with database(NAME) as url:
            made = _child(url, small, large)
    except OSError as error:
        return Found(failed=str(error))
    return Found(
        p95={int(size): value for size, value in made["p95"].items()},
        median={int(size): value for size, value in made["median"].items()},
        queries=made["queries"],
    )


@contextmanager
def database(name: str) -> Iterator[str]:
    """The address of a fresh database on the server; raises OSError where none answers."""
    import psycopg

    try:
        server = psycopg.connect(SERVER.replace("postgres://", "postgresql://"), autocommit=True)
    except psycopg.OperationalError as error:
        raise OSError(f"no PostgreSQL answers at {urlsplit(SERVER).netloc}") from error
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield SERVER.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _child(url: str, *sizes: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.directory", *map(str, sizes)],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


# --- in the process that measures


def _search(sizes: list[int]) -> dict[str, Any]:
    """Searches by place and text, at places all over the country and with common and rare names."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from certificates.directory.api import Search, search_directory
    from lms.core import clock

    template = _template()
    found: dict[str, Any] = {"p95": {}, "median": {}, "queries": 0}
    for size in sizes:
        _fill(template, size)
        searches = [
            Search(
                near=f"{50.6 + n % 7 * 0.5:.2f},{-3.5 + n % 11 * 0.4:.2f}", q=text, radius=radius
            )
            for n, (text, radius) in enumerate(
                [
                    ("", 10),
                    ("studio", 25),
                    ("ann", 25),
                    ("", 25),
                    ("bianca w1", 0),
                    ("studio 7", 50),
                ]
                * (SEARCHES // 6)
            )
        ] + [Search(town="BS1", q="studio"), Search(town="M1", q="dora", show="people")]
        now = clock.now()
        p95, median = [], []
        for number in range(ROUNDS + 1):
            times = []
            for search in searches:
                with CaptureQueriesContext(connection) as captured:
                    start = time.perf_counter()
                    search_directory(search, now=now)
                    times.append((time.perf_counter() - start) * 1000)
                found["queries"] = max(found["queries"], len(captured))
            if number:  # the first round warms the caches
                times.sort()
                p95.append(times[int(len(times) * 0.95)])
                median.append(statistics.median(times))
        # the quietest round: whatever else the machine does only ever makes it slower
        found["p95"][size], found["median"][size] = min(p95), min(median)
    return found


def _template() -> dict[str, int]:
    from certificates.directory.models import ListingConsent
    from tests.factories.directory import School, make_clinic, make_practitioner

    clinic = make_clinic(name="Studio template", techniques=("hairline", "scar"))
    person = make_practitioner(clinic, name="Ann Template")
    certificate = School().certify(person)
    listed, named = ListingConsent.objects.order_by("pk").values_list("pk", flat=True)
    return {
        "clinic": clinic.pk,
        "person": person.pk,
        "certificate": certificate.pk,
        "place": person.places.get().pk,
        "listed": listed,
        "named": named,
        "service": clinic.services.first().pk,
    }


def _fill(template: dict[str, int], people: int) -> None:
    """Copy the template until there are ``people`` practitioners at a fifth as many clinics.

    The copies belong to accounts that do not exist, so the server is told not to look for them.
    """
    from django.db import connection

    from certificates.directory import models
    from certificates.models import Certificate

    clinics = people // PER_CLINIC
    first = "(ARRAY['Ann','Bianca','Chidi','Dora','Emil','Fatima','Goran','Hana'])[n % 8 + 1]"
    clinic_of = f"1000000 + n % {clinics}"
    everybody: list[tuple[Any, int, int, dict[str, str]]] = [
        (
            models.Clinic,
            template["clinic"],
            clinics,
            {
                "id": "1000000 + n",
                "name": "'Studio ' || n",
                "slug": "'bench-' || n",
                # spread evenly and the same each time: multiples of the golden ratio
                "latitude": "50.4 + (n * 0.6180339887 - floor(n * 0.6180339887)) * 3.6",
                "longitude": "-3.6 + (n * 0.7548776662 - floor(n * 0.7548776662)) * 4.4",
            },
        ),
        (
            models.Practitioner,
            template["person"],
            people,
            {
                "id": "1000000 + n",
                "user_id": "1000000 + n",
                "display_name": f"{first} || ' W' || n",
                "slug": "'bench-' || n",
            },
        ),
        (
            models.ClinicPractitioner,
            template["place"],
            people,
            {"id": "1000000 + n", "practitioner_id": "1000000 + n", "clinic_id": clinic_of},
        ),
        (
            models.ClinicService,
            template["service"],
            clinics,
            {"id": "1000000 + n", "clinic_id": "1000000 + n"},
        ),
        (
            models.ListingConsent,
            template["listed"],
            people,
            {"id": "1000000 + n", "practitioner_id": "1000000 + n"},
        ),
        (
            models.ListingConsent,
            template["named"],
            people,
            {"id": "2000000 + n", "practitioner_id": "1000000 + n"},
        ),
        (
            Certificate,
            template["certificate"],
            people,
            {
                "id": "1000000 + n",
                "number": "'Z' || lpad(n::text, 12, '0')",
                "user_id": "1000000 + n",
                "enrollment_id": "1000000 + n",
            },
        ),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model, row, count, changes in everybody:
            table = model._meta.db_table
            columns = [column.column for column in model._meta.concrete_fields]
            values = [changes.get(column, f'row."{column}"') for column in columns]
            # names of tables and columns come from the models, numbers from here
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
                f"SELECT {', '.join(values)} FROM generate_series(1, {count}) AS n, "
                f"(SELECT * FROM {table} WHERE id = {row}) AS row ON CONFLICT DO NOTHING"
            )
        words = models.ClinicWord._meta.db_table, models.PractitionerWord._meta.db_table
        for table, owner, source, name in (
            (words[0], "clinic_id", models.Clinic._meta.db_table, "name || ' ' || town"),
            (words[1], "practitioner_id", models.Practitioner._meta.db_table, "display_name"),
        ):
            cursor.execute(
                f"INSERT INTO {table} ({owner}, word) SELECT DISTINCT id, "  # noqa: S608
                f"unnest(string_to_array(lower({name}), ' ')) FROM {source} ON CONFLICT DO NOTHING"
            )
        cursor.execute("ANALYZE")
        cursor.execute("SET session_replication_role = DEFAULT")


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(_search([int(size) for size in sys.argv[1:]])))


if __name__ == "__main__":
    main()
