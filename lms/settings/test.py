"""Tests: fast hashing, file-based SQLite (threads need a real file), immediate tasks."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

SECRET_KEY = "tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
LMS_SEEDED_CHANCE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
_private = tempfile.mkdtemp(prefix="stipple-private-")
STORAGES["private"]["OPTIONS"] = {"location": _private}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="stipple-media-"))
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": os.environ.get(
            "STIPPLE_TEST_DB", os.path.join(tempfile.gettempdir(), "stipple-test.sqlite3")
        )
    }
WHITENOISE_AUTOREFRESH = True
