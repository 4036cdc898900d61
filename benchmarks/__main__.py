"""Measure everything and print it: ``python -m benchmarks [part] ...``; parts are in ``PARTS``."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from benchmarks.timing import peak_memory

if TYPE_CHECKING:
    from benchmarks.statistics import Found

Row = tuple[str, str, str, str]
WIDTHS = (52, 16, 32, 24)


def show(title: str, rows: Iterable[Row]) -> None:
    """Print a table: what, figure, against what, goal."""
    print(f"\n{title}")
    for row in rows:
        print("  " + "".join(text.ljust(width) for text, width in zip(row, WIDTHS, strict=True)))
    sys.stdout.flush()


def verdict(ratio: float, goal: float, *, at_most: bool = False, unit: str = "x") -> str:
    """The goal, and whether the ratio reaches it."""
    reached = ratio <= goal if at_most else ratio >= goal
    return f"goal {'<=' if at_most else '>='} {goal:g}{unit}: {'reached' if reached else 'MISSED'}"


def certificates() -> None:
    from benchmarks.certificates import measure, two_processes

    found = measure()
    ours = found.per_second["Stipple, sealed"]
    rows: list[Row] = [
        (name, f"{found.per_second[name]:.1f} /s", f"{found.size[name] / 1000:.0f} kB each", goal)
        for name, goal in (
            ("Stipple", ""),
            ("Stipple, sealed", f"{verdict(ours, 100, unit=' /s')}"),
        )
    ]
    for rival, goal in (("typst", 3), ("WeasyPrint", 10)):
        if rival in found.failed:
            rows.append((rival, "not measured", found.failed[rival][:70], ""))
            continue
        per_second = found.per_second[rival]
        ratio = ours / per_second
        form = f"{found.size[rival] / 1000:.0f} kB, stipple as {found.form[rival]}"
        rows.append((rival, f"{per_second:.1f} /s", form, f"{ratio:.1f}x  {verdict(ratio, goal)}"))
    rows.append(("peak memory of this process", f"{peak_memory():.0f} MB", "with both rivals", ""))
    show(
        "Certificates, the same page, one process, processor time; ratios are of sealed ones", rows
    )
    one, two = two_processes()
    gain = two / one
    rows = [
        ("one process", f"{one:.1f} /s", "", ""),
        ("two processes", f"{two:.1f} /s", "", f"{gain:.2f}x  {verdict(gain, 1.8)}"),
    ]
    show(f"Sealed certificates by the clock, {os.cpu_count()} cores, load {_load()}", rows)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def grading() -> None:
    from benchmarks.grading import measure

    found = measure()
    show(
        "Grading, pure, one core",
        [(name, f"{per_second:,.0f} /s", "answers", "") for name, per_second in found.items()],
    )


def statistics() -> None:
    from benchmarks.statistics import measure

    show("Statistics of an exam, pure, one process", growth_rows(measure()))


def report() -> None:
    from benchmarks.statistics import measure_report

    rows = growth_rows(measure_report())
    show("Statistics of an exam, the whole report out of SQLite, processor time", rows)


def regrade() -> None:
    from benchmarks.statistics import measure_regrade

    rows: list[Row] = []
    for attempts, found in measure_regrade().items():
        name = f"{attempts:,} attempts x 50 questions"
        turned = f"{found['turned']} turn a result"
        goal = verdict(found["applied"], 120, at_most=True, unit=" s") if attempts >= 10_000 else ""
        rows.append((f"{name}, compared", f"{found['compared']:.1f} s", "", ""))
        rows.append((f"{name}, applied", f"{found['applied']:.1f} s", turned, goal))
    show("A regrade that touches every attempt, SQLite, processor time", rows)


def growth_rows(found: "Found") -> list[Row]:
    """Seconds and memory by size, and how time grew per attempt."""
    smallest = min(found.seconds)
    rows: list[Row] = []
    for attempts, seconds in found.seconds.items():
        growth = seconds / found.seconds[smallest] * smallest / attempts
        text = f"{growth:.2f}x per attempt  {verdict(growth, 1.5, at_most=True)}"
        rows.append(
            (
                f"{attempts:,} attempts x {found.questions} questions",
                f"{seconds:.2f} s",
                f"peak memory {found.megabytes[attempts]:.0f} MB",
                "" if attempts == smallest else text,
            )
        )
    return rows


def pages() -> None:
    from benchmarks.pages import measure

    found = measure()

    def row(label: str, key: str, result: str = "") -> Row:
        size = f"{found.queries[key]} queries, {found.sizes[key] / 1000:.1f} kB"
        return (label, f"{found.milliseconds[key]:.2f} ms", size, result)

    times = found.milliseconds
    lesson = times["stipple lesson"] / times["stipple bare"]
    plain = times["stipple lesson"] / times["stipple plain"]
    rows = [
        row("bare Wagtail page, same size, frame, user", "stipple bare"),
        row("the same page without the site's frame", "stipple plain", f"lesson {plain:.2f}x"),
        row(
            "lesson page, enrolled trainee",
            "stipple lesson",
            f"{lesson:.2f}x  {verdict(lesson, 1.5, at_most=True)}",
        ),
    ]
    if found.rival_failed:
        rows.append(("wagtail-lms", "not measured", found.rival_failed[:70], ""))
        rows.append(row("course page, 27 lessons", "stipple course"))
    else:
        faster = times["rival course"] / times["stipple course"]
        rows.append(row("wagtail-lms, course page, 27 lessons", "rival course"))
        rows.append(
            row(
                "course page, 27 lessons",
                "stipple course",
                f"{faster:.2f}x as fast  {verdict(faster, 1)}",
            )
        )
    rows.append(("peak memory of the site", f"{found.megabytes:.0f} MB", "", ""))
    show("Pages, SQLite, one process, processor time from request to bytes", rows)


def register() -> None:
    from benchmarks.register import LARGE, SMALL, measure

    found = measure()
    rows: list[Row] = []
    if found.failed:
        rows.append(("look-ups", "not measured", found.failed[:70], ""))
    else:
        for size in (SMALL, LARGE):
            text = f"median {found.median[size]:.2f} ms, {found.queries} queries"
            growth = found.p95[size] / found.p95[SMALL]
            goal = "" if size == SMALL else f"{growth:.2f}x  {verdict(growth, 1.2, at_most=True)}"
            rows.append((f"look-up among {size:,}, p95", f"{found.p95[size]:.2f} ms", text, goal))
    for people, seconds in found.seconds.items():
        memory = found.megabytes[people]
        goal = f"goal < 300 MB: {'reached' if memory < 300 else 'MISSED'}"
        rate = f"{people / seconds:.0f} /s, drawn and sealed"
        rows.append((f"bulk issue of {people:,}", f"{memory:.0f} MB at most", rate, goal))
    for name, per_second in found.badges.items():
        rows.append((f"badge, {name}", f"{per_second:.0f} /s", "one process", ""))
    show("Register, PostgreSQL for look-ups, SQLite for bulk issue", rows)


def attempts() -> None:
    from benchmarks.attempts import SIZES, measure

    found = measure()
    short, long = min(SIZES), max(SIZES)
    rows: list[Row] = []
    for name in ("start", "submit"):
        seconds = getattr(found, name)
        ratio = found.ratio(name)
        rows.append((f"{name}, {short} questions", f"{seconds[short] * 1000:.1f} ms", "", ""))
        rows.append(
            (
                f"{name}, {long} questions",
                f"{seconds[long] * 1000:.1f} ms",
                "",
                f"{ratio:.2f}x  {verdict(ratio, 2.5, at_most=True)}",
            )
        )
    show("Attempts, SQLite, one process, requests by the clock", rows)


def directory() -> None:
    from benchmarks.directory import LARGE, SMALL, measure
    from benchmarks.directory_rows import PER_CLINIC

    found = measure()
    rows: list[Row] = []
    if found.failed:
        rows.append(("searches", "not measured", found.failed[:70], ""))
    for part, by_size in found.p95.items():
        for size, p95 in by_size.items():
            text = (
                f"median {found.median[part][size]:.0f} ms, {found.queries[part]} queries at most"
            )
            growth = p95 / by_size[SMALL]
            goal = f"{growth:.2f}x"
            if part != "sitemap":
                goal += f"  {verdict(growth, 1.5, at_most=True)}"
            label = f"{part}, {size:,} people, {size // PER_CLINIC:,} clinics, p95"
            rows.append((label, f"{p95:.0f} ms", text, goal if size == LARGE else ""))
    rows.append(("slowest search", found.slowest, "", ""))
    show("Directory, PostgreSQL, searches of every kind", rows)


PARTS: dict[str, Callable[[], None]] = {
    "pages": pages,
    "certificates": certificates,
    "grading": grading,
    "attempts": attempts,
    "statistics": statistics,
    "report": report,
    "regrade": regrade,
    "register": register,
    "directory": directory,
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    warnings.simplefilter("ignore")
    import django

    django.setup()
    print("Medians; ratios are measured in turns on this machine, now.")
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
