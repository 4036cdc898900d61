"""Photos that owners and practitioners send: stripped on arrival, shown only after a decision."""

import io

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry

from certificates.directory.enums import ConsentKind
from certificates.directory.models import ClinicOwner, Practitioner
from certificates.directory.permissions import ensure_groups, ensure_workflow
from certificates.directory.pictures import PHOTO
from certificates.directory.services import erase_entry, photos
from certificates.directory.services.removal import remove_everything
from tests.certificates.directory.test_portfolio import hand_in, photo
from tests.factories.courses import make_user
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
RIGHTS = {"allowed": "on"}


def upload(seed=1, *, name="IMG 2041 front door.jpg", **options):
    return SimpleUploadedFile(name, photo(seed, **options).getvalue(), "image/jpeg")


def heic(seed=1):
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.open(photo(seed))).save(out)
    return SimpleUploadedFile("IMG_2041.HEIC", out.getvalue(), "image/heic")


def images():
    return get_image_model().objects.all()


@pytest.fixture
def clinic(client):
    ensure_groups()
    ensure_workflow(apps)
    clinic, owner = make_clinic(), make_user("owner")
    ClinicOwner.objects.create(clinic=clinic, user=owner, since=timezone.now())
    client.force_login(owner)
    return clinic


@pytest.fixture
def send(client, clinic):
    def send(**fields):
        clinic.refresh_from_db()
        address = reverse("lms_directory:clinic_photos", args=[clinic.pk])
        return client.post(address, {"base": clinic.latest_revision_id or "", **fields})

    return send


def approve(clinic):
    clinic.refresh_from_db()
    clinic.latest_revision.publish()
    clinic.refresh_from_db()


def shown(clinic):
    return [clinic.photo_alt, *(row.alt for row in clinic.photos.all())]


def test_a_photo_waits_for_a_registrar_and_keeps_nothing_of_the_camera(send, clinic):
    response = send(new_0=upload(place=True), new_alt_0="The front door", **RIGHTS)
    assert response.url == reverse("lms_directory:clinics")
    image = images().get()
    with image.file.open("rb") as file:
        data = file.read()
    assert b"SECRET" not in data
    assert not Image.open(io.BytesIO(data)).getexif()
    assert "door" not in image.file.name
    clinic.refresh_from_db()
    assert clinic.photo is None
    assert clinic.current_workflow_state is not None
    assert ModelLogEntry.objects.get(action=photos.LOG_ACTION).data == {
        "image": image.pk,
        "allowed": True,
    }
    approve(clinic)
    assert (clinic.photo, shown(clinic)) == (image, ["The front door"])


def test_the_sizes_of_a_photo_are_made_before_a_client_waits_for_them(
    send, clinic, client, django_capture_on_commit_callbacks
):
    send(new_0=upload(), new_alt_0="Door", **RIGHTS)
    renditions = images().get().renditions
    School().certify(make_practitioner(clinic))
    with django_capture_on_commit_callbacks(execute=True):
        approve(clinic)
    made = set(renditions.values_list("filter_spec", flat=True))
    assert made >= set(PHOTO)
    page = client.get("/directory/").content.decode()
    assert page.count('type="image/avif"') == 1
    assert page.count("<img") == 1
    assert set(renditions.values_list("filter_spec", flat=True)) == made


def test_photos_are_put_in_order_reworded_and_taken_off(send, clinic):
    files = {f"new_{n}": upload(n + 1) for n in range(3)}
    send(**files, new_alt_0="Door", new_alt_1="Chair", new_alt_2="Sink", **RIGHTS)
    approve(clinic)
    words = {"alt_0": "Our door", "alt_1": "Chair", "alt_2": "Sink"}
    send(**words, first="1", remove_2="on")
    approve(clinic)
    assert shown(clinic) == ["Chair", "Our door"]


def test_a_photo_of_a_phone_is_read(send, clinic):
    assert send(new_0=heic(), new_alt_0="Chair", **RIGHTS).status_code == 302
    assert images().get().file.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"new_alt_0": "Door"}, "Without this, new photos cannot be published."),
        ({"allowed": "on"}, "Say what the photo shows"),
    ],
)
def test_a_photo_needs_words_and_everybody_s_agreement(send, fields, words):
    assert words in send(new_0=upload(), **fields).content.decode()
    assert not images().exists()


