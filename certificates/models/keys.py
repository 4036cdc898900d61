"""The public halves of every key the register ever signed with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.enums import KeyPurpose
from certificates.models.guards import Permanent


class IssuerKey(Permanent):
    """A public key, kept for good: what it signed must stay verifiable after it is retired.

    ``public`` is PEM: for seals the certificate and its chain, otherwise the public key. ``key_id``
    is how the outside names it: SHA-256 of the certificate, multikey, or JWK thumbprint.
    """

    CHANGING = ("retired_at",)

    purpose = models.CharField(_("purpose"), max_length=8, choices=KeyPurpose.choices)
    key_id = models.CharField(_("key"), max_length=80)
    public = models.TextField(_("public half"))
    is_development = models.BooleanField(_("development key"), default=False)
    created_at = models.DateTimeField(_("first used"))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "key_id"], name="lms_certificates_key_once"),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(is_development=True, retired_at__isnull=True),
                name="lms_certificates_one_development_key",
            ),
        ]
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")

    def __str__(self) -> str:
        return f"{self.purpose} {self.key_id}"
