"""The table of places behind the gazetteer, and where a clinic is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import PlaceKind
from certificates.directory.gazetteer import get_gazetteer
from certificates.directory.geo import Point


class Place(models.Model):
    """A town or a postcode with its center. Loaded by a command and replaced as a whole."""

    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    country = models.CharField(max_length=2)
    # what is compared: the words of a name without accents, a postcode without spaces
    key = models.CharField(max_length=80, db_index=True)
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    population = models.PositiveIntegerField(default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(
                fields=["kind", "latitude", "longitude"], name="lms_directory_place_position"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.code, self.name)))

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)


# untyped like the mixins of Wagtail beside it, so that a cluster's children can be assigned to it
_Model: Any = models.Model


class Positioned(_Model):
    """Something at an address. Its position is looked up when empty, and can be set by hand."""

    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees. Leave both empty to have them looked up from the address."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    # the address and the position a look-up once made of it; empty where somebody set it by hand
    located_from = models.CharField(max_length=160, blank=True, editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.locate()
        super().save(*args, **kwargs)

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(
                {"longitude": _("Give both latitude and longitude, or leave both empty.")}
            )

    def locate(self, *, again: bool = False) -> None:
        """Look the position up where nobody set it by hand and the address is another than then.

        ``again`` looks up an address that has not changed, too.
        """
        postcode, town = self.address_for_search()
        was_looked_up = bool(self.located_from) and self.located_from.endswith(self._at())
        if self.point is not None and not was_looked_up:
            self.located_from = ""
            return
        address = f"{postcode}|{town}"[:120]
        if self.point is not None and not again and self.located_from == address + self._at():
            return
        gazetteer = get_gazetteer()
        found = (gazetteer.find(postcode) if postcode else None) or (
            gazetteer.find(town) if town else None
        )
        self.latitude = found.point.latitude if found else None
        self.longitude = found.point.longitude if found else None
        self.located_from = address + self._at() if found else ""

    def _at(self) -> str:
        return f"@{self.latitude!r},{self.longitude!r}"

    def address_for_search(self) -> tuple[str, str]:
        """Postcode and town."""
        raise NotImplementedError
