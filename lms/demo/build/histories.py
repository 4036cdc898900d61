"""What the trainees have done so far, done again through the services on those days."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db.models import QuerySet

from assessments.api import (
    Pigment,
    PracticalPage,
    record_practical,
    save_response,
    start_attempt,
    submit_attempt,
)
from assessments.enums import AttemptState
from assessments.models import Attempt, ExamPage, QuestionVersion
from assessments.services.attempts import mark_result_seen
from certificates.api import certificates_of, reissue_with_name, revoke, suspend
from certificates.enums import LedgerKind, ReasonCode
from certificates.services.issue import issue_for_enrollment
from courses.api import complete_lesson, enroll, open_unit, withdraw
from courses.enums import UnitOutcome
from courses.models import Cohort, CoursePage, Enrollment, LessonPage, ModulePage
from lms.core import chance, clock
from lms.core.conf import lms_settings
from lms.demo.build.media import stable_uuid
from lms.demo.build.teaching import FINAL_EXAM, PRACTICAL, PRACTICE
from lms.demo.content.papers import SLUG as CASE_PAPER
from lms.demo.content.register import PRACTICAL_WORDS, PRACTICAL_WORK

SEED = 20
DAY = dt.timedelta(days=1)
# how many units somebody at this stage has done, as a share of the course
SHARES = {"studying_25": 0.25, "studying_60": 0.6, "withdrawn": 0.12}
# nobody has to: practice, and work that some show an assessor
OPTIONAL = {PRACTICE, PRACTICAL, CASE_PAPER}
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
    """Takes trainees through the courses, each step as it would have been taken on its day.

    A history that was told to its end is left alone, whatever has happened since. One that was
    interrupted goes on with its next step. Whatever is drawn is drawn from a seed of its own step,
    so that it comes out the same wherever and in however many runs it is told.
    """

    def __init__(
        self,
        course: CoursePage,
        *,
        cohorts: Mapping[str, Cohort],
        today: dt.datetime,
        staff: Any,
        assessor: Any,
    ) -> None:
        self.course, self.cohorts, self.today = course, cohorts, today
        self.staff, self.assessor = staff, assessor
        self.units = list(_units(course))
        self.exam = self.units[-1]

    def tell(self, user: Any, data: Mapping[str, Any]) -> None:
        """Bring ``user`` to the stage of ``data``."""
        stage, cohort = data["stage"], self.cohorts.get(data["cohort"] or "")
        enrollment = Enrollment.objects.filter(user=user, course_key=self.course.course_key).first()
        if enrollment is not None and self._is_told(enrollment, stage):
            return
        if stage == "applied":
            with clock.at(self.today - 3 * DAY):
                enroll(user, self.course, cohort=cohort)
            return
        ended = self.today - FINISHED.get(stage, 1) * DAY
        began = ended - 75 * DAY if stage in FINISHED else self.today - 60 * DAY
        if enrollment is None:
            with clock.at(began):
                enrollment = enroll(user, self.course, actor=self.staff, cohort=cohort)
        if stage == "just_enrolled":
            return
        self._study(user, enrollment, stage=stage, began=began, ended=ended)
        if stage == "withdrawn":
            with clock.at(self.today - 20 * DAY):
                withdraw(enrollment, actor=user, reason="Moved to another city.")
        if stage == "certified_suspended":
            with clock.at(self.today - 9 * DAY):
                self._suspend(user, note=data["reason"])
        if stage == "certified_revoked":
            with clock.at(self.today - 100 * DAY):
                self._revoke(user, note=data["reason"])

    def _is_told(self, enrollment: Enrollment, stage: str) -> bool:
        """Whether the last step of the stage has been taken."""
        todo = self._todo(stage)
        match stage:
            case "applied" | "just_enrolled":
                return True
            case "withdrawn":
                return enrollment.events.filter(action="withdraw").exists()
            case "ready_for_exam":
                return _has_passed(enrollment, todo[-1])
            case "failed_exam_critical":
                return _sat(enrollment, self.exam).exists()
            case "certified" | "certified_expired":
                seen = _sat(enrollment, self.exam).filter(result_seen_at__isnull=False)
                return seen.exists() and enrollment.certificates.exists()
            case "certified_suspended" | "certified_revoked":
                kind = LedgerKind(stage.removeprefix("certified_"))
                return enrollment.certificates.filter(events__kind=kind).exists()
        return enrollment.progress.filter(unit_key=self.units[len(todo)].translation_key).exists()

    def refresh(self, user: Any, refresher: CoursePage, *, times: int, days_ago: int) -> None:
        """Take ``user`` through the refresher, finished so many days before today.

        Nothing happens to somebody who has finished it ``times`` times, whatever day it is now.
        """
        taken = Enrollment.objects.filter(user=user, course_key=refresher.course_key)
        enrollment = next(iter(taken.order_by("pk")[times - 1 : times]), None)
        if enrollment is not None and enrollment.certificates.exists():
            return
        finished = self.today - days_ago * DAY
        if enrollment is None:
            with clock.at(finished - DAY):
                enrollment = enroll(user, refresher)
        for unit in _units(refresher):
            with clock.at(finished):
                if isinstance(unit, LessonPage):
                    complete_lesson(user, unit)
                else:
                    _sit_once(enrollment, unit, slips=1)

    def _todo(self, stage: str) -> list[Any]:
        everything = self.units[:-1]
        return everything[: round(len(everything) * SHARES.get(stage, 1))]

    def _study(
        self,
        user: Any,
        enrollment: Enrollment,
        *,
        stage: str,
        began: dt.datetime,
        ended: dt.datetime,
    ) -> None:
        count, todo = len(self.units) - 1, self._todo(stage)
        span = (ended - began) * 0.9
        for index, unit in enumerate(todo, 1):
            if _has_passed(enrollment, unit):
                continue
            with clock.at(_waking(began + span * index / count, index)):
                if isinstance(unit, LessonPage):
                    complete_lesson(user, unit)
                else:
                    self._take_quiz(enrollment, unit)
        if stage in SHARES:
            with clock.at(self.today - DAY / 2):
                open_unit(enrollment, self.units[len(todo)].translation_key)
        elif stage == "failed_exam_critical":
            with clock.at(self.today - 2 * DAY):
                sit(enrollment, self.exam, slips=3, miss_critical=True, read=False)
        elif stage != "ready_for_exam":
            self._show_work(user, seen=ended - 3 * DAY)
            with clock.at(ended):
                _sit_once(enrollment, self.exam, slips=_rng(enrollment, "exam").randint(2, 6))

    def _show_work(self, user: Any, *, seen: dt.datetime) -> None:
        """Work on practice skin that the assessor recorded, with the bottles it was done with."""
        if used := PRACTICAL_WORK.get(user.get_username()):
            practical = PracticalPage.objects.descendant_of(self.course).get(slug=PRACTICAL)
            with clock.at(seen):
                record_practical(
                    practical,
                    user=user,
                    actor=self.assessor,
                    outcome=UnitOutcome.PASS,
                    seen_on=clock.today(),
                    pigments=[Pigment(name, batch) for name, batch in used],
                    words=PRACTICAL_WORDS,
                    case=stable_uuid("practical", user.get_username()),
                )

    def correct_name(self, user: Any, *, name: str, days_after: int) -> None:
        """Put the name on the first certificate of ``user`` right, some days after it was issued.

        Nothing happens where that was done.
        """
        first = user.certificates.order_by("issued_at", "pk").first()
        if first is None or hasattr(first, "successor"):
            return
        seed = _seed(first.enrollment, "corrected")
        with clock.at(first.issued_at + days_after * DAY), drawn_from(seed):
            reissue_with_name(first, actor=self.staff, name=name, reason=ReasonCode.NAME_MISSPELLED)

    def _take_quiz(self, enrollment: Enrollment, quiz: ExamPage) -> None:
        """Pass a quiz, now and then only at the second try, an hour later."""
        when = clock.now()
        rng = _rng(enrollment, quiz.slug)
        if rng.random() < STUMBLES:
            first = _sat(enrollment, quiz).first() or sit(enrollment, quiz, slips=4)
            if first.outcome == UnitOutcome.PASS:
                return
            when += dt.timedelta(hours=1)
        with clock.at(when):
            sit(enrollment, quiz, slips=rng.choice((0, 1, 1, 2)))

    def _suspend(self, user: Any, *, note: str) -> None:
        (certificate,) = certificates_of(user)
        suspend(certificate, actor=self.staff, reason=ReasonCode.UNDER_EXAMINATION, note=note)

    def _revoke(self, user: Any, *, note: str) -> None:
        (certificate,) = certificates_of(user)
        revoke(certificate, actor=self.staff, reason=ReasonCode.NOT_OWN_WORK, note=note)


def _units(course: CoursePage) -> Iterator[Any]:
    """Lessons and quizzes in the order of the course, the final exam last; nothing optional."""
    final = None
    for module in ModulePage.objects.child_of(course).order_by("path"):
        for page in module.get_children().order_by("path").specific():
            if page.slug == FINAL_EXAM:
                final = page
            elif page.slug not in OPTIONAL:
                yield page
    if final is not None:
        yield final


def _waking(moment: dt.datetime, index: int) -> dt.datetime:
    """The same day at an hour at which people study."""
    return moment.replace(hour=(7, 12, 18, 20)[index % 4], minute=7 * index % 60)


def _rng(enrollment: Enrollment, step: str) -> random.Random:
    return random.Random(_seed(enrollment, step))


def _seed(enrollment: Enrollment, step: str) -> str:
    """Told by name and by which time it is: primary keys differ from database to database."""
    earlier = Enrollment.objects.filter(
        user_id=enrollment.user_id, course_key=enrollment.course_key, pk__lt=enrollment.pk
    ).count()
    return f"{SEED}:{enrollment.user.get_username()}:{earlier}:{step}"


def drawn_from(seed: str) -> AbstractContextManager[None]:
    """Chance from a seed, where the site allows it; elsewhere numbers stay unforeseeable."""
    return chance.seeded(seed) if lms_settings.LMS_SEEDED_CHANCE else nullcontext()


def _has_passed(enrollment: Enrollment, unit: Any) -> bool:
    return enrollment.unit_outcomes.get(str(unit.translation_key)) == UnitOutcome.PASS


def _sat(enrollment: Enrollment, exam: ExamPage) -> QuerySet[Attempt]:
    """The attempts that were handed in."""
    return enrollment.exam_attempts.filter(exam=exam).exclude(state=AttemptState.OPEN)


def _sit_once(enrollment: Enrollment, exam: ExamPage, *, slips: int) -> None:
    """Sit an exam that is passed at the first try, and have what it earns.

    Whoever handed it in but was interrupted before the certificate was issued gets that now.
    """
    attempt = _sat(enrollment, exam).first() or sit(enrollment, exam, slips=slips)
    with clock.at(attempt.closed_at), drawn_from(_seed(enrollment, f"{exam.slug}:issue")):
        issue_for_enrollment(enrollment.pk)
    mark_result_seen(attempt, now=attempt.closed_at)


def sit(
    enrollment: Enrollment,
    exam: ExamPage,
    *,
    slips: int,
    miss_critical: bool = False,
    read: bool = True,
) -> Attempt:
    """Start ``exam``, answer it with up to ``slips`` mistakes, hand it in, read the result.

    Mistakes never fall on critical items, unless ``miss_critical`` asks for exactly one. An attempt
    that is open goes on.
    """
    user, started = enrollment.user, clock.now()
    seed = _seed(enrollment, f"{exam.slug}:{_sat(enrollment, exam).count()}")
    with drawn_from(f"{seed}:paper"):
        attempt = start_attempt(exam, user=user)
    rng = random.Random(seed)
    paper = attempt.read_paper()
    versions = QuestionVersion.objects.in_bulk(paper.version_ids)
    critical = [item for item in paper.items if versions[item.version_id].critical]
    others = [item for item in paper.items if not versions[item.version_id].critical]
    wrong = {item.position for item in rng.sample(others, min(slips, len(others)))}
    if miss_critical:
        wrong.add(critical[0].position)
    answered = set(attempt.responses.values_list("position", flat=True))
    for index, item in enumerate(paper.items, 1):
        version = versions[item.version_id]
        answer = version.kind.key_response(version.spec)
        if item.position in wrong:
            answer = _wrong_answer(version, answer)
        moment = started + dt.timedelta(seconds=index * rng.randint(25, 55))
        if item.position in answered:
            continue
        with clock.at(moment):
            save_response(
                attempt.uuid, user=user, position=item.position, answer=answer, sequence=0
            )
    with (
        clock.at(started + dt.timedelta(minutes=len(paper.items))),
        drawn_from(_seed(enrollment, f"{exam.slug}:issue")),
    ):
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
