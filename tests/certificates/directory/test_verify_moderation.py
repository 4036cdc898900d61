"""The proof that nothing was published, taken down or closed behind the log of moderation."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.directory.enums import Moderation, Step
from certificates.directory.models import DirectoryReport, ModerationLog, PortfolioCase, Review
from certificates.directory.queries.proof import check_moderation
from certificates.directory.services import reports, reviews
from certificates.directory.services.decisions import decide
from certificates.directory.services.portfolio import withdraw_case
from tests.certificates.directory.test_portfolio import hand_in
from tests.factories.certificates import make_registrar
from tests.factories.directory import make_clinic, make_practitioner, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    """A clinic whose reviews and pictures went every way there is."""
    clinic, actor, now = make_clinic(), make_registrar(), timezone.now()
    rows = [reviews.confirm_review(make_review(clinic), at=now) for _n in range(4)]
    make_review(clinic)
    for row in rows[:3]:
        decide(row, Step.PUBLISHED, actor=actor, at=now)
    decide(rows[1], Step.REMOVED, actor=actor, at=now, reason="Names another client. " * 20)
    reviews.withdraw_review(rows[2], at=now)
    reviews.reply_to_review(rows[0], text="Thank you.", actor=actor, at=now)
    decide(rows[3], Step.REJECTED, actor=actor, at=now, reason="An advertisement.")
    person = make_practitioner(clinic)
    decide(hand_in(person, 1, 2), Step.PUBLISHED, actor=actor, at=now)
    withdraw_case(hand_in(person, 3, 4), actor=actor, at=now)
    row = reports.report(clinic, reason="false", text="Closed.", contact="", at=now)
    reports.handle_report(row, actor=actor, note="Asked them.", at=now)
    return clinic


def faults():
    return {name: found for name, found in check_moderation() if found}


def test_what_went_through_the_services_agrees(clinic, capsys):
    call_command("verify_moderation")
    assert capsys.readouterr().out == "9 agree with the log of moderation.\n"


@pytest.mark.parametrize(
    ("state", "changes", "fault"),
    [
        ("rejected", {"state": "published"}, "it says published, its log says rejected"),
        ("published", {"published_at": None}, "it was not published when its log says"),
        ("unconfirmed", {"created_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "not received"),
        ("removed", {"public_reason": "We felt like it."}, "the reason shown in public is not"),
        ("withdrawn", {"text": "Calm and exact."}, "it was taken back, and its words are still"),
    ],
)
def test_an_edited_review_is_named_with_its_fault(clinic, capsys, state, changes, fault):
    row = Review.objects.get(state=state)
    Review.objects.filter(pk=row.pk).update(**changes)
    with pytest.raises(CommandError, match="1 of 9 do not agree"):
        call_command("verify_moderation")
    assert f"review {row.pk}: " in (told := capsys.readouterr().err)
    assert fault in told


def test_pictures_that_outlived_their_case_are_a_fault(clinic):
    case = PortfolioCase.objects.get(state=Moderation.WITHDRAWN)
    case.pictures.update(file="portfolio/ab/kept.jpg")
    assert faults() == {f"case {case.pk}": ["it keeps 2 pictures, its log leaves 0"]}


def test_a_report_reopened_by_hand_is_a_fault(clinic):
    row = DirectoryReport.objects.get()
    DirectoryReport.objects.filter(pk=row.pk).update(handled_at=None)
    assert faults() == {f"report {row.pk}": ["it was not closed as its log says"]}


def test_a_line_cut_out_of_the_log_is_a_fault(clinic):
    row = Review.objects.get(state=Moderation.PUBLISHED)
    # the models refuse it, whoever can write the database does not ask them
    ModerationLog.objects.filter(review=row, step=Step.CONFIRMED)._raw_delete("default")
    (found,) = faults()[f"review {row.pk}"]
    assert found.startswith("the log is impossible: published does not follow on unconfirmed")


def test_the_proof_costs_the_same_for_one_review_and_for_many(django_assert_num_queries):
    clinic = make_clinic()
    for many in (1, 12):
        for _n in range(many):
            make_review(clinic)
        # one for each of the four kinds, and one for the log of the reviews
        with django_assert_num_queries(5):
            assert not faults()
