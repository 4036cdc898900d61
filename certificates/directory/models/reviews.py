"""What clients say about clinics, and what a clinic answers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import Moderation, Rating
from certificates.directory.models.clinics import Clinic
from certificates.directory.models.moderated import Moderated


def _mark(words: Any) -> Any:
    return models.PositiveSmallIntegerField(
        words,
        choices=Rating.choices,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )


class Review(Moderated):
    """One client's words about one visit. The address it came from is kept only as a hash."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="reviews")
    # the first day of the month: nobody is found by the day of a treatment
    visited_in = models.DateField(_("month of the visit"))
    author = models.CharField(_("name shown"), max_length=60, blank=True)
    result = _mark(_("the result"))
    hygiene = _mark(_("hygiene"))
    consultation = _mark(_("the consultation"))
    aftercare = _mark(_("aftercare"))
    text = models.TextField(_("what the client says"), blank=True)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    public_reason = models.CharField(_("why it was taken down"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["clinic", "state"], name="lms_directory_reviews_of"),
            models.Index(fields=["state", "created_at"], name="lms_directory_reviews_by"),
        ]
        constraints = [
            # unconfirmed ones may be anybody's, and who withdrew may say it better
            models.UniqueConstraint(
                fields=["clinic", "email_hash", "visited_in"],
                condition=Q(
                    state__in=[
                        Moderation.WAITING,
                        Moderation.PUBLISHED,
                        Moderation.REJECTED,
                        Moderation.REMOVED,
                    ]
                )
                & ~Q(email_hash=""),
                name="lms_directory_one_review_a_visit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}: {self.visited_in:%Y-%m}"


class ReviewReply(Moderated):
    """The one answer of a clinic to a review."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="reply")
    text = models.TextField(_("what the clinic answers"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to a review")
        verbose_name_plural = _("answers to reviews")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.review}, {self.created_at:%Y-%m-%d}"
