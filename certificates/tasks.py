"""Work done outside the request when the site runs a task queue."""

from django_tasks import default_task_backend, task

from certificates.models import BulkRun
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


# without a queue the work is done in the request, which must not go on for ever
_SECONDS_IN_REQUEST = 15


def has_worker() -> bool:
    """Whether this site works on tasks outside the request."""
    return bool(default_task_backend.supports_defer)


def start_bulk_run(run: BulkRun) -> None:
    """Let a worker go on with a run; where there is none, begin with it at once."""
    limit = None if has_worker() else _SECONDS_IN_REQUEST
    work_on_bulk_run.enqueue(run.pk, seconds=limit)
