"""Forms of the certificates app."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from certificates.enums import PUBLIC_REASONS, REASONS_FOR, LedgerKind
from certificates.models import Award, IdentityCheck
from certificates.models.wording import find_missing_glyphs
from lms.core.human import HumanForm
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


class TranscriptForm(forms.Form):
    """Whom a transcript is for."""

    addressee = forms.CharField(
        label=_("Addressed to"),
        help_text=_("The licensing board or insurer, as it should be printed. May stay empty."),
        max_length=200,
        required=False,
    )

    def clean_addressee(self) -> str:
        addressee = clean_text(self.cleaned_data["addressee"])
        if missing := find_missing_glyphs(addressee):
            raise forms.ValidationError(
                _("No font of this site can print %(characters)s.") % {"characters": missing}
            )
        return addressee


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


class NameCheckForm(forms.Form):
    """The name somebody expects on a certificate whose name was erased."""

    name = forms.CharField(
        label=_("The name on the paper"),
        help_text=_("In full, as it is printed. Capitals do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].replace("\x00", "").strip()
        if not name:
            raise forms.ValidationError(_("Type the name as it is printed."))
        return name


class DeclineForm(forms.Form):
    """Why a registrar does not approve."""

    reason = forms.CharField(
        label=_("Why not, and what can be done about it"),
        help_text=_("The trainee reads this, by mail and on the way to the award."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PersonField(forms.CharField):
    """An account, by its user name or e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Who"),
                "help_text": _("User name or e-mail address of an existing account."),
                "max_length": 254,
                **kwargs,
            }
        )

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        model = get_user_model()
        name = Q(**{f"{model.USERNAME_FIELD}__iexact": given})
        found = model._default_manager.filter(name | Q(email__iexact=given))[:2]
        if len(found) != 1:
            raise forms.ValidationError(_("There is no single account with this name."))
        return found[0]


class IdentityForm(WagtailAdminModelForm):
    """What a member of staff saw of somebody: the kind of document, and perhaps an age."""

    person = PersonField()
    age = forms.IntegerField(
        label=_("At least this old"),
        help_text=_(
            "An age the document shows they have reached, such as 18. Leave empty where nobody "
            "asks. A date of birth is not kept."
        ),
        required=False,
        min_value=1,
        max_value=120,
    )
    seen = forms.BooleanField(
        label=_("I have seen the person and the document, and it is them."),
    )
    field_order = ["person", "document", "age", "seen"]

    class Meta:
        model = IdentityCheck
        fields = ["document"]
        help_texts = {
            "document": _("Only the kind is kept: no number, and no copy of it."),
        }

    def clean_person(self) -> Any:
        person = self.cleaned_data["person"]
        if self.for_user and person.pk == self.for_user.pk:
            raise forms.ValidationError(_("Somebody else has to check your own identity."))
        return person


class ExplainForm(forms.Form):
    """Whose way to which award."""

    person = PersonField()
    award = forms.ModelChoiceField(
        label=_("Award"), queryset=Award.objects.published().order_by("title")
    )


class ConcernForm(HumanForm):
    """What somebody saw."""

    number = forms.CharField(
        label=_("Certificate number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label=_("What did you see?"),
        help_text=_("What differs, where you saw the certificate, and when."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    contact = forms.EmailField(
        label=_("Your email address"),
        help_text=_("Only if you would like an answer. The practitioner never sees it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_number(self) -> str:
        return clean_text(self.cleaned_data["number"])[:40]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\x00", "").strip()
        if not text:
            raise forms.ValidationError(_("Say what you saw."))
        return text


class HandledForm(forms.Form):
    """What a registrar did about a concern."""

    note = forms.CharField(
        label=_("What you did"),
        help_text=_("For the files only, never shown in public."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(HandledForm):
    """What a registrar decided about a certificate whose result changed."""

    note = forms.CharField(
        label=_("What you decided, and why"),
        help_text=_("For the files only, never shown in public."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
