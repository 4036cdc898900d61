"""The living page of components; only a site in debug mode serves it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

STATES = [
    ("ok", "", "Valid until 8 March 2027"),
    ("warn", "", "Expired on 8 March 2026"),
    ("warn", "pause", "Suspended"),
    ("none", "next", "Superseded"),
    ("stop", "", "Revoked"),
    ("none", "", "Not started"),
    ("now", "", "In progress"),
]
ANSWERS = [
    ("ok", "ok", "Valid", "The academy confirms this certificate."),
    ("warn", "warn", "Expired", "It was valid until 8 March 2026."),
    (
        "held",
        "pause",
        "Suspended",
        "The academy is looking into a report. Do not rely on it for now.",
    ),
    ("moved", "next", "Superseded", "A newer certificate took its place."),
    ("stop", "stop", "Revoked", "The academy has withdrawn this certificate. Do not rely on it."),
    ("none", "none", "Not found", "The register has no certificate with this number."),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    email = forms.EmailField(label="E-mail", help_text="We answer there.")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    level = forms.ChoiceField(label="Level", choices=[("1", "Foundation"), ("2", "Advanced")])
    about = forms.CharField(label="What happened", widget=forms.Textarea, required=False)
    photo = forms.FileField(
        label="Photograph", required=False, help_text="JPEG or HEIC, up to 20 MB."
    )
    times = forms.MultipleChoiceField(
        label="When you can come",
        widget=forms.CheckboxSelectMultiple,
        choices=[("am", "Mornings"), ("pm", "Afternoons")],
        help_text="Choose as many as you like.",
    )
    way = forms.ChoiceField(
        label="How we reach you",
        widget=forms.RadioSelect,
        choices=[("e", "E-mail"), ("p", "Phone")],
    )
    consent = forms.BooleanField(label="I have the client's written consent")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; ``?rtl`` and ``?theme=dark`` change the page."""
    if not settings.DEBUG:
        raise Http404
    for level in (messages.success, messages.info, messages.warning, messages.error):
        level(request, f"A message: {level.__name__}.")
    return render(request, "lms_core/styleguide.html", _samples(request))


def _samples(request: HttpRequest) -> dict[str, Any]:
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm(
            {"email": "noor.haddad.example.org", "level": "1"}, auto_id="wrong_%s"
        ),
        "states": STATES,
        "answers": ANSWERS,
        "page_obj": Paginator(range(200), 20).get_page(request.GET.get("page", 5)),
        "today": timezone.localdate(),
        "now": timezone.now(),
        "crumbs": [
            ("Foundation Certificate", "/courses/"),
            ("Hairline design", "/"),
            ("Lesson 3", ""),
        ],
        "questions": [
            (i, "f a" if i == 4 else "a" if i < 7 else "f" if i == 9 else "") for i in range(1, 13)
        ],
        "rtl": "rtl" in request.GET,
        "theme": request.GET.get("theme", ""),
    }
