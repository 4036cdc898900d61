"""What a moderator decides, whatever it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certificates.directory.enums import Step
from certificates.directory.models import PortfolioCase, Review, ReviewReply
from certificates.directory.moderation import PUBLIC_REASON
from certificates.directory.services.moderation import advance
from certificates.directory.services.portfolio import decide_case


def decide(
    thing: Review | ReviewReply | PortfolioCase,
    step: Step,
    *,
    actor: Any,
    at: dt.datetime,
    reason: str = "",
) -> None:
    """Publish, reject or take down. Raises StepRefused with what stands in the way."""
    if isinstance(thing, PortfolioCase):
        decide_case(thing, step, actor=actor, at=at, reason=reason)
    elif isinstance(thing, Review):
        public = {"public_reason": reason.strip()[:PUBLIC_REASON]} if step == Step.REMOVED else {}
        advance(thing, step, actor=actor, at=at, reason=reason, **public)
    else:
        advance(thing, step, actor=actor, at=at, reason=reason)
