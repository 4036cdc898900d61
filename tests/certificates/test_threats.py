"""The threats a register of certificates faces, each with the tests that hold against it.

The table names tests by module; the first test here fails when one of them is renamed or gone, so
that no threat loses its guard unnoticed. What no other module tests is tested below.
"""

import importlib
import inspect
import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from certificates.api import ensure_document
from certificates.file_answer import MAX_BYTES
from certificates.models import CertificateDocument
from certificates.queries import find_ledger_faults
from certificates.services.badges import badge_document, signed_badge
from certificates.services.check import check_file
from lms.core import clock
from tests.factories.certificates import make_certificate, make_holder

pytestmark = pytest.mark.django_db

THREATS = {
    "markup in a name reaches the typesetter": [
        "test_documents.test_markup_in_a_name_is_only_letters",
        "test_register_pages.test_hostile_text_in_the_address_is_only_shown_as_text",
        "test_concerns.test_markup_in_a_report_is_only_text",
    ],
    "a name is drawn wrong, clipped or as empty boxes": [
        "test_documents.test_a_name_in_any_covered_script_leaves_no_empty_boxes",
        "test_documents.test_right_to_left_runs_are_found_and_ordered",
        "test_documents.test_a_name_of_any_length_stays_inside_its_frame",
        "test_issue.test_a_name_no_font_covers_is_refused_with_its_characters",
        "test_threats.test_invisible_marks_of_direction_never_enter_a_name",
    ],
    "the register is enumerated or harvested": [
        "test_register_pages.test_unknown_and_malformed_numbers_are_answered_alike",
        "test_register_pages.test_too_many_lookups_are_asked_to_wait",
        "test_register_pages.test_a_lookup_costs_the_same_whatever_the_register_holds",
        "test_register_api.test_page_and_api_share_one_limit",
        "test_erasure.test_guessing_names_is_limited_by_client_and_by_certificate",
        "test_threats.test_numbers_and_places_in_the_lists_follow_no_order",
    ],
    "people's data leaks": [
        "test_register_pages.test_nothing_private_is_on_the_page",
        "test_register_pages.test_the_answer_keeps_out_of_caches_searches_and_other_sites",
        "test_erasure.test_nothing_that_is_kept_holds_the_name_and_the_ledger_still_agrees",
        "test_threats.test_two_badges_of_one_person_cannot_be_joined",
    ],
    "a PDF file is altered": [
        "test_seal.test_every_kind_of_tampering_is_told_apart",
        "test_check.test_an_altered_pdf_is_told_with_the_truth",
        "test_check.test_a_borrowed_seal_is_told",
        "test_check.test_a_copy_with_a_seal_of_somebody_else_is_told",
    ],
    "a revocation does not arrive": [
        "test_register_pages.test_suspended_reinstated_and_revoked_are_told_on_the_next_request",
        "test_badges.test_the_status_lists_follow_the_register",
        "test_ledger.test_a_revoked_certificate_stays_revoked",
        "test_badges.test_places_are_drawn_at_issue_and_never_change",
        "test_bulk.test_a_recall_suspends_each_with_an_event_of_its_own",
    ],
    "a key is lost, rotated, published or confused": [
        "test_keys.test_rotation_retires_the_old_key_and_keeps_it",
        "test_check.test_what_a_retired_key_signed_still_verifies",
        "test_check.test_tokens_without_a_signature_or_with_the_public_key_as_secret_are_told",
        "credentials.test_credentials.test_published_keys_hold_no_private_half",
        "credentials.test_credentials.test_the_algorithm_is_bound_to_the_key",
        "test_keys.test_development_keys_in_production_are_warned_of",
    ],
    "somebody shows another person's certificate": [
        "test_threats.test_the_answer_says_whom_to_see_an_identity_document_of",
        "test_erasure.test_another_name_is_not_confirmed",
        "test_holder_pages.test_somebody_elses_certificate_is_as_absent_as_none",
    ],
    "the page is cloned on another domain": [
        "test_threats.test_every_page_of_the_register_names_its_own_domain_in_words",
        "test_documents.test_the_qr_code_leads_to_the_number",
    ],
    "JSON-LD says more than is signed": [
        "credentials.test_credentials.test_a_member_nobody_defined_cannot_ride_along_unsigned",
        "credentials.test_credentials.test_contexts_are_never_fetched",
        "credentials.test_credentials.test_every_edited_string_is_detected",
        "test_check.test_what_we_signed_must_also_agree_with_the_register",
        "test_threats.test_a_poisoned_graph_is_refused_before_it_costs_anything",
    ],
    "one completion is issued twice": [
        "test_races.test_32_simultaneous_completions_make_one_certificate",
        "test_issue.test_asking_again_issues_nothing_more",
        "test_bulk_interruptions.test_two_runs_for_the_same_people_at_once_issue_to_each_once",
        "test_bulk_interruptions."
        "test_a_worker_killed_in_the_middle_leaves_nothing_doubled_and_nothing_missing",
    ],
    "drawing on demand exhausts the server": [
        "test_issue.test_the_pdf_is_drawn_once_and_kept",
        "test_check.test_too_many_files_are_asked_to_wait",
        "test_threats.test_an_upload_of_200_megabytes_is_refused_before_it_is_read",
        "test_threats.test_looking_up_never_draws",
    ],
    "something is issued with an earlier date": [
        "test_ledger.test_a_row_edited_in_the_database_is_found",
        "test_ledger.test_an_edited_snapshot_is_found",
        "test_threats.test_a_date_moved_in_the_database_is_found",
    ],
    "a logo or picture is a bomb or fetches something": [
        "test_designs.test_a_file_that_cannot_be_a_logo_is_refused_with_what_would_do",
    ],
}


