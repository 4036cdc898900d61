"""Compares and applies a regrade that touches every attempt, in a process of its own.

``python -m benchmarks.regrade_worker 1000`` makes a fresh database with that many graded attempts
at 50 questions, each of another person, leaves one question out of all of them, and prints the
seconds of processor time of both steps, the grades written, and how many turned a result, as JSON.
"""

import json
import logging
import os
import sys
import time
import warnings
from itertools import islice

from benchmarks.exam import fill
from benchmarks.timing import peak_memory

PER_CALL = 200


def record_results() -> None:
    """Tell the course what every attempt came to, as handing in would have."""
    from assessments.models import Attempt
    from courses.api import NewResult, record_unit_results

    rows = Attempt.objects.without_paper().order_by("pk").iterator(chunk_size=PER_CALL)
    while group := list(islice(rows, PER_CALL)):
        record_unit_results(
            NewResult(
                enrollment_id=attempt.enrollment_id,
                unit_key=attempt.exam_key,
                unit_title=attempt.exam_title,
                kind="exam",
                source=f"attempt:{attempt.uuid}",
                outcome=attempt.outcome,
                score=attempt.score,
                at=attempt.closed_at or attempt.started_at,
            )
            for attempt in group
        )


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth import get_user_model

    from assessments.models import Question
    from assessments.services.regrades import (
        request_apply,
        request_regrade,
        run_comparison,
        run_regrade,
    )

    count = int(sys.argv[1])
    fill(count, people=count)
    record_results()
    actor = get_user_model().objects.create_user("decider")
    question = Question.objects.get(key="bench-0")
    row = request_regrade(
        question, way="drop", versions=list(question.versions.all()), reason="x", actor=actor
    )
    started = time.process_time()
    run_comparison(row.pk)
    compared = time.process_time() - started
    row.refresh_from_db()
    started = time.process_time()
    request_apply(row, digest=row.digest, actor=actor)
    run_regrade(row.pk)
    applied = time.process_time() - started
    row.refresh_from_db()
    if row.grade_events.count() != count or row.counts["left_out"]:
        raise RuntimeError("not every grade was written")
    print(
        json.dumps(
            {
                "compared": compared,
                "applied": applied,
                "grades": row.counts["changed"],
                "turned": row.counts["to_pass"] + row.counts["to_fail"],
                "megabytes": peak_memory(),
            }
        )
    )


if __name__ == "__main__":
    main()
