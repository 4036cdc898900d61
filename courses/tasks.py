"""Work that nobody should wait for."""

from django_tasks import task

from courses.images import make_renditions
from courses.models import LessonPage


@task()
def prepare_pictures(page_pk: int) -> int:
    """Make the renditions a lesson shows, so that its first reader does not wait for them.

    Doing it again makes nothing new. Returns how many pictures the lesson has.
    """
    page = LessonPage.objects.filter(pk=page_pk).first()
    return make_renditions(page.body) if page else 0
