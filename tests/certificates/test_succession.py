"""One certificate in the place of another: corrected names and renewals."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import reinstate, reissue_with_name, renew, revoke, suspend
from certificates.enums import BlockCause, LedgerKind, ReasonCode, Standing
from certificates.exceptions import NameRefused, ReasonRefused, StepRefused
from certificates.ledger import ImpossibleStep, can_follow, fold
from certificates.models import BlockedIssue, Certificate
from certificates.queries import find_ledger_faults
from certificates.receivers import renew_when_reinstated
from courses.api import get_learner_name, set_learner_name
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

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
K = LedgerKind
db = pytest.mark.django_db


def correct(certificate, name="Inês Marchetti", **kwargs):
    return reissue_with_name(
        certificate,
        actor=make_registrar(),
        **{"name": name, "reason": ReasonCode.NAME_MISSPELLED, **kwargs},
    )


def complete_again(certificate, course, *, days):
    with clock.at(certificate.issued_at + dt.timedelta(days=days)):
        outcomes = issue_for_enrollment(complete(certificate.user, course).pk)
    return outcomes[0]


def kinds(certificate):
    return [event.kind for event in certificate.events.order_by("sequence")]


@pytest.fixture
def course():
    return make_short_course()


@pytest.fixture
def certificate(course):
    with clock.at(START):
        return make_certificate(course=course)


@db
def test_a_corrected_name_gives_a_new_number_and_links_both_ways(certificate):
    newer = correct(certificate)
    old = Certificate.objects.get(pk=certificate.pk)
    assert (newer.name, old.name) == ("Inês Marchetti", "Ines Marchetti")
    assert newer.number != old.number
    assert (newer.issued_on, newer.valid_until) == (old.issued_on, old.valid_until)
    assert (newer.supersedes, old.successor) == (old, newer)
    assert kinds(old) == [K.ISSUED, K.CORRECTED, K.SUPERSEDED]
    assert kinds(newer) == [K.ISSUED]
    assert old.standing == Standing.SUPERSEDED
    assert newer.snapshot["name_salt"] != old.snapshot["name_salt"]
    assert get_learner_name(old.user).legal == "Inês Marchetti"
    call_command("verify_ledger")


@db
def test_the_register_leads_from_each_to_the_other(certificate):
    newer = correct(certificate, note="Seen: passport")
    old_page = Client().get(f"/verify/{certificate.number}/").content.decode()
    assert "<h1>Superseded</h1>" in old_page
    assert newer.printed_number in old_page
    assert "Name corrected" in old_page
    assert "misspelled" not in old_page
    assert "passport" not in old_page
    answer = Client().get(f"/api/v1/register/{newer.number}").json()
    assert answer["state"] == "valid"
    assert answer["supersedes"]["number"] == certificate.printed_number
    answer = Client().get(f"/api/v1/register/{certificate.number}").json()
    assert answer["superseded_by"]["number"] == newer.printed_number
    assert [line["event"] for line in answer["history"]] == ["issued", "corrected", "superseded"]


@db
@pytest.mark.parametrize("name", ["", "  ", "Ines Marchetti", "김민준"])
def test_a_name_that_is_empty_unchanged_or_unprintable_is_refused(certificate, name):
    with pytest.raises(NameRefused):
        correct(certificate, name=name)
    assert Certificate.objects.count() == 1


@db
def test_a_renewal_in_a_name_no_font_can_print_is_refused_before_anything_is_issued(
    certificate, course
):
    set_learner_name(certificate.user, legal_name="王小明", confirm=True)
    (outcome,) = issue_for_enrollment(complete(certificate.user, course).pk)
    assert outcome.certificate is None
    assert outcome.blocked.cause == BlockCause.NAME_UNPRINTABLE
    assert "“王” (U+738B)" in outcome.blocked.message
    assert Certificate.objects.get() == certificate


@db
def test_another_actions_reason_is_refused(certificate):
    with pytest.raises(ReasonRefused):
        correct(certificate, reason=ReasonCode.DECEPTION)


@db
def test_a_suspension_cannot_be_escaped_by_another_name(certificate):
    suspend(certificate, actor=None, reason=ReasonCode.UNDER_EXAMINATION)
    with pytest.raises(StepRefused):
        correct(certificate)
    assert Certificate.objects.count() == 1


@db
def test_a_name_is_corrected_once_and_then_on_the_newer_one(certificate):
    newer = correct(certificate)
    with pytest.raises(StepRefused):
        correct(certificate, name="Somebody Else")
    newest = correct(newer, name="Inês Marchetti-Reid")
    assert newest.supersedes == newer
    call_command("verify_ledger")


@db
def test_asking_again_after_a_correction_issues_nothing(certificate):
    newer = correct(certificate)
    outcomes = issue_for_enrollment(certificate.enrollment_id)
    assert [item.certificate for item in outcomes] == [newer]
    call_command("issue_certificates")
    assert Certificate.objects.count() == 2


@db
def test_a_registrar_corrects_a_name_in_the_admin(certificate, signed_in):
    client = signed_in(make_registrar())
    address = reverse("lms_certificates_register:act", args=[certificate.pk, "correct"])
    assert (
        address
        in client.get(
            reverse("lms_certificates_register:inspect", args=[certificate.pk])
        ).content.decode()
    )
    given_ = {"name": "Inês Marchetti", "reason": "name_misspelled", "note": "passport"}
    assert "takes the place of this one" in client.get(address).content.decode()
    client.post(address, given_)
    assert Certificate.objects.count() == 1
    response = client.post(address, {**given_, "confirm": "on"}, follow=True)
    newer = Certificate.objects.get(supersedes=certificate)
    assert newer.printed_number in response.content.decode()
    assert "Inês Marchetti" in response.content.decode()


@db
def test_completing_the_courses_again_renews(certificate, course):
    newer = complete_again(certificate, course, days=690).certificate
    old = Certificate.objects.get(pk=certificate.pk)
    assert newer.supersedes == old
    assert kinds(old) == [K.ISSUED, K.RENEWED]
    assert old.standing == Standing.SUPERSEDED
    assert newer.standing == Standing.IN_FORCE
    call_command("verify_ledger")


@db
@pytest.mark.parametrize(
    ("days", "last_day"),
    [(300, dt.date(2028, 10, 28)), (690, dt.date(2030, 1, 1)), (800, dt.date(2030, 3, 11))],
)
def test_renewing_in_the_last_days_loses_none_of_them(certificate, course, days, last_day):
    assert certificate.valid_until == dt.date(2028, 1, 1)
    assert complete_again(certificate, course, days=days).certificate.valid_until == last_day


@db
def test_a_chain_of_renewals_keeps_its_history(certificate, course):
    second = complete_again(certificate, course, days=700).certificate
    third = complete_again(second, course, days=700).certificate
    assert third.supersedes == second
    page = Client().get(f"/verify/{certificate.number}/").content.decode()
    assert "Renewed" in page
    assert second.printed_number in page
    call_command("verify_ledger")


@db
def test_one_course_of_several_renews_nothing():
    first, second = make_short_course(), make_short_course()
    make_award(first, second)
    user = make_holder()
    with clock.at(START):
        complete(user, first)
        held = issue_for_enrollment(complete(user, second).pk)[0].certificate
    outcome = complete_again(held, first, days=700)
    assert outcome.certificate == held
    assert Certificate.objects.count() == 1
    with pytest.raises(StepRefused):
        renew(held)
    newer = complete_again(held, second, days=701).certificate
    assert newer.supersedes == held


@db
def test_renewing_twice_renews_once(certificate, course):
    newer = complete_again(certificate, course, days=700).certificate
    assert renew(certificate).certificate == newer
    call_command("issue_certificates")
    assert Certificate.objects.count() == 2


@db
def test_a_suspended_certificate_is_renewed_once_it_is_reinstated(certificate, course):
    suspend(certificate, actor=None, reason=ReasonCode.UNDER_EXAMINATION)
    outcome = complete_again(certificate, course, days=700)
    assert outcome.certificate is None
    assert BlockedIssue.objects.waiting().get().cause == BlockCause.SUSPENDED
    reinstate(certificate, actor=None, reason=ReasonCode.NO_ACTION)
    renew_when_reinstated(Certificate, certificate.pk)
    assert Certificate.objects.get(supersedes=certificate).standing == Standing.IN_FORCE
    assert not BlockedIssue.objects.waiting().exists()


@db
def test_after_a_revocation_a_new_chain_begins(certificate, course):
    revoke(certificate, actor=None, reason=ReasonCode.ASSESSMENT_ERROR)
    newer = complete_again(certificate, course, days=100).certificate
    assert newer.supersedes is None
    assert Certificate.objects.get(pk=certificate.pk).standing == Standing.REVOKED


@db
def test_a_link_that_the_events_do_not_name_is_found(certificate, course):
    newer = complete_again(certificate, course, days=700).certificate
    other = make_certificate()
    table = Certificate._meta.db_table
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET supersedes_id = NULL WHERE id = %s", [newer.pk])  # noqa: S608
        cursor.execute(
            f"UPDATE {table} SET supersedes_id = %s WHERE id = %s",  # noqa: S608
            [certificate.pk, other.pk],
        )
    found = [find_ledger_faults(Certificate.objects.get(pk=c.pk)) for c in (certificate, newer)]
    assert found[0] == ["it was replaced by another certificate than the one its events name"]
    assert found[1] == ["it replaces another certificate than the one its first event names"]


HISTORIES = st.lists(st.sampled_from([kind for kind in K if kind != K.ISSUED]), max_size=8)


@given(HISTORIES)
def test_replaced_is_final_but_for_a_revocation(tail):
    history = [K.ISSUED, *tail]
    try:
        standing = fold(history)
    except ImpossibleStep:
        return
    replaced = [place for place, kind in enumerate(history) if kind in {K.RENEWED, K.SUPERSEDED}]
    if replaced:
        assert standing in {Standing.SUPERSEDED, Standing.REVOKED}
        assert all(kind == K.REVOKED for kind in history[replaced[0] + 1 :])


@given(HISTORIES)
def test_a_corrected_name_alone_changes_no_standing(tail):
    history = [K.ISSUED, *tail]
    try:
        standing = fold(history)
    except ImpossibleStep:
        return
    if can_follow(standing, K.CORRECTED):
        assert fold([*history, K.CORRECTED]) == standing == Standing.IN_FORCE
