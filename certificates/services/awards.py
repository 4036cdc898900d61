"""Publishing an award freezes its wording."""

from django.db import transaction
from django.db.models import Max

from certificates.models import Award, AwardNeed, AwardVersion
from certificates.models.wording import payload_of
from certificates.requirements import from_json, needs_of
from lms.core import clock
from lms.core.digest import digest


def freeze_award(award: Award) -> AwardVersion:
    """Keep the award's wording as a version, unless it says the same as the one before."""
    payload = payload_of(award)
    found = digest(payload)
    latest = find_current_version(award)
    if latest and latest.digest == found:
        return latest
    number = (award.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    with transaction.atomic():
        version = AwardVersion.objects.create(
            award=award, number=number, payload=payload, digest=found, created_at=clock.now()
        )
        needs = needs_of(from_json(payload["requirements"]))
        if payload["renewal"]:
            needs |= needs_of(from_json(payload["renewal"]))
        AwardNeed.objects.bulk_create(
            AwardNeed(version=version, kind=kind, key=key) for kind, key in sorted(needs)
        )
    created: AwardVersion = version
    return created


def find_current_version(award: Award) -> AwardVersion | None:
    """The version that would be issued now."""
    version: AwardVersion | None = award.versions.order_by("-number").first()
    return version
