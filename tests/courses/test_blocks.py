"""Lesson blocks: what an author writes is what a trainee sees, without inline style."""

import gc
import re
import warnings

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamBlock
from wagtail.documents.models import Document
from wagtail.images import get_image_model

from courses.blocks import VideoBlock, content_blocks
from courses.checks import check_lesson_blocks
from courses.images import RENDITIONS, load_files
from courses.models import LessonPage
from courses.plots import Position, draw_plot, nice_step
from courses.videos import player_url
from tests.factories import courses as make
from tests.factories.media import raster_image

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    b'<rect width="20" height="10"/></svg>'
)


def item(value):
    return {"type": "item", "id": "0c9d2a3e-0000-4000-8000-000000000001", "value": value}


def svg_image(name="skin"):
    return get_image_model().objects.create(
        title=name, file=SimpleUploadedFile(f"{name}.svg", SVG), width=20, height=10
    )


def every_block(image, document):
    """One of each, in the shapes that imports write."""
    return [
        ("heading", {"text": "Hands first"}),
        ("rich_text", "<p>Some <b>words</b></p>"),
        (
            "image",
            {"image": image.pk, "alt": "A hand", "caption": "Caption", "synthetic": True},
        ),
        (
            "gallery",
            {"title": "G", "images": [item({"image": image.pk, "alt": "One", "caption": "C"})]},
        ),
        (
            "figure",
            {
                "image": image.pk,
                "alt": "Skin",
                "caption": "In section",
                "points": [item({"x": 12.5, "y": 40.5, "label": "Epidermis", "text": "Sheds."})],
            },
        ),
        (
            "comparison",
            {
                "before_image": image.pk,
                "before_alt": "Bare",
                "after_image": image.pk,
                "after_alt": "Dotted",
                "before_label": "Before",
                "after_label": "After",
                "caption": "Drawing",
            },
        ),
        (
            "video",
            {
                "title": "Hand wash",
                "url": "https://youtu.be/dQw4w9WgXcQ",
                "file": None,
                "captions": None,
                "transcript": "<p>Said</p>",
            },
        ),
        (
            "steps",
            {
                "title": "Wash",
                "steps": [item({"title": "Wet", "text": "<p>Warm</p>", "image": None, "alt": ""})],
            },
        ),
        ("checklist", {"title": "Ready?", "items": [item("Gloves"), item("Membrane")]}),
        ("warning", {"level": "danger", "title": "Sharp", "text": "<p>Bin it</p>"}),
        ("key_fact", {"fact": "Ten movements", "source": "WHO, 2009", "source_url": ""}),
        (
            "disagree",
            {
                "question": "How deep?",
                "intro": "They differ.",
                "positions": [
                    item(
                        {
                            "claim": "0.75 to 1",
                            "source": "A",
                            "source_url": "https://example.org/a",
                            "low": 0.75,
                            "high": 1.0,
                        }
                    ),
                    item({"claim": "2", "source": "B", "source_url": "", "low": 2, "high": None}),
                ],
                "unit": "mm",
                "teach": "<p>The layer</p>",
            },
        ),
        (
            "definitions",
            {"title": "Words", "items": [item({"term": "Dot", "definition": "<p>Small</p>"})]},
        ),
        (
            "table",
            {
                "caption": "Ratios",
                "columns": [item("Ratio"), item("Water")],
                "rows": [item([item("1:2"), item("2 ml")])],
            },
        ),
        (
            "document",
            {"document": document.pk, "title": "Sheet", "description": "Take it home"},
        ),
        (
            "quote",
            {
                "text": "Wash your hands.",
                "attribution": "A standard",
                "source_url": "https://example.org",
            },
        ),
    ]


def raw(blocks):
    return [
        {"type": name, "value": value, "id": f"00000000-0000-4000-8000-{n:012d}"}
        for n, (name, value) in enumerate(blocks)
    ]


@pytest.fixture
def lesson(tree):
    course = make.make_course(modules=1, units=1)
    page = make.lessons_of(course)[0]
    document = Document.objects.create(
        title="Sheet", file=SimpleUploadedFile("sheet.pdf", b"%PDF-1.4")
    )
    page.body = raw(every_block(svg_image(), document))
    page.save()
    return page


@pytest.fixture
def html(lesson, signed_in):
    enrollment = make.make_enrollment(course=lesson.get_parent().get_parent().specific)
    return signed_in(enrollment.user).get(lesson.url).content.decode()


def test_every_block_of_this_app_is_in_the_test(lesson):
    assert {block.block_type for block in lesson.body} == {n for n, _b in content_blocks()}


def test_every_block_shows_what_was_written(html):
    for words in (
        "<h2>Hands first</h2>",
        "Some <b>words</b>",
        'alt="A hand"',
        "Drawing, not a photograph",
        "Epidermis.",
        "Ten movements",
        "WHO, 2009",
        "What we teach",
        "Take it home",
        "<dt>Dot</dt>",
        '<th scope="row">1:2</th>',
        "Wash your hands.",
    ):
        assert words in html, words


def test_no_inline_style_or_script_leaves_the_house(html):
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son\w+\s*=", html)


def test_points_stand_at_their_percentages_and_are_told_in_words(html):
    assert '<svg x="12.5%" y="40.5%" overflow="visible">' in html
    assert '<span class="vh">1: </span><strong>Epidermis.</strong> Sheds.' in html


