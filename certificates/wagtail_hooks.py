from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from certificates.admin import CertificatesGroup
from certificates.home import RegisterPanel
from certificates.panels import course_panels, dashboard_panel
from certificates.permissions import user_can_view
from certificates.provider import Awards
from lms.core.hooks import AWARD_PROVIDERS, COURSE_PANELS, DASHBOARD_PANELS

hooks.register(DASHBOARD_PANELS, dashboard_panel)
hooks.register(COURSE_PANELS, course_panels)
hooks.register(AWARD_PROVIDERS, Awards)


@hooks.register("register_admin_viewset")
def certificates_group() -> CertificatesGroup:
    return CertificatesGroup()


@hooks.register("construct_homepage_panels")
def register_panel(request: HttpRequest, panels: list[Any]) -> None:
    if user_can_view(request.user):
        panels.append(RegisterPanel())
