"""Clinics: what they say of themselves, and what was checked."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from certificates.directory.enums import ClinicType
from certificates.directory.gazetteer.postcodes import compact
from certificates.directory.geo import place_key, sort_key
from certificates.directory.models.places import Positioned
from certificates.directory.models.publishing import LiveQuerySet
from certificates.directory.models.words import ClinicWord, keep_words

# addresses of the directory that a clinic's own address must not hide
RESERVED_SLUGS = frozenset(
    {"practitioner", "search", "compare", "your-clinics", "invitation"}
    | {"review", "report", "portfolio"}
)


class Clinic(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    Positioned,
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
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Shown only to somebody who asks for it on the page.")
    )
    website = models.URLField(_("website"), blank=True)
    opening_hours = models.TextField(
        _("more about the hours"),
        blank=True,
        help_text=_("What the days below cannot say, such as: closed in the last week of August."),
    )
    description = models.TextField(_("description"), blank=True)
    price_words = models.CharField(
        _("more about prices"),
        max_length=200,
        blank=True,
        help_text=_("What the prices of the services do not say, such as: a touch-up is included."),
    )
    free_consultation = models.BooleanField(_("free consultation"), default=False)
    payment_plans = models.BooleanField(_("payment in stages"), default=False)
    hygiene_statement = models.TextField(
        _("hygiene protocol"), blank=True, help_text=_("Shown as what the clinic says.")
    )
    sterilization_statement = models.TextField(
        _("sterilization protocol"),
        blank=True,
        help_text=_("What is single-use, what is sterilized, how, and how that is tested."),
    )
    pigment_statement = models.TextField(
        _("pigment statement"), blank=True, help_text=_("Shown as what the clinic says.")
    )
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registration_authority = models.CharField(
        _("registered with"), max_length=120, blank=True, help_text=_("The council or regulator.")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
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

    # the same order and the same beginnings on every database, whatever its collation; kept by save
    sort_name = models.CharField(max_length=255, editable=False, default="")
    town_key = models.CharField(max_length=80, editable=False, default="", db_index=True)
    postcode_key = models.CharField(max_length=16, editable=False, default="", db_index=True)

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
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="lms_directory_position"),
            models.Index(fields=["sort_name", "id"], name="lms_directory_by_sort_name"),
        ]

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.sort_name = sort_key(self.name, self.town)
            self.town_key = place_key(self.town)
            self.postcode_key = compact(self.postcode)
        super().save(*args, **kwargs)
        keep_words(ClinicWord, self, "clinic", self.name, self.town)

    def address_for_search(self) -> tuple[str, str]:
        return self.postcode, self.town

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A version of the clinic; the day it was confirmed is no part of any version."""
        found = super().with_content_json(content)
        found.last_confirmed_on = self.last_confirmed_on
        return found

    def get_absolute_url(self) -> str:
        return reverse("lms_directory:clinic", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "lms_directory/clinic_preview.html"
