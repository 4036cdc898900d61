"""What a person sets about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.api import find_missing_glyphs
from lms.core.sanitize import clean_text


class PreferredNameForm(forms.Form):
    """The name on screens."""

    preferred_name = forms.CharField(
        label=_("Name on screen"),
        max_length=120,
        required=False,
        help_text=_("What your instructors and this site call you."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_preferred_name(self) -> str:
        return clean_text(self.cleaned_data["preferred_name"])


class LegalNameForm(forms.Form):
    """The name on certificates, typed; it counts only after it was seen and confirmed."""

    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=200,
        help_text=_("As on your identity document, in its own script if you wish."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_legal_name(self) -> str:
        name = clean_text(self.cleaned_data["legal_name"])
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError(_("A name needs at least one letter."))
        unprintable = find_missing_glyphs(name)
        if unprintable:
            raise forms.ValidationError(
                _(
                    "Certificates cannot be printed with these characters yet: %(characters)s. "
                    "Write your name in another script that your identity document shows, or ask "
                    "the school to add a font for this one."
                )
                % {"characters": unprintable}
            )
        return name


class ConfirmNameForm(LegalNameForm):
    """The last step: the same name again, and a tick that it is right."""

    is_mine = forms.BooleanField(
        label=_("This is my name, spelled as on my identity document."),
        error_messages={"required": _("Tick this when the name is right.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_name"].widget = forms.HiddenInput()
