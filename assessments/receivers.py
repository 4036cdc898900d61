"""What this app does when something happens elsewhere. Only wiring."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, published

from assessments.models import ExamPage, Question
from assessments.services.bank import freeze_question
from assessments.services.deadlines import extend_attempts


@receiver(published, sender=Question, dispatch_uid="lms_assessments_freeze")
def freeze_when_live(instance: Question, **kwargs: Any) -> None:
    """A question that went live is frozen. The signal is also sent for a scheduled first publish,
    when the question is not live yet."""
    if instance.live:
        freeze_question(instance)


@receiver(page_published, sender=ExamPage, dispatch_uid="lms_assessments_extend")
def extend_when_published(instance: ExamPage, **kwargs: Any) -> None:
    """An exam that closes later than before does so for those who are sitting it, too."""
    extend_attempts(instance)
