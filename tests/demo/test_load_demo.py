"""The demo academy: what is promised is there, and loading it again changes nothing."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db.models import Count, F
from django.db.models.signals import ModelSignal, post_save, pre_save
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from assessments.models import (
    AnswerFile,
    AppealOutcome,
    Attempt,
    ExamPage,
    Mark,
    Question,
    QuestionVersion,
    Response,
)
from assessments.queries.marking_queue import Turns
from certificates.directory.api import Search, list_listed
from certificates.directory.enums import ClinicType
from certificates.directory.models import (
    Clinic,
    ModerationLog,
    PortfolioCase,
    PortfolioPicture,
    Review,
    ReviewReply,
)
from certificates.enums import GroundKind
from certificates.models import Approval, Certificate, Concern
from certificates.recall_queries import find_recalled
from certificates.reminders import distance_on
from courses.models import Cohort, CoursePage, CourseVersion, Enrollment, LessonPage, ModulePage
from lms.core import clock
from lms.demo.build.people import LOGINS, PASSWORD
from lms.demo.content.academy import ACADEMY
from lms.demo.content.guide import GUIDE
from lms.site.models import GuidePage

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2026, 11, 22)
NOON = timezone.make_aware(dt.datetime.combine(TODAY, dt.time(12)))
# where each trainee of the foundation course stands: enrollment, exams passed and failed
STAGES = {
    "eleftheria": "applied",
    "huong": "active",
    "priya": "active",
    "noor": "active",
    "kwabena": "active",
    "declan": "active",
    "leila": "completed",
    "marie-clemence": "completed",
    "gyozo": "completed",
    "imogen": "completed",
    "callum": "completed",
    "daryna": "withdrawn",
}
# drawn from the seed of the demo, in one run or in several, whatever the day
NUMBERS = {
    "aoife": ["SMP-DE82-WKX3-VER9-T"],
    "bartek": ["SMP-EBB9-JXRY-7KBE-C"],
    "chiara": ["SMP-4QSR-7ZFB-NQPY-H"],
    "oluwaseun": ["SMP-PCP1-1V5Z-E6QC-N", "SMP-MG47-N44Z-925E-M"],
    "callum": ["SMP-2CM1-2QDF-YQC2-R"],
    "gyozo": ["SMP-VGM6-F75J-1S5K-K"],
    "imogen": ["SMP-B2G6-Z0N8-YK52-8"],
    "leila": ["SMP-G9DN-RF73-AH05-X"],
    "marie-clemence": ["SMP-H39A-J8HR-PVV9-C", "SMP-59DQ-JP7E-3ESC-N", "SMP-2PRN-75GE-57MF-Z"],
    "noor": ["SMP-P4K3-2WXC-AACS-R"],
}
# the register's answers on the day, per holder
REGISTER = {
    "leila": ["valid"],
    "marie-clemence": ["valid", "valid", "superseded"],
    "noor": ["valid"],
    "gyozo": ["expired"],
    "imogen": ["suspended"],
    "callum": ["revoked"],
    "aoife": ["valid"],
    "bartek": ["valid"],
    "chiara": ["valid"],
    "oluwaseun": ["valid", "superseded"],
}


def _rows() -> dict[str, list[Any]]:
    """The primary keys of every table."""
    return {
        model._meta.label: sorted(model._base_manager.values_list("pk", flat=True), key=str)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _load(day: dt.date) -> None:
    call_command("load_demo", today=day, verbosity=0)


@contextmanager
def _stopped(signal: ModelSignal, sender: Any, *, after: int) -> Iterator[None]:
    """Stop whatever goes on when that many rows of ``sender`` have been announced."""
    seen = []

    def stop(**kwargs: Any) -> None:
        seen.append(1)
        if len(seen) > after:
            raise KeyboardInterrupt

    signal.connect(stop, sender=sender)
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
    finally:
        signal.disconnect(stop, sender=sender)


# a lesson has no page yet; a quiz is open; an exam is handed in, nothing is issued for it;
# a case paper has the marks of one of two markers; a review is confirmed, nobody has decided; it
# is published, its answer is not; a case is half kept
INTERRUPTIONS = [
    (pre_save, LessonPage, 30),
    (post_save, Response, 100),
    (pre_save, Certificate, 0),
    (post_save, Mark, 2),
    (pre_save, ModerationLog, 2),
    (pre_save, ReviewReply, 0),
    (post_save, PortfolioPicture, 0),
]


# Wagtail leaves the file of a picture it scaled to the collector
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_the_demo_academy_is_whole_and_loads_once(tree, subtests):
    for signal, sender, after in INTERRUPTIONS:
        with _stopped(signal, sender, after=after):
            _load(TODAY)
    _load(TODAY)
    for check in CHECKS:
        with subtests.test(check.__name__.strip("_").replace("_", " ")):
            check()
    before = _rows()
    with subtests.test("loading again on the same day adds and removes nothing"):
        _load(TODAY)
        assert _rows() == before
    with subtests.test("loading again three weeks later adds and removes nothing"):
        _load(TODAY + dt.timedelta(days=21))
        assert _rows() == before


def _foundation() -> CoursePage:
    return CoursePage.objects.get(slug="foundation-certificate")


def _the_course_has_nine_modules_with_a_quiz_each_and_a_final_exam() -> None:
    modules = ModulePage.objects.child_of(_foundation()).order_by("path")
    assert len(modules) == 9
    for module in modules:
        exams = ExamPage.objects.child_of(module)
        assert sum(page.slug.startswith("quiz") or "quiz" in page.slug for page in exams) == 1
    final = ExamPage.objects.descendant_of(_foundation()).get(slug="final-exam")
    assert final.critical_must_be_right
    assert final.rule.question_count == 40


def _a_practice_of_questions_that_no_exam_draws_is_open_for_half_a_year() -> None:
    practice = ExamPage.objects.get(behavior="practice")
    assert (practice.slug, practice.required) == ("practice-mixing-and-color", False)
    assert [section.use for section in practice.list_sections()] == ["practice"]
    assert practice.rule.question_count == 4
    closes_on = timezone.localtime(practice.closes_at).date()
    assert closes_on == TODAY + dt.timedelta(weeks=26)


def _a_case_paper_waits_is_marked_twice_and_appealed() -> None:
    paper = ExamPage.objects.get(slug="case-paper-first-hairline")
    assert (paper.required, paper.blind_marking, paper.second_marker) == (False, True, True)
    attempts = {one.user.username: one for one in paper.attempts.select_related("user")}
    assert {name: (one.state, one.outcome) for name, one in attempts.items()} == {
        "noor": ("submitted", ""),
        "kwabena": ("graded", "fail"),
        "marie-clemence": ("graded", "pass"),
    }
    ruth = get_user_model().objects.get(username="ruth")
    turns = Turns(ruth, now=NOON)[:9]
    assert [(one.uuid, one.role) for one in turns] == [(attempts["noor"].uuid, "first")] * 2
    assert attempts["kwabena"].marks.count() == 4
    assert not AppealOutcome.objects.filter(appeal__attempt=attempts["kwabena"]).exists()
    assert attempts["kwabena"].appeal.reason
    decided = attempts["marie-clemence"].appeal.outcome
    assert (decided.decision, decided.decided_by.username) == ("upheld", "amara")
    files = AnswerFile.objects.filter(attempt__exam=paper)
    assert files.count() == 3


def _there_are_lessons_to_read_in_every_module() -> None:
    lessons = LessonPage.objects.descendant_of(_foundation()).live()
    assert lessons.count() >= 24
    assert all(len(lesson.body) >= 4 for lesson in lessons)
    kinds = {block.block_type for lesson in lessons for block in lesson.body}
    assert {"figure", "comparison", "steps", "warning", "disagree", "self_check"} <= kinds
    assert ModulePage.objects.child_of(CoursePage.objects.get(slug="infection-control-refresher"))


def _the_bank_is_large_published_and_frozen() -> None:
    assert Question.objects.filter(live=True).count() >= 90
    assert not Question.objects.filter(live=False).exists()
    frozen = QuestionVersion.objects.values("question").annotate(versions=Count("pk"))
    assert len(frozen) == Question.objects.count()
    assert {row["versions"] for row in frozen} == {1}
    assert Question.objects.filter(critical=True).count() >= 4


def _each_course_has_one_version() -> None:
    assert CoursePage.objects.live().count() == 2
    assert CourseVersion.objects.count() == 2


def _a_dozen_trainees_stand_where_they_should() -> None:
    key = _foundation().course_key
    found = Enrollment.objects.filter(course_key=key).values_list("user__username", "state")
    assert dict(found) == STAGES
    assert len(STAGES) == len(ACADEMY["trainees"]) == 12
    assert Cohort.objects.count() == 2


def _progress_differs_and_never_passes_the_whole() -> None:
    done = dict(
        Enrollment.objects.filter(course_key=_foundation().course_key).values_list(
            "user__username", "required_done"
        )
    )
    assert done["huong"] == 0 < done["daryna"] < done["priya"] < done["noor"] < done["kwabena"]
    assert not Enrollment.objects.filter(required_done__gt=F("required_total")).exists()


def _the_failed_exam_failed_on_one_critical_item() -> None:
    attempt = Attempt.objects.get(user__username="declan", exam__slug="final-exam")
    assert attempt.outcome == "fail"
    assert attempt.score * 100 >= 80
    assert attempt.result_seen_at is None


def _nobody_studied_at_night_or_in_the_future() -> None:
    for attempt in Attempt.objects.all():
        assert 6 <= timezone.localtime(attempt.started_at).hour <= 22
        assert attempt.closed_at <= NOON


def _the_register_holds_every_state() -> None:
    found: dict[str, list[str]] = {}
    for certificate in Certificate.objects.select_related("user").order_by("-issued_at"):
        found.setdefault(certificate.user.username, []).append(certificate.state_on(TODAY).value)
    assert found == REGISTER
    assert not Certificate.objects.filter(documents__isnull=True).exists()


def _certificates_end_soon_at_each_distance_of_a_reminder() -> None:
    ending = Certificate.objects.ending_between(TODAY, TODAY + dt.timedelta(days=90))
    found = {
        row.user.username: distance_on(TODAY, ends=row.valid_until)
        for row in ending.select_related("user")
    }
    assert found == {"aoife": 7, "bartek": 30, "chiara": 60, "oluwaseun": 90}


def _a_misspelled_name_was_put_right() -> None:
    first, second = Certificate.objects.filter(user__username="oluwaseun").order_by("pk")
    assert (first.name, second.name) == ("Oluwasuen Adebayo", "Oluwaseun Adebayo")
    assert second.supersedes == first


def _something_waits_in_each_queue_of_the_registrar() -> None:
    assert Approval.objects.waiting().get().user.username == "marie-clemence"
    assert Concern.objects.get(handled_at=None).certificate.user.username == "gyozo"


def _a_batch_leads_to_the_certificates_that_rest_on_it() -> None:
    found = find_recalled(GroundKind.PIGMENT_BATCH, "ds-2207")
    assert set(found.values_list("user__username", flat=True)) == {"marie-clemence", "imogen"}


def _four_clinics_of_four_types_each_list_somebody() -> None:
    clinics = Clinic.objects.filter(live=True)
    assert clinics.count() == 4
    assert {clinic.type for clinic in clinics} == set(ClinicType.values)
    listed = {person.user.username for person in list_listed(NOON)}
    assert "marie-clemence" in listed
    assert not listed & {"gyozo", "imogen", "callum"}


def _somebody_speaks_for_a_clinic() -> None:
    clinic = Clinic.objects.get(slug="harbourside-scalp-studio")
    assert [owner.user.username for owner in clinic.owners.current()] == ["marie-clemence"]


def _five_reviews_of_two_clinics_are_published_and_one_is_answered() -> None:
    found = Review.objects.published().values_list("clinic__slug")
    assert dict(found.annotate(Count("pk")).order_by()) == {
        "harbourside-scalp-studio": 3,
        "avon-hair-restoration": 2,
    }
    assert Review.objects.count() == 5
    reply = ReviewReply.objects.get()
    assert (reply.state, reply.written_by.username) == ("published", "marie-clemence")
    assert reply.review.author == "Samira"


def _three_cases_show_healed_and_fresh_work_with_the_consent_on_file() -> None:
    cases = PortfolioCase.objects.order_by("created_at")
    assert [(case.practitioner.user.username, case.months_healed) for case in cases] == [
        ("marie-clemence", 14),
        ("leila", 8),
        ("marie-clemence", 0),
    ]
    for case in cases:
        assert case.state == "published"
        assert case.warning == ""
        assert case.consent_reference
        assert case.consent_signed_on <= case.created_at.date()
        assert case.consent_recorded_by == case.practitioner.user
        assert "drawing, not a client" in case.note
        assert [picture.side for picture in case.pictures.all()] == ["before", "after"]


def _each_decision_is_logged_once_under_the_name_of_the_registrar() -> None:
    published = ModerationLog.objects.filter(step="published")
    assert published.count() == 5 + 1 + 3
    assert {line.actor.username for line in published} == {"tomasz"}
    assert not ModerationLog.objects.filter(at__gt=NOON).exists()


def _clients_have_a_guide() -> None:
    live = GuidePage.objects.live().values_list("slug", flat=True)
    assert set(live) == {page["slug"] for page in GUIDE}


def _each_link_of_the_guide_shows_what_it_promises() -> None:
    client = Client()
    links = {unescape(link) for link in re.findall(r'href="(/[^"]+)"', str(GUIDE))}
    assert len(links) > 12
    with clock.at(NOON):
        for link in links:
            address, _hash, anchor = link.partition("#")
            response = client.get(address)
            assert response.status_code == 200, link
            html = response.content.decode()
            assert not anchor or f'id="{anchor}"' in html, link
            path, _mark, asked = address.partition("?")
            if path == "/directory/":
                assert Search.read(QueryDict(asked)).query() == asked, link
                assert 'class="listing"' in html, f"{link} finds nobody"


def _everybody_may_sign_in_with_the_printed_password() -> None:
    for username, _why in LOGINS:
        user = get_user_model().objects.get(username=username)
        assert user.is_active
        assert user.check_password(PASSWORD)


def _the_numbers_are_the_same_on_every_machine() -> None:
    found: dict[str, list[str]] = {}
    for certificate in Certificate.objects.select_related("user").order_by("issued_at", "pk"):
        found.setdefault(certificate.user.username, []).append(certificate.printed_number)
    assert found == NUMBERS


def _nobody_was_written_to() -> None:
    assert mail.outbox == []


CHECKS = [
    _nobody_was_written_to,
    _the_numbers_are_the_same_on_every_machine,
    _the_course_has_nine_modules_with_a_quiz_each_and_a_final_exam,
    _a_practice_of_questions_that_no_exam_draws_is_open_for_half_a_year,
    _a_case_paper_waits_is_marked_twice_and_appealed,
    _there_are_lessons_to_read_in_every_module,
    _the_bank_is_large_published_and_frozen,
    _each_course_has_one_version,
    _a_dozen_trainees_stand_where_they_should,
    _progress_differs_and_never_passes_the_whole,
    _the_failed_exam_failed_on_one_critical_item,
    _nobody_studied_at_night_or_in_the_future,
    _the_register_holds_every_state,
    _certificates_end_soon_at_each_distance_of_a_reminder,
    _a_misspelled_name_was_put_right,
    _something_waits_in_each_queue_of_the_registrar,
    _a_batch_leads_to_the_certificates_that_rest_on_it,
    _four_clinics_of_four_types_each_list_somebody,
    _somebody_speaks_for_a_clinic,
    _five_reviews_of_two_clinics_are_published_and_one_is_answered,
    _three_cases_show_healed_and_fresh_work_with_the_consent_on_file,
    _each_decision_is_logged_once_under_the_name_of_the_registrar,
    _clients_have_a_guide,
    _each_link_of_the_guide_shows_what_it_promises,
    _everybody_may_sign_in_with_the_printed_password,
]
