"""The consents a practitioner gives and takes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import ConsentKind


class ListingForm(forms.Form):
    """Three separate consents; the name needs the listing, the photo needs the name."""

    listed = forms.BooleanField(
        required=False,
        label=ConsentKind.LISTED.label,
        help_text=_(
            "Your clinic appears while you hold a valid certificate, and says how many certified "
            "people work there."
        ),
    )
    name = forms.BooleanField(
        required=False,
        label=ConsentKind.NAME.label,
        help_text=_("Clients find you by name and see what your valid certificates cover."),
    )
    photo = forms.BooleanField(
        required=False,
        label=ConsentKind.PHOTO.label,
        help_text=_("Shown beside your name, when there is one."),
    )

    def kinds(self) -> set[str]:
        """The consents that are ticked."""
        return {kind.value for kind in ConsentKind if self.cleaned_data.get(kind.value)}
