"""Forms of the certificates app."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.enums import PUBLIC_REASONS, REASONS_FOR, LedgerKind
from lms.core.sanitize import clean_text


class NameForm(forms.Form):
    """The name a certificate is issued in."""

    legal_name = forms.CharField(
        label=_("Your name on the certificate"),
        help_text=_("As it stands in your passport or identity card. It cannot change afterwards."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_legal_name(self) -> str:
        name = clean_text(self.cleaned_data["legal_name"])
        if not name:
            raise forms.ValidationError(_("Write your name."))
        return name


class ActionForm(forms.Form):
    """Why a registrar acts; the reason of a revocation is public, the note never is."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For the files only: what you know and from where. Never shown in public."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirm = forms.BooleanField(label=_("I have read what will happen, and I want it."))

    def answers(self) -> dict[str, Any]:
        """What the service is told."""
        return {key: value for key, value in self.cleaned_data.items() if key != "confirm"}

    def __init__(self, *args: Any, kind: LedgerKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(str(code), code.label) for code in REASONS_FOR[kind]]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        self.fields["reason"].help_text = (
            _("Everybody can read this on the register.")
            if kind in PUBLIC_REASONS
            else _("For the files. The register shows that it happened and when, but not why.")
        )


class CorrectionForm(ActionForm):
    """The name a certificate should have been issued in, and why."""

    name = forms.CharField(
        label=_("Name as it should be"),
        help_text=_("As it stands in the passport or identity card you have seen."),
        max_length=200,
    )
    field_order = ["name", "reason", "note", "confirm"]
