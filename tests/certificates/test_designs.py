"""Designs: edited as snippets, frozen when published, and never changing what was issued."""

import io
import struct
import zlib
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image, ImageDraw
from pypdf import PdfReader
from wagtail.images import get_image_model

from certificates.documents.design import HOUSE, Design, Logo
from certificates.documents.faces import load_faces
from certificates.documents.page import render_certificate
from certificates.documents.palette import INKS, PAPER
from certificates.documents.wording import word_snapshot
from certificates.enums import AwardKind, Inks, Layout, Ornament, Paper, SealStyle
from certificates.exceptions import HistoryIsFixed
from certificates.logos import LogoRefused, read_logo
from certificates.models import Award, CertificateDesign, DesignSignatory, DesignVersion
from certificates.models.design_versions import design_of
from certificates.services.documents import ensure_document
from certificates.snapshot import Signatory
from lms.core.contrast import contrast
from tests.certificates.samples import make_snapshot
from tests.factories.certificates import make_award, make_certificate, make_registrar

FACES = load_faces()


def png(width=600, height=200, color=(40, 90, 60, 128)):
    buffer = io.BytesIO()
    Image.new("RGBA", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def bomb(side=20_000):
    """A PNG whose header promises 400 million pixels."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def make_design(*, publish=True, signatories=(), **fields):
    design = CertificateDesign(
        **{"title": "Upright", "layout": Layout.PORTRAIT, "live": False} | fields
    )
    design.signatories = [DesignSignatory(name=name, role=role) for name, role in signatories]
    design.full_clean()
    design.save()
    revision = design.save_revision()
    if publish:
        revision.publish()
    design.refresh_from_db()
    return design


def text_of(data):
    return " ".join(
        PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u00a0", " ").split()
    )


def plain(text):
    """Letters alone: headings are set in spaced capitals."""
    return "".join(text.split()).casefold()


# --- the value


@pytest.mark.parametrize("paper", Paper.values)
@pytest.mark.parametrize("layout", Layout)
def test_every_layout_stands_on_every_paper_with_every_fact(layout, paper):
    design = Design(layout=layout)
    words = word_snapshot(make_snapshot(), design=design)
    data = render_certificate(words, FACES, paper, design=design)
    page = PdfReader(io.BytesIO(data)).pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert (width > height) == (layout == Layout.LANDSCAPE)
    found = plain(text_of(data))
    assert [text for text in words.texts() if plain(text) not in found] == []


def test_a_design_is_the_same_after_it_was_stored():
    design = Design(
        Layout.PORTRAIT,
        Inks.MOSS,
        Ornament.NONE,
        SealStyle.LIGHT,
        "We certify that",
        "can do",
        "was here for",
        (Signatory("Ruth Oyelaran", "Lead"),),
        Logo(2, 1, b"\x00\xff"),
    )
    assert Design.from_json(design.as_json()) == design
    assert Design.from_json(HOUSE.as_json()) == HOUSE
    with pytest.raises(ValueError, match="schema 9"):
        Design.from_json(HOUSE.as_json() | {"schema": 9})


@pytest.mark.parametrize("inks", Inks)
def test_every_ink_can_be_read_on_the_paper(inks):
    def to_hex(color):
        return "#" + "".join(f"{round(part * 255):02x}" for part in color)

    assert contrast(to_hex(INKS[inks]), to_hex(PAPER)) >= 4.5


def test_words_of_competence_never_stand_on_a_certificate_of_attendance():
    design = Design(competence_words="has mastered", opening="We testify that")
    snapshot = make_snapshot()
    attended = replace(snapshot, award=replace(snapshot.award, kind=AwardKind.ATTENDANCE))
    assert word_snapshot(snapshot, design=design).verb == "has mastered"
    assert word_snapshot(attended, design=design).verb == "has attended"
    assert word_snapshot(attended, design=design).opening == "We testify that"


def test_the_signatories_of_a_design_sign_where_an_award_names_nobody():
    design = Design(signatories=(Signatory("Piet Verhoeven", "Head"),))
    named = word_snapshot(make_snapshot(), design=design)
    assert [person.name for person in named.signatories] == ["Ruth Oyelaran", "Tomasz Lis"]
    unnamed = word_snapshot(make_snapshot(signatories=()), design=design)
    assert unnamed.signatories == design.signatories


# --- logos


def test_a_logo_is_flattened_onto_the_paper_and_made_small():
    logo = read_logo(png(2400, 800, (0, 0, 0, 0)))
    assert (logo.width, logo.height) == (960, 320)
    assert zlib.decompress(logo.data)[:3] == bytes(round(part * 255) for part in PAPER)


def test_a_logo_stands_in_its_frame_and_the_file_stays_free_of_transparency():
    design = Design(logo=read_logo(png()))
    data = render_certificate(word_snapshot(make_snapshot(), design=design), FACES, design=design)
    picture = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]["/logo"]
    assert picture["/ColorSpace"] == "/DeviceRGB"
    assert "/SMask" not in picture
    assert data == render_certificate(
        word_snapshot(make_snapshot(), design=design),
        FACES,
        design=Design.from_json(design.as_json()),
    )


def gif_of_many_frames():
    frames = [Image.new("P", (40, 40), index) for index in range(3)]
    ImageDraw.Draw(frames[1]).line((0, 0, 40, 40))
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def test_a_moving_picture_stands_still():
    assert read_logo(gif_of_many_frames()).width == 40


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg/>', "SVG"),
        (bomb(), "too many pixels"),
        (bomb(6_000), "too many pixels"),
        (png()[:200], "cannot be read"),
        (b"%PDF-1.4", "cannot be read"),
        (b"", "cannot be read"),
        (b"\0" * (8 * 1024 * 1024 + 1), "larger than 8 MB"),
    ],
)
def test_a_file_that_cannot_be_a_logo_is_refused_with_what_would_do(data, words):
    with pytest.raises(LogoRefused, match=words):
        read_logo(data)


# --- the snippet


@pytest.mark.django_db
def test_publishing_freezes_a_design_and_the_awards_that_use_it():
    design = make_design()
    award = make_award(design=design)
    assert [version.number for version in design.versions.all()] == [1]
    before = award.versions.get()
    assert design_of(before).layout == Layout.PORTRAIT

    design.inks = Inks.MOSS
    design.save_revision().publish()
    assert design.versions.count() == 2
    after = award.versions.order_by("-number").first()
    assert after.number == before.number + 1
    assert (design_of(before).inks, design_of(after).inks) == (Inks.CLAY, Inks.MOSS)

    design.save_revision().publish()
    assert (design.versions.count(), award.versions.count()) == (2, 2)


@pytest.mark.django_db
def test_an_issued_certificate_keeps_its_design_and_a_lost_file_its_bytes():
    image = get_image_model().objects.create(title="Logo", file=ContentFile(png(), "logo.png"))
    design = make_design(logo=image, signatories=[("Piet Verhoeven", "Head")])
    certificate = make_certificate(design=design)
    document = ensure_document(certificate)
    with document.file.open("rb") as file:
        issued = file.read()
    page = PdfReader(io.BytesIO(issued)).pages[0]
    assert page.mediabox.height > page.mediabox.width

    design.layout, design.logo = Layout.LANDSCAPE, None
    design.save_revision().publish()
    image.delete()
    document.file.storage.delete(document.file.name)
    certificate.refresh_from_db()
    with ensure_document(certificate).file.open("rb") as file:
        assert file.read() == issued


@pytest.mark.django_db
def test_a_draft_of_a_design_changes_nothing_that_is_issued():
    award = make_award(design=make_design(publish=False))
    assert design_of(award.versions.get()) == HOUSE
    assert "design" not in award.versions.get().payload


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opening": "김"}, "No font of this site can print"),
        ({"logo": bomb(6_000)}, "too many pixels"),
    ],
)
def test_a_design_that_cannot_be_printed_is_refused(fields, words):
    if "logo" in fields:
        image = get_image_model().objects.create(title="Logo", file=ContentFile(png(), "l.png"))
        # swapped behind the upload's own checks
        with image.file.storage.open(image.file.name, "wb") as file:
            file.write(fields["logo"])
        fields = {"logo": image}
    with pytest.raises(ValidationError, match=words):
        make_design(**fields)


@pytest.mark.django_db
def test_versions_of_a_design_are_for_good():
    version = make_design().versions.get()
    with pytest.raises(HistoryIsFixed):
        version.delete()
    assert DesignVersion.objects.get() == version


@pytest.mark.django_db
def test_the_admin_lists_designs_and_previews_every_kind_and_paper(client):
    client.force_login(make_registrar())
    design = make_design()
    assert (
        "Upright"
        in client.get(
            reverse("wagtailsnippets_lms_certificates_certificatedesign:list")
        ).content.decode()
    )
    assert len(design.preview_modes) == 4
    for mode, _label in design.preview_modes:
        response = design.make_preview_request(preview_mode=mode)
        assert response["Content-Type"] == "application/pdf"
        assert "Name of the holder" in text_of(response.content)


@pytest.mark.django_db
def test_a_design_in_use_cannot_be_deleted():
    design = make_design()
    make_award(design=design)
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        design.delete()
    assert Award.objects.get().design == design