def test_disagreement_is_drawn_and_written(html):
    assert html.count('class="bar"') == 2  # wide and narrow
    assert html.count('class="pd"') == 2
    assert '<a href="https://example.org/a"' in html


def test_video_plays_without_cookies(html):
    assert 'src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in html


@pytest.mark.django_db
def test_photographs_come_in_modern_formats_and_several_widths(tree, signed_in):
    enrollment = make.make_enrollment(course=make.make_course(modules=1, units=1))
    page = make.lessons_of(enrollment.course)[0]
    page.body = raw([("image", {"image": raster_image().pk, "alt": "", "caption": ""})])
    page.save()
    html = signed_in(enrollment.user).get(page.url).content.decode()
    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert "srcset=" in html


@pytest.mark.django_db
def test_publishing_prepares_the_renditions(tree, django_capture_on_commit_callbacks):
    course = make.make_course(modules=1, units=1)
    page = make.lessons_of(course)[0]
    image = raster_image()
    image.renditions.all().delete()
    page.body = raw([("image", {"image": image.pk, "alt": "", "caption": ""})])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        gc.collect()
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(RENDITIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5, 20])
def test_drawings_cost_one_query_however_many_and_wherever(tree, count):
    course = make.make_course(modules=1, units=1)
    page = make.lessons_of(course)[0]
    blocks = []
    for n in range(count):
        image = svg_image(f"p{n}").pk
        blocks.append(("image", {"image": image, "alt": "", "caption": ""}))
        blocks.append(("figure", {"image": image, "alt": "", "caption": "", "points": []}))
        step = {"title": "Do", "text": "", "image": image, "alt": ""}
        blocks.append(("steps", {"title": "", "steps": [item(step)]}))
    page.body = raw(blocks)
    page.save()
    page = LessonPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        load_files(page.body)
    assert len(queries) == 1  # drawings have no renditions
    with CaptureQueriesContext(connection) as queries:
        assert all(block.value for block in page.body)
    assert len(queries) == 0


@pytest.mark.django_db
def test_picture_that_was_deleted_leaves_the_lesson_readable(lesson, signed_in):
    get_image_model().objects.all().delete()
    Document.objects.all().delete()
    enrollment = make.make_enrollment(course=lesson.get_parent().get_parent().specific)
    response = signed_in(enrollment.user).get(lesson.url)
    assert response.status_code == 200
    assert "Epidermis." in response.content.decode()


def test_table_rows_must_fit_the_columns():
    block = dict(content_blocks())["table"]
    value = block.to_python(
        {"caption": "C", "columns": [item("A"), item("B")], "rows": [item([item("only one")])]}
    )
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    "given_value",
    [
        {"title": "V", "url": "", "file": None},
        {"title": "V", "url": "https://example.org/film.mp4", "file": None},
    ],
)
def test_video_needs_one_source_that_can_be_shown(given_value):
    block = VideoBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(given_value))


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ", "dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
        ("https://vimeo.com/76979871/ab12", "https://player.vimeo.com/video/76979871?h=ab12"),
        ("https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ", None),
        ("https://www.youtube.com/watch?v=<script>", None),
        ("javascript:alert(1)", None),
    ],
)
def test_player_address_comes_from_known_hosts_only(url, player):
    found = player_url(url)
    assert found is None if player is None else found.endswith(player)


# --- the drawing of a disagreement

positions = st.lists(
    st.tuples(st.floats(0, 500), st.floats(0, 500)).map(
        lambda pair: Position("S", "c", min(pair), max(pair))
    ),
    min_size=1,
    max_size=8,
)


@given(positions, st.booleans())
def test_every_mark_lies_inside_the_drawing(given_positions, narrow):
    width = 320 if narrow else 690
    plot = draw_plot(given_positions, unit="mm", width=width, narrow=narrow)
    for mark in plot.marks:
        assert 0 <= float(mark.x1) <= width
        assert mark.x2 is None or float(mark.x1) <= float(mark.x2) <= width
        assert 0 <= float(mark.y) <= plot.height
    assert plot.ticks[-1].text.endswith(" mm")
    assert 2 <= len(plot.ticks) <= 12


def test_no_drawing_without_a_number_for_everybody():
    some = [Position("A", "1", 1, 1), Position("B", "it depends", None, None)]
    assert draw_plot(some, unit="", width=690, narrow=False) is None


@given(st.floats(0.001, 1e6))
def test_steps_of_the_scale_are_round(span):
    step = nice_step(span, parts=5)
    assert span / step <= 5 + 1e-6
    assert f"{step:e}"[0] in "125"


# --- settings


def test_borrowed_block_with_a_taken_name_is_reported(settings):
    settings.LMS_LESSON_BLOCKS = {"quote": "wagtail.blocks.CharBlock"}
    assert [message.id for message in check_lesson_blocks(None)] == ["lms_courses.E001"]


def test_borrowed_thing_that_is_no_block_is_reported(settings):
    settings.LMS_LESSON_BLOCKS = {"extra": "courses.plots.draw_plot"}
    assert [message.id for message in check_lesson_blocks(None)] == ["lms_courses.E002"]


def test_borrowed_blocks_in_order_are_silent(settings):
    settings.LMS_LESSON_BLOCKS = {"extra": "wagtail.blocks.CharBlock"}
    assert check_lesson_blocks(None) == []
    assert isinstance(StreamBlock(content_blocks()), StreamBlock)
