"""The holder's own pages, the dashboard and the course page."""

import datetime as dt

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from certificates.api import approve, decline
from certificates.enums import AwardKind
from certificates.models import Approval, BlockedIssue, Certificate
from certificates.on_the_way import list_on_the_way
from certificates.panels import course_panels, dashboard_panel
from certificates.services.approvals import look_again
from certificates.services.documents import ensure_document
from lms.core import clock
from tests.factories.certificates import (
    complete,
    issue_for_enrollment,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


def panel_text(user):
    request = RequestFactory().get("/my-training/")
    request.user = user
    html = " ".join(str(panel.html) for panel in dashboard_panel(request))
    return " ".join(html.replace("\u00a0", " ").split())


def ways_text(user):
    client = Client()
    client.force_login(user)
    return client.get("/certificates/awards/?part=1").content.decode()


def test_the_holder_sees_and_downloads_the_certificate(signed_in):
    certificate = make_certificate()
    client = signed_in(certificate.user)
    page = client.get(f"/certificates/{certificate.printed_number}/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "See what a client sees" in page.content.decode()
    response = client.get(f"/certificates/{certificate.printed_number}/certificate.pdf")
    data = b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert f'filename="{certificate.printed_number}.pdf"' in response["Content-Disposition"]
    document = ensure_document(certificate)
    assert len(data) == document.size
    letter = client.get(f"/certificates/{certificate.number}/certificate.pdf?paper=LETTER")
    assert b"".join(letter.streaming_content) != data


def test_a_paper_that_does_not_exist_is_not_found(signed_in):
    certificate = make_certificate()
    client = signed_in(certificate.user)
    address = f"/certificates/{certificate.number}/certificate.pdf?paper=../A4"
    assert client.get(address).status_code == 404


def test_somebody_elses_certificate_is_as_absent_as_none(signed_in):
    certificate = make_certificate()
    client = signed_in(make_user())
    for tail in ("", "certificate.pdf"):
        assert client.get(f"/certificates/{certificate.number}/{tail}").status_code == 404
    assert client.get("/certificates/SMP-0000/").status_code == 404


def test_a_registrar_may_open_any_certificate(signed_in):
    certificate = make_certificate()
    client = signed_in(make_registrar())
    response = client.get(f"/certificates/{certificate.number}/certificate.pdf")
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_a_visitor_is_asked_to_sign_in():
    certificate = make_certificate()
    response = Client().get(f"/certificates/{certificate.number}/certificate.pdf")
    assert response.status_code == 302
    assert "next=" in response.url


def test_the_dashboard_shows_each_certificate_with_its_state():
    with clock.at(dt.datetime(2026, 6, 14, 9, tzinfo=dt.UTC)):
        certificate = make_certificate(title="Foundation award", slug="fa")
        text = panel_text(certificate.user)
        assert "Valid until 14 June 2028" in text
        assert "Foundation award" in text
        assert "Competence, 100 hours: 42 theory, 58 practical, issued 14 June 2026" in text
        assert f"/verify/{certificate.printed_number}/" in text
    with clock.at(dt.datetime(2029, 1, 1, tzinfo=dt.UTC)):
        assert "Expired on 14 June 2028" in panel_text(certificate.user)


def test_the_dashboard_only_leads_on_somebody_without_certificates():
    user = make_user()
    assert "Your certificates" not in panel_text(user)
    assert "/certificates/awards/" in panel_text(user)
    assert ways_text(user) == ""


def test_confirming_the_name_on_the_dashboard_issues_the_certificate(signed_in):
    course = make_short_course()
    make_award(course, title="Foundation award", slug="fa")
    user = make_holder("Noor Haddad", confirm=False)
    issue_for_enrollment(complete(user, course).pk)
    text = panel_text(user)
    assert "Confirm your name to receive your certificate." in text
    assert 'value="Noor Haddad"' in text
    response = signed_in(user).post(
        "/certificates/name/", {"legal_name": "Noor  Haddad ", "next": "/my-training/"}
    )
    assert response.url == "/my-training/"
    assert Certificate.objects.get(user=user).name == "Noor Haddad"
    assert "Earned, not issued yet" not in panel_text(user)


def test_an_empty_name_confirms_nothing(signed_in):
    course = make_short_course()
    make_award(course)
    user = make_holder("Noor Haddad", confirm=False)
    issue_for_enrollment(complete(user, course).pk)
    signed_in(user).post("/certificates/name/", {"legal_name": " \u202e "})
    assert Certificate.objects.count() == 0


def test_the_form_leads_to_no_other_site(signed_in):
    client = signed_in(make_holder())
    data = {"legal_name": "Ines Marchetti", "next": "https://evil.example/"}
    assert client.post("/certificates/name/", data).url == "/"


def test_a_name_that_cannot_be_printed_is_explained_on_the_dashboard():
    course = make_short_course()
    make_award(course)
    user = make_holder("김민준")
    issue_for_enrollment(complete(user, course).pk)
    text = panel_text(user)
    assert "“김” (U+AE40)" in text
    assert "letters of your passport" in text


def test_a_name_confirmed_elsewhere_is_noticed_on_the_next_visit():
    course = make_short_course()
    make_award(course)
    user = make_holder("Noor Haddad", confirm=False)
    issue_for_enrollment(complete(user, course).pk)
    profile = type(user.learner_profile)
    profile.objects.filter(user=user).update(legal_name_confirmed_at=clock.now())
    assert "Valid until" in panel_text(user)
    assert BlockedIssue.objects.waiting().count() == 0


@pytest.mark.parametrize("count", [1, 20])
def test_the_dashboard_panel_costs_the_same_for_many_certificates(count, django_assert_num_queries):
    course = make_short_course()
    make_award(course)
    user = make_holder()
    for _ in range(count):
        issue_for_enrollment(complete(user, course).pk)
    assert Certificate.objects.filter(user=user).count() == count
    with django_assert_num_queries(2):
        panel_text(user)


@pytest.mark.parametrize("count", [1, 20])
def test_what_is_on_the_way_costs_the_same_for_many_awards(count, django_assert_num_queries):
    course, other = make_short_course(), make_short_course(title="Infection control")
    for _ in range(count):
        make_award(course, other)
    user = make_holder()
    complete(user, course)
    with django_assert_num_queries(9):
        found = list_on_the_way(user)
    assert len(found) == count
    with django_assert_num_queries(2):
        assert "On the way" not in panel_text(user)
    text = ways_text(user)
    assert text.count("2 of 3 met; missing: Complete Infection control") == count


def test_the_way_to_an_award_is_explained_to_who_is_on_it(signed_in, client):
    other = make_short_course(title="Infection control")
    course = make_short_course()
    award = make_award(course, other, approval_required=True)
    user = make_holder()
    complete(user, course)
    address = reverse("lms_certificates:way", args=[award.slug])
    assert client.get(address).status_code == 302
    assert client.get("/certificates/awards/").status_code == 302
    client = signed_in(user)
    assert "missing: Complete" in client.get("/certificates/awards/").content.decode()
    text = client.get(address).content.decode()
    assert "2 of 3 met; missing: Complete Infection control" in text
    assert "Pass every required unit of this course." in text
    assert address in ways_text(user)
    outcome = issue_for_enrollment(complete(user, other).pk)[0]
    assert "A registrar looks at it before it is issued." in client.get(address).content.decode()
    assert "Waiting for a registrar" in ways_text(user)
    decline(outcome.approval, actor=make_registrar(), reason="Bring the photographs.")
    assert "Bring the photographs." in client.get(address).content.decode()
    assert "Bring the photographs." in ways_text(user)
    approve(look_again(Approval.objects.get()), actor=make_registrar())
    text = client.get(address).content.decode()
    assert "Your way to renewing it" in text
    assert "1 of 3 met; missing: Complete" in text
    assert address not in ways_text(user)


def test_the_course_page_says_what_the_certificate_covers_and_what_not():
    course = make_short_course()
    make_award(course)
    make_award(
        course,
        kind=AwardKind.ATTENDANCE,
        title="Z attendance",
        excludes="Any skill",
        validity_months=None,
    )
    make_award(course, publish=False)
    panels = course_panels(RequestFactory().get("/"), course)
    texts = [" ".join(str(panel.html).split()) for panel in panels]
    assert len(texts) == 2
    assert "What the certificate covers, and what it does not" in texts[0]
    assert "<li>Scar camouflage</li>" in texts[0]
    assert "A competence award of Kestrel Lane Academy, valid for 2 years." in texts[0]
    assert "It is not a statutory license to practice." in texts[0]
    assert "It does not show" in texts[1]
    assert "valid without an end date" in texts[1]


@pytest.mark.parametrize("count", [1, 20])
def test_the_course_panel_costs_one_query(count, django_assert_num_queries):
    course = make_short_course()
    for _ in range(count):
        make_award(course)
    with django_assert_num_queries(1):
        assert len(course_panels(RequestFactory().get("/"), course)) == count
