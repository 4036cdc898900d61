"""A practitioner's pictures, as everybody sees them, and as they see them themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.directory.enums import ConsentKind, Moderation
from certificates.directory.models import PortfolioCase, PortfolioPicture, Practitioner
from certificates.directory.standing import consenting, list_listed


@dataclass(frozen=True)
class CaseView:
    """One case with both pictures."""

    case: PortfolioCase
    before: PortfolioPicture | None
    after: PortfolioPicture | None

    @property
    def after_label(self) -> str:
        """What the second picture shows, said plainly: fresh work looks darker than it will."""
        return healing_in_words(self.case.months_healed)

    @property
    def has_pictures(self) -> bool:
        return bool(self.before and self.after and self.before.file and self.after.file)


def healing_in_words(months: int) -> str:
    """How long after the last session a picture was taken."""
    if not months:
        return _("After, fresh: not healed yet")
    return ngettext("After, healed for %(n)s month", "After, healed for %(n)s months", months) % {
        "n": months
    }


def list_portfolio(practitioner: Practitioner) -> tuple[CaseView, ...]:
    """The published cases of one practitioner, healed work first: two queries."""
    rows = PortfolioCase.objects.published().filter(practitioner=practitioner)
    return _views(rows.order_by("-months_healed", "-published_at", "-pk"))


def list_own_cases(practitioner: Practitioner) -> tuple[CaseView, ...]:
    """Every case a person ever handed in, the latest first: two queries."""
    return _views(PortfolioCase.objects.filter(practitioner=practitioner))


def _views(rows: QuerySet[PortfolioCase]) -> tuple[CaseView, ...]:
    found = []
    for case in rows.prefetch_related(Prefetch("pictures")):
        sides = {picture.side: picture for picture in case.pictures.all()}
        found.append(
            CaseView(case, sides.get(PortfolioPicture.BEFORE), sides.get(PortfolioPicture.AFTER))
        )
    return tuple(found)


def find_picture(
    token: Any, *, user: Any, is_moderator: bool, now: dt.datetime
) -> PortfolioPicture | None:
    """The picture at this address, if this person may see it at ``now``.

    Everybody: while the case is published and its practitioner listed by name. The practitioner and
    moderators: while it is kept.
    """
    picture = (
        PortfolioPicture.objects.select_related("case__practitioner")
        .filter(token=token)
        .exclude(file="")
        .first()
    )
    if picture is None:
        return None
    case = picture.case
    if is_moderator or (user.is_authenticated and case.practitioner.user_id == user.pk):
        return picture
    if case.state != Moderation.PUBLISHED:
        return None
    named = list_listed(now).filter(consenting(ConsentKind.NAME, now), pk=case.practitioner_id)
    return picture if named.exists() else None
