"""The holder's own pages: their certificate, its PDF, and the name it is issued in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from certificates.enums import Paper
from certificates.exceptions import NameWithheld, SigningFailed, TooManyTranscripts
from certificates.forms import NameForm, TranscriptForm
from certificates.models import Certificate, CertificateDocument
from certificates.numbers import read_number
from certificates.on_the_way import list_on_the_way
from certificates.permissions import user_can_open
from certificates.presentation import (
    describe_award,
    facts_of,
    linkedin_url,
    look_of,
    public_url,
    short_state,
    waiting_words,
)
from certificates.queries import answer_about, find_award_version, list_waiting
from certificates.services.badge_forms import BADGE_FORMS, export_badge
from certificates.services.documents import ensure_document, ensure_transcript, site_paper
from certificates.services.issue import retry_blocked
from certificates.services.succession import renew as renew_certificate
from certificates.services.ways import get_way
from courses.api import set_learner_name
from lms.core import clock
from lms.core.exceptions import LmsError


def _get_certificate(user: Any, number: str) -> Certificate:
    """The certificate if ``user`` may open it; somebody else's is as absent as none at all."""
    certificate = (
        Certificate.objects.filter(number=read_number(number).number or "-")
        .select_related("successor", "supersedes", "user")
        .first()
    )
    if certificate is None or not user_can_open(user, certificate):
        raise Http404
    found: Certificate = certificate
    return found


@require_safe
@login_required
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """One certificate as its holder sees it."""
    found = _get_certificate(request.user, number)
    answer = answer_about(found, now=clock.now())
    context = {
        "certificate": found,
        "answer": answer,
        "look": look_of(answer),
        "state": short_state(found.state, found.facts),
        "facts": facts_of(answer),
        "paper": site_paper(),
        "transcript_form": TranscriptForm(),
        "share_url": public_url(found.facts),
        "linkedin_url": linkedin_url(found.facts),
        "other_paper": Paper.LETTER if site_paper() == Paper.A4 else Paper.A4,
    }
    response = render(request, "lms_certificates/certificate.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_required
def ways(request: HttpRequest) -> HttpResponse:
    """Everything the visitor is on the way to; with ``part`` only what the dashboard shows."""
    found = list_on_the_way(request.user)
    if "part" not in request.GET:
        response = render(request, "lms_certificates/ways.html", {"ways": found})
    elif found:
        response = render(request, "lms_certificates/includes/ways_panel.html", {"ways": found})
    else:
        response = HttpResponse()
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_required
def way(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the visitor is with an award, and what is missing."""
    version = find_award_version(slug)
    if version is None:
        raise Http404
    found = get_way(request.user, version)
    context = {"way": found, "award": describe_award(version.payload), "waiting": ""}
    if found.approval:
        context["waiting"] = waiting_words(found.approval.state, found.approval.reason)
    if found.certificate:
        answer = answer_about(found.certificate, now=clock.now(), with_history=False)
        context |= {
            "look": look_of(answer),
            "state": short_state(found.certificate.state, found.certificate.facts),
            "since": found.certificate.issued_on,
        }
    response = render(request, "lms_certificates/way.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_required
def download(request: HttpRequest, number: str) -> HttpResponseBase:
    """The PDF as it was issued; drawn now if that failed at issue."""
    found = _get_certificate(request.user, number)
    paper = request.GET.get("paper") or str(site_paper())
    if paper not in Paper.values:
        raise Http404
    try:
        document = ensure_document(found, paper=paper)
    except NameWithheld:
        raise Http404 from None
    except SigningFailed:
        return _ask_to_wait(request, found)
    return _handed_out(document, f"{found.printed_number}.pdf")


@require_POST
@login_required
def transcript(request: HttpRequest, number: str) -> HttpResponseBase:
    """The transcript for whom the holder names, as a file."""
    found = _get_certificate(request.user, number)
    form = TranscriptForm(request.POST)
    if form.is_valid():
        try:
            document = ensure_transcript(found, addressee=form.cleaned_data["addressee"])
        except TooManyTranscripts as error:
            form.add_error("addressee", str(error))
        except NameWithheld:
            raise Http404 from None
        except SigningFailed:
            return _ask_to_wait(request, found)
        else:
            return _handed_out(document, f"{found.printed_number}-transcript.pdf")
    messages.error(request, " ".join(str(error) for error in form.errors["addressee"]))
    return redirect("lms_certificates:certificate", found.printed_number)


def _ask_to_wait(request: HttpRequest, found: Certificate) -> HttpResponse:
    messages.error(
        request,
        _("The file cannot be signed at the moment. Nothing is lost: try in a few minutes."),
    )
    return redirect("lms_certificates:certificate", found.printed_number)


def _handed_out(document: CertificateDocument, name: str) -> FileResponse:
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/pdf",
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@login_required
def badge(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The badge, to keep in a wallet or to show: JSON, JWT, PNG or SVG."""
    found = _get_certificate(request.user, number)
    if form not in BADGE_FORMS:
        raise Http404
    try:
        data = export_badge(found, form)
    except NameWithheld:
        raise Http404 from None
    except SigningFailed:
        return _ask_to_wait(request, found)
    response = HttpResponse(data, content_type=BADGE_FORMS[form])
    name = f"{found.printed_number}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@login_required
def confirm_name(request: HttpRequest) -> HttpResponse:
    """Confirm the legal name; certificates that waited for it are issued at once."""
    form = NameForm(request.POST)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    if not form.is_valid():
        messages.error(request, _("Write your name as it should be printed, then confirm it."))
        return redirect(back)
    waiting = list(list_waiting(request.user))
    set_learner_name(request.user, legal_name=form.cleaned_data["legal_name"], confirm=True)
    issued = [item for item in retry_blocked(waiting) if item.certificate]
    if issued:
        words = ngettext(
            "Your name is confirmed and your certificate is issued.",
            "Your name is confirmed and your certificates are issued.",
            len(issued),
        )
        messages.success(request, words)
    else:
        messages.success(request, _("Your name is confirmed."))
    return redirect(back)


@require_POST
@login_required
def renew(request: HttpRequest, number: str) -> HttpResponse:
    """Renew a certificate of one's own, or hear what is still missing for that."""
    found = _get_certificate(request.user, number)
    if found.user_id != request.user.pk:
        raise Http404
    try:
        outcome = renew_certificate(found)
    except LmsError as error:
        messages.warning(request, str(error))
        return redirect("lms_courses:dashboard")
    if outcome.certificate:
        messages.success(
            request,
            _("Renewed. The number of your new certificate is %(number)s.")
            % {"number": outcome.certificate.printed_number},
        )
    else:
        words = _("Not renewed yet. %(reason)s") % {"reason": outcome.explanation}
        messages.warning(request, words)
    return redirect("lms_courses:dashboard")
