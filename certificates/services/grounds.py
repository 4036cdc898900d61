"""Noting what a certificate rests on, when it is issued."""

from certificates.models import Certificate, CertificateGround
from certificates.recall import grounds_of
from courses.api import get_completion_facts, list_completed_enrollments


def note_grounds(certificate: Certificate) -> None:
    """Note the assessors, exam versions and batches in the evidence of its results.

    A certificate that corrects another one rests on what that one rests on. Call inside the
    transaction that issues it.
    """
    before = certificate.supersedes
    if before and before.enrollment_id == certificate.enrollment_id:
        found = [(row.kind, row.value, row.label) for row in before.grounds.all()]
    else:
        found = _read(certificate)
    CertificateGround.objects.bulk_create(
        CertificateGround(certificate=certificate, kind=kind, value=value, label=label[:255])
        for kind, value, label in dict.fromkeys(found)
    )


def _read(certificate: Certificate) -> list[tuple[str, str, str]]:
    courses = [row["course_key"] for row in certificate.snapshot["basis"]]
    latest: dict[str, int] = {}
    completed = list_completed_enrollments(certificate.user).filter(course_key__in=courses)
    for enrollment in completed:
        latest.setdefault(str(enrollment.course_key), enrollment.pk)
    found: dict[tuple[str, str], str] = {}
    for pk in latest.values():
        for result in get_completion_facts(pk).results:
            if result.kind == "lesson":
                continue
            for ground in grounds_of(result.title, result.evidence):
                found.setdefault((str(ground.kind), ground.value), ground.label)
    return [(kind, value, label) for (kind, value), label in found.items()]
