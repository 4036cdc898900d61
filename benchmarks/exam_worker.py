"""Reads the statistics of an exam from a database, in a process of its own.

``python -m benchmarks.exam_worker 1000`` makes a fresh database with that many graded attempts at
50 questions, each on a paper in an order of its own, and prints the seconds of processor time
the whole report took and the most memory the process has held, as JSON.
"""

import datetime as dt
import json
import logging
import os
import random
import sys
import time
import uuid
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from benchmarks.timing import peak_memory

QUESTIONS, OPTIONS, PER_INSERT = 50, 4, 20_000
STARTED = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


def build_exam() -> Any:
    """A published exam of 50 questions with one right answer."""
    from wagtail.models import Site

    from assessments.models import ExamPage, ExamSection, ExamSectionQuestion, Question
    from courses.models import CatalogPage, CoursePage, ModulePage, Topic

    topic = Topic.objects.create(title="Bench", slug="bench")
    questions = []
    for number in range(QUESTIONS):
        question: Any = Question(key=f"bench-{number}", topic=topic)
        block = question.content.stream_block.child_blocks["single"]
        raw = {
            "stem": f"<p>Question {number}?</p>",
            "choices": [
                {
                    "type": "item",
                    "id": str(uuid.UUID(int=number * OPTIONS + place)),
                    "value": {"text": f"Option {place}", "correct": place == 0, "feedback": ""},
                }
                for place in range(OPTIONS)
            ],
            "explanation": "",
        }
        question.content = [("single", block.to_python(raw))]
        question.save()
        question.save_revision().publish()
        questions.append(question)
    parent = Site.objects.get(is_default_site=True).root_page
    for page in (
        CatalogPage(title="Bench", slug="bench"),
        CoursePage(title="Course", slug="course"),
        ModulePage(title="Module"),
    ):
        parent = parent.add_child(instance=page)
    exam = ExamPage(title="Exam", slug="exam")
    exam.sections = [ExamSection(kind="fixed")]
    parent.add_child(instance=exam)
    section = exam.sections.get()
    section.questions = [ExamSectionQuestion(question=question) for question in questions]
    section.save()
    return exam


def rows_of(count: int, paper: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """A paper in an order of its own and what was chosen, "" for nothing, for each attempt."""
    rng = random.Random(count)
    for _ in range(count):
        items = [dict(item) for item in paper["items"]]
        rng.shuffle(items)
        for position, item in enumerate(items, 1):
            item["position"] = position
        skill = rng.random()
        chosen = []
        for item in items:
            options = sorted(item["choices"])
            roll = rng.random()
            right = roll < skill
            chosen.append("" if roll > 0.98 else options[0] if right else rng.choice(options[1:]))
        yield {**paper, "items": items}, chosen


def fill(count: int, *, people: int = 1000) -> uuid.UUID:
    """Make ``count`` graded attempts of so many people at most; the exam's key."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from assessments.models import Attempt, AttemptEvent, ExamPage, GradeEvent, Response
    from assessments.services.attempts import compose_paper
    from courses.api import enroll, publish_version
    from courses.models import Enrollment

    exam = ExamPage.objects.get(pk=build_exam().pk)
    course = exam.get_parent().get_parent().specific
    publish_version(course)
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"sitter-{n}") for n in range(min(count, people))
    )
    first = enroll(users[0], course)
    fixed = ("course", "course_key", "course_title", "version", "state", "started_at")
    same = {name: getattr(first, name) for name in fixed}
    others = [Enrollment(user=user, **same) for user in users[1:]]
    enrollments = [first, *Enrollment.objects.bulk_create(others)]
    template = compose_paper(exam.rule, seed="bench").to_json()
    numbers = iter(range(count + 1))
    rows = rows_of(count, template)
    while group := list(islice(rows, PER_INSERT // QUESTIONS)):
        with transaction.atomic():
            attempts = Attempt.objects.bulk_create(
                Attempt(
                    user=users[number % len(users)],
                    enrollment=enrollments[number % len(users)],
                    exam=exam,
                    exam_key=exam.translation_key,
                    exam_title=exam.title,
                    number=number // len(users) + 1,
                    state="graded",
                    paper=paper,
                    paper_digest="",
                    started_at=STARTED,
                    closed_at=STARTED + dt.timedelta(minutes=40),
                    score=0.5,
                    outcome="pass",
                )
                for (paper, _chosen), number in zip(group, numbers, strict=False)
            )
            GradeEvent.objects.bulk_create(
                GradeEvent(
                    attempt=attempt,
                    cause="submitted",
                    items=[
                        {
                            "position": item["position"],
                            "fraction": str(int(pick == min(item["choices"]))),
                            "note": "",
                            "answered": bool(pick),
                        }
                        for item, pick in zip(paper["items"], chosen, strict=True)
                    ],
                    points=25,
                    total=50,
                    score=0.5,
                    outcome="pass",
                )
                for attempt, (paper, chosen) in zip(attempts, group, strict=True)
            )
            answers, events = [], []
            for attempt, (paper, chosen) in zip(attempts, group, strict=True):
                at = STARTED
                events.append(AttemptEvent(attempt=attempt, kind="started", at=at))
                for item, pick in zip(paper["items"], chosen, strict=True):
                    if not pick:
                        continue
                    place = item["position"]
                    at += dt.timedelta(seconds=20 + place)
                    answers.append(
                        Response(
                            attempt=attempt,
                            position=place,
                            version_id=item["version"],
                            answer={"picks": [pick]},
                            saved_at=at,
                        )
                    )
                    events.append(
                        AttemptEvent(
                            attempt=attempt, kind="answered", position=place, sequence=1, at=at
                        )
                    )
            Response.objects.bulk_create(answers)
            AttemptEvent.objects.bulk_create(events)
    return exam.translation_key


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from assessments.queries.statistics import exam_report

    key = fill(int(sys.argv[1]))
    started = time.process_time()
    report = exam_report(key)
    seconds = time.process_time() - started
    if report.figures.attempts != int(sys.argv[1]):
        raise RuntimeError("not every attempt was counted")
    print(json.dumps({"seconds": seconds, "megabytes": peak_memory()}))


if __name__ == "__main__":
    main()
