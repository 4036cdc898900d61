"""Work done outside the request when the site runs a task queue."""

from django_tasks import task

from certificates.services.bulk import work_on
from certificates.services.documents import draw_quietly
from certificates.services.reminders import send_due_reminders


@task()
def draw_document(certificate_id: int) -> None:
    """Draw and store the PDF of a fresh certificate; safe to run twice."""
    draw_quietly(certificate_id)


@task()
def send_reminders() -> int:
    """Remind holders whose certificate ends soon; safe to run twice. Returns how many."""
    return send_due_reminders().sent


@task()
def work_on_bulk_run(run_id: int, seconds: float | None = None) -> None:
    """Go on with a bulk run; safe to run twice, also at once."""
    work_on(run_id, seconds=seconds)
