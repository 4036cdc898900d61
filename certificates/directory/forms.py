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
        help_text=_(
            "Clients find you by name, and your page shows what your valid certificates cover, "
            "your own words and your published portfolio. The register is apart from this: whoever "
            "has the number of a certificate reads the name printed on it, with this consent and "
            "without."
        ),
    )
    photo = forms.BooleanField(
        required=False,
        label=ConsentKind.PHOTO.label,
        help_text=_("Shown beside your name, when there is one."),
    )

    def kinds(self) -> set[str]:
        """The consents that are ticked."""
        return {kind.value for kind in ConsentKind if self.cleaned_data.get(kind.value)}
