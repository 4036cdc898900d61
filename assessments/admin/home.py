"""Exams on the admin's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from assessments.admin.marking import may_mark
from assessments.marks import AGREED
from assessments.queries.marking import count_appeals
from assessments.queries.marking_queue import Turns
from assessments.queries.records import list_odd_questions, list_recent_fails
from lms.core import clock

SHOWN = 5


class ExamsPanel(Component):
    """Questions that behave oddly, and who did not pass lately."""

    name = "lms_assessments_exams"
    order = 220
    template_name = "lms_assessments/admin/home_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "odd": list_odd_questions(limit=SHOWN),
            "fails": list_recent_fails()[:SHOWN],
        }


class MarkingPanel(Component):
    """How many answers and appeals wait for whoever looks. Five queries at most."""

    name = "lms_assessments_marking"
    order = 210
    template_name = "lms_assessments/admin/marking_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        marks = may_mark(user)
        turns = Turns(user, now=clock.now()) if marks else None
        appeals, oldest = None, None
        if user.has_perm("lms_assessments.view_appeal"):
            appeals, oldest = count_appeals()
        return {
            "marks": marks,
            "waiting": turns.count() if turns else 0,
            "since": next((turn.closed_at for turn in turns[:1]), None) if turns else None,
            "settling": turns.by_role.get(AGREED, 0) if turns else 0,
            "appeals": appeals,
            "oldest": oldest,
        }
