"""What this app does when something happens elsewhere. Only wiring."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from assessments.models import Question
from assessments.services.bank import freeze_question


@receiver(published, sender=Question, dispatch_uid="lms_assessments_freeze")
def freeze_when_live(instance: Question, **kwargs: Any) -> None:
    """A question that went live is frozen. The signal is also sent for a scheduled first publish,
    when the question is not live yet."""
    if instance.live:
        freeze_question(instance)
