"""The steps of what is moderated: one lock, one new state, one line in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import ModerationLog, PortfolioCase, Review, ReviewReply
from certificates.directory.moderation import REASONED, can_take, take

Thing = TypeVar("Thing", Review, ReviewReply, PortfolioCase)
_NAMES = {Review: "review", ReviewReply: "reply", PortfolioCase: "case"}


def begin(thing: Thing, step: Step, *, actor: Any, at: dt.datetime) -> Thing:
    """Keep a new ``thing`` with the first line of its log; call inside a transaction."""
    thing.state, thing.created_at = take(None, step), at
    thing.save()
    _write(thing, step, actor=actor, at=at, reason="")
    return thing


def advance(
    thing: Thing, step: Step, *, actor: Any, at: dt.datetime, reason: str = "", **changes: Any
) -> Thing:
    """Take ``step`` and save ``changes`` with it.

    Raises :class:`StepRefused` when the step does not follow any more, because somebody was faster,
    or when it needs a reason and has none.
    """
    reason = reason.strip()
    if step in REASONED and not reason:
        raise StepRefused(_("Give a reason."))
    with transaction.atomic():
        locked = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
        state = Moderation(locked.state)
        if not can_take(state, step):
            raise StepRefused(
                _("This is not possible any more: it is now “%(state)s”.") % {"state": state.label}
            )
        locked.state = take(state, step)
        if step == Step.PUBLISHED:
            changes["published_at"] = at
        for name, value in changes.items():
            setattr(locked, name, value)
        locked.save(update_fields=["state", *changes])
        _write(locked, step, actor=actor, at=at, reason=reason)
    return locked


def _write(thing: Any, step: Step, *, actor: Any, at: dt.datetime, reason: str) -> None:
    ModerationLog.objects.create(
        **{_NAMES[type(thing)]: thing}, step=step, actor=actor, at=at, reason=reason
    )
