from typing import Any

from django.core.management.base import BaseCommand

from courses.models import CoursePage
from courses.services.versions import find_current_version, publish_version


class Command(BaseCommand):
    help = (
        "Compares every published course with its last version and makes a new version where what "
        "a trainee must do has changed. Needed after pages were changed by code."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for course in CoursePage.objects.live():
            before = find_current_version(course)
            after = publish_version(course)
            same = before is not None and after is not None and before.pk == after.pk
            word = "unchanged" if same else "new"
            self.stdout.write(f"{course.title}: version {after.number if after else '-'} ({word})")
