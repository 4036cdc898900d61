"""All tests: first everything on SQLite, then what touches the database again on PostgreSQL."""

import os
import subprocess
import sys
import tempfile

import psycopg

POSTGRES = os.environ.get(
    "TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/stipple?connect_timeout=3"
)
WORKERS = os.environ.get("TEST_WORKERS", "2")


def run(title: str, *arguments: str, **environment: str) -> int:
    """Run pytest once; return its exit code."""
    print(f"\n=== {title} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal"]
    return subprocess.run(
        [*command, *arguments], env={**os.environ, **environment}, check=False
    ).returncode


def postgres_answers() -> bool:
    """Whether a PostgreSQL server takes a connection to its maintenance database."""
    server = POSTGRES.partition("?")[0].rpartition("/")[0]
    try:
        with psycopg.connect(f"{server}/postgres", connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def main() -> None:
    more = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="stipple-tests-") as folder:
        failed = run(
            "Tests on SQLite",
            *more,
            DATABASE_URL=f"sqlite:///{folder}/site.sqlite3",
            STIPPLE_TEST_DB=f"{folder}/test.sqlite3",
        )
    if postgres_answers():
        # A browser and a foreign site see the same code again: once is enough for those, as for
        # pure rules, which no database can change.
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
