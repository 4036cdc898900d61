"""Before and after: stripped on arrival, compared with all others, private until decided."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import LookBand, PortfolioCase
from certificates.directory.services import portfolio, withdraw_consent
from certificates.directory.services.decisions import decide
from certificates.directory.services.removal import remove_everything
from lms.core.pictures import FileRefused, distance, look_of
from tests.factories.certificates import make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db
GIVEN = {
    "technique": "hairline",
    "sessions": 3,
    "months_healed": 6,
    "note": "",
    "is_watermarked": False,
    "consent_reference": "2026-014",
    "consent_signed_on": dt.date(2026, 1, 5),
    "consent_covers": "this directory only",
}


def photo(seed, *, size=(400, 300), kind="JPEG", place=False):
    """Soft fields of gray, others for each seed; a camera's name and a place where asked."""
    small = Image.new("L", (9, 8))
    small.putdata([(seed * 7919 + n * n * 31 + n * seed * 17) % 256 for n in range(72)])
    image = small.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    exif = Image.Exif()
    if place:
        exif[0x0110] = "SECRETCAM"
        exif.get_ifd(0x8825).update({1: "N", 29: "SECRETPLACE"})
    out = io.BytesIO()
    image.save(out, kind, exif=exif, quality=92)
    out.seek(0)
    return out


def hand_in(person, first=1, second=2, **changes):
    before, after = (one if isinstance(one, io.BytesIO) else photo(one) for one in (first, second))
    return portfolio.hand_in_case(
        person,
        given={**GIVEN, **changes},
        before=before,
        after=after,
        sizes=(len(before.getvalue()), len(after.getvalue())),
        actor=person.user,
        at=timezone.now(),
    )


@pytest.fixture
def person():
    found = make_practitioner(make_clinic(), name="Ines Marchetti")
    School().certify(found)
    return found


@pytest.fixture
def published(person):
    case = hand_in(person)
    decide(case, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    return case


def addresses(case):
    return [f"/directory/portfolio/{picture.token}.jpg" for picture in case.pictures.all()]


def status_of(address, user=None):
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address)
    if response.streaming:
        # read to its end, a file is closed
        b"".join(response.streaming_content)
    return response.status_code


def test_place_and_camera_stay_behind(person):
    case = hand_in(person, photo(1, place=True), photo(2, place=True))
    for picture in case.pictures.all():
        with picture.file.open("rb") as file:
            data = file.read()
        assert b"SECRET" not in data
        assert not Image.open(io.BytesIO(data)).getexif()


def test_only_its_owner_and_moderators_see_a_case_before_it_is_decided(person):
    case = hand_in(person)
    for address in addresses(case):
        assert status_of(address) == 404
        assert status_of(address, make_practitioner().user) == 404
        assert status_of(address, person.user) == 200
        assert status_of(address, make_registrar()) == 200


