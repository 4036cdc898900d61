"""Noting what a certificate rests on, when it is issued."""

from collections.abc import Iterable

from certificates.models import Certificate, CertificateGround
from certificates.recall import Ground, grounds_of
from certificates.services.evidence import latest_by_course
from courses.api import list_learning_facts


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


def note_further_grounds(found: Iterable[tuple[Certificate, Iterable[Ground]]]) -> None:
    """Add to what certificates rest on what their evidence has gained since; nothing is taken away.

    One query, whatever is known already.
    """
    CertificateGround.objects.bulk_create(
        [
            CertificateGround(
                certificate=certificate, kind=one.kind, value=one.value, label=one.label[:255]
            )
            for certificate, grounds in found
            for one in grounds
        ],
        ignore_conflicts=True,
    )


def _read(certificate: Certificate) -> list[tuple[str, str, str]]:
    """The grounds in every result it rests on: of whole courses, and single ones besides."""
    courses = {row["course_key"] for row in certificate.snapshot["basis"]}
    single = {
        (row["course_key"], row["unit_key"])
        for row in certificate.snapshot["results"]
        if row["course_key"] not in courses
    }
    learning = list_learning_facts(certificate.user)
    whole = {
        item.enrollment_id
        for key, item in latest_by_course(tuple(learning)).items()
        if key in courses
    }
    found: dict[tuple[str, str], str] = {}
    for item in learning:
        for result in item.results:
            alone = (str(item.course_key), str(result.unit_key)) in single
            if not result.is_proof or not (alone or item.enrollment_id in whole):
                continue
            for ground in grounds_of(result.title, result.evidence):
                found.setdefault((str(ground.kind), ground.value), ground.label)
    return [(kind, value, label) for (kind, value), label in found.items()]
