"""Reviews: confirmed by mail, read by a moderator, taken back by their author, never lost."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import HistoryStands, StepRefused
from certificates.directory.models import ModerationLog, Review
from certificates.directory.moderation import fold
from certificates.directory.queries.reviews import read_reviews
from certificates.directory.services import reviews
from certificates.directory.services.decisions import decide
from lms.core import clock
from tests.factories.certificates import make_registrar
from tests.factories.directory import make_clinic, make_review

pytestmark = pytest.mark.django_db
FORM = "/directory/harbourside/review/"


@pytest.fixture
def harbourside():
    return make_clinic(name="Harbourside", slug="harbourside")


@pytest.fixture
def patient(monkeypatch):
    """Somebody who needs no three seconds to write."""
    monkeypatch.setattr("lms.core.human.MIN_SECONDS", 0)


def fields(**changes):
    page = Client().get(FORM).content.decode()
    month = re.search(r'<option value="(\d{4}-\d\d-01)"', page)[1]
    return {
        "visited_in": month,
        "result": "5",
        "hygiene": "4",
        "consultation": "4",
        "aftercare": "",
        "text": "Calm,\r\n\r\n\r\n\r\nclean <b>and</b> \u202eexact.",
        "author": "A. K.",
        "email": "Client@Example.org",
        "honest": "on",
        "stamp": re.search(r'name="stamp" value="([^"]+)"', page)[1],
        **changes,
    }


def link_in(message):
    return re.search(r"(/directory/review/\S+)", message.body)[1]


@pytest.fixture
def sent(harbourside, patient, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = Client().post(FORM, fields())
    assert response.url == "/directory/harbourside/review/sent/"
    return Review.objects.get()


def public_page():
    return Client().get("/directory/harbourside/").content.decode()


def test_a_review_waits_for_its_address_and_then_for_a_moderator(sent):
    link = link_in(mail.outbox[0])
    assert mail.outbox[0].to == ["Client@Example.org"]
    assert Client().get(link).status_code == 200
    sent.refresh_from_db()
    assert sent.state == Moderation.UNCONFIRMED  # opening the link alone changes nothing
    Client().post(link, {"do": "confirm"})
    sent.refresh_from_db()
    assert sent.state == Moderation.WAITING
    assert "A. K." not in public_page()
    decide(sent, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    page = public_page()
    assert "A. K." in page
    assert "clean &lt;b&gt;and&lt;/b&gt; exact." in page
    assert "we check that the e-mail address is its author’s, and nothing beyond that" in page


def test_the_address_is_kept_only_as_a_hash(sent):
    assert "example" not in " ".join(str(value) for value in vars(sent).values()).lower()
    assert sent.email_hash == reviews.hash_of(" client@example.ORG ")


def test_one_address_reviews_one_visit_once(sent, harbourside):
    now = timezone.now()
    reviews.confirm_review(sent, at=now)
    again = make_review(harbourside, email="client@example.org", visited_in=sent.visited_in)
    with pytest.raises(StepRefused, match="from your address already"):
        reviews.confirm_review(again, at=now)
    other_visit = make_review(
        harbourside, email="client@example.org", visited_in=dt.date(2020, 1, 1)
    )
    reviews.confirm_review(other_visit, at=now)


def test_a_link_confirms_for_seven_days(sent):
    link = link_in(mail.outbox[0])
    with clock.at(sent.created_at + dt.timedelta(days=7, seconds=1)):
        assert "The link has ended" in Client().get(link).content.decode()
        Client().post(link, {"do": "confirm"})
    sent.refresh_from_db()
    assert sent.state == Moderation.UNCONFIRMED


def test_words_that_were_never_confirmed_are_forgotten(sent, capsys):
    assert reviews.forget_unconfirmed(at=timezone.now()) == 0
    with clock.at(timezone.now() + dt.timedelta(days=8)):
        call_command("forget_unconfirmed_reviews")
    assert "1 review" in capsys.readouterr().out
    sent.refresh_from_db()
    assert (sent.state, sent.text, sent.email_hash) == ("withdrawn", "", "")


def test_the_author_takes_it_back_at_any_time(sent, harbourside):
    link = link_in(mail.outbox[0])
    reviews.confirm_review(sent, at=timezone.now())
    decide(sent, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    Client().post(link, {"do": "withdraw"})
    sent.refresh_from_db()
    assert (sent.state, sent.text, sent.author, sent.email_hash) == ("withdrawn", "", "", "")
    assert "A. K." not in public_page()
    again = make_review(harbourside, email="client@example.org", visited_in=sent.visited_in)
    reviews.confirm_review(again, at=timezone.now())


def test_what_is_taken_down_leaves_a_line_with_the_reason(sent):
    now = timezone.now()
    reviews.confirm_review(sent, at=now)
    registrar = make_registrar()
    decide(sent, Step.PUBLISHED, actor=registrar, at=now)
    with pytest.raises(StepRefused, match="Give a reason"):
        decide(sent, Step.REMOVED, actor=registrar, at=now)
    decide(sent, Step.REMOVED, actor=registrar, at=now, reason="Names another client.")
    page = public_page()
    assert "A review was taken down by a moderator." in page
    assert "Names another client." in page
    assert "A. K." not in page


def test_every_step_is_in_the_log_and_the_state_is_its_fold(sent):
    now = timezone.now()
    reviews.confirm_review(sent, at=now)
    registrar = make_registrar()
    decide(sent, Step.REJECTED, actor=registrar, at=now, reason="An advertisement.")
    decide(sent, Step.PUBLISHED, actor=registrar, at=now)
    steps = [Step(row.step) for row in sent.log.order_by("pk")]
    assert steps == [Step.SUBMITTED, Step.CONFIRMED, Step.REJECTED, Step.PUBLISHED]
    sent.refresh_from_db()
    assert fold(steps) == sent.state


def test_nothing_of_the_history_can_be_changed_or_deleted(sent):
    line = ModerationLog.objects.get()
    for act in (
        line.save,
        line.delete,
        sent.delete,
        Review.objects.all().delete,
        ModerationLog.objects.all().delete,
        lambda: ModerationLog.objects.update(reason="x"),
    ):
        with pytest.raises(HistoryStands):
            act()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stamp": "forged"}, "Wait a moment"),
        ({"email": "nobody"}, "valid email"),
        ({"honest": ""}, "required"),
        ({"result": "6"}, "valid choice"),
        ({"visited_in": "2999-01-01"}, "valid choice"),
        (
            {"result": "", "hygiene": "", "consultation": "", "text": " \u200b "},
            "Give at least one mark",
        ),
        ({"text": "x" * 2001}, "at most 2000"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_words(harbourside, patient, changes, words):
    page = Client().post(FORM, fields(**changes)).content.decode()
    assert words in page
    assert "A. K." in page
    assert not Review.objects.exists()


def test_machines_are_thanked_and_dropped(harbourside, patient):
    assert Client().post(FORM, fields(website="https://spam.example")).status_code == 302
    assert not Review.objects.exists()


def test_one_address_writes_a_few_reviews_an_hour(harbourside, patient, settings):
    settings.LMS_REVIEW_RATE = "1/h"
    assert Client().post(FORM, fields()).status_code == 302
    response = Client().post(FORM, fields())
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert Review.objects.count() == 1


def test_a_long_arabic_name_is_shown_in_its_direction(harbourside, patient):
    Client().post(FORM, fields(author="عبد الرحمن بن محمد بن عبد الله الحسيني"))
    review = Review.objects.get()
    reviews.confirm_review(review, at=timezone.now())
    decide(review, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    assert '<b dir="auto">عبد الرحمن بن محمد بن عبد الله الحسيني</b>' in public_page()


@pytest.mark.parametrize("key", ["nonsense", "a:b:c"])
def test_a_link_we_did_not_make_leads_nowhere(harbourside, key):
    assert Client().get(reverse("lms_directory:own_review", args=[key])).status_code == 404


def test_averages_are_shown_from_three_reviews_on(harbourside):
    for count in range(1, 4):
        make_review(harbourside, state=Moderation.PUBLISHED, result=4, hygiene=None)
        page = public_page()
        assert ("4.0 of 5" in page) == (count == 3)
    assert "an average from 3 on" in page  # hygiene: nobody said anything


@pytest.mark.parametrize("count", [1, 20, 200])
def test_the_page_of_a_clinic_costs_the_same_whatever_was_written(
    harbourside, count, django_assert_num_queries
):
    Review.objects.bulk_create(
        Review(
            clinic=harbourside,
            state=Moderation.PUBLISHED,
            visited_in=dt.date(2026, 1, 1),
            created_at=timezone.now(),
            published_at=timezone.now(),
            email_hash=f"{n}",
            result=5,
        )
        for n in range(count)
    )
    with django_assert_num_queries(2):
        assert len(read_reviews(harbourside).lines) == min(count, 10)
