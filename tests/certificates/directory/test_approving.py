"""What a registrar approves is the version that was read, also when a newer one arrives."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.directory.models import Clinic, ClinicOwner
from certificates.directory.permissions import ensure_groups, ensure_workflow
from certificates.directory.services.owners import newest_version, propose_changes
from tests.certificates.directory.test_admin import admin_url, clinic_form
from tests.certificates.directory.test_moderation_races import one_after_the_other, proposal
from tests.factories.courses import make_user
from tests.factories.directory import make_clinic


def make_scene():
    """A clinic with an owner whose first proposal waits, and the browser of a registrar."""
    ensure_groups()
    ensure_workflow(apps)
    clinic, owner, registrar = make_clinic(description="Old words."), make_user(), make_user()
    registrar.groups.add(Group.objects.get(name="Registrars"))
    ClinicOwner.objects.create(clinic=clinic, user=owner, since=timezone.now())
    propose(clinic, owner, "First words.")
    browser = Client()
    browser.force_login(registrar)
    return clinic, owner, browser


def propose(clinic, owner, words):
    propose_changes(proposal(clinic, words), base=newest_version(clinic), user=owner)


def action_url(clinic, action="approve"):
    """Where the button beside the waiting proposal leads, as the home page shows it now."""
    task = Clinic.objects.get(pk=clinic.pk).current_workflow_task_state
    return admin_url("clinic", "workflow_action", clinic.pk, action, task.pk)


def published(clinic):
    return Clinic.objects.get(pk=clinic.pk).description


def waiting(clinic):
    return Clinic.objects.get(pk=clinic.pk).workflow_states.filter(status="in_progress").count()


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_a_decision_about_a_version_that_was_replaced_decides_nothing_and_says_so(action):
    clinic, owner, browser = make_scene()
    read = action_url(clinic, action)
    propose(clinic, owner, "Second words, unread.")
    page = browser.post(read, {"comment": "Fine."}, follow=True)
    assert "Somebody changed this clinic after you opened it" in page.content.decode()
    assert (published(clinic), waiting(clinic)) == ("Old words.", 1)
    browser.post(action_url(clinic), {"comment": ""})
    assert (published(clinic), waiting(clinic)) == ("Second words, unread.", 0)


@pytest.mark.django_db
def test_the_dialog_for_a_comment_is_told_where_to_read_on():
    clinic, owner, browser = make_scene()
    read = action_url(clinic)
    propose(clinic, owner, "Second words, unread.")
    answer = browser.post(
        read, {"comment": "Fine."}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert answer.json() == {"step": "success", "redirect": admin_url("clinic", "edit", clinic.pk)}
    assert published(clinic) == "Old words."


@pytest.mark.django_db
def test_a_draft_that_a_colleague_keeps_is_not_published_by_the_button_beside_the_proposal():
    clinic, _owner, browser = make_scene()
    read = action_url(clinic)
    proposal(clinic, "Half a sentence of a colleague").save_revision()
    page = browser.post(read, follow=True)
    assert "Somebody changed this clinic" in page.content.decode()
    assert (published(clinic), waiting(clinic)) == ("Old words.", 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        {"action-publish": "publish"},
        {"action-workflow-action": "true", "workflow-action-name": "approve"},
    ],
)
def test_the_form_publishes_over_nothing_that_was_not_read(act):
    clinic, owner, browser = make_scene()
    service = clinic.services.get()
    form = clinic_form(description="Words of the registrar.", slug=clinic.slug)
    form |= {"services-INITIAL_FORMS": "1", "services-0-id": service.pk}
    edit = admin_url("clinic", "edit", clinic.pk)
    opened = {**form, **act, "loaded_revision_id": newest_version(clinic)}
    propose(clinic, owner, "Second words, unread.")
    page = browser.post(edit, opened)
    assert "Somebody changed this clinic" in page.content.decode()
    assert "Words of the registrar." in page.content.decode()
    assert (published(clinic), waiting(clinic)) == ("Old words.", 1)
    browser.post(edit, {**opened, "loaded_revision_id": newest_version(clinic)})
    assert (published(clinic), waiting(clinic)) == ("Words of the registrar.", 0)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["propose", "approve"])
def test_a_proposal_that_arrives_during_an_approval_is_not_published_unread(first):
    clinic, owner, browser = make_scene()
    read, base, draft = action_url(clinic), newest_version(clinic), proposal(clinic, "Unread.")
    works = {
        "propose": lambda: propose_changes(draft, base=base, user=owner),
        "approve": lambda: browser.post(read),
    }
    answers = one_after_the_other(clinic, works.pop(first), *works.values())
    assert answers == ["done", "done"]
    assert published(clinic) == ("Old words." if first == "propose" else "First words.")
    # the newer words wait for somebody who reads them
    assert waiting(clinic) == 1
    assert Clinic.objects.get(pk=clinic.pk).get_latest_revision_as_object().description == "Unread."


@pytest.mark.django_db
def test_the_list_on_the_home_page_leads_to_these_views():
    clinic, _owner, browser = make_scene()
    assert action_url(clinic) in browser.get(reverse("wagtailadmin_home")).content.decode()
