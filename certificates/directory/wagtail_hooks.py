from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certificates.directory.admin import DirectoryViewSetGroup
from certificates.directory.admin_moderation import ModerationGroup
from certificates.directory.home import ModerationPanel
from certificates.directory.permissions import user_can_moderate
from certificates.directory.privacy import DELETED, EMPTIED, NOT_PERSONAL, SUBJECTS
from certificates.directory.privacy import PERSONAL_DATA as COLUMNS
from certificates.directory.queries import find_listing_state
from certificates.directory.services import erase_entry
from certificates.directory.views.staff import LOG_ACTION
from lms.core import clock
from lms.core.hooks import DASHBOARD_PANELS, PERSONAL_DATA, Panel
from lms.core.privacy import Holding

register_snippet(DirectoryViewSetGroup)


@hooks.register("register_admin_viewset")
def moderation_group() -> ModerationGroup:
    return ModerationGroup()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(LOG_ACTION, _("Moderate"), _("Moderated"))


@hooks.register("construct_homepage_panels")
def moderation_panel(request: HttpRequest, panels: list[Any]) -> None:
    if user_can_moderate(request.user):
        panels.append(ModerationPanel())


@hooks.register(DASHBOARD_PANELS)
def listing_panel(request: HttpRequest) -> Panel | None:
    """Whether clients can find this person, for those who hold something to be found by."""
    state = find_listing_state(request.user, now=clock.now())
    if state is None:
        return None
    html = render_to_string(
        "lms_directory/includes/listing_panel.html", {"listing": state}, request
    )
    return Panel(order=80, html=html, slot="side")


@hooks.register(PERSONAL_DATA)
def personal_data() -> Holding:
    return Holding(
        app_label="lms_directory",
        columns=COLUMNS,
        context=NOT_PERSONAL,
        subjects=SUBJECTS,
        emptied=EMPTIED,
        deleted=DELETED,
        erase=erase_entry,
    )
