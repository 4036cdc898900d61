"""After a person is erased the number still answers; typing the name is all that confirms it."""

import json
import os
import time
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import ensure_document, issue_award, verify
from certificates.directory.api import ensure_practitioner, give_consent
from certificates.directory.enums import ConsentKind
from certificates.directory.models import Practitioner
from certificates.enums import CertificateState, FileVerdict
from certificates.exceptions import NameWithheld, StepRefused
from certificates.models import BlockedIssue, Certificate, CertificateDocument
from certificates.queries import find_ledger_faults
from certificates.services.check import check_file
from certificates.services.erasure import (
    confirm_name,
    delete_unnamed_files,
    delete_withheld_files,
)
from certificates.snapshot import fold_name, hash_typed_name
from courses.api import erase_person, export_person, get_learner_name, set_learner_name
from courses.exceptions import ErasureRefused, PersonErased
from courses.models import Enrollment, Erasure, UnitProgress
from lms.core import clock
from lms.core.privacy import export_holding, list_holdings
from tests.factories.certificates import make_award, make_certificate, make_holder, make_registrar
from tests.factories.courses import make_enrollment, make_user

pytestmark = pytest.mark.django_db
NAME = "Łucja Nováková-Íñiguez"


def erased(callbacks, **kwargs):
    """A certificate whose holder was erased, and its PDF as it was handed out before."""
    certificate = make_certificate(user=make_holder(NAME), **kwargs)
    with ensure_document(certificate).file.open("rb") as file:
        data = file.read()
    with callbacks(execute=True):
        erase_person(certificate.user, reference="DSR 7")
    return Certificate.objects.get(pk=certificate.pk), data


