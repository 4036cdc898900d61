"""Commands that catch up, checks that speak at start, and awards as prerequisites."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.checks import check_certificate_settings
from certificates.models import Award, BlockedIssue, CatchUp, Certificate
from certificates.provider import Awards
from courses.api import last_result_id
from lms.core import clock
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_short_course,
)
from tests.factories.courses import make_user


@pytest.mark.django_db
def test_what_an_interruption_left_out_is_issued_once(capsys):
    course = make_short_course()
    make_award(course)
    complete(make_holder(), course)  # the announcement is never sent in this transaction
    call_command("issue_certificates")
    assert "1 certificates issued." in capsys.readouterr().out
    call_command("issue_certificates")
    assert "0 certificates issued." in capsys.readouterr().out
    assert Certificate.objects.get().documents.count() == 1


@pytest.mark.django_db
def test_a_new_award_is_not_issued_to_everybody_who_ever_finished_its_course():
    course = make_short_course()
    with clock.at(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)):
        enrollment = complete(make_holder(), course)
    type(enrollment).objects.filter(pk=enrollment.pk).update(completed_at="2020-01-01T00:00Z")
    make_award(course)
    call_command("issue_certificates")
    assert Certificate.objects.count() == 0
    call_command("issue_certificates", enrollment=enrollment.pk)
    assert Certificate.objects.count() == 1


@pytest.mark.django_db
def test_waiting_certificates_are_tried_again():
    course = make_short_course()
    make_award(course)
    user = make_holder(confirm=False)
    complete(user, course)
    call_command("issue_certificates")
    assert BlockedIssue.objects.waiting().count() == 1
    type(user.learner_profile).objects.update(legal_name_confirmed_at=clock.now())
    call_command("issue_certificates")
    assert Certificate.objects.count() == 1


def make_half_done(count):
    """People who completed one of the two courses an award asks for, and that other course."""
    first, second = make_short_course(), make_short_course()
    make_award(
        requirement_tree=[("course", {"course": str(c.translation_key)}) for c in (first, second)]
    )
    people = [make_holder(f"Holder {number}") for number in range(count)]
    for person in people:
        complete(person, first)
    return people, second


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 12])
def test_catching_up_costs_nothing_for_whom_nothing_happened_to(count):
    people, second = make_half_done(count)
    now = clock.now()
    call_command("issue_certificates")
    with clock.at(now + dt.timedelta(days=2)), CaptureQueriesContext(connection) as captured:
        call_command("issue_certificates")
    # the folders of files that other tests drew are read besides
    asked = [query["sql"] for query in captured if "LIKE" not in query["sql"]]
    assert len(asked) == 13, "\n".join(asked)
    with clock.at(now + dt.timedelta(days=3)):
        complete(people[0], second)
        call_command("issue_certificates")
    assert Certificate.objects.get().user == people[0]


@pytest.mark.django_db
def test_a_result_entered_late_is_seen_whatever_its_date():
    (person,), second = make_half_done(1)
    now = clock.now()
    call_command("issue_certificates")
    with clock.at(now - dt.timedelta(days=30)):
        complete(person, second)
    with clock.at(now + dt.timedelta(days=2)):
        call_command("issue_certificates")
    assert Certificate.objects.count() == 1


@pytest.mark.django_db
def test_everybody_is_looked_at_when_asked_for_or_when_an_award_is_published():
    (person,), second = make_half_done(1)
    complete(person, second)
    now = clock.now()
    CatchUp.objects.create(begun_at=now + dt.timedelta(days=1), last_result=last_result_id())
    with clock.at(now + dt.timedelta(days=3)):
        call_command("issue_certificates")
        assert not Certificate.objects.exists()
        call_command("issue_certificates", everybody=True)
        assert Certificate.objects.count() == 1
    later = make_holder("Later Still")
    course = make_short_course()
    complete(later, course)
    with clock.at(now + dt.timedelta(days=6)):
        call_command("issue_certificates")
        award = make_award(course)
        Award.objects.filter(pk=award.pk).update(first_published_at=now - dt.timedelta(days=1))
        Award.objects.filter(pk=award.pk).update(last_published_at=clock.now())
        call_command("issue_certificates")
    assert Certificate.objects.filter(user=later).count() == 1


@pytest.mark.django_db
def test_catching_up_reads_more_people_than_fit_one_page():
    users = get_user_model()
    users.objects.bulk_create(users(username=f"bystander{n}") for n in range(600))
    course = make_short_course()
    make_award(course)
    complete(make_holder(), course)
    call_command("issue_certificates")
    assert Certificate.objects.count() == 1


def test_sound_settings_say_nothing():
    assert check_certificate_settings(None) == []


def test_a_font_that_cannot_be_read_is_an_error(settings, tmp_path):
    path = tmp_path / "none.ttf"
    settings.LMS_CERTIFICATE_FONTS = [str(path)]
    errors = check_certificate_settings(None)
    assert [error.id for error in errors] == ["lms_certificates.E001"]
    assert "none.ttf cannot be read" in errors[0].msg


def test_an_unknown_paper_and_a_missing_storage_are_errors(settings):
    settings.LMS_CERTIFICATE_PAPER = "A5"
    settings.LMS_PRIVATE_STORAGE = "vault"
    found = [error.id for error in check_certificate_settings(None)]
    assert found == ["lms_certificates.E002", "lms_certificates.E003"]


@pytest.mark.django_db
def test_awards_serve_as_prerequisites_while_they_are_valid():
    with clock.at(dt.datetime(2026, 6, 14, tzinfo=dt.UTC)):
        certificate = make_certificate(validity_months=12)
    provider = Awards()
    key = str(certificate.award.key)
    assert (key, certificate.title) in provider.choices()
    soon, late = (dt.datetime(year, 6, 14, 12, tzinfo=dt.UTC) for year in (2027, 2028))
    assert provider.holds(certificate.user, key, soon)
    assert not provider.holds(certificate.user, key, late)
    assert not provider.holds(make_user(), key, soon)
    assert not provider.holds(certificate.user, "no key", soon)
