"""Clinics: what they say of themselves, and what was checked."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from certificates.directory.enums import CheckKind, ClinicType, Technique
from certificates.directory.models.publishing import LiveQuerySet
from lms.core import clock

# addresses of the directory that a clinic's own address must not hide
RESERVED_SLUGS = frozenset({"practitioner", "search"})


class Clinic(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A place where clients are treated. Its words about itself are claims until checked."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address in the directory"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the page's address, such as harbourside-scalp-studio."),
    )
    type = models.CharField(_("type of clinic"), max_length=10, choices=ClinicType.choices)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    town = models.CharField(_("town"), max_length=80, db_index=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    country = models.CharField(_("country"), max_length=60, default="United Kingdom")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    opening_hours = models.TextField(
        _("opening hours"), blank=True, help_text=_("One line a day or group of days.")
    )
    description = models.TextField(_("description"), blank=True)
    price_words = models.CharField(
        _("prices, in words"),
        max_length=200,
        blank=True,
        help_text=_("For example: hairline from 900 to 1,400 pounds over three sessions."),
    )
    free_consultation = models.BooleanField(_("free consultation"), default=False)
    payment_plans = models.BooleanField(_("payment in stages"), default=False)
    hygiene_statement = models.TextField(
        _("hygiene statement"), blank=True, help_text=_("Shown as what the clinic says.")
    )
    pigment_statement = models.TextField(
        _("pigment statement"), blank=True, help_text=_("Shown as what the clinic says.")
    )
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registration_authority = models.CharField(
        _("registered with"), max_length=120, blank=True, help_text=_("The council or regulator.")
    )
    languages = models.CharField(
        _("languages"), max_length=160, blank=True, help_text=_("Separated by commas.")
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_alt = models.CharField(_("what the photo shows"), max_length=160, blank=True)
    last_confirmed_on = models.DateField(
        _("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day the clinic last said that everything here still holds."),
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="clinic")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="clinic",
        for_concrete_model=False,
    )

    objects = LiveQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("town"),
        index.AutocompleteField("town"),
        index.SearchField("description"),
        index.FilterField("type"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        ordering = ["name", "town", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}" if self.town else self.name

    @property
    def revisions(self) -> Any:
        return self._revisions

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is used by the directory itself.")})
        if bool(self.registration_number) != bool(self.registration_authority):
            raise ValidationError(
                {"registration_authority": _("A number needs its authority, and the other way.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("lms_directory:clinic", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "lms_directory/clinic_preview.html"


class ClinicService(Orderable):
    """One technique a clinic says it offers."""

    clinic = ParentalKey(Clinic, on_delete=models.CASCADE, related_name="services")
    technique = models.CharField(_("technique"), max_length=12, choices=Technique.choices)
    note = models.CharField(_("note"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "technique"], name="lms_directory_service_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_technique_display())


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
