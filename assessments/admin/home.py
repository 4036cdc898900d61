"""Exams on the admin's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from assessments.queries.records import list_odd_questions, list_recent_fails

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
