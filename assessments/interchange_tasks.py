"""Imports run outside the request when the site has a task queue."""

from django_tasks import task

from assessments.services.interchange_jobs import run_job


@task()
def commit_job(job_id: str) -> None:
    """Commit an import somebody asked for; safe to run twice."""
    run_job(job_id)
