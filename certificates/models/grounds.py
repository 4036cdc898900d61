"""What a certificate rests on, so that it can be found again when that turns out to be unsound."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.enums import GroundKind
from certificates.models.guards import Permanent
from certificates.models.register import Certificate


class CertificateGround(Permanent):
    """One assessor, exam version or pigment batch that a certificate rests on.

    ``label`` says in words what ``value`` is a key of: the exam's title, for example.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=16, choices=GroundKind.choices)
    value = models.CharField(max_length=120)
    label = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind", "value"], name="lms_certificates_ground_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "value"], name="lms_certificates_grounds")]
        verbose_name = _("ground of a certificate")
        verbose_name_plural = _("grounds of certificates")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label or self.value}"
