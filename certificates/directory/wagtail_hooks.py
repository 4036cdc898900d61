from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from certificates.directory.admin import DirectoryViewSetGroup
from certificates.directory.admin_moderation import ModerationGroup
from certificates.directory.home import ModerationPanel
from certificates.directory.models import Clinic
from certificates.directory.permissions import user_can_moderate
from certificates.directory.privacy import DELETED, EMPTIED, NOT_PERSONAL, SUBJECTS
from certificates.directory.privacy import PERSONAL_DATA as COLUMNS
from certificates.directory.queries import find_listing_state
from certificates.directory.services import erase_entry
from certificates.directory.services.photos import LOG_ACTION as PHOTO_ADDED
from certificates.directory.views.staff import LOG_ACTION
from certificates.directory.views.staff_owners import clinic_owners
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


@hooks.register("register_admin_urls")
def owner_urls() -> list[URLPattern]:
    return [
        path("directory/clinics/<int:pk>/owners/", clinic_owners, name="lms_directory_owners"),
    ]


@hooks.register("register_snippet_listing_buttons")
def owners_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Clinic) and user.has_perm("lms_directory.publish_clinic"):
        address = reverse("lms_directory_owners", args=[snippet.pk])
        yield Button(_("Who speaks for it"), address, icon_name="group", priority=30)


@hooks.register("register_log_actions")
def owner_actions(actions: Any) -> None:
    for name, label, message in (
        ("invite_owner", _("Invite an owner"), _("Somebody was invited to speak for the clinic")),
        ("accept_invitation", _("Accept an invitation"), _("Speaks for the clinic from now")),
        ("end_ownership", _("End an ownership"), _("An owner speaks for it no more")),
    ):
        actions.register_action(f"lms_directory.{name}", label, message)
    actions.register_action(
        PHOTO_ADDED, _("Add a photo"), _("A photo was added, and who sent it said it may be shown")
    )


@hooks.register(DASHBOARD_PANELS)
def listing_panel(request: HttpRequest) -> Panel | None:
    """Whether clients can find this person, for those who hold something to be found by."""
    state = find_listing_state(request.user, now=clock.now())
    if state is None:
        return None
    html = render_to_string(
        "lms_directory/includes/listing_panel.html", {"listing": state}, request
    )
    return Panel(order=80, html=html)


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
