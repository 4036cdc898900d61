"""The demo academy: as production shows itself, on one machine without anything to set up.

DEBUG is off, so that errors, refusals and the content policy are those a visitor would meet.
"""

from .dev import *  # noqa: F403

DEBUG = False
# static files are found in the packages: nothing has to be collected first
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]
SERVE_MEDIA = True
