"""A design as it was published, and how a certificate finds the one it was issued with."""

import functools

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.documents.design import HOUSE, Design
from certificates.models.award_versions import AwardVersion
from certificates.models.guards import Permanent


class DesignVersion(Permanent):
    """A design as it was published, logo and all, for good; known by its digest."""

    design = models.ForeignKey(
        "lms_certificates.CertificateDesign", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["design", "number"], name="lms_certificates_design_version"
            )
        ]
        verbose_name = _("design version")
        verbose_name_plural = _("design versions")

    def __str__(self) -> str:
        return _("%(design)s, version %(number)d") % {
            "design": self.design.title,
            "number": self.number,
        }


def design_digest(design_id: int | None) -> str:
    """The digest of a design's version in force; empty for none, and for one never published."""
    if design_id is None:
        return ""
    versions = DesignVersion.objects.filter(design=design_id).order_by("-number")
    return str(versions.values_list("digest", flat=True).first() or "")


def design_of(version: AwardVersion) -> Design:
    """The design that an award's version was frozen with."""
    return frozen_design(version.payload.get("design", ""))


def frozen_design(digest: str) -> Design:
    """The design with this digest; the house's own where there is none."""
    return _load(digest) if digest else HOUSE


@functools.lru_cache(32)
def _load(digest: str) -> Design:
    # never changes: what a digest names is frozen
    payload = DesignVersion.objects.filter(digest=digest).values_list("payload", flat=True)[0]
    return Design.from_json(payload)
