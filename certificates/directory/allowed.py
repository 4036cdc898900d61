"""What a practitioner's consents allow to be shown. Pure.

A consent opens nothing alone: the entry has to be published and a certificate of competence valid.
The register is no part of this. It answers about a number with the name that is printed on the
certificate, whatever the directory may show.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from certificates.directory.enums import ConsentKind


@dataclass(frozen=True)
class Allowed:
    """``is_listed``: counted at a clinic and in the search, without a name.

    ``is_named``: the name in lists and on a page of its own, with what the person wrote there.
    ``shows_photo`` and ``shows_portfolio``: on that page, each portfolio case if it is published.
    """

    is_listed: bool = False
    is_named: bool = False
    shows_photo: bool = False
    shows_portfolio: bool = False


def what_is_allowed(kinds: Collection[str], *, is_certified: bool, is_live: bool = True) -> Allowed:
    """What may be shown while exactly the consents ``kinds`` stand."""
    is_listed = is_live and is_certified and ConsentKind.LISTED in kinds
    is_named = is_listed and ConsentKind.NAME in kinds
    return Allowed(
        is_listed=is_listed,
        is_named=is_named,
        shows_photo=is_named and ConsentKind.PHOTO in kinds,
        # the person in each picture allowed it in writing; the name is what it stands under
        shows_portfolio=is_named,
    )
