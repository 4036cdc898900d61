"""Reviews: written by a client, confirmed by mail, decided by a moderator, answered once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from certificates.directory.enums import Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import Clinic, Review, ReviewReply
from certificates.directory.moderation import CRITERIA
from certificates.directory.services.mail import public_url, send_or_keep
from certificates.directory.services.moderation import advance, begin

SALT = "lms_directory.review"
# after this an address that was not confirmed cannot be any more, and the words are forgotten
DAYS_TO_CONFIRM = 7


def submit_review(
    clinic: Clinic, *, given: Mapping[str, Any], email: str, at: dt.datetime
) -> Review:
    """Keep a review that nobody sees yet, and send the link that confirms the address.

    The address itself is not kept once the mail is out: a hash of it says whether the same visit
    was reviewed before.
    """
    review = Review(
        clinic=clinic,
        visited_in=given["visited_in"],
        author=given.get("author", ""),
        text=given.get("text", ""),
        email_hash=hash_of(email),
        **{name: given.get(name) for name in CRITERIA},
    )
    with transaction.atomic():
        begin(review, Step.SUBMITTED, actor=None, at=at)
        transaction.on_commit(partial(_send_link, review, email), robust=True)
    return review


def hash_of(email: str) -> str:
    """What is kept of an address: the same for the same address, and no way back from it."""
    return salted_hmac(SALT, email.strip().casefold(), algorithm="sha256").hexdigest()


def key_of(review: Review) -> str:
    """The secret part of the address that belongs to the author alone."""
    return signing.dumps(str(review.key), salt=SALT)


def find_review(key: str) -> Review | None:
    """The review that a mailed link leads to; None for a link that we did not make."""
    try:
        found = uuid.UUID(str(signing.loads(key, salt=SALT)))
    except (signing.BadSignature, ValueError):
        return None
    review: Review | None = Review.objects.select_related("clinic").filter(key=found).first()
    return review


def can_confirm(review: Review, *, at: dt.datetime) -> bool:
    """Whether the link still confirms."""
    return at < review.created_at + dt.timedelta(days=DAYS_TO_CONFIRM)


def confirm_review(review: Review, *, at: dt.datetime) -> Review:
    """The author opened the link and said yes: now a moderator reads it.

    Raises StepRefused when it is too late, was done before, or when this address has reviewed the
    same visit already.
    """
    if not can_confirm(review, at=at):
        raise StepRefused(
            _("This link has ended. It worked for %(n)s days. Please write the review again.")
            % {"n": DAYS_TO_CONFIRM}
        )
    try:
        with transaction.atomic():
            return advance(review, Step.CONFIRMED, actor=None, at=at)
    except IntegrityError as error:
        raise StepRefused(
            _(
                "There is a review of this visit from your address already. Take that one back "
                "first, with the link in its e-mail, if you would like to say it differently."
            )
        ) from error


def withdraw_review(review: Review, *, at: dt.datetime) -> Review:
    """The author takes it back: the words and the hash are forgotten, that it existed is not."""
    return advance(review, Step.WITHDRAWN, actor=None, at=at, text="", author="", email_hash="")


def reply_to_review(review: Review, *, text: str, actor: Any, at: dt.datetime) -> ReviewReply:
    """The one answer of the clinic; a moderator reads it first. Raises StepRefused."""
    refused = StepRefused(_("A published review can be answered once."))
    try:
        with transaction.atomic():
            if not Review.objects.published().select_for_update().filter(pk=review.pk).exists():
                raise refused
            reply = ReviewReply(review=review, text=text, written_by=actor)
            return begin(reply, Step.HANDED_IN, actor=actor, at=at)
    except IntegrityError as error:
        raise refused from error


def forget_unconfirmed(*, at: dt.datetime) -> int:
    """Empty the words of reviews whose address was not confirmed in time; returns how many."""
    late = Review.objects.filter(
        state="unconfirmed", created_at__lte=at - dt.timedelta(days=DAYS_TO_CONFIRM)
    )
    done = 0
    for review in late.order_by("pk").iterator():
        try:
            withdraw_review(review, at=at)
        except StepRefused:  # confirmed in the last moment
            continue
        done += 1
    return done


def _send_link(review: Review, email: str) -> None:
    address = public_url(reverse("lms_directory:own_review", args=[key_of(review)]))
    lines = [
        _(
            "Somebody, we hope you, wrote a review of %(clinic)s in our directory and gave this "
            "address."
        )
        % {"clinic": review.clinic.name},
        _(
            "To confirm that it was you, open this page and press the button. It works for %(n)s "
            "days:"
        )
        % {"n": DAYS_TO_CONFIRM},
        address,
        _("Keep this mail: with the same link you can take the review back at any time."),
        _(
            "If it was not you, do nothing. We keep no copy of your address, and nobody sees the "
            "review."
        ),
    ]
    subject = _("Confirm your review of %(clinic)s") % {"clinic": review.clinic.name}
    send_or_keep(subject, lines, email)