@pytest.mark.parametrize("show", ["clinics", "people"])
def test_the_directory_finds_pictures_of_healed_work_while_they_are_shown(person, show):
    def total(**more):
        answer = Client().get("/directory/", {"show": show, "healed": "1", **more})
        return answer.context["results"].total

    fresh = hand_in(person, months_healed=0)
    decide(fresh, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    healed = hand_in(person, 3, 4)
    assert total() == 0
    decide(healed, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    assert total() == 1
    remove_everything(person.user, at=timezone.now())
    assert total() == 0


def test_a_published_case_says_whether_it_is_healed(person, published):
    page = Client().get(person.get_absolute_url()).content.decode()
    assert "After, healed for 6 months" in page
    assert "3 sessions" in page
    for address in addresses(published):
        assert address in page
        response = Client().get(address)
        assert b"".join(response.streaming_content)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-cache"


def test_the_clinics_page_and_the_comparison_count_what_may_be_seen(person):
    clinic = person.places.get().clinic
    addresses = (clinic.get_absolute_url(), f"/directory/compare/?clinic={clinic.slug}")
    cases = [hand_in(person, months_healed=0), hand_in(person, 3, 4)]
    for address in addresses:
        assert "None are shown" in Client().get(address).content.decode()
    for case in cases:
        decide(case, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    for address in addresses:
        page = Client().get(address).content.decode()
        assert "None are shown" not in page
        assert f"{person.get_absolute_url()}#work" in page
        assert re.search("2 cases.*healed: 1<", page)
    withdraw_consent(person, kind="name", actor=person.user, at=timezone.now())
    for address in addresses:
        assert "#work" not in Client().get(address).content.decode()


def test_the_pictures_are_gone_when_the_client_takes_back_consent(person, published):
    gone = addresses(published)
    client = Client()
    client.force_login(person.user)
    client.post(f"/accounts/listing/portfolio/{published.key}/?why=client")
    published.refresh_from_db()
    assert (published.state, bool(published.consent_withdrawn_at)) == ("withdrawn", True)
    assert [status_of(address, person.user) for address in gone] == [404, 404]
    assert not LookBand.objects.exists()
    assert published.log.first().reason == "The client took back consent."


def test_the_files_are_deleted_from_the_disk(person, published, django_capture_on_commit_callbacks):
    names = [picture.file.name for picture in published.pictures.all()]
    storage = portfolio.portfolio_storage()
    assert all(storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        portfolio.withdraw_case(published, actor=person.user, at=timezone.now())
    assert not any(storage.exists(name) for name in names)


def test_the_pictures_go_with_the_listing(person, published):
    assert remove_everything(person.user, at=timezone.now()) == 1
    assert Client().get(person.get_absolute_url()).status_code == 404
    assert PortfolioCase.objects.get().state == Moderation.WITHDRAWN
    assert remove_everything(person.user, at=timezone.now()) == 0


def test_the_same_picture_is_refused_whoever_brings_it(person):
    hand_in(person, 1, 2)
    other = make_practitioner()
    with pytest.raises(FileRefused, match="in the directory already"):
        hand_in(other, 3, 2)
    with pytest.raises(FileRefused, match="the same"):
        hand_in(other, 4, 4)


def test_a_picture_that_looks_almost_the_same_is_shown_to_the_moderator(person):
    first = hand_in(person, 1, 2)
    smaller = photo(1, size=(640, 480))
    second = hand_in(make_practitioner(), smaller, 5)
    assert f"({first.pk})" in second.warning
    assert hand_in(make_practitioner(), 6, 7).warning == ""


def test_the_look_survives_another_size_and_another_file():
    looks = [look_of(Image.open(photo(8, size=size))) for size in ((400, 300), (1200, 900))]
    assert distance(*looks) <= portfolio.SIMILAR


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (io.BytesIO(b"GIF89a nothing"), "damaged, or not a picture"),
        (photo(9, size=(200, 200)), "too small"),
    ],
)
def test_what_is_no_use_is_refused_in_words(person, source, words):
    with pytest.raises(FileRefused, match=words):
        hand_in(person, source, 2)
    assert not PortfolioCase.objects.exists()


def test_a_rejected_case_has_no_pictures_to_publish(person):
    case = hand_in(person)
    registrar = make_registrar()
    decide(case, Step.REJECTED, actor=registrar, at=timezone.now(), reason="Filtered.")
    with pytest.raises(StepRefused, match="handed in again"):
        decide(case, Step.PUBLISHED, actor=registrar, at=timezone.now())


def test_a_case_is_handed_in_on_a_page_and_a_name_is_no_reference(person):
    client = Client()
    client.force_login(person.user)
    fields = {
        **{name: value for name, value in GIVEN.items() if name != "is_watermarked"},
        "is_watermarked": "on",
        "allowed": "on",
        "own_work": "on",
    }

    def files():
        return {
            side: SimpleUploadedFile("IMG_1.jpg", photo(n).getvalue(), "image/jpeg")
            for side, n in (("before", 1), ("after", 2))
        }

    page = client.post(
        "/accounts/listing/portfolio/", {**fields, "consent_reference": "John Doe", **files()}
    )
    assert "not a name" in page.content.decode()
    response = client.post("/accounts/listing/portfolio/", {**fields, **files()})
    assert response.status_code == 302
    case = PortfolioCase.objects.get()
    assert (case.state, case.is_watermarked) == (Moderation.WAITING, True)
    assert "2026-014" in client.get("/accounts/listing/portfolio/").content.decode()
