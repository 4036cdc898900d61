"""What this app adds to a trainee's dashboard."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.queries.dashboard import dashboard_exams
from lms.core import clock
from lms.core.hooks import Panel


def exams_panel(request: HttpRequest) -> Panel | None:
    """Exams in progress, next attempts, and results to read."""
    if not request.user.is_authenticated:
        return None
    exams = dashboard_exams(request.user, now=clock.now())
    if not exams:
        return None
    html = render_to_string("lms_assessments/panels/dashboard.html", {"exams": exams}, request)
    return Panel(order=30, html=html, slot="side")
