"""Photos that owners send for their clinic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.directory.models import Clinic
from certificates.directory.services.photos import MOST_PHOTOS
from lms.core.sanitize import clean_text

ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif"
AT_ONCE = 3


def picture_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.FileField:
    """A field for one photograph of a camera or a phone."""
    return forms.FileField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class ClinicPhotosForm(forms.Form):
    """The photos of a clinic's newest version, and room for new ones."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    allowed = forms.BooleanField(
        label=_(
            "We may publish these pictures, and everybody who can be recognized in them agreed. "
            "None shows a client’s treatment: that belongs in a practitioner’s portfolio."
        ),
        required=False,
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = clinic.latest_revision_id
        top = [(clinic.photo, clinic.photo_alt)] if clinic.photo else []
        self.images = [*top, *((row.image, row.alt) for row in clinic.photos.all())]
        for n, (_image, alt) in enumerate(self.images):
            self.fields[f"alt_{n}"] = _alt(initial=alt, required=True)
            self.fields[f"remove_{n}"] = forms.BooleanField(
                label=_("Take it off the page"), required=False
            )
        if len(self.images) > 1:
            self.fields["first"] = forms.ChoiceField(
                label=_("At the top of the page"),
                choices=[(str(n), alt or "–") for n, (_image, alt) in enumerate(self.images)],
                initial="0",
            )
        self.room = min(AT_ONCE, MOST_PHOTOS - len(self.images))
        for n in range(self.room):
            self.fields[f"new_{n}"] = picture_field(_("New photo"), required=False)
            self.fields[f"new_alt_{n}"] = _alt(required=False)

    @property
    def shown(self) -> list[tuple[Any, Any, Any]]:
        """Each photo there is, with its words and its tick."""
        return [
            (image, self[f"alt_{n}"], self[f"remove_{n}"])
            for n, (image, _alt) in enumerate(self.images)
        ]

    @property
    def slots(self) -> list[tuple[Any, Any]]:
        return [(self[f"new_{n}"], self[f"new_alt_{n}"]) for n in range(self.room)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(self.room):
            if data.get(f"new_{n}") and not clean_text(data.get(f"new_alt_{n}") or ""):
                self.add_error(
                    f"new_alt_{n}", _("Say what the photo shows, for people who do not see it.")
                )
        if self.new_files and not data.get("allowed"):
            self.add_error("allowed", _("Without this, new photos cannot be published."))
        return data

    @property
    def new_files(self) -> list[tuple[Any, str]]:
        """The files that came, with their words."""
        data = self.cleaned_data
        return [
            (file, clean_text(data.get(f"new_alt_{n}") or ""))
            for n in range(self.room)
            if (file := data.get(f"new_{n}"))
        ]

    @property
    def kept(self) -> list[tuple[Any, str]]:
        """The photos that stay, the one for the top of the page first."""
        data = self.cleaned_data
        order = [n for n in range(len(self.images)) if not data[f"remove_{n}"]]
        order.sort(key=lambda n: str(n) != data.get("first", "0"))
        return [(self.images[n][0], clean_text(data[f"alt_{n}"])) for n in order]


def _alt(*, required: bool, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=_("What it shows"),
        required=required,
        initial=initial,
        max_length=160,
    )
