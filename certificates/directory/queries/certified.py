"""Who holds a valid certificate that covers what a search asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from certificates import api as certificates
from certificates.directory.search import Search

# award versions by the technique and the condition they cover
Scopes = Mapping[tuple[str, str], frozenset[int]]


def read_scopes(search: Search) -> Scopes:
    """Read what the awards cover of all that ``search`` and its wider searches ask, in one query.

    Empty where nothing is asked that a certificate has to cover.
    """
    if not search.asks_certificates:
        return {}
    asked = {("", search.condition)}
    asked |= {(t, c) for t in search.techniques for c in (search.condition, "")}
    pairs = sorted(asked)
    return dict(zip(pairs, certificates.list_scopes_covering(pairs), strict=True))


def holders_of(search: Search, now: dt.datetime, scopes: Scopes | None) -> list[QuerySet[Any]]:
    """Who holds a valid certificate that covers what is asked, one list for each technique.

    Without a technique any technique on the condition will do.
    """
    scopes = read_scopes(search) if scopes is None else scopes
    return [
        certificates.list_certificates_of_versions(scopes[technique, search.condition], now=now)
        for technique in sorted(search.techniques) or [""]
    ]
