"""Checking files whose pictures are not the issued ones: in a PDF, and around a badge."""

import io
import struct

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from certificates.credentials import baking
from certificates.credentials.picture import badge_png
from certificates.enums import FileReason, FileVerdict
from certificates.models import CertificateDocument
from certificates.services.badges import badge_json, baked_svg
from tests.certificates import sealing
from tests.certificates.keyring import configure
from tests.certificates.test_check import ask, assert_altered, file_of, text_of, upload
from tests.certificates.test_designs import make_design, png
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(settings):
    configure(settings)
    return make_certificate()


@pytest.mark.parametrize("room", [0, 300])
def test_a_swapped_picture_is_told(room, settings):
    configure(settings)
    image = get_image_model().objects.create(title="Logo", file=ContentFile(png(), name="logo.png"))
    certificate = make_certificate(design=make_design(logo=image))
    data = file_of(certificate)
    forged = sealing.swap_picture(data, room=room)
    assert_altered(ask(forged), certificate, FileReason.IMAGE)
    assert "A picture in it was exchanged after it was sealed." in text_of(upload(forged))
    # more than the picture: the general words
    assert ask(sealing.edit_title(forged)).reason != FileReason.IMAGE
    # the file that was issued is gone: what is left is said
    document = CertificateDocument.objects.get()
    document.file.storage.delete(document.file.name)
    assert ask(forged).reason == (FileReason.SAVED_ANEW if room else FileReason.CONTENT)


def png_of(credential, *, size=640, animated=False, repacked=False, word=""):
    """A PNG around a credential: our picture packed again, or somebody else's."""
    picture = Image.open(io.BytesIO(badge_png()))
    if not repacked:
        picture = Image.new("RGBA", (size, size), "navy")
    if word:
        picture = picture.copy()
        ImageDraw.Draw(picture).text((300, 300), word, fill="black")
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": [picture.rotate(90)]} if animated else {}
    picture.save(buffer, "PNG", compress_level=1, **more)
    return baking.bake_png(buffer.getvalue(), credential)


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"size": 64},
        {"repacked": True, "word": "Master"},
        {"repacked": True, "animated": True},
    ],
)
def test_a_whole_badge_in_another_picture_is_told(look, certificate):
    assert_altered(ask(png_of(badge_json(certificate), **look)), certificate, FileReason.PICTURE)


def test_a_whole_badge_in_another_drawing_is_told(certificate):
    issued = baked_svg(certificate)
    for forged in (
        issued.replace("</svg>", "<text>Master</text></svg>"),
        issued.replace("<circle", '<circle class="x"', 1),
    ):
        assert_altered(ask(forged), certificate, FileReason.PICTURE)


def test_a_picture_that_was_packed_again_is_still_the_issued_one(certificate):
    assert ask(png_of(badge_json(certificate), repacked=True)).verdict == FileVerdict.EXACT
    spaced = baked_svg(certificate).replace("<g ", "\n  <g ").replace("</svg>", "\n</svg>\n")
    assert ask(spaced).verdict == FileVerdict.EXACT


def test_a_picture_that_claims_to_be_immense_is_never_unpacked(certificate):
    png = bytearray(png_of(badge_json(certificate)))
    png[16:24] = struct.pack(">II", 60_000, 60_000)
    assert_altered(ask(bytes(png)), certificate, FileReason.PICTURE)
