from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certificates.directory.admin import DirectoryViewSetGroup
from certificates.directory.queries import describe_listing
from lms.core import clock
from lms.core.hooks import DASHBOARD_PANELS, Panel

register_snippet(DirectoryViewSetGroup)


@hooks.register(DASHBOARD_PANELS)
def listing_panel(request: HttpRequest) -> Panel | None:
    """Whether clients can find this person, for those who hold something to be found by."""
    page = describe_listing(request.user, now=clock.now())
    if not page.marks and page.practitioner is None:
        return None
    html = render_to_string("lms_directory/includes/listing_panel.html", {"page": page}, request)
    return Panel(order=80, html=html, slot="side")
