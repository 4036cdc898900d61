"""``manage.py run_bulk``: go on with bulk runs that were interrupted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.models import BulkRun
from certificates.services.bulk import list_unfinished, work_on


class Command(BaseCommand):
    help = (
        "Go on with bulk runs that have rows left, after a worker was stopped or on a site without "
        "a task queue. Safe at any time, also while a worker is at it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", nargs="*", type=int, help="only these runs")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["run"] or list_unfinished()
        if missing := set(wanted) - set(BulkRun.objects.values_list("pk", flat=True)):
            raise CommandError(f"There is no bulk run {min(missing)}.")
        for pk in wanted:
            run = work_on(pk)
            counts = ", ".join(f"{n} {state}" for state, n in sorted(run.items.by_state().items()))
            self.stdout.write(f"{pk}: {run} ({counts or 'no rows'})")
