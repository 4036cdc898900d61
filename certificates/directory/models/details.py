"""What belongs to a clinic line by line: services, hours, languages, pigments, photos, checks."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from certificates.directory.enums import (
    AccessFeature,
    CheckKind,
    Currency,
    PriceUnit,
    Technique,
    Weekday,
)
from certificates.directory.languages import LANGUAGES
from certificates.directory.models.clinics import Clinic
from certificates.directory.prices import price_words
from lms.core import clock


class ClinicService(Orderable):
    """One technique a clinic says it offers."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="services")
    technique = models.CharField(_("technique"), max_length=12, choices=Technique.choices)
    note = models.CharField(_("note"), max_length=160, blank=True)
    price_from = models.PositiveIntegerField(_("price from"), null=True, blank=True)
    price_to = models.PositiveIntegerField(
        _("price to"),
        null=True,
        blank=True,
        help_text=_("The same as “from” where the price is fixed."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency.choices, default=Currency.GBP
    )
    price_unit = models.CharField(
        _("the price is"), max_length=10, choices=PriceUnit.choices, default=PriceUnit.TREATMENT
    )

    class Meta(Orderable.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "technique"], name="lms_directory_service_once"
            ),
            models.CheckConstraint(
                condition=Q(price_from__isnull=True, price_to__isnull=True)
                # a comparison with NULL is no refusal to a database: both ends have to be there
                | Q(
                    price_from__isnull=False, price_to__isnull=False, price_from__lte=F("price_to")
                ),
                name="lms_directory_price_is_a_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_technique_display())

    @property
    def price(self) -> str:
        """The range in words; empty where the clinic gives none."""
        return price_words(self.price_from, self.price_to, self.currency, self.price_unit)

    def clean(self) -> None:
        super().clean()
        if self.price_from is None and self.price_to is None:
            return
        if self.price_from is None or self.price_to is None:
            raise ValidationError(
                _("A price is a range: give “from” and “to”, the same twice where it is fixed.")
            )
        if self.price_from > self.price_to:
            raise ValidationError(
                {"price_to": _("The upper end of the range lies below its lower end.")}
            )


class ClinicCheck(Orderable):
    """Something that was looked at, by whom and when. What has no row was not checked."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(_("what was checked"), max_length=12, choices=CheckKind.choices)
    checked_on = models.DateField(_("checked on"))
    checked_by = models.CharField(
        _("checked by"), max_length=120, help_text=_("A role or a person, as clients will read it.")
    )
    finding = models.CharField(
        _("what was found"), max_length=200, blank=True, help_text=_("One plain sentence.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("check")
        verbose_name_plural = _("checks")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.checked_on}"

    def clean(self) -> None:
        super().clean()
        if self.checked_on and self.checked_on > clock.today():
            raise ValidationError({"checked_on": _("A check cannot lie in the future.")})


class ClinicHours(Orderable):
    """One stretch of one day on which a clinic says it is open; a lunch break makes two."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="hours")
    day = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    by_appointment = models.BooleanField(_("by appointment only"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes"))
                | Q(opens__isnull=True, closes__isnull=True, by_appointment=True),
                name="lms_directory_hours_open_before_they_close",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_day_display())

    def clean(self) -> None:
        super().clean()
        if self.opens is None and self.closes is None and self.by_appointment:
            return
        if self.opens is None or self.closes is None:
            raise ValidationError(
                _("Give both times, or tick “by appointment only”. Leave out days that are closed.")
            )
        if self.opens >= self.closes:
            raise ValidationError({"closes": _("It closes before it opens.")})


class ClinicLanguage(Orderable):
    """A language a clinic says is spoken there."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(_("language"), max_length=3, choices=LANGUAGES)

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "code"], name="lms_directory_language_once")
        ]
        indexes = [models.Index(fields=["code", "clinic"], name="lms_directory_language")]

    def __str__(self) -> str:
        return str(self.get_code_display())


class ClinicPigment(Orderable):
    """A brand of pigment a clinic says it uses, and what it says about it."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="pigments")
    brand = models.CharField(_("brand and line"), max_length=80)
    statement = models.CharField(
        _("statement"),
        max_length=300,
        blank=True,
        help_text=_("For example: label, batch and safety sheet can be seen at the clinic."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("pigment")
        verbose_name_plural = _("pigments")

    def __str__(self) -> str:
        return self.brand


class ClinicAccess(Orderable):
    """One thing a clinic says about getting in and around."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="access")
    feature = models.CharField(_("feature"), max_length=10, choices=AccessFeature.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("accessibility")
        verbose_name_plural = _("accessibility")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "feature"], name="lms_directory_access_once")
        ]

    def __str__(self) -> str:
        return str(self.get_feature_display())


class ClinicPhoto(Orderable):
    """A further photo of a clinic."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    alt = models.CharField(_("what the photo shows"), max_length=160)

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.alt
