"""Publishing a design freezes it, and with it the awards that use it."""

from django.db.models import Max

from certificates.models import Award, CertificateDesign, DesignVersion
from certificates.services.awards import freeze_award
from lms.core import clock
from lms.core.digest import digest


def freeze_design(design: CertificateDesign) -> DesignVersion:
    """Keep the design as a version, unless it is the same as the one before.

    Published awards that use it are frozen anew, so that what is issued from now on has it.
    """
    payload = design.as_design().as_json()
    found = digest(payload)
    latest: DesignVersion | None = design.versions.order_by("-number").first()
    if latest and latest.digest == found:
        return latest
    number = (design.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = DesignVersion.objects.create(
        design=design, number=number, payload=payload, digest=found, created_at=clock.now()
    )
    for award in Award.objects.published().filter(design=design):
        freeze_award(award)
    return version