def test_what_is_no_picture_or_too_large_is_refused_with_a_way_out(send):
    text = SimpleUploadedFile("door.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    page = send(new_0=text, new_alt_0="Door", **RIGHTS).content.decode()
    assert "damaged, or not a picture" in page
    huge = SimpleUploadedFile("door.jpg", b"\xff\xd8" + b"0" * (47 * 1024 * 1024), "image/jpeg")
    page = send(new_0=huge, new_alt_0="Door", **RIGHTS).content.decode()
    assert "larger than 15 MB each. Most phones can share a picture in a smaller size" in page
    large = SimpleUploadedFile("door.jpg", b"\xff\xd8" + b"0" * (16 * 1024 * 1024), "image/jpeg")
    page = send(new_0=large, new_alt_0="Door", **RIGHTS).content.decode()
    assert "This picture is larger than 15 MB" in page
    assert not images().exists()


def test_a_picture_of_somebody_else_or_of_a_case_is_refused_and_leaves_no_file(send, clinic):
    hand_in(make_practitioner(clinic), 1, 2)
    page = send(new_0=upload(1), new_alt_0="Door", **RIGHTS).content.decode()
    assert "on this site already" in page
    send(new_0=upload(5), new_alt_0="Door", **RIGHTS)
    storage = images().get().file.storage
    before = storage.listdir("original_images")[1]
    page = send(
        alt_0="Door", new_0=upload(6), new_alt_0="New", new_1=upload(5), new_alt_1="x", **RIGHTS
    ).content.decode()
    assert "on this site already" in page
    assert images().count() == 1
    assert storage.listdir("original_images")[1] == before


def test_a_stranger_reaches_no_photos_of_a_clinic(client, clinic):
    client.force_login(make_user())
    address = reverse("lms_directory:clinic_photos", args=[clinic.pk])
    assert client.get(address).status_code == client.post(address).status_code == 404


@pytest.fixture
def person(client):
    found = make_practitioner(make_clinic(), name="Ines Marchetti", consents=tuple(ConsentKind))
    School().certify(found)
    client.force_login(found.user)
    return found


def send_portrait(client, **fields):
    return client.post(reverse("lms_directory:profile"), {"portrait_allowed": "on", **fields})


def portrait_on_page(client, person):
    return b"fill-312x312" in client.get(person.get_absolute_url()).content


def test_a_portrait_is_seen_in_the_preview_first_and_only_with_consent_to_it(client, person):
    assert send_portrait(client, portrait=upload()).url == reverse("lms_directory:profile_preview")
    assert not portrait_on_page(client, person)
    preview = reverse("lms_directory:profile_preview")
    assert b"fill-312x312" in client.get(preview).content
    client.post(preview)
    assert portrait_on_page(client, person)
    person.consents.filter(kind=ConsentKind.PHOTO).update(withdrawn_at=timezone.now())
    assert not portrait_on_page(client, person)
    text = client.get(preview).content.decode()
    assert "Your photo is not shown, because you have not allowed it" in text
    assert "fill-312x312" not in text


def test_a_portrait_needs_the_word_of_the_person_and_a_size(client, person):
    page = send_portrait(client, portrait=upload(), portrait_allowed="").content.decode()
    assert "a new photo cannot be shown" in page
    huge = SimpleUploadedFile("me.jpg", b"0" * (17 * 1024 * 1024), "image/jpeg")
    assert "larger than 15 MB each" in send_portrait(client, portrait=huge).content.decode()
    assert not images().exists()


@pytest.mark.parametrize("leave", ["remove", "erase"])
def test_who_leaves_leaves_no_portrait_behind_not_even_in_a_draft(client, person, leave):
    send_portrait(client, portrait=upload(1))
    client.post(reverse("lms_directory:profile_preview"))
    person.refresh_from_db()
    send_portrait(client, portrait=upload(2), base=person.latest_revision_id)
    assert images().count() == 2
    if leave == "remove":
        remove_everything(person.user, at=timezone.now())
    else:
        erase_entry(person.user)
    assert not images().exists()
    person = Practitioner.objects.get(pk=person.pk)
    assert person.photo is None
    assert person.get_latest_revision_as_object().photo is None
