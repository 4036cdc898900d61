"""An exam of 50 questions and as many attempts at it as are wanted, for what measures them.

One attempt is really taken, through the services; some thousand are copies of its rows, each with
an order, answers, times and a score of its own, written without models; and what is wanted beyond
those is copied from them by the database.
"""

import datetime as dt
import json
import math
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

QUESTIONS, OPTIONS, PER_INSERT, OWN = 50, 4, 200, 10_000
STARTED = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


def build_exam() -> Any:
    """A published exam of 50 questions with one right answer."""
    from wagtail.models import Site

    from assessments.models import ExamPage, ExamSection, ExamSectionQuestion, Question
    from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage, Topic

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
        CoursePage(title="Course", slug="course", unlock_policy="free"),
        ModulePage(title="Module"),
    ):
        parent = parent.add_child(instance=page)
    # with a lesson beside it, so that nobody completes the course by the exam alone
    parent.add_child(instance=LessonPage(title="Lesson"))
    exam = ExamPage(title="Exam", slug="exam")
    exam.sections = [ExamSection(kind="fixed")]
    parent.add_child(instance=exam)
    section = exam.sections.get()
    section.questions = [ExamSectionQuestion(question=question) for question in questions]
    section.save()
    return ExamPage.objects.get(pk=exam.pk)


def fill(count: int, *, people: int = 1000) -> uuid.UUID:
    """Make ``count`` graded attempts of so many people at most, in SQLite; the exam's key."""
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction

    from assessments.services.answers import Sheet, save_sheet
    from assessments.services.attempts import start_attempt, submit_attempt
    from courses.api import enroll, publish_version
    from courses.models import Enrollment

    exam = build_exam()
    course = exam.get_parent().get_parent().specific
    publish_version(course)
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"sitter-{n}") for n in range(min(count, people))
    )
    first = enroll(users[0], course)
    fixed = ("course", "course_key", "course_title", "version", "state", "started_at")
    same = {name: getattr(first, name) for name in fixed}
    enrollments = [
        first,
        *Enrollment.objects.bulk_create(Enrollment(user=user, **same) for user in users[1:]),
    ]
    real = start_attempt(exam, user=users[0], now=STARTED)
    sheets = [
        Sheet(item.position, {"picks": [min(item.choices)]}, 0, flagged=False)
        for item in real.read_paper().items
    ]
    save_sheet(real.uuid, sheets, user=users[0], now=STARTED + dt.timedelta(minutes=39))
    real = submit_attempt(real.uuid, user=users[0], now=STARTED + dt.timedelta(minutes=40))
    owners = [(user.pk, enrollment.pk) for user, enrollment in zip(users, enrollments, strict=True)]
    with connection.cursor() as cursor:
        # every row is a copy of one that was checked, into a file that is thrown away
        for pragma in (
            "foreign_keys=OFF",
            "ignore_check_constraints=ON",
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-65536",
        ):
            cursor.execute(f"PRAGMA {pragma}")
    with transaction.atomic():
        copies = Copies(real, owners)
        own = min(count, OWN)
        made = copies.rows(own - 1)
        while group := list(islice(made, PER_INSERT)):
            for table, rows in zip(copies.tables, zip(*group, strict=True), strict=True):
                table.insert([row for part in rows for row in part])
        for there in range(own, count, own):
            for table in {table.name: table for table in copies.tables}.values():
                table.repeat(first=real.pk, count=min(own, count - there), shift=there)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()  # what is measured has a connection as everybody's
    return exam.translation_key


class Table:
    """Inserts rows that differ from one that is there in the columns ``varying``."""

    def __init__(self, row: Any, varying: Sequence[str]) -> None:
        from django.db import connection

        model = type(row)
        columns = [one.column for one in model._meta.concrete_fields if one.column != "id"]
        kept = [name for name in columns if name not in varying]
        self.name = table = model._meta.db_table
        self.columns = columns
        with connection.cursor() as cursor:
            # names of tables and columns come from the models
            cursor.execute(
                f"SELECT {', '.join(['id', *kept])} FROM {table} WHERE id = %s",  # noqa: S608
                [row.pk],
            )
            self.fixed = cursor.fetchone()[1:]
        names = [*varying, *kept]
        marks = ", ".join(["%s"] * len(names))
        self.sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.executemany(self.sql, [(*row, *self.fixed) for row in rows])

    def repeat(self, *, first: int, count: int, shift: int) -> None:
        """Copy what ``count`` attempts have, from the ``first`` on, to ids higher by ``shift``."""
        from django.db import connection

        changed = {
            "attempt_id": f"attempt_id + {shift}",
            "uuid": f"printf('%%032x', id + {shift})",
            "number": f"number + {shift}",
        }
        whose = "attempt_id"
        columns = list(self.columns)
        if whose not in columns:
            whose, columns, changed["id"] = "id", ["id", *columns], f"id + {shift}"
        found = ", ".join(changed.get(name, name) for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.name} ({', '.join(columns)}) "  # noqa: S608
                f"SELECT {found} FROM {self.name} WHERE {whose} BETWEEN %s AND %s",
                [first, first + count - 1],
            )


