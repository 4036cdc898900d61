"""Clients, practitioners, owners and moderators who act on one thing at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from certificates.directory.enums import ConsentKind, Moderation, Step
from certificates.directory.exceptions import DirectoryError
from certificates.directory.models import (
    Clinic,
    ClinicOwner,
    ModerationLog,
    PortfolioCase,
    Practitioner,
    Review,
    ReviewReply,
)
from certificates.directory.permissions import ensure_groups, ensure_workflow
from certificates.directory.queries import find_practitioner
from certificates.directory.services import erase_entry, reviews
from certificates.directory.services.decisions import decide
from certificates.directory.services.owners import (
    accept_invitation,
    end_ownership,
    invitation_token,
    invite_owner,
    newest_version,
    propose_changes,
)
from certificates.directory.services.portfolio import withdraw_case
from certificates.directory.services.profiles import publish_profile, save_profile
from certificates.directory.services.removal import remove_everything
from tests.certificates.directory.test_portfolio import hand_in
from tests.factories.courses import make_user
from tests.factories.directory import School, make_clinic, make_practitioner, make_review

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def outcome(work):
    try:
        work()
    except DirectoryError:
        return "refused"
    finally:
        connection.close()
    return "done"


def at_once(*works):
    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(outcome, works))


def one_after_the_other(row, *works):
    """Let ``works`` wait for ``row`` in this order, then let them go: each saw it as it was.

    A work that does not wait for the row is over before the next begins. SQLite has no locks of
    rows, and one writer at a time: there it is simply one after the other.
    """
    if not connection.features.has_select_for_update:
        with ThreadPoolExecutor(1) as pool:
            return list(pool.map(outcome, works))
    with ThreadPoolExecutor(len(works)) as pool:
        futures = []
        with transaction.atomic():
            type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
            for work in works:
                futures.append(pool.submit(outcome, work))
                until_all_wait(futures)
        return [future.result() for future in futures]


def until_all_wait(futures):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            waiting = cursor.fetchone()[0]
        if waiting + sum(future.done() for future in futures) >= len(futures):
            return
        time.sleep(0.01)
    raise AssertionError("a work neither waits nor ends")


def steps_of(thing):
    return list(thing.log.order_by("pk").values_list("step", flat=True))


def test_a_review_written_in_two_tabs_and_confirmed_in_many_is_confirmed_once():
    clinic, now = make_clinic(), timezone.now()
    written = [make_review(clinic, email="one@example.org") for _tab in range(2)]
    answers = at_once(
        *(lambda row=row: reviews.confirm_review(row, at=now) for row in written for _tab in "abcd")
    )
    assert answers.count("done") == 1
    states = sorted(Review.objects.values_list("state", flat=True))
    assert states == [Moderation.UNCONFIRMED, Moderation.WAITING]
    assert ModerationLog.objects.filter(step=Step.CONFIRMED).count() == 1


def test_a_review_that_waits_twice_for_its_confirmation_is_confirmed_once():
    review, now = make_review(make_clinic()), timezone.now()
    confirm = lambda: reviews.confirm_review(review, at=now)  # noqa: E731
    assert one_after_the_other(review, confirm, confirm) == ["done", "refused"]
    assert steps_of(review) == [Step.SUBMITTED, Step.CONFIRMED]


@pytest.mark.parametrize("first", ["publish", "withdraw"])
def test_a_review_published_and_taken_back_at_once_is_gone_with_its_words(first):
    review, now = make_review(make_clinic()), timezone.now()
    review = reviews.confirm_review(review, at=now)
    works = {
        "publish": lambda: decide(review, Step.PUBLISHED, actor=None, at=now),
        "withdraw": lambda: reviews.withdraw_review(review, at=now),
    }
    answers = one_after_the_other(review, works.pop(first), *works.values())
    assert answers == (["done", "done"] if first == "publish" else ["done", "refused"])
    review.refresh_from_db()
    assert (review.state, review.text, review.email_hash) == (Moderation.WITHDRAWN, "", "")


def make_case():
    person = make_practitioner(make_clinic())
    School().certify(person)
    return hand_in(person)


@pytest.mark.parametrize("first", ["publish", "other"])
@pytest.mark.parametrize("other", ["withdraw", "reject"])
def test_pictures_published_and_refused_at_once_are_never_public_without_their_files(first, other):
    case, now = make_case(), timezone.now()
    works = {
        "publish": lambda: decide(case, Step.PUBLISHED, actor=None, at=now),
        "withdraw": lambda: withdraw_case(case, actor=None, at=now),
        "reject": lambda: decide(case, Step.REJECTED, actor=None, at=now, reason="blurred"),
    }
    order = ["publish", other] if first == "publish" else [other, "publish"]
    one_after_the_other(case, *(works[name] for name in order))
    case.refresh_from_db()
    kept = case.pictures.exclude(file="").count()
    assert kept == (2 if case.state == Moderation.PUBLISHED else 0)
    ends_published = (first, other) == ("publish", "reject")
    assert (case.state == Moderation.PUBLISHED) is ends_published
    assert PortfolioCase.objects.published().count() == int(ends_published)


def test_two_answers_of_a_clinic_at_once_are_one():
    review = make_review(make_clinic(), state=Moderation.PUBLISHED)
    now = timezone.now()
    reply = lambda: reviews.reply_to_review(review, text="Thanks.", actor=None, at=now)  # noqa: E731
    assert sorted(at_once(*[reply] * 8)) == ["done", *["refused"] * 7]
    assert one_after_the_other(review, reply, reply) == ["refused", "refused"]
    assert steps_of(ReviewReply.objects.get()) == [Step.HANDED_IN]


def test_a_review_taken_back_while_it_is_answered_gets_no_answer():
    review = make_review(make_clinic(), state=Moderation.PUBLISHED)
    now = timezone.now()
    answers = one_after_the_other(
        review,
        lambda: reviews.withdraw_review(review, at=now),
        lambda: reviews.reply_to_review(review, text="Thanks.", actor=None, at=now),
    )
    assert answers == ["done", "refused"]
    assert not ReviewReply.objects.exists()


def test_an_invitation_that_two_people_accept_at_once_makes_one_owner():
    clinic, now = make_clinic(), timezone.now()
    invitation = invite_owner(clinic, email="a@example.org", actor=None, at=now)
    token = invitation_token(invitation)
    people = [make_user(), make_user()]
    answers = one_after_the_other(
        invitation,
        *(lambda user=user: accept_invitation(token, user=user, at=now) for user in people),
    )
    assert answers == ["done", "refused"]
    invitation.refresh_from_db()
    assert ClinicOwner.objects.get().user == people[0] == invitation.used_by


@pytest.fixture
def owned():
    from django.apps import apps

    ensure_groups()
    ensure_workflow(apps)
    clinic, user = make_clinic(description="Old words."), make_user()
    owner = ClinicOwner.objects.create(clinic=clinic, user=user, since=timezone.now())
    return clinic, owner


def proposal(clinic, words):
    draft = Clinic.objects.get(pk=clinic.pk).get_latest_revision_as_object()
    draft.description = words
    return draft


def test_an_owner_who_was_removed_while_a_change_was_on_its_way_changes_nothing(owned):
    clinic, owner = owned
    base, draft = newest_version(clinic), proposal(clinic, "New words.")
    answers = one_after_the_other(
        clinic,
        lambda: propose_changes(draft, base=base, user=owner.user),
        lambda: end_ownership(owner, actor=None, at=timezone.now()),
    )
    # without locks of rows the change has arrived before the owner is removed
    was_on_its_way = connection.features.has_select_for_update
    assert answers == ["refused" if was_on_its_way else "done", "done"]
    assert (newest_version(clinic) == base) is was_on_its_way


def draft_of(person, words):
    entry = Practitioner.objects.get(pk=person.pk)
    draft = entry.get_latest_revision_as_object()
    draft.bio = words
    save_profile(draft, base=entry.latest_revision_id, user=person.user)


@pytest.mark.parametrize("first", ["publish", "remove"])
def test_who_leaves_while_a_change_of_their_page_waits_is_not_shown(first):
    person = make_practitioner(make_clinic(), consents=tuple(ConsentKind), name="Ines Marchetti")
    School().certify(person)
    draft_of(person, "Newer words.")
    now = timezone.now()
    works = {
        "publish": lambda: publish_profile(person.user),
        "remove": lambda: remove_everything(person.user, at=now),
    }
    one_after_the_other(person, works.pop(first), *works.values())
    assert find_practitioner(person.slug, now=timezone.now()) is None
    assert not person.consents.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize("first", ["publish", "erase"])
def test_who_is_erased_while_a_change_of_their_page_waits_leaves_no_words_behind(first):
    person = make_practitioner(make_clinic(), name="Ines Marchetti")
    draft_of(person, "Newer words of Ines.")

    def erase():
        with transaction.atomic():
            erase_entry(person.user)

    works = {"publish": lambda: publish_profile(person.user), "erase": erase}
    one_after_the_other(person, works.pop(first), *works.values())
    person.refresh_from_db()
    assert (person.display_name, person.bio, person.live) == ("Erased", "", False)
    assert not person.revisions.exists()
