"""Courses on the admin's home page."""

import datetime as dt
from typing import Any

from wagtail.admin.ui.components import Component

from courses.enums import EnrollmentState
from courses.models import Cohort, Enrollment
from courses.queries.catalog import list_next_cohorts
from courses.queries.course_screen import CohortRow, places_left
from lms.core import clock

HORIZON_DAYS = 60
SHOWN = 5


class TeachingPanel(Component):
    """Who waits for an answer, and which cohorts start soon."""

    name = "lms_courses_teaching"
    order = 210
    template_name = "lms_courses/admin/home_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = clock.today()
        waiting = (
            Enrollment.objects.filter(state=EnrollmentState.APPLIED)
            .select_related("user", "cohort")
            .order_by("applied_at")
        )
        cohorts: Any = list_next_cohorts(today).filter(
            starts_on__lte=today + dt.timedelta(days=HORIZON_DAYS)
        )
        rows = [
            CohortRow(cohort, places_left(cohort, cohort.seats_taken)) for cohort in cohorts[:SHOWN]
        ]
        return {
            "waiting": waiting[:SHOWN],
            "waiting_count": waiting.count(),
            "cohorts": rows,
            "running": Cohort.objects.filter(starts_on__lte=today, ends_on__gte=today).count(),
        }
