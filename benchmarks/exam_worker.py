"""Reads the statistics of an exam from a database, in a process of its own.

``python -m benchmarks.exam_worker 1000`` makes a fresh database with that many graded attempts at
50 questions, each on a paper in an order of its own, and prints the seconds of processor time
the whole report took and the most memory the process has held, as JSON. Another process makes the
attempts, so that the memory is that of the report alone.
"""

import json
import logging
import os
import subprocess
import sys
import time
import warnings

from benchmarks.exam import fill
from benchmarks.timing import peak_memory


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    import django
    from django.core.management import call_command

    django.setup()
    if sys.argv[2:] == ["fill"]:
        call_command("migrate", verbosity=0, interactive=False)
        fill(int(sys.argv[1]))
        return
    subprocess.run(
        [sys.executable, "-m", "benchmarks.exam_worker", sys.argv[1], "fill"], check=True
    )
    from assessments.models import Attempt
    from assessments.queries.statistics import exam_report

    key = Attempt.objects.values_list("exam_key", flat=True)[0]
    started = time.process_time()
    report = exam_report(key)
    seconds = time.process_time() - started
    if report.figures.attempts != int(sys.argv[1]):
        raise RuntimeError("not every attempt was counted")
    print(json.dumps({"seconds": seconds, "megabytes": peak_memory()}))


if __name__ == "__main__":
    main()
