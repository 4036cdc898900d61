"""Run inside the foreign site: teach, certify, verify, revoke; the last line printed is JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

import certificates  # noqa: E402
from certificates.api import certificates_of, ensure_document, revoke, verify  # noqa: E402
from certificates.models import Award  # noqa: E402
from courses.api import complete_lesson, enroll, set_learner_name  # noqa: E402
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage  # noqa: E402


def published(parent, page):
    """Add a draft below ``parent`` and publish it, as an author does."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def award_for(course):
    award = Award(
        live=False, title="Fire safety", slug="fire-safety", covers="Exits", excludes="Smoke"
    )
    award.requirement_tree = [("course", {"course": str(course.translation_key)})]
    award.save()
    award.save_revision().publish()


home = Site.objects.get(is_default_site=True).root_page
catalog = published(Page.objects.get(pk=home.pk), CatalogPage(title="Courses"))
course = published(catalog, CoursePage(title="Fire safety", hours_theory=1))
module = published(course, ModulePage(title="Exits"))
supplier = {"name": "Lamps & Co", "address": "https://lamps.example"}
lesson = published(
    module, LessonPage(title="Where they are", minutes=5, body=[("supplier", supplier)])
)
award_for(course)

trainee = get_user_model().objects.create_user("ada", "ada@example.org", "secret")
set_learner_name(trainee, legal_name="Ada Example", confirm=True)
enroll(trainee, course)
browser = Client()
browser.force_login(trainee)
lesson_page = browser.get(lesson.url)
complete_lesson(trainee, lesson)

certificate = certificates_of(trainee)[0]
client = Client()
verification = client.get(f"/verify/{certificate.number}/")
with ensure_document(certificate).file.open() as document:
    begins = document.read(5).decode()


def state():
    return str(verify(certificate.number, now=datetime.now(UTC)).state)


answer = state()
registrar = get_user_model().objects.create_superuser("reg", "reg@example.org", "secret")
revoke(certificate, actor=registrar, reason="issued_in_error")
revoked_page = client.get(f"/verify/{certificate.number}/")

print(
    json.dumps(
        {
            "imported_from": certificates.__file__,
            "lesson_shows_host_block": "Lamps &amp; Co" in lesson_page.content.decode(),
            "verification_shows_host_template": "Our own mark" in verification.content.decode(),
            "verification_status": verification.status_code,
            "revoked_is_said": "Revoked" in revoked_page.content.decode(),
            "heard": Path(settings.BASE_DIR, "issued.txt").read_text().split(),
            "number": certificate.number,
            "certificate": str(certificate.pk),
            "answer": answer,
            "answer_after_revocation": state(),
            "document_begins": begins,
        }
    )
)