@dataclass(frozen=True)
class Asked:
    """A question as it stands in a paper: its row of JSON after the position, and its options."""

    version: int
    json: str
    options: list[str]


class Copies:
    """Rows for more attempts like one that was graded, of everybody in ``owners`` in turn."""

    def __init__(self, real: Any, owners: list[tuple[int, int]]) -> None:
        paper = real.paper
        self.first, self.owners = real.pk + 1, owners
        self.head = json.dumps({key: paper[key] for key in paper if key != "items"})[:-1]
        self.pass_mark = float(paper["rule"]["pass_mark"])
        self.asked = []
        for item in paper["items"]:
            rest = json.dumps({key: item[key] for key in item if key != "position"})[1:]
            self.asked.append(Asked(item["version"], rest, sorted(item["choices"])))
        self.tables = (
            Table(
                real,
                (
                    "id",
                    "uuid",
                    "user_id",
                    "enrollment_id",
                    "number",
                    "paper",
                    "summary",
                    "score",
                    "outcome",
                ),
            ),
            Table(real.grade_events.get(), ("attempt_id", "items", "points", "score", "outcome")),
            Table(
                real.responses.first(),
                ("attempt_id", "position", "version_id", "answer", "saved_at"),
            ),
            Table(real.events.get(kind="started"), ("attempt_id",)),
            Table(
                real.events.filter(kind="answered").first(),
                ("attempt_id", "position", "data", "at"),
            ),
            Table(real.exposures.first(), ("attempt_id", "version_id")),
        )

    def rows(self, count: int) -> Iterator[tuple[list[tuple[Any, ...]], ...]]:
        """For each of so many attempts, the rows for each of the ``tables``."""
        from assessments.summaries import SLOT

        rng = random.Random(count)
        # an answer comes at most two minutes after the one before
        times = [
            (STARTED + dt.timedelta(seconds=second)).strftime("%Y-%m-%d %H:%M:%S.250000")
            for second in range(QUESTIONS * 120)
        ]
        order = list(self.asked)
        for number in range(1, count + 1):
            pk = self.first + number - 1
            rng.shuffle(order)
            skill, second, right = rng.random(), 0, 0
            items, grades, answers, events = [], [], [], []
            slots = []
            for place, one in enumerate(order, 1):
                items.append(f'{{"position": {place}, {one.json}')
                roll = rng.random()
                pick, spent = "", math.nan
                if roll <= 0.98:
                    pick = one.options[0] if roll < skill else rng.choice(one.options[1:])
                    # times have a quarter of a second more than the start
                    spent = 5 + int(roll * 110) + (0 if second else 0.25)
                    second += 5 + int(roll * 110)
                    answer = f'{{"picks": ["{pick}"]}}'
                    answers.append((pk, place, one.version, answer, times[second]))
                    data = f'{{"answer": {answer}, "flagged": false}}'
                    events.append((pk, place, data, times[second]))
                given = 1 << one.options.index(pick) if pick else 0
                slots.append(SLOT.pack(one.version, 1.0, spent, given))
                is_right = pick == one.options[0]
                right += is_right
                grades.append(
                    f'{{"position": {place}, "fraction": "{int(is_right)}.00000", "note": "", '
                    f'"answered": {"true" if pick else "false"}}}'
                )
            score = right / QUESTIONS
            outcome = "pass" if score >= self.pass_mark else "fail"
            user, enrollment = self.owners[number % len(self.owners)]
            paper = f'{self.head}, "items": [{", ".join(items)}]}}'
            nth = number // len(self.owners) + 1
            key = f"{number:032x}"
            summary = b"".join(slots)
            attempt = (pk, key, user, enrollment, nth, paper, summary, str(score), outcome)
            yield (
                [attempt],
                [(pk, f"[{', '.join(grades)}]", right, str(score), outcome)],
                answers,
                [(pk,)],
                events,
                [(pk, one.version) for one in order],
            )
