"""Addresses of pictures in questions. They do not tell the name of the file, which can be a key."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

_signer = Signer(salt="lms_assessments.picture")


def picture_url(key: int) -> str:
    """The address of the picture with this primary key, the same every time."""
    return reverse("lms_assessments:picture", args=[_signer.sign(str(key))])


def read_picture_token(token: str) -> int | None:
    """The primary key in a token that one of our pages made; None for anything else."""
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
