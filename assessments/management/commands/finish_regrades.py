"""``manage.py finish_regrades``: go on with regrades that were interrupted."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.enums import RegradeState
from assessments.models import Regrade
from assessments.services.regrades import run_comparison, run_regrade


class Command(BaseCommand):
    help = (
        "Finish comparisons and regrades whose worker was stopped. Safe to run at any time, also "
        "while a worker is at it; no grade is written twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        work = {RegradeState.COMPARING: run_comparison, RegradeState.APPLYING: run_regrade}
        waiting = Regrade.objects.filter(state__in=list(work)).order_by("pk")
        done = 0
        for pk, state in list(waiting.values_list("pk", "state")):
            work[RegradeState(state)](pk)
            done += 1
        self.stdout.write(f"{done} regrades continued.")