def test_the_register_answers_with_state_and_award_and_without_the_name(
    client, django_capture_on_commit_callbacks
):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    page = client.get(reverse("lms_certificates:verify_number", args=[certificate.printed_number]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Valid" in text
    assert certificate.title in text
    assert "Withheld at the holder’s request" in text
    assert "Nováková" not in text
    answer = client.get(f"/api/v1/register/{certificate.printed_number}").json()
    assert (answer["state"], answer["certificate"]["name"]) == ("valid", None)
    assert answer["certificate"]["name_withheld"] is True


def test_nothing_that_is_kept_holds_the_name_and_the_ledger_still_agrees(
    django_capture_on_commit_callbacks,
):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    user = get_user_model().objects.get(pk=certificate.user_id)
    kept = json.dumps(export_person(user), ensure_ascii=False)
    assert "Nováková" not in kept
    assert "trainee" not in kept
    assert "Nováková" not in json.dumps(certificate.snapshot, ensure_ascii=False)
    assert find_ledger_faults(certificate) == []
    call_command("verify_ledger", verbosity=0)


def test_the_files_are_gone_but_a_file_handed_out_before_is_still_known(
    django_capture_on_commit_callbacks,
):
    certificate, data = erased(django_capture_on_commit_callbacks)
    document = CertificateDocument.objects.get()
    assert not document.file
    answer = check_file(data, now=clock.now())
    assert answer.verdict == FileVerdict.EXACT
    assert answer.register.state == CertificateState.VALID
    assert answer.register.snapshot.name == ""
    with pytest.raises(NameWithheld):
        ensure_document(certificate)


def test_a_file_that_survived_a_crash_is_deleted_by_the_next_catching_up():
    certificate = make_certificate(user=make_holder(NAME))
    path = ensure_document(certificate).file
    # without the callbacks of the commit, as if the process had died right after it
    erase_person(certificate.user)
    assert path.storage.exists(path.name)
    call_command("issue_certificates", verbosity=0)
    assert not path.storage.exists(path.name)
    assert delete_withheld_files() == 0


@pytest.mark.parametrize(
    "typed",
    [NAME, NAME.upper(), f"  {NAME.lower()}  ", "Łucja  Nova\u0301kova\u0301-I\u0301n\u0303iguez"],
)
def test_who_knows_the_name_has_it_confirmed(typed, client, django_capture_on_commit_callbacks):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    url = reverse("lms_certificates:check_name", args=[certificate.printed_number])
    page = client.post(url, {"name": typed}).content.decode()
    assert "This certificate was issued to the name you typed." in page


@pytest.mark.parametrize(
    "typed", ["Lucja Novakova", "Łucja", "محمد بن عبد الرحمن بن عبد الله آل سعود", "x"]
)
def test_another_name_is_not_confirmed(typed, client, django_capture_on_commit_callbacks):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    url = reverse("lms_certificates:check_name", args=[certificate.printed_number])
    page = client.post(url, {"name": typed}).content.decode()
    assert "to another name than the one you typed" in page


def test_typing_no_name_asks_for_one(client, django_capture_on_commit_callbacks):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    url = reverse("lms_certificates:check_name", args=[certificate.printed_number])
    page = client.post(url, {"name": "   "}).content.decode()
    assert "issued to" not in page.split("Check the name")[-1]
    assert client.get(url).status_code == 302


def test_guessing_names_is_limited_by_client_and_by_certificate(
    settings, client, django_capture_on_commit_callbacks
):
    settings.LMS_NAME_RATE = "2/h"
    certificate, _data = erased(django_capture_on_commit_callbacks)
    url = reverse("lms_certificates:check_name", args=[certificate.printed_number])
    answers = [client.post(url, {"name": f"guess {n}"}).status_code for n in range(3)]
    assert answers == [200, 200, 429]
    # from another address the same certificate is still closed
    assert client.post(url, {"name": "guess"}, REMOTE_ADDR="203.0.113.9").status_code == 429


def test_a_name_that_is_shown_is_not_confirmed_and_an_unknown_number_says_nothing():
    certificate = make_certificate(user=make_holder(NAME))
    assert confirm_name(certificate.number, name=NAME) is None
    assert confirm_name("SMP-0000", name=NAME) is None


def test_the_holder_cannot_sign_in_or_be_written_to_any_more(
    client, django_capture_on_commit_callbacks
):
    certificate, _data = erased(django_capture_on_commit_callbacks)
    user = get_user_model().objects.get(pk=certificate.user_id)
    assert (user.username, user.email, user.is_active) == (f"erased-{user.pk}", "", False)
    assert not user.has_usable_password()
    assert get_learner_name(user).legal == ""


def test_a_session_that_is_open_ends(signed_in):
    user = make_holder()
    browser = signed_in(user)
    assert browser.get(reverse("lms_courses:dashboard")).status_code == 200
    erase_person(user)
    assert browser.get(reverse("lms_courses:dashboard")).status_code == 302


def test_courses_under_way_end_and_reading_positions_are_deleted():
    enrollment = make_enrollment(user=make_holder())
    UnitProgress.objects.create(enrollment=enrollment, unit_key="0" * 32, position="p4")
    erase_person(enrollment.user)
    assert Enrollment.objects.get(pk=enrollment.pk).state == "withdrawn"
    assert not UnitProgress.objects.exists()


def test_the_entry_in_the_directory_is_emptied_with_its_drafts():
    certificate = make_certificate(user=make_holder(NAME))
    entry = ensure_practitioner(certificate.user, display_name=NAME)
    give_consent(entry, kind=ConsentKind.NAME, actor=certificate.user, at=clock.now())
    entry.save_revision()
    erase_person(certificate.user)
    entry = Practitioner.objects.get()
    assert (entry.display_name, entry.slug, entry.live) == ("Erased", f"erased-{entry.pk}", False)
    assert entry.revisions.count() == 0
    assert not entry.consents.filter(withdrawn_at__isnull=True).exists()
    assert entry.consents.count() == 1


def test_nothing_is_issued_or_named_after_an_erasure():
    certificate = make_certificate(user=make_holder(NAME))
    erase_person(certificate.user)
    user = get_user_model().objects.get(pk=certificate.user_id)
    with pytest.raises(PersonErased):
        set_learner_name(user, legal_name="New Name", confirm=True)
    course_award = make_award()
    assert issue_award(user, course_award).certificate is None
    assert not BlockedIssue.objects.exists()
    call_command("issue_certificates", verbosity=0)
    assert Certificate.objects.count() == 1


def test_erasing_twice_is_erasing_once():
    user = make_holder()
    first = erase_person(user)
    assert erase_person(user).pk == first.pk
    assert Erasure.objects.count() == 1


def test_staff_are_not_erased_by_mistake():
    keeper = make_registrar()
    with pytest.raises(ErasureRefused, match="works in the admin"):
        erase_person(keeper)
    assert get_user_model().objects.get(pk=keeper.pk).username == keeper.username


def test_a_certificate_without_a_name_is_suspended_and_revoked_like_any_other(
    django_capture_on_commit_callbacks,
):
    from certificates.api import reissue_with_name, revoke

    certificate, _data = erased(django_capture_on_commit_callbacks)
    with pytest.raises((StepRefused, PersonErased)):
        reissue_with_name(
            certificate, actor=make_registrar(), name="Somebody Else", reason="name_misspelled"
        )
    revoke(certificate, actor=make_registrar(), reason="deception")
    assert verify(certificate.number, now=clock.now()).state == CertificateState.REVOKED


def test_the_export_holds_every_kind_of_record_with_its_reason():
    certificate = make_certificate(user=make_holder(NAME))
    copy = json.loads(json.dumps(export_person(certificate.user), ensure_ascii=False))
    assert copy["account"]["email"] == certificate.user.email
    assert copy["data"]["lms_certificates"]["Certificate"][0]["name"] == NAME
    assert copy["data"]["lms_courses"]["LearnerProfile"][0]["legal_name"] == NAME
    assert copy["data"]["lms_courses"]["Enrollment"][0]["state"] == "completed"
    assert "until erased" in copy["reasons"]["lms_certificates"]["Certificate"]["name"]
    assert set(copy["data"]) >= {"lms_assessments", "lms_certificates", "lms_courses"}


def test_the_export_holds_nothing_of_anybody_else():
    make_certificate(user=make_holder("Somebody Other"))
    copy = json.dumps(export_person(make_holder(NAME)), ensure_ascii=False)
    assert "Somebody Other" not in copy


# about colleagues by name, about businesses, or said by somebody else in confidence
ABOUT_NO_ACCOUNT = {
    "AwardSignatory",
    "AwardVersion",
    "BulkRun",
    "Clinic",
    "ClinicCheck",
    "Cohort",
    "Concern",
    "CourseInstructor",
    "DesignSignatory",
    "DesignVersion",
    "DirectoryReport",
    "ModerationLog",
    "Regrade",
    "Review",
    "UnsentMail",
}


def test_every_model_about_people_leads_to_its_person():
    lost = {
        name for one in list_holdings() for name in one.columns if name not in one.subjects
    } - ABOUT_NO_ACCOUNT
    assert lost == set()
    for holding in list_holdings():
        assert export_holding(holding, make_user()) == {}


def test_what_the_lists_call_erasable_is_erased():
    """A column whose words end its time with the erasure is emptied, deleted or done by hand."""
    by_hand = {
        # the services of the two rooms empty these, with their files and drafts
        ("lms_certificates", "Certificate", "name"),
        ("lms_certificates", "CertificateDocument", "file"),
        *(("lms_directory", "Practitioner", name) for name in PRACTITIONER),
    }
    forgotten = [
        (holding.app_label, model, column)
        for holding in list_holdings()
        for model, columns in holding.columns.items()
        for column, words in columns.items()
        if "until" in words
        and "erased" in words.partition("; ")[2]
        and model not in holding.deleted
        and column not in holding.emptied.get(model, {})
        and (holding.app_label, model, column) not in by_hand
    ]
    assert forgotten == []


PRACTITIONER = (
    "user",
    "display_name",
    "sort_name",
    "slug",
    "bio",
    "practicing_since",
    "photo",
)


@given(st.text(max_size=60))
def test_folding_a_name_again_changes_nothing(name):
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Zs"]), max_size=40))
def test_capitals_never_matter(name):
    assert hash_typed_name(name.upper().lower(), "s") == hash_typed_name(name.lower().upper(), "s")


def test_the_commands_export_and_erase(capsys, django_capture_on_commit_callbacks):
    certificate = make_certificate(user=make_holder(NAME))
    username = certificate.user.username
    call_command("export_person", username)
    assert NAME in capsys.readouterr().out
    call_command("erase_person", username, "--yes", "--reference", "DSR 9")
    assert Erasure.objects.get().reference == "DSR 9"
    with pytest.raises(CommandError, match="no account"):
        call_command("erase_person", username, "--yes")


# --- in the admin


def test_a_registrar_finds_exports_and_erases_a_person(signed_in):
    certificate = make_certificate(user=make_holder(NAME))
    keeper = signed_in(make_registrar())
    found = keeper.get(reverse("lms_courses_people:find"), {"q": "nováková"}).content.decode()
    page_url = reverse("lms_courses_people:person", args=[certificate.user_id])
    assert page_url in found
    page = keeper.get(page_url).content.decode()
    assert NAME in page
    copy = keeper.post(reverse("lms_courses_people:export", args=[certificate.user_id]))
    assert copy["Content-Disposition"].startswith("attachment")
    assert copy.json()["data"]["lms_certificates"]["Certificate"][0]["name"] == NAME
    erase_url = reverse("lms_courses_people:erase", args=[certificate.user_id])
    wrong = keeper.post(erase_url, {"username": "somebody"}).content.decode()
    assert "Nothing was erased" in wrong
    assert not Erasure.objects.exists()
    answer = keeper.post(erase_url, {"username": certificate.user.username}, follow=True)
    assert "was erased on" in answer.content.decode()
    again = keeper.post(erase_url, {"username": "x"}, follow=True).content.decode()
    assert "was erased already" in again
    assert NAME not in keeper.get(reverse("lms_courses_people:find"), {"q": "Nov"}).content.decode()
    assert keeper.get(reverse("lms_courses_people:index")).status_code == 200


def test_others_may_not_look_at_peoples_data(signed_in):
    person = make_user()
    visitor = signed_in(make_user())
    for name in ("person", "export", "erase"):
        url = reverse(f"lms_courses_people:{name}", args=[person.pk])
        answer = visitor.get(url) if name == "person" else visitor.post(url)
        assert answer.status_code in {302, 403}
    assert not Erasure.objects.exists()


def test_a_file_that_a_dying_process_left_is_swept_away():
    certificate = make_certificate()
    kept = Path(ensure_document(certificate).file.path)
    stray, fresh = kept.with_name("stray-a4.pdf"), kept.with_name("fresh-a4.pdf")
    for path in (stray, fresh):
        path.write_bytes(b"%PDF-1.7 Ines Marchetti")
    hours_ago = time.time() - 2 * 3600
    for path in (kept, stray):
        os.utime(path, (hours_ago, hours_ago))
    call_command("issue_certificates")
    # one that was stored a moment ago may be about to be entered
    assert [path.exists() for path in (kept, stray, fresh)] == [True, False, True]
    assert delete_unnamed_files() == 0
