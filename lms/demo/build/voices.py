"""Who speaks for a clinic, what clients say about it, and the work its practitioners show.

Each step is taken through the services on its own day, counted from the step before it, so that
whatever was stopped between two of them goes on. A step that somebody has taken differently since,
such as a review that was not published, is left as it is.
"""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

from certificates.directory.enums import Moderation, Step
from certificates.directory.models import Clinic, ClinicInvitation, PortfolioCase, Practitioner
from certificates.directory.services.decisions import decide
from certificates.directory.services.owners import (
    accept_invitation,
    invitation_token,
    invite_owner,
)
from certificates.directory.services.portfolio import hand_in_case
from certificates.directory.services.reviews import (
    confirm_review,
    hash_of,
    reply_to_review,
    submit_review,
)
from lms.core import clock
from lms.demo.build.media import ART

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Voices:
    """Adds what is missing; ``moderator`` decides about all of it."""

    def __init__(self, *, people: Mapping[str, Any], moderator: Any, now: dt.datetime) -> None:
        self.people, self.moderator, self.now = people, moderator, now

    def add_owner(self, clinic: Clinic, username: str) -> None:
        """Invite ``username`` to speak for ``clinic``, who accepts on the next day; once."""
        user = self.people[username]
        if clinic.owners.filter(user=user).exists():
            return
        invited_at = self.now - 6 * DAY
        invitation = ClinicInvitation.objects.open(invited_at).filter(
            clinic=clinic, email=user.email
        ).first() or invite_owner(clinic, email=user.email, actor=self.moderator, at=invited_at)
        accept_invitation(invitation_token(invitation), user=user, at=invitation.invited_at + DAY)

    def add_review(self, data: Mapping[str, Any]) -> None:
        """A review that its author confirmed and the moderator published, with its answer."""
        clinic = Clinic.objects.get(slug=data["clinic"])
        review = clinic.reviews.filter(email_hash=hash_of(data["email"])).first()
        if review is None:
            written_at = self.now - data["days_ago"] * DAY
            months = written_at.year * 12 + written_at.month - 1 - data["visited_months_before"]
            given = {
                "visited_in": dt.date(months // 12, months % 12 + 1, 1),
                "author": data["author"],
                "text": data["text"],
                **data["marks"],
            }
            with clock.at(written_at):
                review = submit_review(clinic, given=given, email=data["email"], at=written_at)
        if review.state == Moderation.UNCONFIRMED:
            review = confirm_review(review, at=review.created_at + HOUR)
        self._publish(review)
        review.refresh_from_db()
        if "reply" in data and review.state == Moderation.PUBLISHED:
            self._reply(review, data["reply"])

    def _reply(self, review: Any, data: Mapping[str, str]) -> None:
        reply = getattr(review, "reply", None) or reply_to_review(
            review,
            text=data["text"],
            actor=self.people[data["by"]],
            at=review.published_at + 2 * DAY,
        )
        self._publish(reply)

    def add_case(self, data: Mapping[str, Any]) -> None:
        """Two drawings handed in with the consent on file, and published the next day."""
        user = self.people[data["practitioner"]]
        practitioner = Practitioner.objects.get(user=user)
        case = PortfolioCase.objects.filter(
            practitioner=practitioner, consent_reference=data["reference"]
        ).first()
        if case is None:
            files = [
                (ART / f"case-{data['picture']}-{side}.jpg").read_bytes()
                for side in ("before", "after")
            ]
            at = self.now - data["days_ago"] * DAY
            same = ("technique", "sessions", "months_healed", "note", "is_watermarked")
            case = hand_in_case(
                practitioner,
                given={
                    **{name: data[name] for name in same},
                    "consent_reference": data["reference"],
                    "consent_signed_on": (self.now - data["signed_days_ago"] * DAY).date(),
                    "consent_covers": "this directory only",
                },
                before=io.BytesIO(files[0]),
                after=io.BytesIO(files[1]),
                sizes=(len(files[0]), len(files[1])),
                actor=user,
                at=at,
            )
        self._publish(case)

    def _publish(self, thing: Any) -> None:
        if thing.state == Moderation.WAITING:
            decide(thing, Step.PUBLISHED, actor=self.moderator, at=thing.created_at + DAY)
