"""A site in a process of its own that fetches its pages when told to.

``python -m benchmarks.worker stipple|rival`` makes a fresh database, prints what it can fetch, then
reads lines such as ``lesson 20`` and answers each with the seconds of processor time that one
request took, whatever else the machine did meanwhile. Speaks JSON, one object to a line.
"""

import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from benchmarks.timing import peak_memory

SITES = {"stipple": "benchmarks.settings", "rival": "benchmarks.rival_settings"}
MODULES, LESSONS = 9, 3
PARAGRAPH = (
    "Pigment belongs in the upper dermis, half a millimeter to a millimeter and a half below the "
    "surface. Too shallow, and it leaves with the epidermis in two weeks; too deep, and cells "
    "carry it away from where it was placed, so that a dot of a third of a millimeter becomes a "
    "blur of one. Angle, stretch and speed decide together where it comes to rest. "
)


def build_stipple(user: Any) -> dict[str, str]:
    """A course of 27 lessons, one third done."""
    from wagtail.models import Site

    from courses.api import complete_lesson, enroll, publish_version
    from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage

    home = Site.objects.get(is_default_site=True).root_page
    catalog = home.add_child(instance=CatalogPage(title="Bench", slug="bench"))
    course = catalog.add_child(instance=CoursePage(title="Foundation", slug="foundation"))
    lessons = []
    for number in range(1, MODULES + 1):
        module = course.add_child(instance=ModulePage(title=f"Module {number}"))
        for part in range(1, LESSONS + 1):
            lesson = LessonPage(title=f"Lesson {number}.{part}", minutes=15, body=lesson_body())
            lessons.append(module.add_child(instance=lesson))
    publish_version(course)
    enroll(user, course)
    done = len(lessons) // 3
    for lesson in lessons[:done]:
        complete_lesson(user, lesson)
    return {"lesson": lessons[done].url, "course": course.url}


def lesson_body() -> list[tuple[str, Any]]:
    """A lesson as the demonstration course has them: the kinds of block most of its lessons use.

    Without a table, pictures and a self-check: the last is another app's form in the lesson.
    """
    text = f"<p>{PARAGRAPH}</p>" * 3
    sentence = PARAGRAPH.partition(".")[0] + "."
    return [
        ("rich_text", text),
        ("key_fact", {"fact": sentence, "source": "A source, 2024"}),
        ("heading", {"text": "Where it comes to rest"}),
        ("rich_text", text),
        ("warning", {"title": "Stop when it bleeds", "text": f"<p>{PARAGRAPH}</p>"}),
        (
            "steps",
            {
                "title": "From the first dot",
                "steps": [{"title": f"Step {n}", "text": f"<p>{sentence}</p>"} for n in range(4)],
            },
        ),
        ("heading", {"text": "What the sources say"}),
        (
            "disagree",
            {
                "question": "How deep?",
                "positions": [
                    {"claim": "Half a millimeter", "source": "One", "low": 0.5, "high": 1.0},
                    {"claim": "Up to two", "source": "Another", "low": 1.0, "high": 2.0},
                ],
                "unit": "mm",
                "teach": f"<p>{sentence}</p>",
            },
        ),
        ("rich_text", text),
        ("checklist", {"title": "Before you start", "items": [f"Item {n}" for n in range(5)]}),
    ]


def build_rival(user: Any) -> dict[str, str]:
    """A course of 27 lessons in the other LMS, one third done."""
    from wagtail.models import Site
    from wagtail_lms.models import CourseEnrollment, CoursePage, H5PLessonCompletion, H5PLessonPage

    home = Site.objects.get(is_default_site=True).root_page
    course = home.add_child(
        instance=CoursePage(
            title="Foundation", slug="foundation", description=f"<p>{PARAGRAPH}</p>"
        )
    )
    lessons = [
        course.add_child(instance=H5PLessonPage(title=f"Lesson {number}"))
        for number in range(1, MODULES * LESSONS + 1)
    ]
    CourseEnrollment.objects.create(user=user, course=course)
    for lesson in lessons[: len(lessons) // 3]:
        H5PLessonCompletion.objects.create(user=user, lesson=lesson)
    return {"course": course.url}


def add_bare_pages(length: int, fetch: Callable[[str], int]) -> dict[str, str]:
    """Bare Wagtail pages, as deep in the tree as a lesson, whose answers have ``length`` bytes.

    "bare" extends the site's base template as a lesson does: the same head, navigation and footer
    for the same user, around a title and a text. "plain" is a document of its own.
    """
    from wagtail.models import Page, Site

    from benchmarks.bare.models import BarePage

    parent: Page = Site.objects.get(is_default_site=True).root_page
    for name in ("a", "b"):
        parent = parent.add_child(
            instance=BarePage(title=name, slug=f"bare-{name}", body="<p>.</p>")
        )
    urls = {}
    for name in ("bare", "plain"):
        page = parent.add_child(
            instance=BarePage(title="Bare", slug=name, body="<p>.</p>", framed=name == "bare")
        )
        missing = length - fetch(page.url)
        page.body = "<p>" + (PARAGRAPH * (missing // len(PARAGRAPH) + 1))[:missing] + "</p>"
        page.save_revision().publish()
        urls[name] = str(page.url)
    return urls


def main() -> None:
    site = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = SITES[site]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth import get_user_model
    from wagtail.models import Page, Site

    user = get_user_model().objects.create_user("trainee", "trainee@example.org", "secret")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": Page.objects.get(depth=2)},
    )
    client = Client()
    client.force_login(user)

    def fetch(url: str) -> int:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")
        return len(response.content)

    build = {"stipple": build_stipple, "rival": build_rival}[site]
    urls = {name: url.replace("http://testserver", "") for name, url in build(user).items()}
    if "lesson" in urls:
        urls |= add_bare_pages(fetch(urls["lesson"]), fetch)
    sizes = {name: fetch(url) for name, url in urls.items()}
    print(json.dumps({"sizes": sizes, "queries": count_queries(urls, fetch)}), flush=True)
    for line in sys.stdin:
        name, times = line.split()
        start = time.process_time()
        for _ in range(int(times)):
            fetch(urls[name])
        seconds = (time.process_time() - start) / int(times)
        print(json.dumps({"seconds": seconds, "megabytes": peak_memory()}), flush=True)


def count_queries(urls: dict[str, str], fetch: Callable[[str], int]) -> dict[str, int]:
    """Queries of a warm request, by page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as captured:
            fetch(url)
        counts[name] = len(captured)
    return counts


if __name__ == "__main__":
    main()
