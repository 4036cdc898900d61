"""What clients write: reviews, messages to a clinic, reports. Open to anybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import Rating, ReportReason
from certificates.directory.moderation import CRITERIA
from lms.core import clock
from lms.core.human import HumanForm
from lms.core.sanitize import clean_lines, clean_text

# a visit is forgotten after three years, and so is what can be said about it
_MONTHS_BACK = 36


def _rating(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[
            *((str(value), words) for value, words in reversed(Rating.choices)),
            ("", _("I cannot say")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class ReviewForm(HumanForm):
    """Four marks in words, a few sentences, and an address to confirm."""

    visited_in = forms.ChoiceField(
        label=_("When were you there last?"), help_text=_("Only the month is shown.")
    )
    result = _rating(_("The result"))
    hygiene = _rating(_("Hygiene"))
    consultation = _rating(_("The consultation"))
    aftercare = _rating(_("Aftercare"))
    text = forms.CharField(
        label=_("In your own words"),
        help_text=_("What you saw and what was done. Do not name other clients."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    author = forms.CharField(
        label=_("Name to show"),
        help_text=_("A first name or initials. Left empty, it says “A client”."),
        required=False,
        max_length=60,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "We send one mail with a link to confirm. Once it is sent we do not keep the address, "
            "and nobody else sees it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    honest = forms.BooleanField(
        label=_("I was treated or advised there myself, and nobody gave me anything for this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visited_in"].choices = _months(clock.today())  # type: ignore[attr-defined]

    def clean_visited_in(self) -> dt.date:
        return dt.date.fromisoformat(self.cleaned_data["visited_in"])

    def clean_author(self) -> str:
        return clean_text(self.cleaned_data["author"])

    def clean_text(self) -> str:
        return clean_lines(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in CRITERIA) and not given.get("text"):
            raise forms.ValidationError(_("Give at least one mark, or say it in words."))
        return given


def _months(today: dt.date) -> list[tuple[str, str]]:
    months = [(today.year * 12 + today.month - 1 - n) for n in range(_MONTHS_BACK)]
    days = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    return [(day.isoformat(), f"{MONTHS[day.month]} {day.year}") for day in days]


class MessageForm(HumanForm):
    """A message to a clinic."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The clinic answers there. We keep neither the address nor the message."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("What would you like to ask?"),
        help_text=_("Leave out what only your doctor should know."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_name(self) -> str:
        name = clean_text(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Write your name."))
        return name

    def clean_text(self) -> str:
        text = clean_lines(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Write what you would like to ask."))
        return text


class ReportForm(HumanForm):
    """What is wrong with something in the directory."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What did you see?"),
        help_text=_("What we should look at, and how you know."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you would like an answer. Nobody you report sees it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_text(self) -> str:
        return clean_lines(self.cleaned_data["text"])


class ReplyForm(forms.Form):
    """The one answer of a clinic to a review."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Shown below the review once a moderator has read it. You can answer once."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_text(self) -> str:
        text = clean_lines(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Write your answer."))
        return text


class DecisionForm(forms.Form):
    """Why a moderator does not publish something, or takes it down."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it where something is taken down; otherwise for the files."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        return clean_lines(self.cleaned_data["reason"])
