"""The register in the admin: who sees it, who may act, and what acting does."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from certificates.api import suspend
from certificates.enums import AwardKind, ReasonCode, Standing
from certificates.models import Award, BlockedIssue, Certificate, LedgerEvent
from certificates.permissions import ensure_groups
from courses.api import course_choices
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
LIST = "lms_certificates_register:index"
ONE = "lms_certificates_register:inspect"
ACT = "lms_certificates_register:act"


@pytest.fixture
def registrar(signed_in):
    return signed_in(make_registrar())


def in_group(name):
    ensure_groups()
    user = make_user()
    user.groups.add(Group.objects.get(name=name))
    return type(user).objects.get(pk=user.pk)


def test_the_groups_are_made_once_and_keep_their_permissions():
    ensure_groups()
    ensure_groups()
    group = Group.objects.get(name="Registrars")
    names = set(group.permissions.values_list("codename", flat=True))
    assert {"act_on_certificate", "view_certificate", "publish_award", "access_admin"} <= names
    others = Group.objects.get(name="Instructors").permissions
    assert not others.filter(codename="act_on_certificate").exists()


def test_the_list_finds_by_name_and_by_a_number_however_typed(registrar):
    first = make_certificate(user=make_holder("Ines Marchetti"))
    second = make_certificate(user=make_holder("Callum Reid"))
    for query in ("callum", second.printed_number.lower().replace("-", " ")):
        text = registrar.get(reverse(LIST), {"q": query}).content.decode()
        assert second.printed_number in text
        assert first.printed_number not in text


def test_the_list_filters_by_state_with_the_clock(registrar):
    with clock.at(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)):
        old = make_certificate()
    new = make_certificate()
    held = make_certificate()
    suspend(held, actor=None, reason=ReasonCode.UNDER_EXAMINATION)
    for state, expected in (("expired", old), ("valid", new), ("suspended", held)):
        text = registrar.get(reverse(LIST), {"state": state}).content.decode()
        shown = [c for c in (old, new, held) if c.printed_number in text]
        assert shown == [expected]


def test_the_list_filters_by_award_and_period(registrar):
    first = make_certificate()
    second = make_certificate(kind=AwardKind.ATTENDANCE)
    text = registrar.get(reverse(LIST), {"award": first.award_id}).content.decode()
    assert first.printed_number in text
    assert second.printed_number not in text
    text = registrar.get(reverse(LIST), {"issued_on_to": "2001-01-01"}).content.decode()
    assert first.printed_number not in text


def test_the_detail_shows_snapshot_ledger_and_files(registrar):
    certificate = make_certificate()
    suspend(
        certificate, actor=make_registrar(), reason=ReasonCode.UNDER_EXAMINATION, note="Mail of X"
    )
    text = registrar.get(reverse(ONE, args=[certificate.pk])).content.decode()
    for part in ("Suspended", "Mail of X", "Anna Keeper", certificate.digest, "Scar camouflage"):
        assert part in text
    assert reverse(ACT, args=[certificate.pk, "reinstate"]) in text
    assert reverse(ACT, args=[certificate.pk, "suspend"]) not in text
    assert "does not agree with its ledger" not in text


def test_a_certificate_changed_behind_the_ledger_is_marked(registrar):
    certificate = make_certificate()
    Certificate.objects.filter(pk=certificate.pk).update(standing=Standing.REVOKED)
    text = registrar.get(reverse(ONE, args=[certificate.pk])).content.decode()
    assert "does not agree with its ledger" in text


def test_a_registrar_revokes_with_a_reason(registrar):
    certificate = make_certificate()
    address = reverse(ACT, args=[certificate.pk, "revoke"])
    page = registrar.get(address).content.decode()
    assert "This cannot be undone" in page
    assert "the evidence was not the holder’s own work" in page
    registrar.post(address, {"reason": "not_own_work", "note": "seen"})
    assert Certificate.objects.get().standing == Standing.IN_FORCE
    registrar.post(address, {"reason": "not_own_work", "note": "seen", "confirm": "on"})
    assert Certificate.objects.get().standing == Standing.REVOKED
    event = LedgerEvent.objects.get(kind="revoked")
    assert (event.reason, event.note, event.actor.last_name) == ("not_own_work", "seen", "Keeper")
    again = registrar.post(address, {"reason": "not_own_work", "confirm": "on"}, follow=True)
    assert "cannot be done to this certificate now" in again.content.decode()
    assert LedgerEvent.objects.count() == 2


@pytest.mark.parametrize("group", ["Instructors", "Assessors", "Quality assurers"])
def test_other_staff_see_but_cannot_act(signed_in, group):
    certificate = make_certificate()
    client = signed_in(in_group(group))
    assert client.get(reverse(LIST)).status_code == 200
    text = client.get(reverse(ONE, args=[certificate.pk])).content.decode()
    assert reverse(ACT, args=[certificate.pk, "revoke"]) not in text
    address = reverse(ACT, args=[certificate.pk, "revoke"])
    client.post(address, {"reason": "deception", "confirm": "on"})
    assert Certificate.objects.get().standing == Standing.IN_FORCE


def test_a_trainee_reaches_nothing_of_the_register(signed_in):
    certificate = make_certificate()
    client = signed_in(certificate.user)
    for address in (reverse(LIST), reverse(ONE, args=[certificate.pk])):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_adds_edits_or_deletes_by_hand(admin_client, view):
    certificate = make_certificate()
    args = [] if view == "add" else [certificate.pk]
    address = reverse(f"lms_certificates_register:{view}", args=args)
    assert admin_client.get(address).status_code == 302
    assert admin_client.post(address, {}).status_code == 302
    assert Certificate.objects.count() == 1


def test_the_queue_explains_and_tries_again(registrar):
    course = make_short_course()
    make_award(course)
    issue_for_enrollment(complete(make_holder("김민준"), course).pk)
    blocked = BlockedIssue.objects.get()
    text = registrar.get(reverse("lms_certificates_waiting:index")).content.decode()
    assert "Name cannot be printed" in text
    detail = registrar.get(reverse("lms_certificates_waiting:inspect", args=[blocked.pk]))
    assert "김민준" in detail.content.decode()
    assert "LMS_CERTIFICATE_FONTS" in detail.content.decode()
    retry = reverse("lms_certificates_waiting:retry", args=[blocked.pk])
    text = registrar.post(retry, follow=True).content.decode()
    assert "Still waiting." in text
    profile = type(blocked.user.learner_profile)
    profile.objects.filter(user=blocked.user).update(legal_name="Kim Min-jun")
    text = registrar.post(retry, follow=True).content.decode()
    assert "Issued: SMP-" in text
    assert BlockedIssue.objects.waiting().count() == 0


def test_the_home_page_names_what_ends_and_what_waits(registrar):
    make_certificate(validity_months=2, user=make_holder("Abena Sarpong"))
    make_certificate(validity_months=24, user=make_holder("Callum Reid"))
    course = make_short_course()
    make_award(course)
    issue_for_enrollment(complete(make_holder(confirm=False), course).pk)
    text = registrar.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 certificate ends within 90 days" in text
    assert "Abena Sarpong" in text
    assert "Callum Reid" not in text
    assert "1 earned certificate waits" in text


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_many(registrar, count, django_assert_max_num_queries):
    course = make_short_course()
    make_award(course)
    for _ in range(count):
        issue_for_enrollment(complete(make_holder(), course).pk)
    registrar.get(reverse(LIST))
    with django_assert_max_num_queries(14):
        assert registrar.get(reverse(LIST)).status_code == 200


def test_an_award_that_would_not_fit_the_page_is_refused_in_the_editor(registrar):
    award = make_award(covers="One long line about a technique that takes some room\n" * 2)
    award.covers = "One long line about a technique that takes some room\n" * 40
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="too long for the page"):
        award.full_clean()
    award.covers = "染髪"
    with pytest.raises(ValidationError, match=r"“染” \(U\+67D3\)"):
        award.full_clean()


def test_an_award_previews_as_page_and_as_certificate(registrar):
    award = make_award(title="Foundation award", slug="fa")
    page = award.make_preview_request(preview_mode="")
    text = page.content.decode()
    assert "Foundation award" in text
    assert "Scar camouflage" in text
    pdf = award.make_preview_request(preview_mode="pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


def test_an_award_is_edited_and_published_in_the_admin(registrar):
    award = make_award()
    address = reverse("wagtailsnippets_lms_certificates_award:edit", args=[award.pk])
    assert registrar.get(address).status_code == 200
    course_key = award.requirement_tree[0].value["course"]
    data = {
        "title": "A new title",
        "slug": award.slug,
        "kind": award.kind,
        "covers": award.covers,
        "excludes": award.excludes,
        "hours_theory": "",
        "hours_practical": "",
        "validity_months": "12",
        "issuer_line": "",
        "notes": award.notes,
        "requirement_tree-count": "2",
        "requirement_tree-0-deleted": "",
        "requirement_tree-0-order": "0",
        "requirement_tree-0-type": "course",
        "requirement_tree-0-value-course": course_key,
        "requirement_tree-0-value-title": "",
        "requirement_tree-1-deleted": "",
        "requirement_tree-1-order": "1",
        "requirement_tree-1-type": "group",
        "requirement_tree-1-value-count": "1",
        "requirement_tree-1-value-parts-count": "2",
        "requirement_tree-1-value-parts-0-deleted": "",
        "requirement_tree-1-value-parts-0-order": "0",
        "requirement_tree-1-value-parts-0-type": "age",
        "requirement_tree-1-value-parts-0-value-years": "18",
        "requirement_tree-1-value-parts-1-deleted": "",
        "requirement_tree-1-value-parts-1-order": "1",
        "requirement_tree-1-value-parts-1-type": "identity",
        "renewal_tree-count": "0",
        "scope-TOTAL_FORMS": "1",
        "scope-INITIAL_FORMS": "0",
        "scope-MIN_NUM_FORMS": "0",
        "scope-MAX_NUM_FORMS": "1000",
        "scope-0-is_covered": "True",
        "scope-0-technique": "hairline",
        "scope-0-condition": "pattern_loss",
        "scope-0-words": "",
        "scope-0-ORDER": "1",
        "signatories-TOTAL_FORMS": "0",
        "signatories-INITIAL_FORMS": "0",
        "signatories-MIN_NUM_FORMS": "0",
        "signatories-MAX_NUM_FORMS": "2",
        "action-publish": "1",
    }
    response = registrar.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    award = Award.objects.get(pk=award.pk)
    assert award.title == "A new title"
    assert [v.number for v in award.versions.order_by("number")] == [1, 2]
    payload = award.versions.get(number=2).payload
    assert payload["validity_months"] == 12
    assert payload["covers"][0] == "Hairline: pattern hair loss"
    assert payload["scope"] == [{"technique": "hairline", "condition": "pattern_loss"}]
    course, group = payload["requirements"]["parts"]
    assert course["title"] == course_choices()[0][1]
    assert group == {
        "type": "some",
        "count": 1,
        "parts": [{"type": "age", "years": 18}, {"type": "identity"}],
    }


def test_what_a_requirement_remembers_is_carried_along_unseen():
    block = Award._meta.get_field("requirement_tree").stream_block.child_blocks["course"]
    title = block.child_blocks["title"]
    assert title.field.widget.is_hidden
    assert title.meta.form_classname == "lms-kept"
