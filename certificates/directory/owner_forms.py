"""The plain forms of a clinic's owner and of a practitioner."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import AccessFeature, Currency, PriceUnit, Technique, Weekday
from certificates.directory.hours import Stretch, read_day, write_day
from certificates.directory.languages import LANGUAGES
from certificates.directory.models import (
    Clinic,
    ClinicAccess,
    ClinicHours,
    ClinicLanguage,
    ClinicPigment,
    ClinicService,
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
)
from certificates.directory.photo_forms import picture_field

MAX_PIGMENTS = 12


class ClinicOwnerForm(forms.ModelForm):
    """What an owner may propose in words. Checks and the page's address stay with the registrar.

    Everything is one plain form: a line of text for each day, a row for each technique.
    """

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.MultipleChoiceField(
        label=_("Accessibility"),
        choices=AccessFeature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pigments = forms.CharField(
        label=_("Brands of pigment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One brand a line; after a colon, what you say about it."),
    )
    currency = forms.ChoiceField(label=_("Currency of the prices"), choices=Currency.choices)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Clinic
        fields = (
            "name",
            "type",
            "street",
            "town",
            "postcode",
            "country",
            "phone",
            "email",
            "website",
            "description",
            "opening_hours",
            "price_words",
            "free_consultation",
            "payment_plans",
            "hygiene_statement",
            "sterilization_statement",
            "pigment_statement",
            "registration_number",
            "registration_authority",
        )

        widgets = {
            "opening_hours": forms.Textarea(attrs={"rows": 3}),
            **{
                name: forms.Textarea(attrs={"rows": 5})
                for name in (
                    "description",
                    "hygiene_statement",
                    "sterilization_statement",
                    "pigment_statement",
                )
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clinic = self.instance
        self.fields["base"].initial = clinic.latest_revision_id
        self.fields["languages"].initial = [row.code for row in clinic.spoken.all()]
        self.fields["access"].initial = [row.feature for row in clinic.access.all()]
        self.fields["pigments"].initial = "\n".join(
            f"{row.brand}: {row.statement}" if row.statement else row.brand
            for row in clinic.pigments.all()
        )
        self._add_hours(clinic)
        self._add_services(clinic)

    def _add_hours(self, clinic: Clinic) -> None:
        rows = list(clinic.hours.all())
        for day in Weekday:
            mine = (
                Stretch(row.day, row.opens, row.closes, row.by_appointment)
                for row in rows
                if row.day == day
            )
            self.fields[f"day_{day.value}"] = forms.CharField(
                label=day.label, required=False, max_length=80, initial=write_day(mine)
            )

    def _add_services(self, clinic: Clinic) -> None:
        rows = {row.technique: row for row in clinic.services.all()}
        first = next(iter(rows.values()), None)
        self.fields["currency"].initial = first.currency if first else Currency.GBP
        for technique in Technique:
            row = rows.get(technique.value)
            key = f"service_{technique.value}"
            self.fields[key] = forms.BooleanField(
                label=technique.label, required=False, initial=row is not None
            )
            for end, label in (("from", _("Price from")), ("to", _("Price to"))):
                self.fields[f"{key}_{end}"] = forms.IntegerField(
                    label=label,
                    required=False,
                    min_value=0,
                    max_value=1_000_000,
                    initial=getattr(row, f"price_{end}", None),
                )
            self.fields[f"{key}_unit"] = forms.ChoiceField(
                label=_("The price is"),
                choices=PriceUnit.choices,
                required=False,
                initial=row.price_unit if row else PriceUnit.TREATMENT,
            )
            self.fields[f"{key}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=160, initial=row.note if row else ""
            )

    def initial_of(self, name: str) -> Any:
        """What the version this form was made from says."""
        return self.get_initial_for_field(self.fields[name], name)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.hours: list[Stretch] = []
        for day in Weekday:
            name = f"day_{day.value}"
            try:
                self.hours += read_day(day.value, data.get(name) or "")
            except ValueError:
                self.add_error(
                    name,
                    _(
                        "Write times such as 10:00-13:00, 14:00-18:00, or “by appointment”; "
                        "leave a closed day empty."
                    ),
                )
        for technique in Technique:
            low = data.get(f"service_{technique.value}_from")
            high = data.get(f"service_{technique.value}_to")
            if (low is None) != (high is None) or (low is not None and low > high):
                self.add_error(
                    f"service_{technique.value}_to",
                    _("Give both ends of the range, the lower one first; the same twice if fixed."),
                )
        return data

    def clean_pigments(self) -> str:
        lines = [line for line in self.cleaned_data["pigments"].splitlines() if line.strip()]
        if len(lines) > MAX_PIGMENTS:
            raise ValidationError(_("Up to %d brands.") % MAX_PIGMENTS)
        for line in lines:
            brand, _colon, statement = line.partition(":")
            if not brand.strip() or len(brand.strip()) > 80 or len(statement.strip()) > 300:
                raise ValidationError(
                    _("A line has a brand of up to 80 letters, then up to 300 about it.")
                )
        return "\n".join(lines)

    def draft(self) -> Clinic:
        """The clinic as proposed, not saved anywhere yet."""
        data, clinic = self.cleaned_data, self.instance
        clinic.spoken = [ClinicLanguage(code=code) for code in data["languages"]]
        clinic.access = [ClinicAccess(feature=feature) for feature in data["access"]]
        clinic.hours = [
            ClinicHours(day=s.day, opens=s.opens, closes=s.closes, by_appointment=s.by_appointment)
            for s in self.hours
        ]
        clinic.pigments = [
            ClinicPigment(brand=brand.strip(), statement=statement.strip())
            for brand, _colon, statement in (
                line.partition(":") for line in data["pigments"].splitlines()
            )
        ]
        clinic.services = [
            ClinicService(
                technique=t.value,
                note=data[f"service_{t.value}_note"],
                price_from=data[f"service_{t.value}_from"],
                price_to=data[f"service_{t.value}_to"],
                price_unit=data[f"service_{t.value}_unit"] or PriceUnit.TREATMENT,
                currency=data["currency"],
            )
            for t in Technique
            if data[f"service_{t.value}"]
        ]
        return clinic


class ProfileForm(forms.ModelForm):
    """A practitioner's own page; the name stays with the registrar."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    training = forms.MultipleChoiceField(
        label=_("Training to show"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Certificates of yours; clients see the state each has when they look."),
    )
    portrait = picture_field(
        _("Your photo"),
        required=False,
        help_text=_(
            "JPEG, PNG, WebP or HEIC, up to 15 MB. Place and camera data are removed. Clients see "
            "it only while you allow “Show my photo”."
        ),
    )
    portrait_allowed = forms.BooleanField(
        label=_("The photo shows me, and whoever took it agreed that it is published."),
        required=False,
    )
    no_portrait = forms.BooleanField(label=_("Take my photo off the page"), required=False)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Practitioner
        fields = ("bio", "practicing_since")

    def __init__(self, *args: Any, certificates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = self.instance
        self.fields["base"].initial = entry.latest_revision_id
        self.fields["languages"].initial = [row.code for row in entry.spoken.all()]
        training = self.fields["training"]
        assert isinstance(training, forms.MultipleChoiceField)
        training.choices = certificates
        self.fields["training"].initial = [row.number for row in entry.training.all()]
        if entry.photo is None:
            del self.fields["no_portrait"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("portrait") and not data.get("portrait_allowed"):
            self.add_error("portrait_allowed", _("Without this, a new photo cannot be shown."))
        return data

    def clean_bio(self) -> str:
        bio: str = self.cleaned_data["bio"]
        if len(bio) > 3000:
            raise ValidationError(_("Up to 3,000 letters; this has %d.") % len(bio))
        return re.sub(r"\n{3,}", "\n\n", bio)

    def draft(self) -> Practitioner:
        """The entry as the person wants it, not saved anywhere yet."""
        entry, data = self.instance, self.cleaned_data
        entry.spoken = [PractitionerLanguage(code=code) for code in data["languages"]]
        entry.training = [PractitionerTraining(number=number) for number in data["training"]]
        if data.get("no_portrait"):
            entry.photo = None
        return entry


class InvitationForm(forms.Form):
    """Whom a registrar invites to speak for a clinic."""

    email = forms.EmailField(label=_("E-mail of the owner"))


class AskClinicForm(forms.Form):
    """A practitioner names the clinic they work at."""

    clinic = forms.CharField(
        label=_("The clinic’s name, or the last part of its address here"), max_length=120
    )
    role = forms.CharField(label=_("Your role there"), max_length=80, required=False)


class AskPersonForm(forms.Form):
    """A clinic names somebody who works there."""

    number = forms.CharField(label=_("Number of a valid certificate of theirs"), max_length=40)
    role = forms.CharField(label=_("Role"), max_length=80, required=False)