@pytest.mark.parametrize("threat", THREATS)
def test_every_threat_has_its_tests(threat):
    assert THREATS[threat]
    for place in THREATS[threat]:
        module, _dot, name = place.rpartition(".")
        found = getattr(importlib.import_module(f"tests.certificates.{module}"), name, None)
        assert inspect.isfunction(found), place


def test_invisible_marks_of_direction_never_enter_a_name():
    certificate = make_certificate(user=make_holder("Ines\u202e Mar\u200bchetti\u2066"))
    assert certificate.name == "Ines Marchetti"


def test_numbers_and_places_in_the_lists_follow_no_order():
    certificates = [make_certificate() for _ in range(6)]
    orders = [
        [one.number for one in certificates],
        [one.status_entry.revocation for one in certificates],
        [one.status_entry.suspension for one in certificates],
    ]
    assert [len(set(order)) for order in orders] == [6, 6, 6]
    # one order in 720 by chance, and all three would have to come together
    assert any(order != sorted(order) for order in orders)


def test_two_badges_of_one_person_cannot_be_joined():
    person = make_holder()
    subjects = [
        badge_document(make_certificate(user=person))["credentialSubject"]["id"] for _ in range(2)
    ]
    assert subjects[0] != subjects[1]
    assert str(person.pk) not in subjects[0].removeprefix("urn:uuid:").split("-")
    assert person.email not in "".join(subjects)


def test_the_answer_says_whom_to_see_an_identity_document_of(client):
    certificate = make_certificate(user=make_holder("Ines Marchetti"))
    page = client.get(reverse("lms_certificates:verify_number", args=[certificate.number]))
    text = page.content.decode()
    assert "Ines Marchetti" in text
    assert "Ask to see a photo ID with this name." in text


@pytest.mark.parametrize("place", ["verify", "answer", "unknown"])
def test_every_page_of_the_register_names_its_own_domain_in_words(place, client, settings):
    settings.LMS_VERIFY_BASE_URL = "https://verify.kestrellane.example"
    url = {
        "verify": reverse("lms_certificates:verify"),
        "answer": reverse("lms_certificates:verify_number", args=[make_certificate().number]),
        "unknown": reverse("lms_certificates:verify_number", args=["SMP-0000"]),
    }[place]
    text = client.get(url).content.decode()
    assert "verify.kestrellane.example" in text


def test_a_poisoned_graph_is_refused_before_it_costs_anything():
    badge = signed_badge(make_certificate())
    # nodes without names that all look alike make canonical forms exponential
    badge["evidence"] = [{"type": ["Evidence"], "description": "x"} for _ in range(50)]
    start = time.process_time()
    answer = check_file(json.dumps(badge).encode(), now=clock.now())
    assert time.process_time() - start < 2
    assert answer.verdict == "altered"


class Untouchable:
    """A body that nobody may read."""

    def read(self, size=-1):
        raise AssertionError("the body was read")

    readline = read


def test_an_upload_of_200_megabytes_is_refused_before_it_is_read(client):
    answer = client.generic(
        "POST",
        reverse("lms_certificates:verify_file"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024),
        **{"wsgi.input": Untouchable()},
    )
    assert answer.status_code == 200
    assert "It is larger than any file of ours." in answer.content.decode()


def test_a_file_a_little_too_large_is_refused_too(client):
    file = SimpleUploadedFile("big.pdf", b"%PDF-1.7" + b"\0" * (MAX_BYTES + 32 * 1024))
    answer = client.post(reverse("lms_certificates:verify_file"), {"file": file})
    assert "larger than any file of ours" in answer.content.decode()


def test_looking_up_never_draws(client):
    certificate = make_certificate()
    CertificateDocument.objects.all()._raw_delete("default")
    for path in (
        reverse("lms_certificates:verify_number", args=[certificate.number]),
        f"/api/v1/register/{certificate.number}",
    ):
        assert client.get(path).status_code == 200
    assert not CertificateDocument.objects.exists()


def test_a_date_moved_in_the_database_is_found():
    certificate = make_certificate()
    ensure_document(certificate)
    assert find_ledger_faults(certificate) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lms_certificates_ledgerevent SET at = '2020-01-01 00:00:00+00:00'")
    certificate = type(certificate).objects.get(pk=certificate.pk)
    assert "event 1 was changed after it was written" in find_ledger_faults(certificate)
