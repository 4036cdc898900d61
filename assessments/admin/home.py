"""Exams on the admin's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from assessments.admin.marking import may_mark
from assessments.marks import AGREED
from assessments.queries.marking import count_appeals, list_turns
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
    """How many answers and appeals wait for whoever looks. Four queries."""

    name = "lms_assessments_marking"
    order = 210
    template_name = "lms_assessments/admin/marking_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        marks = may_mark(user)
        turns = list_turns(user, now=clock.now()) if marks else []
        appeals, oldest = None, None
        if user.has_perm("lms_assessments.view_appeal"):
            appeals, oldest = count_appeals()
        return {
            "marks": marks,
            "turns": turns,
            "settling": sum(turn.role == AGREED for turn in turns),
            "appeals": appeals,
            "oldest": oldest,
        }
