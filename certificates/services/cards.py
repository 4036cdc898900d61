"""The picture of a shared link, drawn once a day for each wording."""

import hashlib

from django.core.cache import cache

CARD_SECONDS = 24 * 60 * 60


def read_card(*, title: str, issuer: str, check: str) -> bytes:
    """The card as PNG; ``check`` is the line that says where the register answers."""
    from certificates.credentials.picture import link_card

    said = "\n".join((title, issuer, check)).encode()
    name = f"lms_certificates:card:{hashlib.sha256(said).hexdigest()}"
    picture: bytes | None = cache.get(name)
    if picture is None:
        picture = link_card(title=title, issuer=issuer, check=check)
        cache.set(name, picture, CARD_SECONDS)
    return picture
