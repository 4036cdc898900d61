"""System checks: what can be misconfigured is said at start, with an id and a hint."""

from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from lms.core.conf import DEFAULTS, lms_settings
from lms.core.ratelimit import _SECONDS


@register(deploy=True)
def check_chance(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Numbers that can be foretold must not be issued where they count."""
    if not lms_settings.LMS_SEEDED_CHANCE:
        return []
    return [
        Error(
            "LMS_SEEDED_CHANCE lets certificate numbers be drawn from a seed that is known.",
            hint="Remove LMS_SEEDED_CHANCE from the settings; it is for demonstrations and tests.",
            id="lms_core.E004",
        )
    ]


@register()
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check the settings of :mod:`lms.core.conf`."""
    from django.conf import settings

    found: list[CheckMessage] = []
    for name in dir(settings):
        if name.startswith("LMS_") and name not in DEFAULTS:
            found.append(
                Warning(
                    f"{name} is not a setting of this package.",
                    hint=f"Known settings: {', '.join(sorted(DEFAULTS))}.",
                    id="lms_core.W001",
                )
            )
    origin = urlsplit(lms_settings.LMS_VERIFY_BASE_URL)
    if origin.scheme not in {"http", "https"} or not origin.netloc or origin.path not in {"", "/"}:
        found.append(
            Error(
                "LMS_VERIFY_BASE_URL must be a scheme and a host, without a path.",
                hint='For example LMS_VERIFY_BASE_URL = "https://verify.example.org".',
                id="lms_core.E001",
            )
        )
    for name, path in lms_settings.LMS_LESSON_BLOCKS.items():
        try:
            import_string(path)
        except ImportError as error:
            found.append(
                Error(
                    f"LMS_LESSON_BLOCKS[{name!r}] cannot be imported: {error}",
                    hint='Give a dotted path, such as "assessments.blocks.SelfCheckBlock".',
                    id="lms_core.E002",
                )
            )
    count, _, unit = str(lms_settings.LMS_VERIFY_RATE).partition("/")
    if not count.isdigit() or unit not in _SECONDS:
        found.append(
            Error(
                f"LMS_VERIFY_RATE is {lms_settings.LMS_VERIFY_RATE!r}, which is not a rate.",
                hint='For example LMS_VERIFY_RATE = "30/m".',
                id="lms_core.E003",
            )
        )
    return found
