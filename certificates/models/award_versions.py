"""An award as it was published: its wording for good, and the index of what it hears of."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import NeedKind
from certificates.models.guards import Permanent, PermanentQuerySet


class AwardVersion(Permanent):
    """The wording of an award as it was published, for good."""

    award = models.ForeignKey(
        "lms_certificates.Award", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["award", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "number"], name="lms_certificates_award_version"
            )
        ]
        verbose_name = _("award version")
        verbose_name_plural = _("award versions")

    def __str__(self) -> str:
        return _("%(award)s, version %(number)d") % {
            "award": self.payload["title"],
            "number": self.number,
        }


class AwardNeedQuerySet(PermanentQuerySet):
    def in_force(self) -> "AwardNeedQuerySet":
        """Those of the latest version of each published award."""
        later = AwardVersion.objects.filter(
            award=OuterRef("version__award"), number__gt=OuterRef("version__number")
        )
        return self.filter(~Exists(later), version__award__live=True)


class AwardNeed(Permanent):
    """What an award's version hears of, as rows: the index of the tree in its payload.

    ``key`` is the course or the award it names, and empty where any course will do.
    """

    version = models.ForeignKey(AwardVersion, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=8, choices=NeedKind.choices)
    key = models.CharField(max_length=36, blank=True)

    objects: ClassVar[Any] = AwardNeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "key"], name="lms_certificates_need_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="lms_certificates_need")]
        verbose_name = _("need of an award")
        verbose_name_plural = _("needs of awards")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()
