"""What to suggest where a search finds nothing: the wider searches that do find something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, IntegerField, Subquery
from django.utils.translation import gettext as _

from certificates.directory.models import Clinic
from certificates.directory.queries.asking import one_by_one
from certificates.directory.queries.certified import Scopes
from certificates.directory.queries.distance import Origin
from certificates.directory.queries.found import (
    find_clinics,
    find_people,
    first_clinics,
    first_people,
    is_small,
)
from certificates.directory.queries.values import MOST_COUNTED, Wider
from certificates.directory.search import BY_DISTANCE, CLINICS, Search


class _Count(Subquery):
    """How many rows a query finds, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()


def list_wider(
    search: Search, now: dt.datetime, *, origin: Origin | None, scopes: Scopes
) -> tuple[Wider, ...]:
    """The next longer distance at which something is found, then each filter less.

    Where only giving up everything helps, it is the whole directory. At most four queries.
    """
    farther = list(search.farther()) if origin else []
    less = list(search.wider())
    everything = [Search(show=search.show)] if search.has_filters else []
    nearest = _nearest(search, now, origin, scopes) if origin and farther else []
    counts: dict[Search, int] = {}
    for one in farther:
        within = [km for km in nearest if km is not None and km <= one.radius]
        counts[one] = len(within) if one.radius else len(nearest)
    if farther and search.show == CLINICS:
        # clinics anywhere are those at any distance; a person need not work at a clinic
        counts[search.without("town")] = len(nearest)
    asked = [one for one in (*(one for _name, one in less), *everything) if one not in counts]
    counts |= _count(asked, now, origin, scopes)
    found: list[Wider] = []
    for one in farther:
        if counts[one]:
            label = _("At any distance")
            if one.radius:
                label = _("Within %(radius)s") % {"radius": radius_words(one.radius)}
            found.append(Wider(label, one.query(), counts[one]))
            break
    labels = _labels()
    found += [Wider(labels[name], one.query(), counts[one]) for name, one in less if counts[one]]
    for one in everything:
        if counts[one] and not found:
            found.append(Wider(_("The whole directory"), one.query(), counts[one]))
    return tuple(found)


def _nearest(
    search: Search, now: dt.datetime, origin: Origin, scopes: Scopes
) -> list[float | None]:
    """How far away the nearest are, as many as are counted, in at most two queries.

    None where not one of the nearest fits: what is farther is no help, and finding it costs most.
    """
    anywhere = search.within(0).sorted_by(BY_DISTANCE)
    limit = MOST_COUNTED + 1
    rows: Sequence[tuple[Any, ...]]
    if search.show == CLINICS:
        rows = first_clinics(
            anywhere,
            now,
            origin=origin,
            scopes=scopes,
            columns=["pk"],
            limit=limit,
            gives_up=True,
        )
    else:
        rows = first_people(anywhere, now, origin=origin, scopes=scopes, limit=limit, gives_up=True)
    return [km for _pk, km in rows]


def _count(
    searches: list[Search], now: dt.datetime, origin: Origin | None, scopes: Scopes
) -> dict[Search, int]:
    """How many each search finds, as far as anybody counts, in one query for all of them."""
    if not searches:
        return {}
    columns: dict[str, Any] = {}
    for n, search in enumerate(searches):
        find: Any = find_clinics if search.show == CLINICS else find_people
        there = origin if search.place else None
        ask: Any = one_by_one if there and is_small(search) else Exists
        found = find(search, now, origin=there, scopes=scopes, ask=ask)
        columns[f"n{n}"] = _Count(found.order_by().values("pk")[: MOST_COUNTED + 1])
    # any row will do to hang the columns on; where there is no clinic nobody is found either
    row = Clinic.objects.order_by().annotate(**columns).values_list(*columns)[:1]
    counts = next(iter(row), (0,) * len(searches))
    return dict(zip(searches, counts, strict=True))


def radius_words(km: int) -> str:
    """A distance to search within: "25 km (16 miles)"."""
    if not km:
        return _("Any distance")
    return _("%(km)d km (%(miles)d miles)") % {"km": km, "miles": round(km / 1.609344)}


def _labels() -> dict[str, str]:
    return {
        "plans": _("Without asking for payment in stages"),
        "free": _("Without asking for a free consultation"),
        "healed": _("Without asking for pictures of healed work"),
        "language": _("In any language"),
        "type": _("In any type of clinic"),
        "certified": _("Offered, whether a certificate covers it or not"),
        "condition": _("On any skin and hair loss"),
        "technique": _("With any technique"),
        "q": _("Without the name you typed"),
        "town": _("In any town"),
    }
