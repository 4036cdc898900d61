"""The register: look-ups when it is small and when it is large, badges, and issuing in bulk.

Look-ups want PostgreSQL (``BENCH_DATABASE_URL``): two databases that differ in size alone are made
there, filled by the server from one real certificate, asked in turns, and dropped. Bulk issue runs
in a process of its own, on a database of its own, so that its memory is its own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.timing import peak_memory

SMALL, LARGE, LOOK_UPS, ROUNDS = 1_000, 1_000_000, 300, 9
PEOPLE, BADGES = 10_000, 40
SERVER = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
SMALL_NAME, LARGE_NAME = "stipple_bench_small", "stipple_bench_large"


@dataclass
class Found:
    """``p95`` and ``median`` are milliseconds of a look-up by number of certificates."""

    p95: dict[int, float] = field(default_factory=dict)
    median: dict[int, float] = field(default_factory=dict)
    queries: int = 0
    badges: dict[str, float] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    megabytes: dict[int, float] = field(default_factory=dict)
    failed: str = ""


def measure(*, large: int = LARGE, people: int = PEOPLE) -> Found:
    """Each part; where PostgreSQL does not answer, ``failed`` says so."""
    found = Found()
    try:
        with _server() as server:
            made = _compare(server, large)
    except OSError as error:
        found.failed = str(error)
    else:
        found.p95 = {int(size): value for size, value in made["p95"].items()}
        found.median = {int(size): value for size, value in made["median"].items()}
        found.queries = made["queries"]
    for count in (people // 10, people):
        with tempfile.TemporaryDirectory() as folder:
            made = _child("bulk", f"sqlite:///{folder}/bench.sqlite3", count)
        found.megabytes[count], found.seconds[count] = made["megabytes"], made["seconds"]
        found.badges = made["badges"]
    return found


@contextmanager
def _server() -> Iterator[Any]:
    """A connection to the server, without databases of ours; raises OSError where none answers."""
    import psycopg

    try:
        server = psycopg.connect(SERVER.replace("postgres://", "postgresql://"), autocommit=True)
    except psycopg.OperationalError as error:
        raise OSError(f"no PostgreSQL answers at {urlsplit(SERVER).netloc}") from error
    with server:
        _drop(server)
        try:
            yield server
        finally:
            _drop(server)


def _drop(server: Any) -> None:
    for name in (SMALL_NAME, LARGE_NAME):
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _compare(server: Any, large: int) -> dict[str, Any]:
    """Two databases that differ in size alone, asked in turns."""
    address = SERVER.rpartition("/")[0]
    server.execute(f"CREATE DATABASE {SMALL_NAME}")
    made = _child("prepare", f"{address}/{SMALL_NAME}", SMALL)
    server.execute(f"CREATE DATABASE {LARGE_NAME} TEMPLATE {SMALL_NAME}")
    return _child("lookup", f"{address}/{LARGE_NAME}", SMALL, large, made["template"])


def _child(part: str, url: str, *numbers: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.register", part, *map(str, numbers)],
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


# --- in the process of one part


def _prepare(size: int) -> dict[str, Any]:
    """A small register."""
    from certificates.api import ensure_document
    from tests.factories.certificates import make_certificate

    real = make_certificate()
    ensure_document(real)
    _fill(real.pk, size)
    return {"template": real.pk}


def _look_up(small: int, large: int, template: int) -> dict[str, Any]:
    """Look-ups of known and unknown numbers through the register's own function.

    One among few and one among many take turns, so that what else the machine does falls on both.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from certificates.api import verify
    from certificates.numbers import draw_number
    from lms.core import clock

    _fill(template, large)
    connection.close()
    now, unknown = clock.now(), ["SMP-0000-0000-0000-0", draw_number()]
    opened: dict[int, Any] = {}
    wanted: dict[int, list[str]] = {}
    queries = 0
    for size, name in ((small, SMALL_NAME), (large, LARGE_NAME)):
        opened[size] = _open(name)
        wanted[size] = (_number_some(size) + unknown) * (LOOK_UPS // 20)
        with CaptureQueriesContext(connection) as captured:
            verify(wanted[size][0], now=now)
        queries = len(captured)
    times: dict[int, list[list[float]]] = {size: [] for size in opened}
    for turn in range(ROUNDS + 1):
        found: dict[int, list[float]] = {size: [] for size in opened}
        for place in range(LOOK_UPS):
            for size, server in opened.items():
                connection.connection = server
                start = time.perf_counter()
                verify(wanted[size][place], now=now)
                found[size].append((time.perf_counter() - start) * 1000)
        if turn:
            for size, one in found.items():
                times[size].append(sorted(one))
    # the quietest turns: whatever else the machine does only ever makes one slower
    return {
        "p95": {
            size: min(one[int(len(one) * 0.95)] for one in all_) for size, all_ in times.items()
        },
        "median": {size: min(map(statistics.median, all_)) for size, all_ in times.items()},
        "queries": queries,
    }


def _open(name: str) -> Any:
    """Point Django's connection at another database, keeping the one before open; return it."""
    from django.db import connection

    connection.connection = None
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    return connection.connection


def _fill(template: int, size: int) -> None:
    """Copy one certificate, its event and its document until there are ``size`` certificates.

    The copies belong to people and enrollments that do not exist, so the server is told not to
    look for them; no look-up does.
    """
    from django.db import connection

    from certificates.models import Certificate, CertificateDocument, LedgerEvent

    first = Certificate.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    last = first + size - Certificate.objects.count() - 1
    number = "'Z' || lpad(n::text, 12, '0')"  # no number that can be typed
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model, changes in (
            (Certificate, {"id": "n", "number": number, "user_id": "n", "enrollment_id": "n"}),
            (LedgerEvent, {"id": "n", "certificate_id": "n"}),
            (CertificateDocument, {"id": "n", "certificate_id": "n", "sha256": "md5(n::text)"}),
        ):
            table = model._meta.db_table
            columns = [column.column for column in model._meta.concrete_fields]
            values = [changes.get(column, f'row."{column}"') for column in columns]
            owner = "id" if model is Certificate else "certificate_id"
            # names of tables and columns come from the models, numbers from here
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
                f"SELECT {', '.join(values)} FROM generate_series({first}, {last}) AS n, "
                f"(SELECT * FROM {table} WHERE {owner} = {template} LIMIT 1) AS row"
            )
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SET session_replication_role = DEFAULT")


