"""Listening: completed courses, published awards, confirmed names. Each receiver may run twice."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published

from certificates.enums import BlockCause, CertificateState
from certificates.models import Award, Certificate, CertificateDesign
from certificates.queries import list_waiting
from certificates.services.awards import freeze_award
from certificates.services.designs import freeze_design
from certificates.services.issue import (
    decide_again,
    issue_after_award,
    issue_for_enrollment,
    issue_for_result,
    retry_blocked,
)
from certificates.services.reviews import review_results
from certificates.signals import certificate_issued, certificate_state_changed
from certificates.tasks import draw_document
from courses.signals import (
    course_completed,
    unit_completed,
    unit_result_improved,
    unit_results_revised,
)


@receiver(course_completed, dispatch_uid="lms_certificates_issue")
def issue_when_completed(sender: Any, enrollment_id: int, **kwargs: Any) -> None:
    """A completed course may earn awards."""
    issue_for_enrollment(enrollment_id)


@receiver(unit_results_revised, dispatch_uid="lms_certificates_review")
def review_when_revised(sender: Any, enrollment_ids: list[int], **kwargs: Any) -> None:
    """A certificate whose result was replaced waits for a registrar; it does not change.

    One that was earned and not issued yet is decided again.
    """
    review_results(enrollment_ids)
    decide_again(enrollment_ids)


@receiver(certificate_issued, dispatch_uid="lms_certificates_review_issued")
def review_when_issued(sender: Any, certificate_id: int, **kwargs: Any) -> None:
    """A result may have been replaced in the moment between the decision and the certificate."""
    certificate = Certificate.objects.only("enrollment").get(pk=certificate_id)
    review_results([certificate.enrollment_id])


@receiver(unit_completed, dispatch_uid="lms_certificates_result")
def issue_when_passed(sender: Any, enrollment_id: int, unit_key: Any, **kwargs: Any) -> None:
    """An exam or a practical may earn awards that ask for its result."""
    issue_for_result(enrollment_id, unit_key)


@receiver(unit_result_improved, dispatch_uid="lms_certificates_improved")
def issue_when_improved(sender: Any, enrollment_id: int, unit_key: Any, **kwargs: Any) -> None:
    """A better score in what was passed already may earn awards that ask for that much."""
    issue_for_result(enrollment_id, unit_key)


@receiver(certificate_issued, dispatch_uid="lms_certificates_next")
def issue_when_held(sender: Any, certificate_id: int, **kwargs: Any) -> None:
    """An award may have been all that another one was waiting for."""
    issue_after_award(Certificate.objects.select_related("award").get(pk=certificate_id))


@receiver(certificate_issued, dispatch_uid="lms_certificates_draw")
def draw_when_issued(sender: Any, certificate_id: int, **kwargs: Any) -> None:
    """A fresh certificate gets its PDF; if that fails, the first download draws it."""
    draw_document.enqueue(certificate_id)


@receiver(certificate_state_changed, dispatch_uid="lms_certificates_status")
def publish_status(sender: Any, certificate_id: int, **kwargs: Any) -> None:
    """A badge's status changes with its certificate."""
    # cryptography is loaded by the processes that sign, not by every start
    from certificates.services.badges import forget_status

    forget_status()


@receiver(certificate_state_changed, dispatch_uid="lms_certificates_renew")
def renew_when_reinstated(sender: Any, certificate_id: int, **kwargs: Any) -> None:
    """A renewal that was earned during a suspension waits for its end; so may an award that asks
    for the one that was suspended."""
    certificate = Certificate.objects.select_related("award").get(pk=certificate_id)
    waiting = list_waiting(certificate.user_id).filter(award=certificate.award_id)
    retry_blocked(waiting.filter(cause=BlockCause.SUSPENDED))
    if certificate.state == CertificateState.VALID:
        issue_after_award(certificate)


@receiver(published, sender=Award, dispatch_uid="lms_certificates_freeze")
def freeze_when_published(sender: Any, instance: Award, **kwargs: Any) -> None:
    """Publishing an award freezes its wording; scheduling one does not yet."""
    if instance.live:
        freeze_award(instance)


@receiver(published, sender=CertificateDesign, dispatch_uid="lms_certificates_freeze_design")
def freeze_design_when_published(sender: Any, instance: CertificateDesign, **kwargs: Any) -> None:
    """Publishing a design freezes it; scheduling one does not yet."""
    if instance.live:
        freeze_design(instance)


@receiver(post_save, sender="lms_courses.LearnerProfile", dispatch_uid="lms_certificates_name")
def retry_when_named(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A confirmed name may be all that a waiting certificate was waiting for."""
    if instance.legal_name_confirmed_at:
        transaction.on_commit(partial(_retry_for, instance.user), robust=True)


def _retry_for(user: Any) -> None:
    retry_blocked(list_waiting(user))
