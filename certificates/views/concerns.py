"""Reporting a concern about a certificate: open to anybody, closed to machines."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from certificates.forms import ConcernForm
from certificates.services.concerns import report_concern
from certificates.views.limits import seconds_to_wait
from certificates.views.register import discreet, standing_facts, too_many
from lms.core.conf import lms_settings


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def report(request: HttpRequest) -> HttpResponse:
    """The form; what a machine fills in is thanked for and dropped."""
    form = ConcernForm(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    if request.method == "POST" and form.is_valid():
        if form.is_from_machine:
            return HttpResponseRedirect(reverse("lms_certificates:concern_sent"))
        wait = seconds_to_wait(request, action="concern", rate=str(lms_settings.LMS_CONCERN_RATE))
        if wait:
            return too_many(request, wait)
        given = form.cleaned_data
        report_concern(given["number"], text=given["text"], contact=given["contact"])
        return HttpResponseRedirect(reverse("lms_certificates:concern_sent"))
    response = render(request, "lms_certificates/concern.html", {**standing_facts(), "form": form})
    return _same_origin(response)


@require_safe
@discreet
def sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "lms_certificates/concern_sent.html", standing_facts())


def _same_origin(response: HttpResponse) -> HttpResponse:
    """A form whose page hides where it comes from is refused as forged."""
    response["Referrer-Policy"] = "same-origin"
    return response