def _number_some(size: int) -> list[str]:
    """Numbers that can be looked up, given to copies from everywhere in the table."""
    from django.db import connection

    from certificates.models import Certificate
    from certificates.numbers import draw_number

    last = Certificate.objects.order_by("-pk").values_list("pk", flat=True)[0]
    numbers = []
    with connection.cursor() as cursor:
        for place in range(1, 19):
            numbers.append(draw_number())
            cursor.execute(
                "UPDATE lms_certificates_certificate SET number = %s WHERE id = %s",
                [numbers[-1], last - place * (size // 20)],
            )
    return numbers


def _issue(people: int) -> dict[str, Any]:
    """Plan and work through a run, drawing and sealing each certificate as a small site does."""
    from certificates.models import Certificate
    from certificates.rows import Row
    from certificates.services import badges, bulk

    award = _crowd(people)
    rows = [Row(place, f"person{place}@example.org") for place in range(people)]
    run = bulk.plan_issue_from_rows(rows, award=award, title="bench", actor=None, is_dry_run=False)
    start = time.perf_counter()
    run = bulk.work_on(run.pk)
    seconds = time.perf_counter() - start
    counts = run.items.by_state()
    if counts != {"done": people} or Certificate.objects.count() != people:
        raise RuntimeError(f"the run ended with {counts}")
    megabytes = peak_memory()
    some = list(Certificate.objects.all()[:BADGES])
    forms: dict[str, Callable[[Any], object]] = {
        "JSON with its proof": badges.badge_json,
        "token (JWT)": badges.badge_token,
    }
    per_second = {}
    for name, make in forms.items():
        make(some[0])
        start = time.perf_counter()
        for certificate in some:
            make(certificate)
        per_second[name] = len(some) / (time.perf_counter() - start)
    return {"seconds": seconds, "megabytes": megabytes, "badges": per_second}


def _crowd(people: int) -> Any:
    """People who completed a course before its award was published, and the award."""
    from django.contrib.auth import get_user_model

    from courses.models import Enrollment, LearnerProfile, UnitResult
    from lms.core import clock
    from tests.factories import certificates as make

    course = make.make_short_course()
    award = make.make_award(course, publish=False)
    model = make.complete(make.make_holder(), course)
    results = list(UnitResult.objects.filter(enrollment=model))
    users = get_user_model()
    for start in range(0, people, 500):
        places = range(start, min(start + 500, people))
        made = users.objects.bulk_create(
            users(username=f"person{n}", email=f"person{n}@example.org") for n in places
        )
        LearnerProfile.objects.bulk_create(
            LearnerProfile(
                user=user, legal_name=f"Ines {user.username}", legal_name_confirmed_at=clock.now()
            )
            for user in made
        )
        enrollments = Enrollment.objects.bulk_create(_copy(model, user=user) for user in made)
        UnitResult.objects.bulk_create(
            _copy(result, enrollment=enrollment, uuid=uuid.uuid4())
            for enrollment in enrollments
            for result in results
        )
    award.save_revision().publish()
    award.refresh_from_db()
    return award


def _copy(row: Any, **changes: Any) -> Any:
    columns = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    del columns["id"]
    for name in changes:
        columns.pop(f"{name}_id", None)
    return type(row)(**{**columns, **changes})


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    "prepare": _prepare,
    "lookup": _look_up,
    "bulk": _issue,
}


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["private"]["OPTIONS"]["location"] = tempfile.mkdtemp(prefix="bench-")
    call_command("migrate", verbosity=0)
    print(json.dumps(PARTS[sys.argv[1]](*(int(number) for number in sys.argv[2:]))))


if __name__ == "__main__":
    main()
