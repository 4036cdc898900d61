"""Reaching a clinic: its telephone and address on request, and a message through us."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from certificates.directory.client_forms import MessageForm
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import Clinic
from certificates.directory.services.contact import send_message
from certificates.directory.views.limits import too_many, wait_for
from lms.core import clock
from lms.core.conf import lms_settings


@require_POST
@never_cache
def reveal(request: HttpRequest, slug: str) -> HttpResponse:
    """Telephone and e-mail of a clinic: for people one by one, not for lists."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    if wait := wait_for(request, "reveal", str(lms_settings.LMS_REVEAL_RATE)):
        return too_many(request, wait, clinic.get_absolute_url())
    response = render(request, "lms_directory/revealed.html", {"clinic": clinic})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def message(request: HttpRequest, slug: str) -> HttpResponse:
    """A message to a clinic that has an address; machines are thanked and dropped."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    if not clinic.email:
        raise Http404
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_from_machine:
            if wait := wait_for(request, "message", str(lms_settings.LMS_MESSAGE_RATE)):
                return too_many(request, wait, clinic.get_absolute_url())
            given = form.cleaned_data
            try:
                send_message(clinic, name=given["name"], email=given["email"], text=given["text"])
            except StepRefused as error:
                form.add_error(None, str(error))
                return render(
                    request, "lms_directory/message.html", {"clinic": clinic, "form": form}
                )
        messages.success(request, _("Sent. The clinic answers to your address."))
        return redirect(clinic)
    return render(
        request,
        "lms_directory/message.html",
        {"clinic": clinic, "form": form, "checked_at": clock.now()},
    )
