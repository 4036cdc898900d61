"""All tests: first everything on SQLite, then what touches the database again on PostgreSQL.

Migrating an empty database takes most of a minute, so it is done once for each kind, both at a
time, and every worker gets a copy.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get(
    "TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/stipple?connect_timeout=3"
)
SERVER, _, NAME = POSTGRES.partition("?")[0].rpartition("/")
OPTIONS = POSTGRES.partition("?")[2]
WORKERS = int(os.environ.get("TEST_WORKERS", "2"))
# What pytest-django puts behind the name of a worker's database.
SUFFIXES = [f"_gw{n}" for n in range(WORKERS)] or [""]
TEMPLATE = f"test_{NAME}_template"


def migrate(database_url: str) -> subprocess.Popen[bytes]:
    """Start to migrate an empty database."""
    environment = {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "-W", "error", "manage.py", "migrate", "-v", "0", "--no-input"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})


def run(title: str, *arguments: str, **environment: str) -> int:
    """Run pytest once, on databases that are there already; return its exit code."""
    print(f"\n=== {title} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--reuse-db"]
    command += ["-n", str(WORKERS), "--dist", "worksteal", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def postgres_answers() -> bool:
    """Whether a PostgreSQL server takes a connection to its maintenance database."""
    try:
        with psycopg.connect(f"{SERVER}/postgres", connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def on_server(*statements: tuple[str, str]) -> None:
    """Say ``DROP`` or ``CREATE`` of databases, each a name and, to copy from, another."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        for name, copy_of in statements:
            made = sql.Identifier(name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made))
            if copy_of:
                template = sql.Identifier(copy_of)
                connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, template))


@contextmanager
def postgres_databases() -> Iterator[None]:
    """The databases of the workers, dropped again at the end."""
    ours = [f"test_{NAME}{suffix}" for suffix in SUFFIXES]
    try:
        on_server(*((name, TEMPLATE) for name in ours))
        yield
    finally:
        on_server(*((name, "") for name in [*ours, TEMPLATE]))


def main() -> None:
    more = sys.argv[1:]
    on_postgres = postgres_answers()
    with tempfile.TemporaryDirectory(prefix="stipple-tests-") as folder:
        prepared = f"{folder}/prepared.sqlite3"
        migrations = [migrate(f"sqlite:///{prepared}")]
        if on_postgres:
            on_server((TEMPLATE, "template0"))
            migrations.append(migrate(f"{SERVER}/{TEMPLATE}?{OPTIONS}"))
        exit_codes = [one.wait() for one in migrations]
        if any(exit_codes):
            sys.exit("The migrations failed.")
        for suffix in SUFFIXES:
            shutil.copy(prepared, f"{folder}/test.sqlite3{suffix}")
        failed = run(
            "Tests on SQLite",
            *more,
            DATABASE_URL=f"sqlite:///{folder}/site.sqlite3",
            STIPPLE_TEST_DB=f"{folder}/test.sqlite3",
        )
    if on_postgres:
        # A browser and a foreign site see the same code again: once is enough for those, as for
        # pure rules, which no database can change.
        with postgres_databases():
            failed |= run(
                "Tests on PostgreSQL",
                "-m",
                "database and not e2e and not host",
                *more,
                DATABASE_URL=POSTGRES,
            )
    else:
        print(
            "\n" + "!" * 78 + f"\n!!! PostgreSQL does not answer at {POSTGRES.rpartition('@')[2]}:"
            "\n!!! THE TESTS WERE NOT RUN ON POSTGRESQL. Start one, or set TEST_DATABASE_URL.\n"
            + "!"
            * 78,
            flush=True,
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
