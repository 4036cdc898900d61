"""Every page that the public and trainees see, with the demo academy in it.

Each is opened on a phone and a desk screen, in light and dark. None may scroll sideways, complain
on the console, break the Content-Security-Policy or hold what axe calls serious.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from assessments.api import start_attempt
from assessments.models import Attempt, ExamPage
from certificates.directory.models import Clinic, Practitioner
from certificates.models import Certificate
from courses.api import complete_lesson
from courses.models import CoursePage, Enrollment, LessonPage
from lms.site.models import GuidePage, TextPage
from tests.e2e.conftest import SIZES
from tests.factories.courses import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves the spooled file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
# a visitor's user name ("" is signed out), an address, the status it answers with
Visit = tuple[str, str, int]


def test_every_public_page_is_accessible_and_fits(academy, walk, settings, open_page, subtests):
    walk(_public())
    with subtests.test("too many look-ups"):
        settings.LMS_VERIFY_RATE = "1/h"
        open_page().goto("/verify/SMP-0000-0000-0000-0/")
        walk([("", "/verify/SMP-0000-0000-0000-0/", 429)])


def test_every_page_of_a_trainee_is_accessible_and_fits(academy, walk):
    make_user("nobody-yet")
    walk([*_trainees(), *_exam_rooms()])


@pytest.fixture
def academy(tree: Any, settings: Any, live_server: Any) -> None:
    """The demo academy of today."""
    settings.LMS_VERIFY_RATE = "100000/m"
    call_command("load_demo", today=timezone.localdate(), verbosity=0)


@pytest.fixture
def walk(
    open_page: Any, sign_in: Any, subtests: Any, assert_accessible: Any, assert_fits: Any
) -> Callable[[Iterable[Visit]], None]:
    """A function that makes each visit, visitor by visitor, and looks at what is there."""

    def walk(visits: Iterable[Visit]) -> None:
        visits = list(visits)
        for username in dict.fromkeys(visit[0] for visit in visits):
            page = open_page(width=390)
            if username:
                sign_in(page, get_user_model().objects.get(username=username))
            for _who, address, status in (visit for visit in visits if visit[0] == username):
                with subtests.test(f"{username or 'anybody'} {address}"):
                    _look(page, address, status, assert_accessible, assert_fits)
            page.context.close()

    return walk


def _look(
    page: Page,
    address: str,
    status: int,
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
) -> None:
    # a new load for each theme: a closed menu keeps the colors it was laid out with
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert_fits(page)
            assert_accessible(page)


def _public() -> Iterator[Visit]:
    addresses = [
        "/",
        "/courses/",
        *(course.url for course in CoursePage.objects.live()),
        "/guide/",
        *(page.url for page in GuidePage.objects.live()),
        *(page.url for page in TextPage.objects.live()),
        "/directory/",
        "/directory/?q=bristol&technique=hairline",
        "/directory/?q=nobody+of+this+name",
        *(f"/directory/{clinic.slug}/" for clinic in Clinic.objects.filter(live=True)),
        *_practitioners(),
        "/verify/",
        "/verify/?number=",
        *(f"/verify/{one.printed_number}/" for one in _one_of_each_state()),
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/search/?q=pigment",
        "/search/?q=zzzz",
    ]
    yield from (("", address, 200) for address in addresses)
    yield "", "/verify/SMP-0000-0000-0000-0/", 404
    yield "", "/verify/anything/", 404
    yield "", "/nothing-is-here/", 404


def _practitioners() -> list[str]:
    from certificates.directory.api import list_listed

    return [
        f"/directory/practitioner/{person.slug}/"
        for person in Practitioner.objects.filter(pk__in=list_listed(timezone.now()))
    ]


def _one_of_each_state() -> list[Certificate]:
    today = timezone.localdate()
    found = {one.state_on(today): one for one in Certificate.objects.order_by("pk")}
    assert len(found) >= 4
    # and a name that runs from right to left
    return [*found.values(), Certificate.objects.get(user__username="leila")]


def _trainees() -> Iterator[Visit]:
    foundation = CoursePage.objects.get(slug="foundation-certificate")
    refresher = CoursePage.objects.get(slug="infection-control-refresher")
    noor = Enrollment.objects.get(user__username="noor", state="active")
    for username in ("nobody-yet", "eleftheria", "huong", "declan", "leila", "daryna", "imogen"):
        yield username, "/my-training/", 200
        yield username, foundation.url, 200
    for address in (
        "/my-training/",
        "/courses/",
        foundation.url,
        foundation.get_children().first().url,
        f"/my-training/withdraw/{noor.pk}/",
        "/assessments/attempts/",
        f"/assessments/attempts/{_last_attempt('noor').uuid}/result/",
        "/accounts/profile/",
        "/accounts/profile/name/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/listing/",
    ):
        yield "noor", address, 200
    yield "noor", LessonPage.objects.descendant_of(foundation).order_by("path").last().url, 403
    lessons = [lesson.url for lesson in _lessons_of_every_kind(foundation)]
    certificate = Certificate.objects.filter(user__username="marie-clemence")[0]
    for address in (
        "/my-training/",
        "/accounts/listing/",
        f"/certificates/{certificate.printed_number}/",
        *lessons,
    ):
        yield "marie-clemence", address, 200
    yield "nobody-yet", f"/my-training/enroll/{refresher.pk}/", 200
    yield "nobody-yet", f"/my-training/enroll/{foundation.pk}/", 200
    yield "declan", f"/assessments/attempts/{_last_attempt('declan').uuid}/result/", 200


def _lessons_of_every_kind(course: CoursePage) -> list[LessonPage]:
    """As few lessons as hold every kind of block that the course uses."""
    chosen, seen = [], set()
    lessons = list(LessonPage.objects.descendant_of(course).live())
    for lesson in sorted(lessons, key=lambda one: -len(_kinds(one))):
        if not _kinds(lesson) <= seen:
            chosen.append(lesson)
            seen |= _kinds(lesson)
    return chosen


def _kinds(lesson: LessonPage) -> set[str]:
    return {block.block_type for block in lesson.body}


def _last_attempt(username: str) -> Attempt:
    return Attempt.objects.filter(user__username=username).order_by("-started_at")[0]


def _exam_rooms() -> Iterator[Visit]:
    quizzes = ExamPage.objects.order_by("path")
    final = ExamPage.objects.get(slug="final-exam")
    for username, exam in (("noor", quizzes[0]), ("kwabena", final), ("declan", final)):
        yield username, exam.url, 200
    for username, exam in (("kwabena", final), ("priya", _next_quiz("priya"))):
        user = get_user_model().objects.get(username=username)
        attempt = start_attempt(exam, user=user, now=timezone.now() - dt.timedelta(minutes=2))
        yield username, exam.url, 200
        yield username, f"/assessments/attempts/{attempt.uuid}/", 200
        yield username, f"/assessments/attempts/{attempt.uuid}/review/", 200


def _next_quiz(username: str) -> ExamPage:
    """The first quiz of the foundation course that is not passed yet, with its lessons read."""
    user = get_user_model().objects.get(username=username)
    passed = Attempt.objects.filter(user=user).values("exam")
    course = CoursePage.objects.get(slug="foundation-certificate")
    quiz = ExamPage.objects.descendant_of(course).exclude(pk__in=passed).order_by("path")[0]
    for lesson in LessonPage.objects.child_of(quiz.get_parent()).order_by("path"):
        complete_lesson(user, lesson)
    return quiz
