"""The certificate's PDF: readable by other programs, the same every time, nothing clipped."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from pypdf import PdfReader

from certificates.documents import ornament_build
from certificates.documents.faces import FaceRefused, load_face, load_faces
from certificates.documents.fitting import wrap
from certificates.documents.icc import srgb_profile
from certificates.documents.ink import text_width
from certificates.documents.ornament import operators_of
from certificates.documents.page import check_wording, fit_hero, render_certificate
from certificates.documents.qr import qr_operators
from certificates.documents.shaping import split_runs
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import hours_sentence, word_snapshot
from certificates.enums import AwardKind, Paper
from certificates.snapshot import BasisFacts
from tests.certificates.samples import AWARD, make_snapshot

FACES = load_faces()
NAMES = {
    "Latin": "Zoë Ó Súilleabháin-Ångström",
    "Polish": "Łukasz Brzęczyszczykiewicz",
    "Vietnamese": "Nguyễn Thị Ánh Nguyệt",
    "Greek": "Ελευθερία Παπαδοπούλου",
    "Cyrillic": "Екатерина Достоевская",
    "Arabic": "محمد عبد الله الفاروق",
    "Persian": "علی‌رضا پژمان",
    "Hebrew": "שרה לוי־כהן",
    "Devanagari": "प्रियंका श्रीनिवासन",
    "Thai": "ศิริพร วงศ์สุวรรณ",
    "mixed": "Zoë محمد Smith",
}


def render(paper=Paper.A4, **changes):
    return render_certificate(word_snapshot(make_snapshot(**changes)), FACES, paper)


def read_with_pypdf(data, tmp_path):
    return PdfReader(io.BytesIO(data)).pages[0].extract_text()


def read_with_poppler(data, tmp_path):
    path = tmp_path / "read.pdf"
    path.write_bytes(data)
    program = [shutil.which("pdftotext"), "-raw", path, "-"]
    return subprocess.run(program, capture_output=True, check=True).stdout.decode()  # noqa: S603


# a page can be looked at where poppler is installed
PAPERS = Paper.values if shutil.which("pdftoppm") else []
READERS = [read_with_pypdf, *([read_with_poppler] if shutil.which("pdftotext") else [])]


def words_of(data):
    """The text as another program reads it, spaces made plain."""
    text = read_with_pypdf(data, None)
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())


def page_image(data, tmp_path):
    """The page drawn at 130 dots per inch."""
    path = tmp_path / "certificate.pdf"
    path.write_bytes(data)
    subprocess.run(  # noqa: S603
        [shutil.which("pdftoppm") or "pdftoppm", "-r", "130", "-png", "-singlefile", path, path],
        check=True,
    )
    return Image.open(Path(f"{path}.png"))


def test_the_same_snapshot_gives_the_same_bytes():
    assert render() == render()


def test_another_document_between_changes_nothing():
    before = render()
    render(name=NAMES["Arabic"])
    render(paper=Paper.LETTER, name=NAMES["Vietnamese"])
    assert render() == before


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (842, 595)), (Paper.LETTER, (792, 612))])
def test_the_page_is_one_landscape_sheet(paper, size):
    reader = PdfReader(io.BytesIO(render(paper)))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_every_material_fact_stands_on_the_page_in_words():
    words = words_of(render())
    for fact in (
        "Kestrel Lane Academy",
        "Bristol, United Kingdom",
        "This certifies that",
        "Eleanor Whitcombe-Okafor",
        "has been assessed as competent in",
        "Foundation Certificate in Scalp Micropigmentation",
        "Issued 22 November 2026",
        "Valid until 22 November 2028",
        "Norwood II to VI",
        "Scar camouflage",
        "100 hours: 42 theory, 58 practical",
        "1 exam passed",
        "Assessed by Ruth Oyelaran, Tomasz Lis",
        "Course version 3, completed 20 November 2026",
        "Head of assessment",
        "verify.kestrellane.example/verify",
        "SMP-7K3M-9QXW-4T2H-R",
        "This is not a regulated qualification.",
        "It is not a statutory license to practice.",
    ):
        assert fact in words, fact
    assert "CERTIFICATEOFCOMPETENCE" in words.replace(" ", "")
    assert "0.87" not in words
    assert "Sealed" not in words


def test_attendance_is_worded_and_drawn_differently():
    award = replace(AWARD, kind=AwardKind.ATTENDANCE)
    data = render(award=award, hours_practical=None, hours_theory=Decimal(4))
    words = words_of(data)
    assert "CERTIFICATEOFATTENDANCE" in words.replace(" ", "")
    assert "has attended" in words
    assert "Attendance only: skills were not assessed" in words
    assert "4 hours of theory" in words
    assert "competent" not in words
    assert "assessed as" not in words
    assert len(data) < len(render()) - 10_000  # the lighter field


def test_without_an_end_the_page_says_so():
    assert "No end date" in words_of(render(valid_until=None))


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("script", ["Latin", "Polish", "Vietnamese", "Greek", "Cyrillic"])
def test_a_name_can_be_copied_out_as_it_was_given(script, read, tmp_path):
    assert NAMES[script] in read(render(name=NAMES[script]), tmp_path)


@pytest.mark.parametrize("read", READERS[1:])
@pytest.mark.parametrize("script", ["Devanagari", "Thai", "Arabic", "Hebrew"])
def test_a_name_that_is_reordered_can_be_copied_out_word_by_word(script, read, tmp_path):
    text = read(render(name=NAMES[script]), tmp_path)
    for word in NAMES[script].split():
        assert word in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_covered_script_leaves_no_empty_boxes(name):
    for face, is_right, run in split_runs(name, FACES.hero):
        assert all(glyph.gid for glyph in face.shape(run, is_right).glyphs)


def test_right_to_left_runs_are_found_and_ordered():
    runs = split_runs(NAMES["mixed"], FACES.hero)
    assert [text for _, is_right, text in runs if is_right] == ["محمد"]
    assert "".join(text for _, _, text in runs) == NAMES["mixed"]
    assert split_runs("محمد Smith", FACES.hero)[0][2].strip() == "Smith"


def test_decomposed_and_marked_text_is_drawn_like_its_plain_form():
    assert render(name="Zoe\u0308 A\u030angstr\u00f6m\u202e") == render(name="Zoë Ångström")


def test_characters_without_a_face_are_named_and_nothing_is_drawn():
    with pytest.raises(MissingGlyphs) as caught:
        check_wording(word_snapshot(make_snapshot(name="김민준 Kim 山田")), FACES, Paper.A4)
    assert caught.value.characters == "김민준山田"
    with pytest.raises(MissingGlyphs):
        render(name="김민준")


def test_markup_in_a_name_is_only_letters():
    name = '<font size=500>A&amp;B</font> <img src="/etc/passwd"/> ]TJ ET Q'
    assert name in words_of(render(name=name))


LETTERS = st.sampled_from(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ÀÉÎÕÜßøåłżąđƠưế"
    "ΑΒΓδεζΆώЖЩыїאבגשעابتجحكमहषิสวย'-"
)


@given(st.text(LETTERS, min_size=1, max_size=200).filter(lambda text: text.strip()))
def test_a_name_of_any_length_stays_inside_its_frame(name):
    fit = fit_hero(name, FACES.hero, 624, is_light=False)
    assert 1 <= len(fit.lines) <= 2
    assert " ".join(fit.lines).split() == name.split()
    for line in fit.lines:
        assert text_width(line, FACES.hero, fit.size) <= 624.0001


def test_a_long_name_shrinks_first_then_takes_two_lines():
    def fit(name):
        return fit_hero(name, FACES.hero, 624, is_light=False)

    assert fit("Ada Ray").size == 58
    middle = fit("Eleanor Featherstonehaugh")
    assert len(middle.lines) == 1
    assert 34 <= middle.size < 58
    long = fit("Maria Alexandrina Konstantinopoulou de la Vega y Cienfuegos Montgomery")
    assert len(long.lines) == 2
    assert long.size <= 34


@given(st.text(LETTERS, min_size=1, max_size=400))
def test_wrapped_text_stays_inside_its_column_and_loses_nothing(text):
    lines = wrap(text, FACES.sans, 9.6, 216.0)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, FACES.sans, 9.6) <= 216.0001 for line in lines if len(line) > 1)


def test_too_much_text_is_refused_with_what_to_shorten():
    award = replace(AWARD, covers=("A very long list of everything that could be done",) * 30)
    with pytest.raises(PageOverflow, match=r"What it covers.*Shorten it by about"):
        render(award=award)


@pytest.mark.parametrize("paper", Paper.values)
def test_a_certificate_with_many_facts_is_set_smaller_before_it_is_refused(paper):
    result = make_snapshot().results[0]
    data = render(
        paper,
        name=NAMES["Vietnamese"] * 4,
        award=replace(AWARD, title="Advanced Practice " * 5, covers=AWARD.covers * 2),
        basis=(BasisFacts("c", AWARD.title, 3, "", make_snapshot().issued_on),) * 2,
        results=(result, replace(result, kind="practical")),
        assessors=("Ruth Oyelaran", "Tomasz Lis", "Abimbola Konstantinopoulou-Whitcombe"),
    )
    assert "Konstantinopoulou-Whitcombe" in words_of(data)


def test_fonts_are_embedded_and_the_file_declares_itself():
    reader = PdfReader(io.BytesIO(render(name=NAMES["mixed"])))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 5
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor.get_object()
        assert re.match(r"/[A-Z]{6}\+", font.get_object()["/BaseFont"])
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert b"<pdfaid:part>1</pdfaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata.title.startswith("Certificate of competence: Foundation")
    assert reader.metadata.author == "Kestrel Lane Academy"
    assert "/AcroForm" not in root


def test_the_seal_is_an_object_of_its_own():
    objects = PdfReader(io.BytesIO(render())).pages[0]["/Resources"]["/XObject"]
    seal = objects["/seal"].get_object()
    assert seal["/Subtype"] == "/Form"
    assert [float(v) for v in seal["/BBox"]] == [0, 0, 66, 66]


def dots_of(operators, size):
    """The rectangles of a QR code as pixels, three to a point."""
    pixels = numpy.full((size * 3, size * 3), 255, dtype=numpy.uint8)
    for x, y, width, height in re.findall(r"(\S+) (\S+) (\S+) (\S+) re", operators):
        left, right = round(float(x) * 3), round((float(x) + float(width)) * 3)
        low, high = round(float(y) * 3), round((float(y) + float(height)) * 3)
        pixels[size * 3 - high : size * 3 - low, left:right] = 0
    return pixels


def test_the_qr_code_leads_to_the_number():
    operators = qr_operators("https://verify.kestrellane.example/c/7K3M", x=20, y=20, size=66)
    found = zxingcpp.read_barcodes(dots_of(operators, 106))
    assert [code.text for code in found] == ["HTTPS://VERIFY.KESTRELLANE.EXAMPLE/C/7K3M"]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_qr_code_on_the_drawn_page_can_be_scanned(paper, tmp_path):
    image = page_image(render(paper), tmp_path)
    found = zxingcpp.read_barcodes(numpy.asarray(image.convert("L")))
    assert [code.text for code in found] == ["HTTPS://VERIFY.KESTRELLANE.EXAMPLE/C/7K3M9QXW4T2HR"]


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_drawn_within_the_margin(paper, tmp_path):
    image = page_image(render(paper, name="Nguyễn " * 9), tmp_path).convert("L")
    width, height = image.size
    left = image.crop((0, 0, int(50 / 72 * 130), height))
    bottom = image.crop((0, height - int(20 / 72 * 130), width, height))
    assert left.getextrema()[0] > 240
    assert bottom.getextrema()[0] > 240


def test_the_shipped_ornament_is_what_the_generator_draws():
    for name, operators in ornament_build.build().items():
        assert operators_of(name) == operators, name


def test_the_color_profile_is_srgb_version_2():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert int(profile.profile.version) == 2
    ramp = Image.linear_gradient("L").convert("RGB")
    same = ImageCms.applyTransform(
        ramp,
        ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB"),
    )
    pairs = zip(ramp.tobytes(), same.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 2


def test_a_font_that_forbids_embedding_is_refused(tmp_path):
    import font_source_sans_pro
    from fontTools.ttLib import TTFont

    font = TTFont(f"{font_source_sans_pro.font_directory}/SourceSansPro-Regular.ttf")
    font["OS/2"].fsType = 0x0002
    path = tmp_path / "locked.ttf"
    font.save(path)
    with pytest.raises(FaceRefused, match=r"locked\.ttf forbids embedding"):
        load_face(path)


def test_a_file_that_is_no_font_is_refused(tmp_path):
    path = tmp_path / "letter.ttf"
    path.write_text("not a font")
    with pytest.raises(FaceRefused, match="is not a font file"):
        load_face(path)
    with pytest.raises(FaceRefused, match="cannot be read"):
        load_face(tmp_path / "missing.ttf")


def test_an_outline_font_of_the_sites_own_is_used_for_what_others_lack():
    import font_source_serif_pro

    path = f"{font_source_serif_pro.font_directory}/SourceSerifPro-Regular.otf"
    face = load_face(path)
    assert face.is_cff
    faces = replace(FACES, hero=(face,))
    assert b"/FontFile3" in render_certificate(word_snapshot(make_snapshot()), faces)


def test_a_face_of_a_collection_is_named_by_its_number(tmp_path):
    import font_source_serif_pro
    from fontTools.ttLib import TTCollection, TTFont

    folder = font_source_serif_pro.font_directory
    collection = TTCollection()
    collection.fonts = [
        TTFont(f"{folder}/SourceSerifPro-{style}.ttf") for style in ("Light", "Regular")
    ]
    path = tmp_path / "both.ttc"
    collection.save(path)
    faces = [load_face(f"{path}{number}") for number in ("", "#0", "#1")]
    assert [face.postscript_name for face in faces] == [
        "SourceSerifPro-Light",
        "SourceSerifPro-Light",
        "SourceSerifPro-Regular",
    ]
    first, same, other = (face.resource for face in faces)
    assert first == same != other
    for number in ("#2", "#two"):
        with pytest.raises(FaceRefused, match=r"both\.ttc"):
            load_face(f"{path}{number}")


@pytest.mark.parametrize(
    ("theory", "practical", "words"),
    [
        (Decimal("42"), Decimal("58"), "100 hours: 42 theory, 58 practical"),
        (Decimal("4"), None, "4 hours of theory"),
        (None, Decimal("1"), "1 hour of practice"),
        (Decimal("2.50"), None, "2.5 hours of theory"),
        (None, None, ""),
    ],
)
def test_hours_are_said_in_words(theory, practical, words):
    assert hours_sentence(theory, practical) == words
