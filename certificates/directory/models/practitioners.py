"""Practitioners: people clients may find, and where they work.

Whether a practitioner is listed is not a column: :mod:`certificates.directory.standing` works it
out at each read from consent and the certificates that are valid at that moment.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from certificates.directory.geo import sort_key
from certificates.directory.languages import LANGUAGES
from certificates.directory.models.clinics import Clinic
from certificates.directory.models.publishing import LiveQuerySet
from certificates.directory.models.words import PractitionerWord, keep_words
from lms.core import clock


class Practitioner(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A person clients may find: only by their own consent and with a certificate valid now."""

    instead_of_deleting = _("Unpublish the entry instead: clients do not find it any more.")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practitioner",
        help_text=_("Certificates belong to an account; without one nobody is listed."),
    )
    display_name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address in the directory"), max_length=80, unique=True)
    bio = models.TextField(_("about"), blank=True)
    practicing_since = models.PositiveSmallIntegerField(
        _("practicing since"), null=True, blank=True, help_text=_("A year, such as 2019.")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown only while the practitioner's consent to a photo stands."),
    )

    # the same order on every database, whatever its collation; kept by save
    sort_name = models.CharField(max_length=255, editable=False, default="")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="practitioner")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="practitioner",
        for_concrete_model=False,
    )

    objects = LiveQuerySet.as_manager()

    search_fields = [
        index.SearchField("display_name", boost=2),
        index.AutocompleteField("display_name"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = ["display_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="lms_directory_person_sort_name"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def revisions(self) -> Any:
        return self._revisions

    def clean(self) -> None:
        super().clean()
        year = self.practicing_since
        if year is not None and not 1970 <= year <= clock.today().year:
            raise ValidationError({"practicing_since": _("Give a year between 1970 and today.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.sort_name = sort_key(self.display_name)
        super().save(*args, **kwargs)
        # an entry that is not published is found by nobody, an erased one leaves nothing behind
        texts = (self.display_name,) if self.live else ()
        keep_words(PractitionerWord, self, "practitioner", *texts)

    def get_absolute_url(self) -> str:
        return reverse("lms_directory:practitioner", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "lms_directory/practitioner_preview.html"


class ClinicPractitioner(Orderable):
    """Where a practitioner works."""

    practitioner = ParentalKey(Practitioner, on_delete=models.CASCADE, related_name="places")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="staff")
    role = models.CharField(_("role"), max_length=80, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("place of work")
        verbose_name_plural = _("places of work")
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "clinic"], name="lms_directory_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.clinic}"


class PractitionerLanguage(Orderable):
    """A language a practitioner says they speak."""

    practitioner = ParentalKey(Practitioner, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(_("language"), max_length=3, choices=LANGUAGES)

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "code"], name="lms_directory_person_language_once"
            )
        ]
        indexes = [
            models.Index(fields=["code", "practitioner"], name="lms_directory_person_language")
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class PractitionerTraining(Orderable):
    """A certificate a practitioner chooses to show as their training; its state is looked up."""

    practitioner = ParentalKey(Practitioner, on_delete=models.CASCADE, related_name="training")
    number = models.CharField(_("certificate number"), max_length=16)

    class Meta(Orderable.Meta):
        verbose_name = _("training shown")
        verbose_name_plural = _("training shown")
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "number"], name="lms_directory_training_once"
            )
        ]

    def __str__(self) -> str:
        return self.number
