"""What a practitioner says about a case, and what the client in it allowed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.directory.models import PortfolioCase
from certificates.directory.photo_forms import picture_field
from lms.core import clock
from lms.core.sanitize import clean_lines, clean_text


class CaseForm(forms.ModelForm[PortfolioCase]):
    """Two pictures, what was done, and the client's consent on file."""

    before = picture_field(
        _("Before"),
        help_text=_("JPEG, PNG, WebP or HEIC, up to 15 MB. Place and camera data are removed."),
    )
    after = picture_field(
        _("After"), help_text=_("From the same side, in the same light. No filters.")
    )
    consent_signed_on = forms.DateField(
        label=_("Consent signed on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    consent_covers = forms.ChoiceField(
        label=_("The signed consent allows"),
        choices=[
            ("", _("Choose")),
            (_("this directory only"), _("this directory only")),
            (_("this directory and my own site"), _("this directory and my own site")),
            (_("any publication of my work"), _("any publication of my work")),
        ],
    )
    allowed = forms.BooleanField(
        label=_(
            "The client signed this, knows that it can be taken back at any time, and I will "
            "take the pictures down the same day then."
        ),
    )
    own_work = forms.BooleanField(label=_("This is my own work, and the pictures are not edited."))

    class Meta:
        model = PortfolioCase
        fields = [
            "technique",
            "sessions",
            "months_healed",
            "note",
            "consent_reference",
            "consent_signed_on",
            "consent_covers",
            "is_watermarked",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    field_order = [
        "before",
        "after",
        "technique",
        "sessions",
        "months_healed",
        "note",
        "consent_reference",
        "consent_signed_on",
        "consent_covers",
        "allowed",
        "own_work",
        "is_watermarked",
    ]

    def clean_note(self) -> str:
        return clean_lines(self.cleaned_data["note"])

    def clean_consent_reference(self) -> str:
        reference = clean_text(self.cleaned_data["consent_reference"])
        if not any(letter.isdigit() for letter in reference):
            raise forms.ValidationError(
                _("Give the number of the form in your files, such as 2026-014, not a name.")
            )
        return reference

    def clean_consent_signed_on(self) -> Any:
        day = self.cleaned_data["consent_signed_on"]
        if day > clock.today():
            raise forms.ValidationError(_("A consent cannot be signed in the future."))
        return day

    def facts(self) -> dict[str, Any]:
        """What the service is told, without the files."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
