"""The register on the admin's home page."""

import datetime as dt
from typing import Any

from wagtail.admin.ui.components import Component

from certificates.models import Approval, BlockedIssue, Certificate, Concern, ResultReview
from lms.core import clock

_HORIZON_DAYS = 90
_SHOWN = 5


class RegisterPanel(Component):
    """Approvals asked for, concerns, changed results, certificates that wait or end soon."""

    name = "lms_certificates_register"
    order = 220
    template_name = "lms_certificates/admin/home_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = clock.today()
        horizon = today + dt.timedelta(days=_HORIZON_DAYS)
        ending = Certificate.objects.ending_between(today, horizon).order_by("valid_until", "pk")
        waiting = BlockedIssue.objects.waiting().select_related("award", "user")
        concerns = Concern.objects.open()
        reviews = ResultReview.objects.open().select_related("certificate")
        approvals = Approval.objects.waiting().select_related("award", "user")
        return {
            "approvals": approvals[:_SHOWN],
            "approval_count": approvals.count(),
            "concerns": concerns[:_SHOWN],
            "concern_count": concerns.count(),
            "reviews": reviews[:_SHOWN],
            "review_count": reviews.count(),
            "ending": ending[:_SHOWN],
            "ending_count": ending.count(),
            "waiting": waiting[:_SHOWN],
            "waiting_count": waiting.count(),
            "today": today,
            "horizon": horizon,
            "days": _HORIZON_DAYS,
        }
