"""What is moderated, and the one log of every step that anybody took."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import HistoryStands


class ModeratedQuerySet(models.QuerySet[Any]):
    def published(self) -> ModeratedQuerySet:
        return self.filter(state=Moderation.PUBLISHED)

    def waiting(self) -> ModeratedQuerySet:
        """What a moderator has to decide about."""
        return self.filter(state=Moderation.WAITING)

    def delete(self) -> NoReturn:
        raise HistoryStands(_("What was moderated is history and is never deleted."))


class Moderated(models.Model):
    """Somebody's words or pictures; ``state`` is the fold of its log and changes only with it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=Moderation.choices, default=Moderation.UNCONFIRMED
    )
    created_at = models.DateTimeField(_("received"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ModeratedQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryStands(_("What was moderated is history and is never deleted."))


class LogQuerySet(models.QuerySet[Any]):
    def update(self, **values: Any) -> NoReturn:
        raise HistoryStands(_("The log is never changed."))

    def delete(self) -> NoReturn:
        raise HistoryStands(_("The log is never changed."))


class ModerationLog(models.Model):
    """One step: of what, by whom, when, and why. Rows are only added."""

    review = models.ForeignKey(
        "lms_directory.Review", null=True, on_delete=models.PROTECT, related_name="log"
    )
    reply = models.ForeignKey(
        "lms_directory.ReviewReply", null=True, on_delete=models.PROTECT, related_name="log"
    )
    case = models.ForeignKey(
        "lms_directory.PortfolioCase", null=True, on_delete=models.PROTECT, related_name="log"
    )
    report = models.ForeignKey(
        "lms_directory.DirectoryReport", null=True, on_delete=models.PROTECT, related_name="log"
    )
    step = models.CharField(_("step"), max_length=12, choices=Step.choices)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of moderation")
        verbose_name_plural = _("log of moderation")
        ordering = ["-at", "-pk"]
        permissions = [("moderate_directory", "Can moderate the directory")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(review__isnull=False, reply=None, case=None, report=None)
                    | Q(review=None, reply__isnull=False, case=None, report=None)
                    | Q(review=None, reply=None, case__isnull=False, report=None)
                    | Q(review=None, reply=None, case=None, report__isnull=False)
                ),
                name="lms_directory_log_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryStands(_("The log is never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryStands(_("The log is never changed."))

    @property
    def subject(self) -> Any:
        """What the step was about."""
        return self.review or self.reply or self.case or self.report
