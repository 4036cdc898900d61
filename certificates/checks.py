"""System checks: fonts and paper are tried at start, not when somebody has earned one."""

from contextlib import suppress
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.files.storage import InvalidStorageError

from certificates.enums import KeyPurpose, Paper
from certificates.exceptions import KeyRefused, SigningFailed
from certificates.models.register import private_storage
from lms.core.conf import lms_settings


@register()
def check_certificate_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check LMS_CERTIFICATE_FONTS, LMS_CERTIFICATE_PAPER and LMS_PRIVATE_STORAGE."""
    found = _check_fonts(lms_settings.LMS_CERTIFICATE_FONTS)
    if lms_settings.LMS_CERTIFICATE_PAPER not in Paper.values:
        found.append(
            Error(
                f"LMS_CERTIFICATE_PAPER is {lms_settings.LMS_CERTIFICATE_PAPER!r}.",
                hint='Use LMS_CERTIFICATE_PAPER = "A4" or "LETTER".',
                id="lms_certificates.E002",
            )
        )
    try:
        private_storage()
    except InvalidStorageError:
        found.append(
            Error(
                f"There is no storage named {lms_settings.LMS_PRIVATE_STORAGE!r}.",
                hint=(
                    'Add it to STORAGES, for example STORAGES["private"] = {"BACKEND": '
                    '"django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": '
                    '"/srv/private"}}; nothing may serve that folder.'
                ),
                id="lms_certificates.E003",
            )
        )
    return found


def _check_fonts(paths: list[Any]) -> list[CheckMessage]:
    if not paths:
        return []
    from certificates.documents.faces import FaceRefused, load_face

    found: list[CheckMessage] = []
    for path in paths:
        try:
            load_face(path)
        except FaceRefused as error:
            found.append(
                Error(
                    f"LMS_CERTIFICATE_FONTS: {error}.",
                    hint=(
                        "Give paths of .ttf or .otf files that may be embedded, for example "
                        '["/usr/share/fonts/NotoSerifKR-Regular.otf"].'
                    ),
                    id="lms_certificates.E001",
                )
            )
    return found


@register()
def check_signing_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check LMS_SEAL_KEY, LMS_PROOF_KEY, LMS_TOKEN_KEY and LMS_SIGNER."""
    # cryptography is loaded by the processes that sign, not by every start
    from certificates.services.keys import configured_signer, setting_of

    found: list[CheckMessage] = []
    for purpose in KeyPurpose:
        try:
            configured_signer(purpose)
        except (KeyRefused, SigningFailed) as error:
            found.append(
                Error(
                    f"{setting_of(purpose)}: {error}.",
                    hint=(
                        "Give PEM text or the path of a PEM file that this process may read, for "
                        f'example {setting_of(purpose)} = "/etc/stipple/{purpose}.pem".'
                    ),
                    id="lms_certificates.E004",
                )
            )
    return found


@register(Tags.security, deploy=True)
def check_development_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn, in ``check --deploy``, of keys that were made by themselves."""
    from certificates.services.keys import configured_signer, setting_of

    missing = []
    for purpose in KeyPurpose:
        with suppress(KeyRefused, SigningFailed):  # an unusable key is an error of its own, E004
            if configured_signer(purpose) is None:
                missing.append(setting_of(purpose))
    if not missing:
        return []
    return [
        Warning(
            f"Development keys are used: {', '.join(missing)} not set.",
            hint=(
                "What they sign is marked as such and proves nothing. Make keys as "
                'docs/credentials.md says, for example LMS_SEAL_KEY = "/etc/stipple/seal.pem".'
            ),
            id="lms_certificates.W001",
        )
    ]
