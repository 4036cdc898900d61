"""Questions of the bank in the neutral form files are written from, and back."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from assessments.interchange.html import pictures_in
from assessments.interchange.images import PictureRefused, asset_name, check_picture
from assessments.interchange.model import QuestionRefused, Raw
from assessments.question_types.base import QuestionType
from lms.core.digest import digest

NAMESPACE = uuid.UUID("6f0d1c5e-6b77-4b86-9a34-4b7c4c7b5a10")


def stored(value: Any, path: str) -> Any:
    """Neutral lists as the editor keeps them: items with ids, the same ids at every import."""
    if isinstance(value, Mapping):
        return {key: stored(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "id": str(uuid.uuid5(NAMESPACE, f"{path}[{place}]")),
                "value": stored(item, f"{path}[{place}]"),
            }
            for place, item in enumerate(value)
        ]
    return value


def neutral(value: Any) -> Any:
    """What the editor keeps, with plain lists again."""
    if isinstance(value, Mapping):
        if value.get("type") == "item" and "value" in value:
            return neutral(value["value"])
        return {key: neutral(item) for key, item in value.items()}
    if isinstance(value, list):
        return [neutral(item) for item in value]
    return value


def spec_of(kind: QuestionType[Any, Any], raw: Raw) -> Any:
    """The spec of a neutral raw value; pictures that are not stored yet count as chosen."""
    return kind.from_raw(without_files(stored(raw, "question")))


def fingerprint(kind: QuestionType[Any, Any], spec: Any, files: Iterable[str]) -> str:
    """The same for the same question, whatever the ids of its items and images are here."""
    payload = kind.to_payload(spec)
    return digest({"type": kind.name, "payload": payload, "files": sorted(files)})


def without_files(value: Any) -> Any:
    """Pictures not stored yet count as chosen: their pk is not known before the import."""
    if isinstance(value, Mapping):
        if set(value) == {"file"}:
            return 1
        return {key: without_files(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_files(item) for item in value]
    return value


def with_files(raw: Raw) -> tuple[Raw, dict[str, bytes]]:
    """The raw value with its images as files, under the names they have in packages.

    Raises QuestionRefused for an image that may not leave, such as an SVG.
    """
    files: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        try:
            name = asset_name(data, check_picture(data)[0])
        except PictureRefused as error:
            raise QuestionRefused(
                _("One of its pictures cannot go along: %(reason)s.") % {"reason": error}
            ) from error
        files[name] = data
        return name

    def take(key: str, value: Any) -> Any:
        if key == "image" and isinstance(value, int):
            data = _image_bytes(value)
            return {"file": keep(data)} if data else {"file": ""}
        if isinstance(value, Mapping):
            return {own: take(own, item) for own, item in value.items()}
        if isinstance(value, list):
            return [take("", item) for item in value]
        if isinstance(value, str) and "<img" in value:
            for source, _alt in pictures_in(value):
                if data := _media_bytes(source):
                    value = value.replace(source, keep(data))
        return value

    return dict(take("", raw)), files


def _image_bytes(pk: int) -> bytes:
    from wagtail.images import get_image_model

    image = get_image_model().objects.filter(pk=pk).first()
    if image is None:
        return b""
    try:
        with image.file.open("rb") as source:
            return bytes(source.read())
    except OSError:
        return b""


def _media_bytes(address: str) -> bytes:
    """The bytes of a picture of our own media, b"" for any other address."""
    prefix = settings.MEDIA_URL
    if not prefix or not address.startswith(prefix) or re.search(r"\.\./", address):
        return b""
    try:
        with default_storage.open(address[len(prefix) :]) as source:
            return bytes(source.read())
    except (OSError, ValueError):
        return b""
