"""The public register: anyone may ask, nobody may harvest."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certificates.forms import NameCheckForm
from certificates.models.wording import verify_origin
from certificates.numbers import format_number, read_number
from certificates.presentation import facts_of, history_tone, look_of, number_hint
from certificates.queries import verify as ask_register
from certificates.services.erasure import confirm_name
from certificates.views.limits import seconds_to_wait, seconds_to_wait_for
from lms.core import clock
from lms.core.conf import lms_settings

View = Callable[..., HttpResponse]


def discreet(view: View) -> View:
    """Answers that no cache, search engine or next site should learn of."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response.setdefault("Referrer-Policy", "no-referrer")
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Type a number, or scan the code; a typed number leads to its own address.

    Search engines may know this door, and it alone: what is behind it concerns one person.
    """
    if "number" in request.GET:
        return _read_typed(request)
    response = render(request, "lms_certificates/verify.html", standing_facts())
    response["Cache-Control"] = "no-store"
    return response


@discreet
def _read_typed(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("number", "")
    if plain := re.sub(r"[^0-9A-Za-z-]", "", typed)[:40].strip("-"):
        reading = read_number(typed)
        number = format_number(reading.number) if reading.number else plain
        return HttpResponseRedirect(reverse("lms_certificates:verify_number", args=[number]))
    context = {**standing_facts(), "typed": typed, "is_empty": True}
    return render(request, "lms_certificates/verify.html", context)


@require_safe
@discreet
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """The register's answer about one number; malformed and unknown numbers are answered alike."""
    wait = seconds_to_wait(request)
    if wait:
        return too_many(request, wait)
    return _answer_page(request, number)


def _answer_page(
    request: HttpRequest, number: str, name_form: NameCheckForm | None = None, **extra: Any
) -> HttpResponse:
    answer = ask_register(number, now=clock.now())
    look = look_of(answer)
    context = {
        **standing_facts(),
        "answer": answer,
        "look": look,
        "facts": facts_of(answer),
        "history": [(line, "") for line in answer.history[:-1]]
        + [(line, history_tone(line.kind)) for line in answer.history[-1:]],
        "typed": number[:40],
        "hint": number_hint(answer.problem),
        "name_form": name_form or NameCheckForm(),
        **extra,
    }
    return render(
        request, "lms_certificates/answer.html", context, status=200 if answer.is_found else 404
    )


@csrf_exempt  # changes nothing and knows nobody, so there is nothing to forge
@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def check_name(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a typed name is the one that was erased from this certificate."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("lms_certificates:verify_number", args=[number]))
    form = NameCheckForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, number, form)
    rate = str(lms_settings.LMS_NAME_RATE)
    wait = seconds_to_wait(request, action="name", rate=rate)
    # guessing from many addresses at once is guessing all the same
    wait = wait or seconds_to_wait_for(f"name-of:{read_number(number).number}", rate)
    if wait:
        return too_many(request, wait)
    agrees = confirm_name(number, name=form.cleaned_data["name"])
    return _answer_page(request, number, form, name_agrees=agrees)


@require_safe
@discreet
def short(request: HttpRequest, number: str) -> HttpResponse:
    """The address in the QR code."""
    reading = read_number(number)
    target = format_number(reading.number) if reading.number else number[:40]
    return HttpResponseRedirect(reverse("lms_certificates:verify_number", args=[target]))


def standing_facts() -> dict[str, Any]:
    """What every page of the register says about itself."""
    return {
        "register_host": urlsplit(verify_origin()).netloc,
        "issuer": lms_settings.LMS_ISSUER_NAME,
        "contact": lms_settings.LMS_ISSUER_CONTACT,
    }


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Ask somebody who asked too often to wait for ``wait`` seconds."""
    context = {**standing_facts(), "wait": _wait_in_words(wait)}
    response = render(request, "lms_certificates/too_many.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


def _wait_in_words(seconds: int) -> str:
    return {
        1: _("a second"),
        60: _("a minute"),
        3600: _("an hour"),
        86400: _("a day"),
    }[seconds]
