from functools import partial
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from certificates.admin import CertificatesGroup
from certificates.home import RegisterPanel
from certificates.panels import course_panels, dashboard_panel
from certificates.permissions import user_can_view
from certificates.privacy import DELETED, EMPTIED, NOT_PERSONAL, SUBJECTS
from certificates.privacy import PERSONAL_DATA as COLUMNS
from certificates.provider import Awards
from certificates.reports import REPORTS, report_menu_item, report_urls
from certificates.services.erasure import withhold_names
from certificates.services.reviews import result_dependents
from lms.core.hooks import (
    AWARD_PROVIDERS,
    COURSE_PANELS,
    DASHBOARD_PANELS,
    PERSONAL_DATA,
    RESULT_DEPENDENTS,
)
from lms.core.privacy import Holding

hooks.register(DASHBOARD_PANELS, dashboard_panel)
hooks.register(COURSE_PANELS, course_panels)
hooks.register(AWARD_PROVIDERS, Awards)
hooks.register(RESULT_DEPENDENTS, result_dependents)


@hooks.register("register_admin_viewset")
def certificates_group() -> CertificatesGroup:
    return CertificatesGroup()


hooks.register("register_admin_urls", report_urls)
for place, report in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", partial(report_menu_item, report, place))


@hooks.register(PERSONAL_DATA)
def personal_data() -> Holding:
    return Holding(
        app_label="lms_certificates",
        columns=COLUMNS,
        context=NOT_PERSONAL,
        subjects=SUBJECTS,
        emptied=EMPTIED,
        deleted=DELETED,
        erase=withhold_names,
    )


@hooks.register("construct_homepage_panels")
def register_panel(request: HttpRequest, panels: list[Any]) -> None:
    if user_can_view(request.user):
        panels.append(RegisterPanel())


@hooks.register("insert_global_admin_css")
def registrar_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("lms_certificates/admin.css"))
