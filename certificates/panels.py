"""The pieces this app adds to other apps' screens."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from certificates.documents.wording import hours_sentence, long_date
from certificates.enums import AwardKind, BlockCause, CertificateState
from certificates.forms import NameForm
from certificates.models import BlockedIssue, Certificate
from certificates.presentation import describe_award, look_of, short_state
from certificates.queries import (
    answer_about,
    certificates_of,
    list_current_wordings,
    list_waiting,
)
from certificates.services.issue import retry_blocked
from certificates.services.succession import can_be_renewed
from courses.api import get_learner_name
from lms.core import clock
from lms.core.hooks import Panel

_NAME_CAUSES = frozenset([BlockCause.NAME_UNCONFIRMED, BlockCause.NAME_UNPRINTABLE])


@dataclass(frozen=True)
class Card:
    """A certificate on the dashboard."""

    number: str
    title: str
    state: str
    tone: str
    icon: str
    is_past: bool
    details: str
    can_renew: bool = False


@dataclass(frozen=True)
class Waiting:
    """An earned certificate that waits for something, in words."""

    title: str
    heading: str
    message: str
    asks_name: bool


def dashboard_panel(request: HttpRequest) -> list[Panel]:
    """ "Your certificates": what is held and waits for the holder, and where to see what is not.

    How far somebody is on the way takes more queries than all the rest of the page, so it comes
    after it: a link, which a browser with scripts replaces by what it leads to.
    """
    waiting = _still_waiting(request.user)
    held = list(certificates_of(request.user))
    certificates = _certificates_panel(request, held, waiting)
    link = render_to_string("lms_certificates/includes/ways_link.html", request=request)
    return [*([certificates] if certificates else []), Panel(order=65, html=link)]


def _certificates_panel(
    request: HttpRequest, held: list[Certificate], waiting: list[BlockedIssue]
) -> Panel | None:
    cards = [_card(certificate) for certificate in held]
    if not waiting and not cards:
        return None
    form = None
    if any(item.cause in _NAME_CAUSES for item in waiting):
        form = NameForm(initial={"legal_name": get_learner_name(request.user).legal})
    html = render_to_string(
        "lms_certificates/includes/dashboard_panel.html",
        {"cards": cards, "waiting": _in_words(waiting), "form": form},
        request=request,
    )
    return Panel(order=60, html=html)


def _still_waiting(user: Any) -> list[BlockedIssue]:
    """What waits, after trying again whatever a confirmed name may have freed."""
    waiting = list(list_waiting(user))
    freed = [item for item in waiting if item.cause == BlockCause.NAME_UNCONFIRMED]
    if freed and get_learner_name(user).confirmed:
        retry_blocked(freed)
        waiting = list(list_waiting(user))
    return waiting


def _in_words(waiting: list[BlockedIssue]) -> list[Waiting]:
    """One form is enough however many certificates wait for the name."""
    words = []
    asked = False
    for item in waiting:
        asks_name = item.cause in _NAME_CAUSES
        words.append(
            Waiting(
                title=_("Earned, not issued yet"),
                heading=item.award.title,
                message=item.message,
                asks_name=asks_name and not asked,
            )
        )
        asked = asked or asks_name
    return words


def _card(certificate: Certificate) -> Card:
    facts, state = certificate.facts, certificate.state
    look = look_of(answer_about(certificate, now=clock.now(), with_history=False))
    is_attendance = certificate.kind == AwardKind.ATTENDANCE
    kind = _("Attendance") if is_attendance else _("Competence")
    hours = hours_sentence(facts.hours_theory, facts.hours_practical)
    issued = _("issued %(date)s") % {"date": long_date(certificate.issued_on)}
    return Card(
        number=certificate.printed_number,
        title=certificate.title,
        state=short_state(state, facts),
        tone=look.tone,
        icon=look.icon,
        is_past=state != CertificateState.VALID,
        details=", ".join(filter(None, (kind, hours, issued))),
        can_renew=can_be_renewed(certificate, today=clock.today()),
    )


def course_panels(request: HttpRequest, course_page: Any) -> list[Panel]:
    """What each award of a course covers and does not; published wording only."""
    user = getattr(request, "user", None)
    panels = []
    for place, wording in enumerate(list_current_wordings(course_page.translation_key)):
        scope = describe_award(wording.payload)
        html = render_to_string(
            "lms_certificates/includes/course_panel.html",
            {
                "award": scope,
                "heading": scope.heading,
                "anchor": f"award-{wording.slug}",
                "slug": wording.slug,
                "is_signed_in": bool(user and user.is_authenticated),
            },
            request=request,
        )
        panels.append(Panel(order=60 + place, html=html))
    return panels
