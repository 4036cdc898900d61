"""What the trainees have done so far, done again through the services on those days."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.api import save_response, start_attempt, submit_attempt
from assessments.models import Attempt, ExamPage, QuestionVersion
from assessments.services.attempts import mark_result_seen
from certificates.api import certificates_of, revoke, suspend
from certificates.enums import ReasonCode
from courses.api import complete_lesson, enroll, open_unit, withdraw
from courses.enums import UnitOutcome
from courses.models import Cohort, CoursePage, Enrollment, LessonPage, ModulePage
from lms.core import clock
from lms.demo.build.teaching import FINAL_EXAM

SEED = 20
DAY = dt.timedelta(days=1)
# how many units somebody at this stage has done, as a share of the course
SHARES = {"studying_25": 0.25, "studying_60": 0.6, "withdrawn": 0.12}
# how often a quiz is not passed at the first try
STUMBLES = 0.12
# when somebody without a cohort finished: days before today
FINISHED = {
    "certified": 200,
    "certified_expired": 800,
    "certified_suspended": 330,
    "certified_revoked": 420,
}


class Histories:
    """Takes trainees through the foundation course; a trainee with an enrollment is left alone."""

    def __init__(
        self, course: CoursePage, *, cohorts: Mapping[str, Cohort], today: dt.datetime, staff: Any
    ) -> None:
        self.course, self.cohorts, self.today, self.staff = course, cohorts, today, staff
        self.units = list(_units(course))
        self.exam = self.units[-1]

    def tell(self, user: Any, data: Mapping[str, Any]) -> None:
        """Bring ``user`` to the stage of ``data``."""
        if Enrollment.objects.filter(user=user, course_key=self.course.course_key).exists():
            return
        stage, cohort = data["stage"], self.cohorts.get(data["cohort"] or "")
        rng = random.Random(f"{SEED}:{data['username']}")
        if stage == "applied":
            with clock.at(self.today - 3 * DAY):
                enroll(user, self.course, cohort=cohort)
            return
        ended = self.today - FINISHED.get(stage, 1) * DAY
        began = ended - 75 * DAY if stage in FINISHED else self.today - 60 * DAY
        with clock.at(began):
            enrollment = enroll(user, self.course, actor=self.staff, cohort=cohort)
        if stage == "just_enrolled":
            return
        self._study(user, enrollment, stage=stage, began=began, ended=ended, rng=rng)
        if stage == "withdrawn":
            with clock.at(self.today - 20 * DAY):
                withdraw(enrollment, actor=user, reason="Moved to another city.")
        if stage == "certified_suspended":
            with clock.at(self.today - 9 * DAY):
                self._suspend(user, note=data["reason"])
        if stage == "certified_revoked":
            with clock.at(self.today - 100 * DAY):
                self._revoke(user, note=data["reason"])

    def refresh(self, user: Any, refresher: CoursePage, *, times: int, days_ago: int) -> None:
        """Take ``user`` through the refresher, finished so many days before today.

        Nothing happens to somebody who has been on it ``times`` times, whatever day it is now.
        """
        taken = Enrollment.objects.filter(user=user, course_key=refresher.course_key).count()
        if taken >= times:
            return
        finished = self.today - days_ago * DAY
        rng = random.Random(f"{SEED}:{user.pk}:{days_ago}")
        with clock.at(finished - DAY):
            enroll(user, refresher)
        for unit in _units(refresher):
            with clock.at(finished):
                if isinstance(unit, LessonPage):
                    complete_lesson(user, unit)
                else:
                    sit(user, unit, rng=rng, slips=1)

    def _study(
        self,
        user: Any,
        enrollment: Enrollment,
        *,
        stage: str,
        began: dt.datetime,
        ended: dt.datetime,
        rng: random.Random,
    ) -> None:
        everything = self.units[:-1]
        todo = everything[: round(len(everything) * SHARES.get(stage, 1))]
        span = (ended - began) * 0.9
        for index, unit in enumerate(todo, 1):
            with clock.at(_waking(began + span * index / len(everything), index)):
                if isinstance(unit, LessonPage):
                    complete_lesson(user, unit)
                else:
                    self._take_quiz(user, unit, rng=rng)
        if stage in SHARES:
            with clock.at(self.today - DAY / 2):
                open_unit(enrollment, self.units[len(todo)].translation_key)
        elif stage == "failed_exam_critical":
            with clock.at(self.today - 2 * DAY):
                sit(user, self.exam, rng=rng, slips=3, miss_critical=True, read=False)
        elif stage != "ready_for_exam":
            with clock.at(ended):
                sit(user, self.exam, rng=rng, slips=rng.randint(2, 6))

    def _take_quiz(self, user: Any, quiz: ExamPage, *, rng: random.Random) -> None:
        """Pass a quiz, now and then only at the second try, an hour later."""
        when = clock.now()
        if rng.random() < STUMBLES:
            if sit(user, quiz, rng=rng, slips=4).outcome == UnitOutcome.PASS:
                return
            when += dt.timedelta(hours=1)
        with clock.at(when):
            sit(user, quiz, rng=rng, slips=rng.choice((0, 1, 1, 2)))

    def _suspend(self, user: Any, *, note: str) -> None:
        (certificate,) = certificates_of(user)
        suspend(certificate, actor=self.staff, reason=ReasonCode.UNDER_EXAMINATION, note=note)

    def _revoke(self, user: Any, *, note: str) -> None:
        (certificate,) = certificates_of(user)
        revoke(certificate, actor=self.staff, reason=ReasonCode.NOT_OWN_WORK, note=note)


def _units(course: CoursePage) -> Iterator[Any]:
    """Lessons and quizzes in the order of the course, the final exam last."""
    final = None
    for module in ModulePage.objects.child_of(course).order_by("path"):
        for page in module.get_children().order_by("path").specific():
            if page.slug == FINAL_EXAM:
                final = page
            else:
                yield page
    if final is not None:
        yield final


def _waking(moment: dt.datetime, index: int) -> dt.datetime:
    """The same day at an hour at which people study."""
    return moment.replace(hour=(7, 12, 18, 20)[index % 4], minute=7 * index % 60)


def sit(
    user: Any,
    exam: ExamPage,
    *,
    rng: random.Random,
    slips: int,
    miss_critical: bool = False,
    read: bool = True,
) -> Attempt:
    """Start ``exam``, answer it with up to ``slips`` mistakes, hand it in, read the result.

    Mistakes never fall on critical items, unless ``miss_critical`` asks for exactly one.
    """
    started = clock.now()
    attempt = start_attempt(exam, user=user)
    paper = attempt.read_paper()
    versions = QuestionVersion.objects.in_bulk(paper.version_ids)
    critical = [item for item in paper.items if versions[item.version_id].critical]
    others = [item for item in paper.items if not versions[item.version_id].critical]
    wrong = {item.position for item in rng.sample(others, min(slips, len(others)))}
    if miss_critical:
        wrong.add(critical[0].position)
    for index, item in enumerate(paper.items, 1):
        version = versions[item.version_id]
        answer = version.kind.key_response(version.spec)
        if item.position in wrong:
            answer = _wrong_answer(version, answer)
        with clock.at(started + dt.timedelta(seconds=index * rng.randint(25, 55))):
            save_response(
                attempt.uuid, user=user, position=item.position, answer=answer, sequence=0
            )
    with clock.at(started + dt.timedelta(minutes=len(paper.items))):
        attempt = submit_attempt(attempt.uuid, user=user)
        if read:
            mark_result_seen(attempt)
        return attempt


def _wrong_answer(version: QuestionVersion, right: Mapping[str, Any]) -> dict[str, Any]:
    options = version.kind.options(version.spec)
    if options:
        return {"picks": [next(key for key in options if key not in right["picks"])]}
    if version.type == "true_false":
        return {"value": "false" if right["value"] == "true" else "true"}
    return {}
