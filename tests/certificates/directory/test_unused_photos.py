"""Photos that nothing holds any more are deleted; those that are shown or wait are not."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from certificates.directory.models import Clinic
from certificates.directory.services.unused_photos import forget_unused_photos
from tests.certificates.directory.test_photos import (  # noqa: F401
    RIGHTS,
    approve,
    clinic,
    images,
    person,
    send,
    send_portrait,
    upload,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


def send_back(clinic):  # noqa: F811
    fresh = Clinic.objects.get(pk=clinic.pk)
    fresh.current_workflow_task_state.reject(comment="This is another shop.")


def test_a_photo_that_came_back_stays_while_it_can_be_sent_again(send, clinic, capsys):  # noqa: F811
    send(new_0=upload(1), new_alt_0="Door", new_1=upload(2), new_alt_1="Sink", **RIGHTS)
    now = timezone.now()
    assert forget_unused_photos(at=now + dt.timedelta(days=60)) == 0  # it still waits
    send_back(clinic)
    assert forget_unused_photos(at=now + dt.timedelta(days=29)) == 0
    assert forget_unused_photos(at=now + dt.timedelta(days=31)) == 2
    assert not images().exists()
    call_command("forget_unused_photos")
    assert capsys.readouterr().out == "0 photos deleted.\n"
    # what is left of the proposal can still be read and sent
    draft = Clinic.objects.get(pk=clinic.pk).get_latest_revision_as_object()
    assert (draft.photo, list(draft.photos.all())) == (None, [])
    page = send(base=draft.latest_revision_id)
    assert page.url == reverse("lms_directory:clinics")


def test_a_photo_that_a_newer_proposal_left_out_is_deleted_and_a_published_one_is_not(
    send,  # noqa: F811
    clinic,  # noqa: F811
):
    send(new_0=upload(1), new_alt_0="Door", new_1=upload(2), new_alt_1="Sink", **RIGHTS)
    approve(clinic)
    door, sink = images().order_by("pk")
    send(alt_0="Door", alt_1="Sink", first="0", remove_1="on")
    # the page shows both until the change is approved
    assert forget_unused_photos(at=timezone.now()) == 0
    approve(clinic)
    assert forget_unused_photos(at=timezone.now()) == 1
    assert list(images()) == [door]
    assert sink != door


def test_a_photo_that_another_page_uses_stays(send, clinic):  # noqa: F811
    from tests.factories.directory import make_clinic

    send(new_0=upload(1), new_alt_0="Door", **RIGHTS)
    make_clinic(photo=images().get(), photo_alt="Door")
    send(alt_0="Door", remove_0="on")
    assert forget_unused_photos(at=timezone.now()) == 0


def test_a_portrait_that_was_replaced_is_deleted(client, person):  # noqa: F811
    send_portrait(client, portrait=upload(1))
    client.post(reverse("lms_directory:profile_preview"))
    person.refresh_from_db()
    send_portrait(client, portrait=upload(2), base=person.latest_revision_id)
    assert forget_unused_photos(at=timezone.now()) == 0
    client.post(reverse("lms_directory:profile_preview"))
    assert forget_unused_photos(at=timezone.now()) == 1
    person.refresh_from_db()
    assert list(images()) == [person.photo]
