"""Attempts: the requests that start and hand in a long exam against a short one, from one bank.

``python -m benchmarks.attempts`` makes a fresh database of its own (``DATABASE_URL`` names it), and
prints the seconds as JSON; :func:`measure` runs it in a process beside a temporary file.
"""

import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

SIZES, BANK, ROUNDS = (5, 200), 200, 11


@dataclass(frozen=True)
class Found:
    """Median seconds by number of questions."""

    start: dict[int, float]
    submit: dict[int, float]

    def ratio(self, name: str) -> float:
        """The longest exam against the shortest."""
        seconds: dict[int, float] = getattr(self, name)
        return seconds[max(seconds)] / seconds[min(seconds)]


def measure() -> Found:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.attempts"],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/attempts.sqlite3"},
            check=True,
            capture_output=True,
            text=True,
        )
    data = json.loads(done.stdout.splitlines()[-1])
    return Found(**{name: {int(n): value for n, value in data[name].items()} for name in data})


def build() -> dict[int, Any]:
    """A course with one exam of each size, and a bank of every objective type in turn."""
    from wagtail.models import Site

    from assessments.models import ExamPage, ExamSection, Question
    from benchmarks.grading import QUESTIONS
    from courses.api import publish_version
    from courses.models import CatalogPage, CoursePage, ModulePage, Topic

    topic = Topic.objects.create(title="Depth", slug="depth")
    names = list(QUESTIONS)
    for number in range(BANK):
        name = names[number % len(names)]
        question = Question(key=f"bench-{number}", topic=topic, live=False)
        block = question.content.stream_block.child_blocks[name]
        question.content = [(name, block.to_python(QUESTIONS[name]))]
        question.save()
        question.save_revision().publish()
    home = Site.objects.get(is_default_site=True).root_page
    catalog = home.add_child(instance=CatalogPage(title="Bench", slug="bench"))
    course = catalog.add_child(
        instance=CoursePage(title="Foundation", slug="foundation", unlock_policy="free")
    )
    module = course.add_child(instance=ModulePage(title="Module"))
    exams = {}
    for size in SIZES:
        exam = ExamPage(title=f"Exam of {size}", slug=f"exam-{size}", time_limit=60)
        exam.sections = [ExamSection(kind="random", count=size, use="exam")]
        exams[size] = module.add_child(instance=exam)
    publish_version(course)
    return exams


def run() -> dict[str, dict[int, float]]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from assessments.models import Attempt, ExamPage, QuestionVersion
    from assessments.services.answers import Sheet, save_sheet
    from assessments.services.attempts import start_attempt
    from benchmarks.timing import in_turns
    from courses.api import enroll

    exams = {size: ExamPage.objects.get(pk=exam.pk) for size, exam in build().items()}
    numbers = count()

    def learner(size: int) -> Any:
        user = get_user_model().objects.create(username=f"bench{next(numbers)}")
        enroll(user, exams[size].get_parent().get_parent().specific)
        return user

    def answered(size: int) -> Attempt:
        user = learner(size)
        attempt = start_attempt(exams[size], user=user)
        versions = QuestionVersion.objects.in_bulk(attempt.read_paper().version_ids)
        sheets = []
        for item in attempt.read_paper().items:
            version = versions[item.version_id]
            answer = version.kind.key_response(version.spec)
            sheets.append(Sheet(item.position, answer, 0, flagged=False))
        save_sheet(attempt.uuid, sheets, user=user)
        return attempt

    # what is measured finds its trainee, and its answers, made before
    waiting = {size: [learner(size) for _ in range(ROUNDS + 1)] for size in SIZES}
    taken = {size: [answered(size) for _ in range(ROUNDS + 1)] for size in SIZES}

    def posts(user: Any, name: str, key: Any) -> Callable[[], object]:
        client = Client()
        client.force_login(user)
        url = reverse(f"lms_assessments:{name}", args=[key])
        return lambda: client.post(url)

    def start(size: int) -> Callable[[], object]:
        ready = [posts(user, "start", exams[size].pk) for user in waiting[size]]
        return lambda: ready.pop()()

    def submit(size: int) -> Callable[[], object]:
        ready = [posts(attempt.user, "submit", attempt.uuid) for attempt in taken[size]]
        return lambda: ready.pop()()

    found = {}
    for name, make in (("start", start), ("submit", submit)):
        seconds = in_turns({str(size): make(size) for size in SIZES}, rounds=ROUNDS)
        found[name] = {size: seconds[str(size)] for size in SIZES}
    if Attempt.objects.filter(state="graded").count() != len(SIZES) * (ROUNDS + 1):
        raise ValueError("not every attempt was handed in")
    return found


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    warnings.simplefilter("ignore")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(run()))
