"""Work done outside the request when the site runs a task queue."""

from django_tasks import task

from certificates.services.documents import draw_quietly


@task()
def draw_document(certificate_id: int) -> None:
    """Draw and store the PDF of a fresh certificate; safe to run twice."""
    draw_quietly(certificate_id)
