"""Regrades run outside the request when the site has a task queue."""

from django_tasks import task

from assessments.services.regrades import run_comparison, run_regrade


@task()
def compare_regrade(regrade_id: int) -> None:
    """Find out what a regrade would change; safe to run twice."""
    run_comparison(regrade_id)


@task()
def apply_regrade(regrade_id: int) -> None:
    """Apply a regrade somebody decided for; safe to run twice."""
    run_regrade(regrade_id)
